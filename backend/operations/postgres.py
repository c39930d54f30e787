"""PostgreSQL's own programs: pg_dump copies one moment, pg_restore puts it into an empty database."""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from backend.database import Database
from backend.operations.folders import write_private
from backend.operations.growth import watched
from backend.operations.stopped import Stopped

INSTALLED = Path("/usr/lib/postgresql")
FILE = "hub.dump"
LOCK_WAIT_MS = 30_000
# The node's row holds a secret, which belongs to the keys.
DUMP = ("--format=custom", "--no-owner", "--no-privileges", "--exclude-table-data=node")
# Without both a dump stops at the wall: it is open to the hub, whose backup this is.
THROUGH_THE_WALL = "--enable-row-security"
SCOPE = "-c haidang.scope=hub"
RESTORE = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
# What asyncpg calls ssl, its programs call PGSSLMODE.
OPTIONS = {"ssl": "PGSSLMODE", "sslmode": "PGSSLMODE"}


async def dump(url: str, folder: Path) -> AsyncIterator[str]:
    target = folder / FILE
    write_private(target, b"")
    program = await _program("pg_dump", url)
    wanted = (f"--lock-wait-timeout={LOCK_WAIT_MS}", f"--file={target}")
    command = [str(program), *DUMP, THROUGH_THE_WALL, *wanted]
    async for line in watched(asyncio.create_task(_run(command, environment(url))), target):
        yield line


async def put_back(url: str, folder: Path) -> AsyncIterator[str]:
    """All of a dump or nothing, into a database that is empty."""
    program = await _program("pg_restore", url)
    named = environment(url)
    command = [str(program), *RESTORE, f"--dbname={named['PGDATABASE']}", str(folder / FILE)]
    async for line in watched(asyncio.create_task(_run(command, named)), folder / FILE):
        yield line


async def server_version(database: Database) -> int:
    """The server's major version."""
    async with database.read() as tx:
        number = (await tx.execute(text("SHOW server_version_num"))).scalar_one()
    return int(number) // 10_000


def find(name: str) -> Path | None:
    """The newest that is installed as Debian does it, else the one on the path."""
    found = sorted(INSTALLED.glob(f"*/bin/{name}"), key=lambda path: _number(path.parts[-3]))
    anywhere = shutil.which(name)
    return found[-1] if found else Path(anywhere) if anywhere else None


async def version_of(program: Path) -> int:
    """The major version that a program says it has."""
    asked = await asyncio.create_subprocess_exec(program, "--version", stdout=asyncio.subprocess.PIPE)
    said, _ = await asked.communicate()
    found = re.search(rb"(\d+)(?:\.\d+)*", said)
    return int(found[1]) if found else 0


def environment(url: str) -> dict[str, str]:
    """How the programs find the database: never by arguments, which every user of the machine can see."""
    address = make_url(url)
    named: Mapping[str, object] = {
        "PGHOST": address.host,
        "PGPORT": address.port,
        "PGUSER": address.username,
        "PGPASSWORD": address.password,
        "PGDATABASE": address.database,
        **{OPTIONS[name]: value for name, value in address.query.items() if name in OPTIONS},
    }
    given = {name: str(value) for name, value in named.items() if value is not None}
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PGAPPNAME": "haidang", "PGOPTIONS": SCOPE, **given}


async def _program(name: str, url: str) -> Path:
    """One that is not older than the server."""
    database = Database(url)
    try:
        server = await server_version(database)
    finally:
        await database.close()
    program = find(name)
    remedy = f"Install it: apt-get install postgresql-client-{server}"
    if program is None:
        raise Stopped(f"{name} is not installed. {remedy}")
    own = await version_of(program)
    if own < server:
        raise Stopped(f"{program} is of version {own}, older than the server ({server}). {remedy}")
    return program


async def _run(command: list[str], environment: Mapping[str, str]) -> None:
    running = await asyncio.create_subprocess_exec(
        *command, env=environment, stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        _, said = await running.communicate()
    except asyncio.CancelledError:
        running.terminate()
        await running.wait()
        raise
    if running.returncode != 0:
        # Only the first line: what follows may quote a row.
        first = said.decode(errors="replace").strip().partition("\n")[0]
        raise Stopped(f"{Path(command[0]).name} failed: {first}")


def _number(version: str) -> int:
    major = version.partition(".")[0]
    return int(major) if major.isdigit() else 0
