"""A PostgreSQL of its own for the bench, as durable as it comes, and how quickly it commits one row."""

import asyncio
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from msgspec import Struct

from bench.processor import parent_of
from tests.support.database import create_database, postgres_server, programs

# What PostgreSQL does by itself, apart from how loud it is and how many may come.
DURABLE = ("max_connections=60", "log_min_messages=panic")
COMMIT_SECONDS = 3


class Postgres(Struct, frozen=True):
    """`pid`: of the process all others descend from."""

    server: str
    version: str
    pid: int

    async def database(self, name: str) -> str:
        return await create_database(self.server, name)


@contextmanager
def durable_postgres() -> Iterator[str]:
    with postgres_server(DURABLE) as server:
        yield server


async def look_at(server: str) -> Postgres:
    """Refuses a server that would be quicker than it is safe."""
    connection = await connect(f"{server}/postgres")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert await connection.fetchval(f"SHOW {setting}") == "on", setting
    version = await connection.fetchval("SHOW server_version")
    backend = await connection.fetchval("SELECT pg_backend_pid()")
    parent = parent_of(int(backend))
    await connection.close()
    return Postgres(server, str(version), parent)


async def connect(address: str) -> asyncpg.Connection:
    return await asyncpg.connect(address.replace("+asyncpg", ""))


async def one_row_commits(database: str, folder: Path, in_flight: int) -> float:
    """Commits a second of one small row, by pgbench."""
    line = await connect(database)
    await line.execute("CREATE TABLE smallest (number bigint)")
    await line.close()
    script = folder / "smallest.sql"
    script.write_text("INSERT INTO smallest VALUES (1);\n", encoding="ascii")
    command = [str(programs() / "pgbench"), "-n", "-M", "prepared", "-j", "2", "-c", str(in_flight)]
    address = database.replace("+asyncpg", "")
    done = await asyncio.to_thread(
        subprocess.run,
        [*command, "-T", str(COMMIT_SECONDS), "-f", str(script), address],
        capture_output=True,
        text=True,
        check=True,
    )
    match = re.search(r"^tps = ([0-9.]+)", done.stdout, re.MULTILINE)
    assert match, done.stdout
    return float(match[1])
