"""The database, SQLite or PostgreSQL, and two kinds of transaction: `read` and `write`.

SQLite: WAL, synchronous=FULL, foreign keys, BEGIN IMMEDIATE and one writer at a time in this process.
PostgreSQL: read committed; writers take the locks that they need (`lock`).

Each has a lean form past SQLAlchemy, on a line (`backend/lines.py`), for what every request does; there only
the statements of `backend/statements.py` run.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext, suppress
from typing import Any

import asyncpg
from sqlalchemy import Connection, StaticPool, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from backend.lines import CONNECT_SECONDS_MAX, Line, Lines, PostgresLines, SqliteLines
from backend.problems import Refused
from schemas.wire.problems import ProblemCode

BUSY_TIMEOUT_MS = 10_000
STATEMENT_TIMEOUT_MS = 30_000
POOL_SIZE = 4
COMMAND_SECONDS_MAX = 2 * STATEMENT_TIMEOUT_MS / 1000
# Beside WAL, which stays with the file
PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
)
POSTGRES_SETTINGS = {
    # Another name than that of releases before the wall, which see past it.
    "application_name": "haidang hub",
    "statement_timeout": str(STATEMENT_TIMEOUT_MS),
    # Statements are few and keyed: planning each anew would cost more than running it.
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
}
# On lines every statement goes by an index (tests/backend/test_plans.py). A plan made while a table was empty
# would read it whole, and is kept for as long as the line. What runs there is the hub's own work: the wall is
# open to it (`backend/wall.py`), for as long as the line and without a statement.
LINE_SETTINGS = {**POSTGRES_SETTINGS, "enable_seqscan": "off", "haidang.scope": "hub"}

WAL_TRIES_MAX = 200
WAL_PAUSE_SECONDS = 0.02

SQLITE_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR})
SQLITE_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN})
# disk_full, read_only_sql_transaction
POSTGRES_FULL = frozenset({"53100", "25006"})
# The last of them is what asyncpg says where the server goes in the middle of an answer.
ASYNCPG = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
# serialization, deadlock, lock timeout, cancelled, connections, shutdown; a class of two is a whole class
POSTGRES_BUSY = ("40001", "40P01", "55P03", "57", "53", "08")


# A transaction that also runs Core statements, and one that needs not
CoreTx = AsyncConnection
Tx = AsyncConnection | Line


class Database:
    """`async_creator` makes the one connection there is, in place of the driver: for SQLite without a thread.
    It has what is used of aiosqlite's here (`execute_fetchall`, `executemany`) and by SQLAlchemy."""

    def __init__(self, url: str, async_creator: Callable[[], Awaitable[Any]] | None = None) -> None:
        # No overflow: connections that are made and thrown away cost more than waiting for one.
        pool: dict[str, Any] = {
            "pool_size": POOL_SIZE,
            "max_overflow": 0,
            # The connection used last: what it prepared is warm.
            "pool_use_lifo": True,
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
        self._lines: Lines
        if self.sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
            self._lines = SqliteLines(self.engine.url.database or ":memory:", PRAGMAS, BUSY_TIMEOUT_MS / 1000)
        else:
            event.listen(self.engine.sync_engine, "checkout", _require_open)
            _, address = self.engine.dialect.create_connect_args(self.engine.url)
            self._lines = PostgresLines(address, LINE_SETTINGS, COMMAND_SECONDS_MAX)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[CoreTx]:
        with _faults_named():
            async with self.engine.connect() as tx:
                yield tx

    @asynccontextmanager
    async def write(self) -> AsyncIterator[CoreTx]:
        """Commits at the end of the block, or nothing of it; a full disk is `Refused("storage-full")`."""
        with _faults_named():
            async with self._turn(), self._writing.connect() as tx, tx.begin():
                yield tx

    @asynccontextmanager
    async def read_lean(self) -> AsyncIterator[Line]:
        """Every statement sees the database as it is by then."""
        with _faults_named():
            async with self._lines.line() as driver:
                yield Line(driver, self.engine.dialect)

    @asynccontextmanager
    async def write_lean(self) -> AsyncIterator[Line]:
        """As `write`."""
        with _faults_named():
            async with self._turn(), self._lines.line() as driver:
                tx = Line(driver, self.engine.dialect)
                try:
                    await tx.run("BEGIN IMMEDIATE" if self.sqlite else "BEGIN")
                    yield tx
                    await tx.run("COMMIT")
                except BaseException:
                    # Where this fails there is none: it did not begin, or the connection is gone.
                    with suppress(sqlite3.Error, *ASYNCPG, OSError):
                        await tx.run("ROLLBACK")
                    raise

    def _turn(self) -> AbstractAsyncContextManager[Any]:
        return self._writer or nullcontext()

    async def close(self) -> None:
        await self._lines.close()
        await self.engine.dispose()


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
    away = (OSError, PoolTimeout, asyncpg.InterfaceError, asyncpg.InternalClientError)
    return "busy" if isinstance(error, away) else None


def _connect_args(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"timeout": BUSY_TIMEOUT_MS / 1000}
    return {
        "server_settings": POSTGRES_SETTINGS,
        "timeout": CONNECT_SECONDS_MAX,
        "command_timeout": COMMAND_SECONDS_MAX,
    }


def _require_open(connection: Any, _record: Any, _proxy: Any) -> None:
    """A connection that the server ended is replaced. The driver knows of it; asking would cost a trip."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` does, with the right kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    _turn_to_wal(cursor)
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _turn_to_wal(cursor: Any) -> None:
    """Of two that do so with a new file SQLite refuses one at once, however long it was told to wait."""
    for left in reversed(range(WAL_TRIES_MAX)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as refusal:
            if not left or refusal.sqlite_errorcode not in SQLITE_BUSY:
                raise
            time.sleep(WAL_PAUSE_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    statement = "BEGIN IMMEDIATE" if writes else "BEGIN"
    # One call of the driver's thread; a cursor would be three.
    connection.connection.run_async(lambda driver: driver.execute_fetchall(statement))
