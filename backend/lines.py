"""Lines: connections of the driver itself, kept open, where SQLAlchemy costs more than the statements.

A line has one user at a time.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Protocol

import aiosqlite
import asyncpg
from sqlalchemy import Dialect

LINES_MAX = 4
CONNECT_SECONDS_MAX = 10
CLOSE_SECONDS_MAX = 1


class Line:
    """`driver`: what has `fetch` on PostgreSQL, `execute_fetchall` and `executemany` on SQLite."""

    def __init__(self, driver: Any, dialect: Dialect) -> None:
        self.driver = driver
        self.dialect = dialect

    async def run(self, statement: str) -> None:
        """A statement without parameters and without rows."""
        if self.dialect.name == "sqlite":
            await self.driver.execute_fetchall(statement)
        else:
            await self.driver.execute(statement)


class Lines(Protocol):
    def line(self) -> AbstractAsyncContextManager[Any]: ...

    async def close(self) -> None: ...


class PostgresLines:
    """`address`: arguments of `asyncpg.connect`, as SQLAlchemy reads them off the same URL."""

    def __init__(
        self, address: Mapping[str, Any], settings: dict[str, str], command_seconds_max: float
    ) -> None:
        self._address = address
        self._settings = settings
        self._command_seconds_max = command_seconds_max
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def line(self) -> AsyncIterator[Any]:
        pool = self._pool or await self._open()
        async with pool.acquire() as driver:
            try:
                yield driver
            except asyncpg.InternalClientError:
                # It lost track of what the server said, which has gone in the middle of it.
                driver.terminate()
                raise

    async def close(self) -> None:
        if self._pool is not None:
            # It waits for who still uses a line, and then ends them.
            with suppress(TimeoutError):
                await asyncio.wait_for(self._pool.close(), CLOSE_SECONDS_MAX)

    async def _open(self) -> asyncpg.Pool:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    **self._address,
                    min_size=0,
                    max_size=LINES_MAX,
                    timeout=CONNECT_SECONDS_MAX,
                    command_timeout=self._command_seconds_max,
                    server_settings=self._settings,
                    reset=_left_as_it_is,
                )
        return self._pool


async def _left_as_it_is(_driver: Any) -> None:
    """What is set on a line is set for its transaction alone: to take it back would cost a trip."""


class SqliteLines:
    def __init__(self, file: str, pragmas: Iterable[str], busy_seconds_max: float) -> None:
        self._file = file
        self._pragmas = tuple(pragmas)
        self._busy_seconds_max = busy_seconds_max
        self._idle: list[aiosqlite.Connection] = []
        self._free = asyncio.Semaphore(LINES_MAX)
        self._closed = False

    @asynccontextmanager
    async def line(self) -> AsyncIterator[Any]:
        async with self._free:
            driver = self._idle.pop() if self._idle else await self._open()
            try:
                yield driver
            finally:
                if self._closed:
                    await driver.close()
                else:
                    self._idle.append(driver)

    async def close(self) -> None:
        self._closed = True
        while self._idle:
            await self._idle.pop().close()

    async def _open(self) -> aiosqlite.Connection:
        # Transactions begin where we say so, and with the right kind.
        driver = await aiosqlite.connect(self._file, isolation_level=None, timeout=self._busy_seconds_max)
        for pragma in self._pragmas:
            await driver.execute_fetchall(f"PRAGMA {pragma}")
        return driver
