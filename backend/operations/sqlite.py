"""SQLite's own online backup: a copy of one moment, while the hub goes on writing."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from backend.operations.folders import write_private
from backend.operations.growth import watched
from backend.operations.stopped import Stopped

BUSY_SECONDS = 30
FILE = "hub.sqlite"


def path_of(url: str) -> Path:
    name = make_url(url).database
    if not name or name == ":memory:":
        raise Stopped("DATABASE_URL names a database in memory: there is nothing to keep.")
    return Path(name).resolve()


async def copy(url: str, folder: Path) -> AsyncIterator[str]:
    """The database without the node's row, whose secret belongs to the keys; checked page by page."""
    source, target = path_of(url), folder / FILE
    if not source.is_file():
        raise Stopped(f"There is no database at {source}: look at DATABASE_URL and HAIDANG_DATA_DIR.")
    write_private(target, b"")
    async for line in watched(asyncio.create_task(asyncio.to_thread(_copy, source, target)), target):
        yield line


def check(file: Path) -> None:
    """Raises `Stopped` where a page is damaged."""
    with closing(sqlite3.connect(file)) as copied:
        said = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise Stopped(f"{file} is damaged ({said}). Look at the disk; an earlier backup may be whole.")


def _copy(source: Path, target: Path) -> None:
    address = f"{source.as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as live,
        closing(sqlite3.connect(target, isolation_level=None)) as copied,
    ):
        # In one step: in several, each write of the hub would begin the copy anew.
        live.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
        copied.execute("PRAGMA secure_delete=ON")
        copied.execute("DELETE FROM node")
    check(target)
