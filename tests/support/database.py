"""Throw-away databases: a SQLite file, and a PostgreSQL cluster made from the programs that are installed.

`TEST_DATABASE_URL` names a PostgreSQL server to use instead; its user must be allowed to create databases.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

START_SECONDS_MAX = 30
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
def postgres_server() -> Iterator[str]:
    """The address of a server, without a database's name, for as long as the block runs."""
    given = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield "postgresql+asyncpg://" + given.partition("://")[2].rpartition("/")[0]
        return
    programs = _programs()
    # Short, and readable by the user that PostgreSQL runs as; a path under the checkout may be neither.
    folder = Path(tempfile.mkdtemp(prefix="haidang-pg-"))
    as_user = _as_user(folder)
    data, port = folder / "data", _free_port()
    try:
        _run(
            [
                *as_user,
                str(programs / "initdb"),
                "-D",
                str(data),
                "-A",
                "trust",
                "-U",
                "hub",
                "-E",
                "UTF8",
                "-N",
            ]
        )
        control = [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-w"]
        options = " ".join(f"-c {option}" for option in (*OPTIONS, f"port={port}"))
        listen = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} {options}"
        _run([*control, "-t", str(START_SECONDS_MAX), "-l", str(folder / "log"), "-o", listen, "start"])
        try:
            yield f"postgresql+asyncpg://hub@127.0.0.1:{port}"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def create_database(server: str, name: str) -> str:
    """An empty database on the server; its address."""
    engine = create_async_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        await connection.execute(text(f'CREATE DATABASE "{name}"'))
    await engine.dispose()
    return f"{server}/{name}"


def _programs() -> Path:
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


def _as_user(folder: Path) -> Sequence[str]:
    """PostgreSQL refuses to run as root: then somebody else owns the folder and runs it."""
    if os.geteuid() != 0:
        return ()
    for user in USERS:
        if subprocess.run(["id", "-u", user], capture_output=True, check=False).returncode == 0:
            shutil.chown(folder, user)
            return ("setpriv", f"--reuid={user}", "--clear-groups", "--")
    raise Missing(f"PostgreSQL does not run as root, and none of these users is here: {', '.join(USERS)}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(
        command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        raise Missing(f"{command[-1]} failed: {done.stderr.strip()[-2_000:]}")
