"""A hub to measure: a data folder, a migrated database that knows the devices, and the server process."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from backend import settings
from backend.app import identity_of
from backend.clock import system_ms
from backend.database import Database
from backend.devices import enrol
from backend.identity import Identity
from backend.migrations.upgrade import upgrade
from backend.people import store as people
from backend.people.store import Account
from backend.settings import REPOSITORY
from bench.city import Device
from schemas.wire.devices import EnrolmentRequest

START_SECONDS_MAX = 120


class Hub(Struct, frozen=True, kw_only=True):
    folder: Path
    database: str
    identity: Identity


class Served(Struct, frozen=True):
    """A server process."""

    pid: int
    port: int


async def make_hub(folder: Path, database: str, devices: Sequence[Device]) -> Hub:
    """The devices belong to citizens and count as enrolled."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    read = settings.read({"HAIDANG_DATA_DIR": str(folder), "DATABASE_URL": database})
    opened = Database(read.database)
    await upgrade(opened)
    identity = await identity_of(read, opened, system_ms())
    accounts = dict.fromkeys(device.account for device in devices)
    async with opened.write() as tx:
        await people.add(
            tx,
            [
                Account(account=one, person="Nguyễn Văn An", role="citizen", unit="", unit_name="")
                for one in accounts
            ],
        )
        for device in devices:
            public = device.key.public
            asked = EnrolmentRequest(code="", public=public, nonce=b"", signature=bytes(64), label="bench")
            await enrol.take_in(
                tx,
                enrol.by_code(asked),
                account=device.account,
                person="Nguyễn Văn An",
                identity=identity,
                now_ms=system_ms(),
            )
    await opened.close()
    return Hub(folder=folder, database=read.database, identity=identity)


@contextmanager
def serving(hub: Hub) -> Iterator[Served]:
    """`python -m backend serve` on a free port of this machine; its log goes to the folder."""
    environment = {
        "HAIDANG_DATA_DIR": str(hub.folder),
        "DATABASE_URL": hub.database,
        "HOST": "127.0.0.1",
    }
    with running([sys.executable, "-m", "backend", "serve"], environment, hub.folder / "log") as served:
        yield served


@contextmanager
def running(command: Sequence[str], environment: dict[str, str], log: Path) -> Iterator[Served]:
    """A program that serves at the port that PORT or `{port}` in its command names, until the block ends."""
    port = free_port()
    with log.open("ab") as written:
        server = subprocess.Popen(
            [argument.replace("{port}", str(port)) for argument in command],
            cwd=REPOSITORY,
            env={**os.environ, **environment, "PORT": str(port)},
            stdout=written,
            stderr=written,
        )
    try:
        until = time.monotonic() + START_SECONDS_MAX
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"no server: {log.read_text(errors='replace')[-2_000:]}")
            time.sleep(0.05)
        yield Served(server.pid, port)
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
