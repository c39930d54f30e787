"""A database of an earlier release: its tables as a migration left them, with a city's rows in every one.

The statements are that release's: they name the columns that it knew, and none that came later.
"""

from typing import Any

from alembic import command
from msgspec import Struct
from sqlalchemy import Connection, MetaData, Table, text
from sqlalchemy.types import BigInteger, Boolean, Integer, LargeBinary

from backend.migrations.upgrade import config_for, scripts

ROWS = 3
# Of the tool that migrates, not of any release
NOT_OURS = "alembic_version"
# No release updates or deletes these, and the database refuses it.
APPEND_ONLY = frozenset({"audit"})


class Release(Struct, frozen=True):
    """What the program of a release knew of the database."""

    revision: str
    # by table, in an order in which they may be filled
    columns: dict[str, list[str]]
    keys: dict[str, list[str]]


def revisions() -> list[str]:
    """The first to the last."""
    return [script.revision for script in scripts().walk_revisions()][::-1]


def built(connection: Connection, revision: str, first: int = 0) -> Release:
    """Bring a database to a migration, and write rows into every table, numbered from `first` on."""
    command.upgrade(config_for(connection), revision)
    tables = _tables(connection)
    release = Release(
        revision,
        {table.name: [column.name for column in table.columns] for table in tables},
        {table.name: [column.name for column in table.primary_key] for table in tables},
    )
    for number in range(first, first + ROWS):
        write(connection, release, {table.name: row_of(table, number) for table in tables})
    return release


def tables(connection: Connection, release: Release) -> list[Table]:
    """Those of the release, as they are now."""
    return [table for table in _tables(connection) if table.name in release.columns]


def row_of(table: Table, number: int) -> dict[str, Any]:
    """A row like no other of its table; rows of one number refer to each other."""
    return {column.name: _value(column, number) for column in table.columns}


def write(connection: Connection, release: Release, rows: dict[str, dict[str, Any]]) -> None:
    """As that release inserts: its columns, and what is there stays."""
    for table, columns in release.columns.items():
        given = ", ".join(f":{column}" for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({given}) ON CONFLICT DO NOTHING'
        connection.execute(text(statement), {column: rows[table][column] for column in columns})


def read(connection: Connection, release: Release) -> dict[str, list[tuple[Any, ...]]]:
    """As that release selects."""
    found = {}
    for table, columns in release.columns.items():
        names = ", ".join(f'"{column}"' for column in columns)
        order = ", ".join(f'"{key}"' for key in release.keys[table])
        rows = connection.execute(text(f'SELECT {names} FROM "{table}" ORDER BY {order}'))
        found[table] = [tuple(row) for row in rows]
    return found


def counted(connection: Connection, release: Release) -> dict[str, int]:
    """Rows of each table."""
    return {
        table: connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
        for table in release.columns
    }


def touch(connection: Connection, release: Release) -> dict[str, int]:
    """As that release updates and deletes: the last row of each table, again and then no more. Rows left."""
    left = {}
    for table, columns in reversed(release.columns.items()):
        if table in APPEND_ONLY:
            continue
        kept = [column for column in columns if column not in release.keys[table]]
        key = release.keys[table][0]
        last = f'(SELECT "{key}" FROM "{table}" ORDER BY "{key}" DESC LIMIT 1)'
        sets = ", ".join(f'"{column}" = "{column}"' for column in kept or [key])
        connection.execute(text(f'UPDATE "{table}" SET {sets} WHERE "{key}" = {last}'))
        connection.execute(text(f'DELETE FROM "{table}" WHERE "{key}" = {last}'))
        left[table] = connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
    return left


def _tables(connection: Connection) -> list[Table]:
    known = MetaData()
    known.reflect(connection)
    return [table for table in known.sorted_tables if table.name != NOT_OURS]


def _value(column: Any, number: int) -> object:
    match column.type:
        case Boolean():
            return number % 2 == 0
        case BigInteger() | Integer():
            return number + 1
        case LargeBinary():
            return number.to_bytes(16, "big")
    # in the order of the numbers
    return {"verdict": "accepted", "state": "draft", "kind": "change"}.get(column.name, f"ệ {number:04}")
