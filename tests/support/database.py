"""Throw-away databases: a SQLite file, and a PostgreSQL cluster made from the programs that are installed.

`TEST_DATABASE_URL` names a PostgreSQL server to use instead; its user must be allowed to create databases.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

START_SECONDS_MAX = 30
# Superusers pass every wall, so tests run as this one.
ROLE = "haidang_test"
USERS = ("postgres", "nobody")
# Speed, not safety: what is written here is gone in a minute. Power cuts are tested elsewhere.
OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=32MB",
    "autovacuum=off",
    "log_min_messages=panic",
)


class Missing(Exception):
    """PostgreSQL cannot be started; the message says what to install."""


@contextmanager
def postgres_server(options: Sequence[str] = OPTIONS) -> Iterator[str]:
    """The address of a server, without a database's name, for as long as the block runs."""
    given = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield "postgresql+asyncpg://" + given.partition("://")[2].rpartition("/")[0]
        return
    found = programs()
    # Short, and readable by the user that PostgreSQL runs as; a path under the checkout may be neither.
    folder = Path(tempfile.mkdtemp(prefix="haidang-pg-"))
    try:
        tied = as_user(folder)
        data, port = folder / "data", free_port()
        initdb = [str(found / "initdb"), "-D", str(data), "-A", "trust", "-U", "hub", "-E", "UTF8", "-N"]
        run([*tied, *initdb])
        options = (
            *options,
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={folder}",
            f"port={port}",
        )
        postgres = [str(found / "postgres"), "-D", str(data), *(f"--{option}" for option in options)]
        is_ready = [str(found / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        with _running([*tied, *postgres], folder / "log", is_ready):
            yield f"postgresql+asyncpg://hub@127.0.0.1:{port}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(command: Sequence[str], log: Path, is_ready: Sequence[str]) -> Iterator[None]:
    """The server, for as long as the block runs or this process lives: also where tests are killed."""
    with log.open("wb") as written:
        server = subprocess.Popen(command, cwd="/", stdout=written, stderr=written)
    try:
        until = time.monotonic() + START_SECONDS_MAX
        while subprocess.run(is_ready, capture_output=True, check=False).returncode != 0:
            if server.poll() is not None or time.monotonic() > until:
                raise Missing(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2_000:]}")
            time.sleep(0.05)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)  # at once, without writing anything back
        server.wait()


async def create_database(server: str, name: str) -> str:
    """An empty database on the server; its address, as of a role that owns it and that a wall holds."""
    engine = create_async_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        role = await _plain_role(connection)
        owner = "" if role is None else f' OWNER "{role}"'
        await connection.execute(text(f'CREATE DATABASE "{name}"{owner}'))
    await engine.dispose()
    return f"{server if role is None else as_role(server, role)}/{name}"


def as_role(server: str, role: str = ROLE) -> str:
    """The server's address for another role."""
    return f"postgresql+asyncpg://{role}:{role}@{server.rpartition('/')[2].rpartition('@')[2]}"


async def _plain_role(connection: AsyncConnection) -> str | None:
    """As a city's hub has one; None where whoever was given is of that kind."""
    asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    if not (await connection.execute(text(asked))).scalar_one():
        return None
    # Of two that make it at once the second finds it there.
    make = f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{ROLE}'"
    there = "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL"
    await connection.execute(text(f"DO $$ BEGIN {make}; {there}; END $$"))
    return ROLE


def programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    anywhere = shutil.which("initdb")
    if not found and anywhere is None:
        raise Missing(
            "These tests need PostgreSQL's programs: apt-get install postgresql, or brew install postgresql, "
            "or name a server: TEST_DATABASE_URL=postgresql://user@host/name"
        )
    return found[-1].parent if found else Path(str(anywhere)).resolve().parent


def _version(program: Path) -> int:
    version = program.parts[-3].partition(".")[0]
    return int(version) if version.isdigit() else 0


def as_user(folder: Path) -> Sequence[str]:
    """What to put before a command so that it ends with this process, and is not run as root."""
    setpriv = shutil.which("setpriv")
    tied = () if setpriv is None else (setpriv, "--pdeathsig=QUIT")
    if os.geteuid() != 0:
        return tied
    user = next((name for name in USERS if _exists(name)), None)
    if setpriv is None or user is None:
        raise Missing(f"PostgreSQL does not run as root: install setpriv, and add one of the users {USERS}")
    shutil.chown(folder, user)
    return (*tied, f"--reuid={user}", "--clear-groups", "--")


def _exists(user: str) -> bool:
    return subprocess.run(["id", "-u", user], capture_output=True, check=False).returncode == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(command: Sequence[str]) -> None:
    done = subprocess.run(
        command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        raise Missing(f"{command[-1]} failed: {done.stderr.strip()[-2_000:]}")
