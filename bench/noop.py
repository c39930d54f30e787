"""The floor of the framework: the same body taken by a route of Litestar that does nothing with it."""

import os
import socket

import msgspec
import uvicorn
import uvloop
from litestar import Litestar, Request, Response, post
from litestar.datastructures import State

from backend import bodies

REPLY = msgspec.msgpack.encode({"taken": True})


@post("/api/sync", status_code=200, request_max_body_size=bodies.BODY_BYTES_MAX)
async def take(request: Request[object, object, State]) -> Response[bytes]:
    await request.body()
    return Response(REPLY, media_type=bodies.MSGPACK)


def main() -> None:
    listener = socket.socket()
    listener.bind(("127.0.0.1", int(os.environ["PORT"])))
    app = Litestar(route_handlers=[take], openapi_config=None, logging_config=None)
    config = uvicorn.Config(
        app, loop="uvloop", http="httptools", ws="none", log_config=None, access_log=False
    )
    uvloop.run(uvicorn.Server(config).serve(sockets=[listener]))


if __name__ == "__main__":
    main()
