"""The database: one engine, SQLite or PostgreSQL, and two kinds of transaction: `read` and `write`.

SQLite: WAL, synchronous=FULL, foreign keys, BEGIN IMMEDIATE and one writer at a time in this process.
PostgreSQL: read committed; writers take the locks that they need (`lock`).
"""

import asyncio
import hashlib
import sqlite3
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from typing import Any

import asyncpg
from sqlalchemy import ColumnElement, Connection, Row, Select, Table, event, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlmodel import SQLModel

from backend.problems import Refused
from schemas.wire.problems import ProblemCode

# A transaction of this database; Core statements only.
Tx = AsyncConnection

BUSY_TIMEOUT_MS = 10_000
STATEMENT_TIMEOUT_MS = 30_000
POOL_SIZE = 8
PARAMETERS_MAX = 1_000
# Locks are striped, so that a batch over thousands of documents cannot exhaust the lock table.
LOCK_STRIPES = 512
LOCK_SPACE = 0x4844  # keeps our stripes apart from other advisory locks of the database

SQLITE_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR})
SQLITE_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN})
# disk_full, read_only_sql_transaction
POSTGRES_FULL = frozenset({"53100", "25006"})
# serialization, deadlock, lock timeout, cancelled, connections, shutdown; a class of two is a whole class
POSTGRES_BUSY = ("40001", "40P01", "55P03", "57", "53", "08")


class Database:
    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(
            url,
            # Parameters are personal data: they stay out of every message.
            hide_parameters=True,
            pool_size=POOL_SIZE,
            pool_pre_ping=url.startswith("postgresql"),
            connect_args=_connect_args(url),
        )
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._writer: asyncio.Lock | None = asyncio.Lock() if self.sqlite else None
        if self.sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        with _faults_named():
            async with self.engine.connect() as tx:
                yield tx

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Tx]:
        """Commits at the end of the block, or nothing of it; a full disk is `Refused("storage-full")`."""
        with _faults_named():
            async with self._turn(), self.engine.connect() as plain:
                tx = await plain.execution_options(writes=True)
                async with tx.begin():
                    yield tx

    def _turn(self) -> AbstractAsyncContextManager[Any]:
        return self._writer or nullcontext()

    async def close(self) -> None:
        await self.engine.dispose()


async def lock(tx: Tx, names: Iterable[bytes]) -> None:
    """Take the locks of these names until the transaction ends. All at once and sorted: nobody deadlocks."""
    if tx.dialect.name == "sqlite":
        return  # BEGIN IMMEDIATE holds the whole database
    stripes = sorted(
        {int.from_bytes(hashlib.sha256(name).digest()[:4], "big") % LOCK_STRIPES for name in names}
    )
    await tx.execute(
        text("SELECT pg_advisory_xact_lock(:space, stripe) FROM unnest(CAST(:stripes AS int[])) AS stripe"),
        {"space": LOCK_SPACE, "stripes": stripes},
    )


async def rows_in(
    tx: Tx, statement: Select[Any], column: ColumnElement[Any], wanted: Collection[Any]
) -> list[Row[Any]]:
    """The rows whose column is one of these, however many: drivers bound the parameters of a statement."""
    found: list[Row[Any]] = []
    values = list(wanted)
    for start in range(0, len(values), PARAMETERS_MAX):
        found += (await tx.execute(statement.where(column.in_(values[start : start + PARAMETERS_MAX])))).all()
    return found


def table_of(row: type[SQLModel]) -> Table:
    """The Core table of a SQLModel, for statements and bulk inserts."""
    table = row.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


async def insert_new(tx: Tx, row: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet, in one statement and in the order given."""
    if not rows:
        return
    table = table_of(row)
    names = list(rows[0])
    if tx.dialect.name == "sqlite":
        # asyncio, driver and statement are the same for one row and for a thousand
        await tx.execute(insert(table).prefix_with("OR IGNORE"), rows)
        return
    columns = ", ".join(f'"{name}"' for name in names)
    arrays = ", ".join(f"${place}::{_array_type(table, name)}" for place, name in enumerate(names, start=1))
    await _driver(await tx.get_raw_connection()).execute(
        f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM unnest({arrays}) WITH ORDINALITY'  # noqa: S608
        f" AS given ({columns}, ord) ORDER BY ord ON CONFLICT DO NOTHING",
        *([one[name] for one in rows] for name in names),
    )


def _array_type(table: Table, name: str) -> str:
    python = table.c[name].type.python_type
    return {bytes: "bytea[]", int: "bigint[]", str: "text[]", bool: "boolean[]"}[python]


def _driver(raw: Any) -> asyncpg.Connection:
    driver = raw.driver_connection
    assert isinstance(driver, asyncpg.Connection)
    return driver


@contextmanager
def _faults_named() -> Iterator[None]:
    """A full disk and a database that is away are known troubles; all else is our own fault."""
    try:
        yield
    except (DBAPIError, PoolTimeout, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        code = _known_trouble(error.orig if isinstance(error, DBAPIError) else error)
        if code is None:
            raise
        raise Refused(code) from error


def _known_trouble(error: BaseException | None) -> ProblemCode | None:
    if isinstance(error, sqlite3.Error):
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return "storage-full" if primary in SQLITE_FULL else "busy" if primary in SQLITE_BUSY else None
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return (
            "storage-full" if state in POSTGRES_FULL else "busy" if state.startswith(POSTGRES_BUSY) else None
        )
    # Away, or all connections taken; Python's TimeoutError is an OSError.
    return "busy" if isinstance(error, OSError | PoolTimeout | asyncpg.InterfaceError) else None


def _connect_args(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"timeout": BUSY_TIMEOUT_MS / 1000}
    settings = {"application_name": "haidang", "statement_timeout": str(STATEMENT_TIMEOUT_MS)}
    return {"server_settings": settings, "timeout": 10, "command_timeout": 2 * STATEMENT_TIMEOUT_MS / 1000}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` does, with the right kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
