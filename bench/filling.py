"""A hub's database filled fast: what the hub wrote of one dossier, copied under other ids as often as told.

The hub itself writes the pattern, so the copies have whatever its tables hold today. In every copy each id of
the pattern (device, account, document, changes) is another random one, wherever it stands, payloads included:
a copy folds like the pattern, and only its signatures and hashes are nobody's.
"""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import asyncpg
from sqlmodel import SQLModel

from backend.migrations.tables import ALL
from bench.city import Device
from bench.postgres import connect

Row = tuple[Any, ...]
COPIES_AT_ONCE = 2_000
# the hub's own row, and what is counted by the database itself
ONCE = "node"
COUNTED = "position"
ID_BYTES = (16, 32)


class Pattern:
    """The rows of one device with one dossier, by table, in an order in which they may be inserted."""

    def __init__(self, device: Device, rows: dict[str, tuple[list[str], list[Row]]]) -> None:
        self.rows = rows
        self._ids = [
            device.account,
            device.key.device,
            device.changes[0].document,
            *(change.change for change in device.changes),
        ]

    def copies(self, first: int, count: int) -> Iterator[dict[bytes, bytes]]:
        """For each copy, what stands in it for what."""
        for number in range(first, first + count):
            chance = random.Random(number)
            yield {one: chance.randbytes(len(one)) for one in self._ids}

    def rows_of(self, table: str, others: Sequence[dict[bytes, bytes]]) -> list[Row]:
        _, rows = self.rows[table]
        return [tuple(_renamed(value, other) for value in row) for other in others for row in rows]


def tables() -> list[str]:
    wanted = {row.__tablename__ for row in ALL}
    return [table.name for table in SQLModel.metadata.sorted_tables if table.name in wanted - {ONCE}]


def columns_of(table: str) -> list[str]:
    return [column.name for column in SQLModel.metadata.tables[table].columns if column.name != COUNTED]


def _renamed(value: Any, other: dict[bytes, bytes]) -> Any:
    if not isinstance(value, bytes):
        return value
    if value in other:
        return other[value]
    if len(value) > max(ID_BYTES):
        for one, instead in other.items():
            value = value.replace(one, instead)
    return value


class PostgresFilling:
    def __init__(self, line: asyncpg.Connection, pattern: Pattern) -> None:
        self._line, self._pattern = line, pattern

    @classmethod
    async def over(cls, address: str, device: Device) -> "PostgresFilling":
        line = await connect(address)
        # what triggers wrote is in the pattern already
        await line.execute("SET session_replication_role = replica")
        rows = {}
        for table in tables():
            names = columns_of(table)
            quoted = ", ".join(f'"{name}"' for name in names)
            rows[table] = (names, [tuple(row) for row in await line.fetch(f'SELECT {quoted} FROM "{table}"')])
        return cls(line, Pattern(device, rows))

    async def fill(self, first: int, count: int) -> None:
        for start in range(first, first + count, COPIES_AT_ONCE):
            others = list(self._pattern.copies(start, min(COPIES_AT_ONCE, first + count - start)))
            async with self._line.transaction():
                for table, (names, _) in self._pattern.rows.items():
                    records = self._pattern.rows_of(table, others)
                    await self._line.copy_records_to_table(table, records=records, columns=names)
        # as the server does by itself within a minute
        await self._line.execute("VACUUM ANALYZE")

    async def close(self) -> None:
        await self._line.close()


class SqliteFilling:
    def __init__(self, line: sqlite3.Connection, pattern: Pattern) -> None:
        self._line, self._pattern = line, pattern

    @classmethod
    async def over(cls, file: str, device: Device) -> "SqliteFilling":
        line = sqlite3.connect(file, isolation_level=None, timeout=60)
        line.execute("PRAGMA synchronous = OFF")
        rows = {}
        for table in tables():
            names = columns_of(table)
            quoted = ", ".join(f'"{name}"' for name in names)
            rows[table] = (names, line.execute(f'SELECT {quoted} FROM "{table}"').fetchall())
        return cls(line, Pattern(device, rows))

    async def fill(self, first: int, count: int) -> None:
        for start in range(first, first + count, COPIES_AT_ONCE):
            others = list(self._pattern.copies(start, min(COPIES_AT_ONCE, first + count - start)))
            self._line.execute("BEGIN IMMEDIATE")
            for table, (names, _) in self._pattern.rows.items():
                quoted = ", ".join(f'"{name}"' for name in names)
                marks = ", ".join("?" * len(names))
                self._line.executemany(
                    f'INSERT OR REPLACE INTO "{table}" ({quoted}) VALUES ({marks})',
                    self._pattern.rows_of(table, others),
                )
            self._line.execute("COMMIT")
        self._line.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        self._line.close()
