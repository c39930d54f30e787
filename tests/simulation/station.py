"""One migrated database in memory for a whole process, emptied between seeds; every seed begins the same."""

from collections.abc import Coroutine
from functools import cache, lru_cache
from typing import Any

import sqlalchemy.ext.asyncio.engine as sqlalchemy_engine
from sqlalchemy import event

from backend import database
from backend.changes import intake, opening
from backend.database import CoreTx, Database, Tx
from backend.devices import enrol
from backend.lines import Line
from backend.migrations.upgrade import upgrade
from backend.people import store as people
from backend.people.store import Account
from sync import change
from tests.simulation import cast, signing
from tests.simulation.inline import Connection, drive

# What a seed writes. Accounts are the same in all of them.
WRITTEN = (
    "change",
    "unproven",
    "exclusion",
    "feed",
    "dossier",
    "submission",
    "document_grant",
    "device",
    "sqlite_sequence",
    # last: triggers write it
    "document_revision",
)
# Payloads of a few seeds
DECODED_MAX = 1_024
Copy = dict[str, list[tuple[Any, ...]]]


class InlineDatabase(Database):
    """The hub's database with one connection that stays open: nothing is checked out of a pool and back.

    Transactions begin and end as in `Database`: read ones with a rollback, writing ones with a commit or one.
    """

    def __init__(self, connection: Connection) -> None:
        async def connect() -> Connection:
            return connection

        super().__init__("sqlite+aiosqlite://", connect)
        self._connection = connection
        sync_engine = self.engine.sync_engine
        # The connection is prepared already, and begins by itself.
        event.remove(sync_engine, "connect", database._prepare_sqlite)
        event.remove(sync_engine, "begin", database._begin_sqlite)
        # Ending a connection by force takes a loop; ours has nothing to end.
        vars(self.engine.dialect)["do_terminate"] = lambda _: None
        self._tx: CoreTx | None = None
        self._line = Line(connection, self.engine.dialect)

    def read(self) -> "Transaction":  # type: ignore[override]
        return Transaction(self, "BEGIN", commits=False, lean=False)

    def write(self) -> "Transaction":  # type: ignore[override]
        return Transaction(self, "BEGIN IMMEDIATE", commits=True, lean=False)

    def read_lean(self) -> "Transaction":  # type: ignore[override]
        return Transaction(self, None, commits=False, lean=True)

    def write_lean(self) -> "Transaction":  # type: ignore[override]
        return Transaction(self, "BEGIN IMMEDIATE", commits=True, lean=True)

    async def begin(self, statement: str | None, *, lean: bool) -> Tx:
        if statement is not None:
            with database._faults_named():
                self._connection.begin(statement)
        if lean:
            return self._line
        if self._tx is None:
            self._tx = await self.engine.connect()
        return self._tx

    async def end(self, *, commits: bool) -> None:
        try:
            if commits:
                with database._faults_named():
                    self._connection.commit_now()
        finally:
            self._connection.raw.rollback()
            await self._let_go()

    async def _let_go(self) -> None:
        """SQLAlchemy, where it ran a statement, thinks that it began; where it saw one fail, it gives up."""
        tx = self._tx
        if tx is not None and (tx.invalidated or tx.in_transaction()):
            if tx.invalidated:
                self._tx = None
            else:
                await tx.rollback()


class Transaction:
    """As `Database` gives them. There are many in a seed, so it is written out without a generator."""

    def __init__(self, inline: InlineDatabase, begin: str | None, *, commits: bool, lean: bool) -> None:
        self._inline = inline
        self._begin = begin
        self._commits = commits
        self._lean = lean

    async def __aenter__(self) -> Any:
        return await self._inline.begin(self._begin, lean=self._lean)

    async def __aexit__(self, _: object, fault: BaseException | None, __: object) -> None:
        await self._inline.end(commits=self._commits and fault is None)
        if fault is not None:
            with database._faults_named():
                raise fault


class Complaints:
    """Takes the place of the intake's log: the hub's own faults, apart from those that were set."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def error(self, event: str, **facts: object) -> None:
        self.heard.append(f"{event}: {facts.get('fault')!r}")


class Station:
    """The place where hubs of this process keep their data."""

    def __init__(self) -> None:
        self.complaints = Complaints()
        vars(intake)["log"] = self.complaints
        self.connection = Connection()
        self.database = InlineDatabase(self.connection)
        drive(upgrade(self.database))
        drive(self._people())
        self._devices = self.connection.raw.execute("SELECT * FROM device").fetchall()
        self._first = [row for row in self._devices if row[0] != cast.key_of(cast.STRANGER).device]

    def empty(self) -> None:
        self.connection.trap.clear()
        self.complaints.heard.clear()
        for table in WRITTEN:
            self.connection.raw.execute(f"DELETE FROM {table}")
        self._insert("device", self._first)

    def copy(self) -> Copy:
        """Everything as it is now, as a backup has it."""
        return {table: self.rows(f"SELECT * FROM {table}") for table in WRITTEN}

    def restore(self, copy: Copy) -> None:
        """Back to a copy, but for devices: who may come in, a person enters again before opening."""
        for table in WRITTEN:
            if table != "device":
                self.connection.raw.execute(f"DELETE FROM {table}")
                self._insert(table, copy[table])

    def enrol_stranger(self) -> None:
        self._insert("device", [row for row in self._devices if row not in self._first])

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.raw.execute(statement, values).fetchall()

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.connection.raw.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    async def _people(self) -> None:
        async with self.database.write() as tx:
            accounts = [
                Account(account=cast.account_id(name), person=name, role="citizen", unit="", unit_name="")
                for name in cast.ACCOUNTS
            ]
            await people.add(tx, accounts)
            for device, owner in cast.DEVICES.items():
                await enrol.take_in(
                    tx,
                    enrol.by_code(cast.enrolment_of(device)),
                    account=cast.account_id(owner),
                    person=owner,
                    identity=cast.identity(1),
                    now_ms=cast.START_MS,
                )


@cache
def station() -> Station:
    """Made once in a process: migrating costs as much as many seeds."""
    vars(sqlalchemy_engine)["_run_to_completion"] = _at_once
    # Threads take a loop; what is verified is the same.
    opening.THREAD_AT = 2**31
    signing.remember()
    # Reading a payload is pure, and what it gives is frozen.
    vars(change)["_read_change"] = lru_cache(DECODED_MAX)(change._read_change)
    return Station()


async def _at_once(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Nobody cancels here, and no loop runs that could shield a task from it."""
    return await coroutine
