"""Statements of every request: written once, given to the driver itself, prepared once in each connection.

The same text serves both databases: parameters are $1, $2 …, which SQLite writes ?1, ?2 …
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from backend.database import CoreTx, Tx
from backend.lines import Line

# What the driver gives for a row: its columns in their order.
Columns = Sequence[Any]

PARAMETERS_MAX = 1_000
# Locks are striped, so that a batch over thousands of documents cannot exhaust the lock table.
LOCK_STRIPES = 512
LOCK_SPACE = 0x4844  # keeps our stripes apart from other advisory locks of the database


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
    if tx.dialect.name == "sqlite":
        return list(await _driver(tx).execute_fetchall(statement.replace("$", "?"), values))
    if not isinstance(tx, Line) and _begins(tx):
        result = await tx.exec_driver_sql(statement, values or None)
        return result.all() if result.returns_rows else ()
    return await _driver(tx).fetch(statement, *values)  # type: ignore[no-any-return]


async def rows_in(tx: Tx, statement: str, wanted: Collection[bytes], rest: str = "") -> list[Columns]:
    """The rows of a statement that ends with a column, where that column is one of these, however many.

    `rest`: what stands behind that.
    """
    values = list(wanted)
    found: list[Columns] = []
    if not values:
        return found
    if tx.dialect.name == "postgresql":
        return list(await fetch(tx, f"{statement} = ANY($1::bytea[]) {rest}", values))
    for start in range(0, len(values), PARAMETERS_MAX):
        some = values[start : start + PARAMETERS_MAX]
        found += await fetch(tx, f"{statement} IN ({', '.join('?' * len(some))}) {rest}", *some)
    return found


async def for_each(tx: Tx, statement: str, values: Sequence[Sequence[Any]]) -> None:
    """Run a statement for each of these parameters."""
    if values and tx.dialect.name == "sqlite":
        await _driver(tx).executemany(statement.replace("$", "?"), values)
    elif values:
        await _driver(tx).executemany(statement, values)


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
    if tx.dialect.name == "sqlite":
        values = [tuple(one[name] for name in names) for one in rows]
        await _driver(tx).executemany(_with_marks(row, names, conflict), values)
    else:
        await fetch(tx, _unnest(row, names, conflict), *([one[name] for one in rows] for name in names))


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
    if isinstance(tx, Line):
        return tx.driver
    return tx.sync_connection.connection.driver_connection  # type: ignore[union-attr]


def _begins(tx: CoreTx) -> bool:
    """Whether a transaction begins with this statement, which SQLAlchemy must see for that."""
    return tx.in_transaction() and not _driver(tx).is_in_transaction()
