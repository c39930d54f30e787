"""Serving: migrate, put the hub together, listen, and end within three seconds of being asked to."""

import asyncio
import errno
import gc
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import structlog
import uvicorn

from backend import demo
from backend.app import create_app, identity_of, issue
from backend.clock import Clock, system_ms
from backend.database import Database
from backend.door import App
from backend.migrations.upgrade import upgrade
from backend.operations import keys
from backend.service import tell_ready
from backend.settings import Settings, Unusable

GRACE_SECONDS = 2
BACKLOG = 2_048
# New objects until cycles are looked for. What is kept folded is large and has none, and Python's 700 come
# several times in a batch.
GARBAGE_AFTER = 20_000

log = structlog.get_logger()


async def serve(settings: Settings, *, with_demo: bool, clock: Clock = system_ms) -> None:
    """Until SIGTERM or SIGINT. Raises `Unusable` where it cannot begin."""
    listener = listen(settings.host, settings.port)
    database = Database(settings.database)
    try:
        await upgrade(database)
        wrong = await keys.trouble(database, settings.data)
        if wrong is not None:
            raise Unusable(wrong)
        identity = await identity_of(settings, database, clock())
        bundle = await issue(database, identity, clock())
        app = create_app(settings, database, identity, bundle, clock, is_demo=with_demo)
        if with_demo:
            announce(settings, await demo.seed(database, identity, settings.public_url, clock()))
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
            raise Unusable(
                f"Port {port} is taken: stop what listens there, or set another one: PORT={port + 1}"
            ) from None
        raise Unusable(f"Cannot listen on {host} port {port}: {fault.strerror}.") from None
    return listener


def announce(settings: Settings, links: list[demo.Link]) -> None:
    """For whoever tries the demo; what a service says is in its log."""
    width = max(len(f"{link.person} ({link.role})") for link in links)
    lines = [
        f"Hải Đăng is running at {settings.public_url}",
        "",
        "Open a link to be that person in that browser:",
        *(f"  {f'{link.person} ({link.role})'.ljust(width)}  {link.address}" for link in links),
        "",
        "To be two people at once, open the second link in a private window or another browser profile.",
        "Stop with Ctrl-C.",
    ]
    print("\n".join(lines), flush=True)  # noqa: T201


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
    server = _Server(config, settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    await server.serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Says when it serves; ends by our own signals, for the usual ones raise it again and die of it."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            log.info("serving", address=self._settings.public_url)
            tell_ready(self._settings.notify)

    def stop(self) -> None:
        # asked twice: at once
        self.force_exit = self.should_exit
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        with suppress(asyncio.CancelledError):
            yield
