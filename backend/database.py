"""The database: one engine, SQLite or PostgreSQL, and two kinds of transaction: `read` and `write`.

SQLite: WAL, synchronous=FULL, foreign keys, BEGIN IMMEDIATE and one writer at a time in this process.
PostgreSQL: read committed; writers take the locks that they need (`lock`).

SQLAlchemy keeps connections and transactions. The statements of every request go past it, straight to the
driver (`fetch`, `rows_in`, `insert_new`): they are written once, and prepared once in each connection.
"""

import asyncio
import hashlib
import sqlite3
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from functools import cache
from typing import Any

import asyncpg
from sqlalchemy import Connection, StaticPool, Table, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlmodel import SQLModel

from backend.problems import Refused
from schemas.wire.problems import ProblemCode

# A transaction of this database; Core statements only.
Tx = AsyncConnection
# What the driver gives for a row: its columns in their order.
Columns = Sequence[Any]

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
ASYNCPG = (asyncpg.PostgresError, asyncpg.InterfaceError)
# serialization, deadlock, lock timeout, cancelled, connections, shutdown; a class of two is a whole class
POSTGRES_BUSY = ("40001", "40P01", "55P03", "57", "53", "08")


class Database:
    """`async_creator` makes the one connection there is, in place of the driver: for SQLite without a thread.
    It has what is used of aiosqlite's here (`execute_fetchall`, `executemany`) and by SQLAlchemy."""

    def __init__(self, url: str, async_creator: Callable[[], Awaitable[Any]] | None = None) -> None:
        # No overflow: connections that are made and thrown away cost more than waiting for one.
        pool: dict[str, Any] = {
            "pool_size": POOL_SIZE,
            "max_overflow": 0,
            "connect_args": _connect_args(url),
        }
        self.engine = create_async_engine(
            url,
            # Parameters are personal data: they stay out of every message.
            hide_parameters=True,
            **(pool if async_creator is None else {"async_creator": async_creator, "poolclass": StaticPool}),
        )
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._writer: asyncio.Lock | None = asyncio.Lock() if self.sqlite else None
        # The same connections. Said here once: said to each connection it costs as much as a statement.
        self._writing = self.engine.execution_options(writes=True)
        if self.sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
        else:
            event.listen(self.engine.sync_engine, "checkout", _require_open)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        with _faults_named():
            async with self.engine.connect() as tx:
                yield tx

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Tx]:
        """Commits at the end of the block, or nothing of it; a full disk is `Refused("storage-full")`."""
        with _faults_named():
            async with self._turn(), self._writing.connect() as tx, tx.begin():
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
    await fetch(
        tx, "SELECT pg_advisory_xact_lock($1, stripe) FROM unnest($2::int[]) AS stripe", LOCK_SPACE, stripes
    )


async def fetch(tx: Tx, statement: str, *values: Any) -> Sequence[Columns]:
    """The rows of a statement with parameters $1, $2 …, by the driver itself."""
    driver = _driver(tx)
    if not isinstance(driver, asyncpg.Connection):
        # SQLite writes them ?1, ?2 …
        return list(await driver.execute_fetchall(statement.replace("$", "?"), values))
    if _begins(tx, driver):
        return (await tx.exec_driver_sql(statement, values or None)).all()
    return await driver.fetch(statement, *values)  # type: ignore[no-any-return]


async def rows_in(tx: Tx, statement: str, wanted: Collection[bytes]) -> list[Columns]:
    """The rows of a statement that ends with a column, where that column is one of these, however many."""
    values = list(wanted)
    found: list[Columns] = []
    if not values:
        return found
    if tx.dialect.name == "postgresql":
        return list(await fetch(tx, f"{statement} = ANY($1::bytea[])", values))
    for start in range(0, len(values), PARAMETERS_MAX):
        some = values[start : start + PARAMETERS_MAX]
        found += await fetch(tx, f"{statement} IN ({', '.join('?' * len(some))})", *some)
    return found


def table_of(row: type[SQLModel]) -> Table:
    """The Core table of a SQLModel, for statements and bulk inserts."""
    table = row.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


async def insert_new(tx: Tx, row: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet, in one statement and in the order given."""
    await _insert(tx, row, rows, "DO NOTHING")


async def upsert(tx: Tx, row: type[SQLModel], rows: Sequence[Mapping[str, Any]], key: str) -> None:
    """Insert the rows, or put them in the place of those with the same key."""
    names = ", ".join(f'"{name}" = excluded."{name}"' for one in rows[:1] for name in one)
    await _insert(tx, row, rows, f"({key}) DO UPDATE SET {names}")


async def _insert(tx: Tx, row: type[SQLModel], rows: Sequence[Mapping[str, Any]], conflict: str) -> None:
    if not rows:
        return
    names = tuple(rows[0])
    driver = _driver(tx)
    if not isinstance(driver, asyncpg.Connection):
        await driver.executemany(
            _with_marks(row, names, conflict), [tuple(one[name] for name in names) for one in rows]
        )
        return
    statement = _unnest(row, names, conflict)
    arrays = tuple([one[name] for one in rows] for name in names)
    if _begins(tx, driver):
        await tx.exec_driver_sql(statement, arrays)
    else:
        await driver.execute(statement, *arrays)


@cache
def _unnest(row: type[SQLModel], names: tuple[str, ...], conflict: str) -> str:
    table = table_of(row)
    columns = _quoted(names)
    arrays = ", ".join(f"${place}::{_array_type(table, name)}" for place, name in enumerate(names, start=1))
    return (
        f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM unnest({arrays}) WITH ORDINALITY'  # noqa: S608
        f" AS given ({columns}, ord) ORDER BY ord ON CONFLICT {conflict}"
    )


@cache
def _with_marks(row: type[SQLModel], names: tuple[str, ...], conflict: str) -> str:
    marks = ", ".join("?" * len(names))
    return f'INSERT INTO "{table_of(row).name}" ({_quoted(names)}) VALUES ({marks}) ON CONFLICT {conflict}'  # noqa: S608


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _array_type(table: Table, name: str) -> str:
    python = table.c[name].type.python_type
    return {bytes: "bytea[]", int: "bigint[]", str: "text[]", bool: "boolean[]"}[python]


def _driver(tx: Tx) -> Any:
    """The driver's own connection."""
    return tx.sync_connection.connection.driver_connection  # type: ignore[union-attr]


def _begins(tx: Tx, driver: asyncpg.Connection) -> bool:
    """Whether a transaction begins with this statement, which SQLAlchemy must see for that."""
    return tx.in_transaction() and not driver.is_in_transaction()


@contextmanager
def _faults_named() -> Iterator[None]:
    """A full disk and a database that is away are known troubles; all else is our own fault."""
    try:
        yield
    except (DBAPIError, PoolTimeout, sqlite3.Error, *ASYNCPG, OSError) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        # SQLAlchemy puts an error of its own before asyncpg's.
        code = _known_trouble(origin) or _known_trouble(origin.__cause__ if origin else None)
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
    settings = {
        "application_name": "haidang",
        "statement_timeout": str(STATEMENT_TIMEOUT_MS),
        # Statements are few and keyed: planning each anew would cost more than running it.
        "plan_cache_mode": "force_generic_plan",
        "jit": "off",
    }
    return {"server_settings": settings, "timeout": 10, "command_timeout": 2 * STATEMENT_TIMEOUT_MS / 1000}


def _require_open(connection: Any, _record: Any, _proxy: Any) -> None:
    """A connection that the server ended is replaced. The driver knows of it; asking would cost a trip."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


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
    statement = "BEGIN IMMEDIATE" if writes else "BEGIN"
    # One call of the driver's thread; a cursor would be three.
    connection.connection.run_async(lambda driver: driver.execute_fetchall(statement))
