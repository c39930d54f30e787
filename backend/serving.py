"""Serving: migrate, put the hub together, listen, and end within three seconds of being asked to."""

import asyncio
import errno
import gc
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn

from backend import demo
from backend.app import create_app, identity_of
from backend.clock import system_ms
from backend.database import Database
from backend.door import App
from backend.migrations.upgrade import upgrade
from backend.operations import keys
from backend.settings import Settings, Unusable

GRACE_SECONDS = 2
BACKLOG = 2_048
# New objects until cycles are looked for. What is kept folded is large and has none: with Python's own 700,
# looking through it took a fifth of the processor time of a batch.
GARBAGE_AFTER = 20_000


async def serve(settings: Settings, *, with_demo: bool) -> None:
    """Until SIGTERM or SIGINT. Raises `Unusable` where it cannot begin."""
    listener = listen(settings.host, settings.port)
    database = Database(settings.database)
    try:
        await upgrade(database)
        wrong = await keys.trouble(database, settings.data)
        if wrong is not None:
            raise Unusable(wrong)
        identity = await identity_of(settings, database, system_ms())
        app = create_app(settings, database, identity)
        links = await demo.seed(database, identity, settings.public_url, system_ms()) if with_demo else []
        announce(settings, links)
        await _run(app, settings, listener)
    finally:
        listener.close()
        await database.close()


def listen(host: str, port: int) -> socket.socket:
    """Bind before anything else is touched, so that a second hub says so at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as fault:
        listener.close()
        if fault.errno == errno.EADDRINUSE:
            raise Unusable(f"Port {port} is taken. Try another one: PORT={port + 1} make run") from None
        raise Unusable(f"Cannot listen on {host} port {port}: {fault.strerror}.") from None
    return listener


def announce(settings: Settings, links: list[demo.Link]) -> None:
    lines = [f"Hải Đăng is running at {settings.public_url}"]
    if links:
        width = max(len(f"{link.person} ({link.role})") for link in links)
        lines += [
            "",
            "Open a link to be that person in that browser:",
            *(f"  {f'{link.person} ({link.role})'.ljust(width)}  {link.address}" for link in links),
            "",
            "To be two people at once, open the second link in a private window or another browser profile.",
        ]
    print("\n".join([*lines, "Stop with Ctrl-C."]), flush=True)  # noqa: T201


async def _run(app: App, settings: Settings, listener: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.certificate_key,
    )
    gc.set_threshold(GARBAGE_AFTER, 20, 20)
    server = _Server(config)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    await server.serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Ends by our own signals: the usual ones raise the signal again at the end, and die of it."""

    def stop(self) -> None:
        # asked twice: at once
        self.force_exit = self.should_exit
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        with suppress(asyncio.CancelledError):
            yield
