"""SQLite in memory behind the small part of aiosqlite's interface that SQLAlchemy uses, without a thread.

Every call is done when it returns, so a coroutine over it never waits: `drive` runs it to its end by itself.
Before each statement and around each commit a `Trap` may spring: the hub dies, or the database fails.
"""

import sqlite3
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


class HubDied(BaseException):
    """The process is gone: nothing catches this but the scheduler."""


class Broke(Exception):
    """The hub's own fault, once."""


class Trap:
    """Springs at the n-th call of the database, counted from when it was set."""

    def __init__(self) -> None:
        self.left = 0
        self.fault: type[BaseException] = HubDied
        self.at_commit = False
        self.after_commit = False
        self.sprung = False

    def set(
        self, left: int, fault: type[BaseException], *, at_commit: bool = False, after_commit: bool = False
    ) -> None:
        """At the n-th call, or instead just before or just after the next commit."""
        self.clear()
        self.fault, self.at_commit, self.after_commit = fault, at_commit, after_commit
        self.left = 0 if at_commit or after_commit else left

    def clear(self) -> None:
        self.left, self.at_commit, self.after_commit = 0, False, False

    def step(self) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                self.sprung = True
                raise self.fault

    def committing(self) -> None:
        if self.at_commit:
            self.at_commit, self.sprung = False, True
            raise self.fault
        self.step()

    def committed(self) -> None:
        if self.after_commit:
            self.after_commit, self.sprung = False, True
            raise self.fault


class Cursor:
    def __init__(self, cursor: sqlite3.Cursor, trap: Trap) -> None:
        self._cursor = cursor
        self._trap = trap

    async def __aenter__(self) -> "Cursor":
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    async def execute(self, statement: str, values: Any = ()) -> "Cursor":
        self._trap.step()
        self._cursor.execute(statement, values)
        return self

    async def executemany(self, statement: str, values: Sequence[Any]) -> "Cursor":
        self._trap.step()
        self._cursor.executemany(statement, values)
        return self

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()


class Connection:
    """What SQLAlchemy takes for a connection of aiosqlite."""

    def __init__(self) -> None:
        self.trap = Trap()
        self._conn = sqlite3.connect(":memory:", isolation_level=None, cached_statements=512)
        self._conn.execute("PRAGMA foreign_keys = ON")
        # SQLAlchemy asks for it to know that the connection is open.
        self._connection = self._conn

    @property
    def raw(self) -> sqlite3.Connection:
        return self._conn

    def cursor(self) -> Cursor:
        return Cursor(self._conn.cursor(), self.trap)

    @property
    def isolation_level(self) -> str | None:
        return self._conn.isolation_level

    async def execute_fetchall(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        self.trap.step()
        return self._conn.execute(statement, values).fetchall()

    async def executemany(self, statement: str, values: Sequence[Any]) -> None:
        self.trap.step()
        self._conn.executemany(statement, values)

    async def create_function(self, *given: Any, **named: Any) -> None:
        self._conn.create_function(*given, **named)

    def begin(self, statement: str) -> None:
        self.trap.step()
        self._conn.execute(statement)

    def commit_now(self) -> None:
        self.trap.committing()
        self._conn.commit()
        self.trap.committed()

    async def commit(self) -> None:
        """Ours to say, not SQLAlchemy's."""

    async def rollback(self) -> None:
        """As `commit`."""

    async def close(self) -> None:
        """It outlives whoever closes it: the pool of a hub that died."""

    def stop(self) -> None:
        """As `close`."""


def drive(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits for anything."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    raise AssertionError("nothing here may wait")
