"""Appends to the feed, and walks it for readers from their cursors.

On PostgreSQL transactions may commit in another order than they began, so a reader sees only entries below
the oldest transaction still running (`FENCE`), and its place is (xid, position): one of both alone skips
changes. On SQLite there is one writer at a time and positions follow commits.
"""

from collections.abc import Sequence
from functools import cache

import msgspec
from sqlalchemy import text

from backend.database import CoreTx, Tx
from backend.feed import rules
from backend.feed.cursor import Place
from backend.feed.rules import Entry, Placed, Reader, Walked, histories_to_tell, page_of
from backend.feed.tables import FeedRow
from backend.statements import Columns, fetch, insert_new

FENCE = {
    "postgresql": "f.xid < CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)",
    "sqlite": "1 = 1",
}
ENTRY = ", ".join(f"f.{name}" for name in Placed.__struct_fields__ if name != "assisted")
GRANTS = ", ".join(f"'{kind}'" for kind in rules.GRANTS)
ENTRY_COLUMNS = len(Placed.__struct_fields__)
# Where a statement is for one reader alone
NUMBERED = ("$1", "$2", "$3")
# What is for everybody has no account. The documents of the reader lead, and each is read from its place on:
# asked for account = '', PostgreSQL may begin with all there is. In SQLite CROSS JOIN keeps the order.
OF_GRANT = """WHERE f.document = g.document AND length(f.account) = 0
    AND (f.xid, f.position) {side} (g.xid, g.position) AND (f.xid, f.position) > ({xid}, {position})
    AND {fence}"""
EACH = {
    "postgresql": f"LATERAL (SELECT f.* FROM feed f {OF_GRANT} ORDER BY xid, position LIMIT {{most}}) f",  # noqa: S608
    "sqlite": f"feed f {OF_GRANT}",
}
# What is for the account itself, and what happened to a document after the account was granted it
AHEAD = """
    SELECT * FROM (
        SELECT {entry}, FALSE AS assisted FROM feed f
        WHERE f.account = {account} AND (f.xid, f.position) > ({xid}, {position})
            AND {fence}
        ORDER BY f.xid, f.position LIMIT {most}
    ) AS own
    UNION ALL
    SELECT {entry}, g.kind = 'assist' FROM (
        SELECT document, xid, position, kind FROM feed
        WHERE account = {account} AND kind IN ({grants})
    ) AS g CROSS JOIN {since}
    ORDER BY xid, position LIMIT {most}
"""
# The same for several readers; on SQLite each asks by itself.
OF_EACH = """
    SELECT one.*, reader.number
    FROM unnest($1::bytea[], $2::bigint[], $3::bigint[]) WITH ORDINALITY
        AS reader (account, xid, position, number)
    CROSS JOIN LATERAL ({ahead}) AS one
    ORDER BY reader.number, one.xid, one.position
"""
# For each of the account's grants between two places, what happened to its document before it, beyond the
# inner place
HISTORIES = """
    SELECT {entry}, g.kind = 'assist', g.xid, g.position FROM (
        SELECT document, xid, position, kind FROM feed
        WHERE account = $1 AND kind IN ({grants})
            AND (xid, position) >= ($4, $5) AND (xid, position) <= ($6, $7)
    ) AS g CROSS JOIN {before}
    ORDER BY g.xid, g.position, f.xid, f.position LIMIT {most}
"""
WITHDRAW = f"""
    UPDATE feed SET kind = 'withdrawn' WHERE account = $2 AND document = $1 AND kind IN ({GRANTS})
"""  # noqa: S608
APPEND = """
    INSERT INTO feed (xid, kind, document, change, account, size)
    SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint), kind, document, change, account, size
    FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bigint[]) WITH ORDINALITY
    AS given (kind, document, change, account, size, ord) ORDER BY ord
"""


async def append(tx: Tx, entries: Sequence[Entry]) -> None:
    if tx.dialect.name == "sqlite":
        await insert_new(tx, FeedRow, [{**msgspec.structs.asdict(entry), "xid": 0} for entry in entries])
    elif entries:
        columns = zip(*map(msgspec.structs.astuple, entries), strict=True)
        await fetch(tx, APPEND, *map(list, columns))


async def withdraw(tx: Tx, document: bytes, account: bytes) -> None:
    """From now on the account's walks pass the document by. What it has already stays where it is."""
    await fetch(tx, WITHDRAW, document, account)


async def walk(tx: Tx, readers: Sequence[Reader]) -> list[Walked]:
    """The next page of each reader."""
    pages = []
    for reader, rows in zip(readers, await _ahead(tx, readers), strict=True):
        ahead = [Placed(*row[:ENTRY_COLUMNS]) for row in rows]
        histories: dict[Place, list[Placed]] = {}
        for first, last, inner in histories_to_tell(reader, ahead):
            for row in await _histories(tx, reader.account, inner, first, last):
                grant = Place(*row[ENTRY_COLUMNS:])
                histories.setdefault(grant, []).append(Placed(*row[:ENTRY_COLUMNS]))
        pages.append(page_of(reader, ahead, histories))
    return pages


async def last_position(tx: CoreTx) -> int:
    return int((await tx.execute(text("SELECT coalesce(max(position), 0) FROM feed"))).scalar_one())


async def _ahead(tx: Tx, readers: Sequence[Reader]) -> Sequence[Sequence[Columns]]:
    """What lies ahead of each reader, in its order, cut off beyond what a page can hold."""
    asked = [(reader.account, reader.start.xid, reader.start.position) for reader in readers]
    if tx.dialect.name == "sqlite":
        return [await fetch(tx, ahead_statement("sqlite"), *values) for values in asked]
    found: list[list[Columns]] = [[] for _ in readers]
    for row in await fetch(tx, ahead_statement("postgresql"), *map(list, zip(*asked, strict=True))):
        found[row[ENTRY_COLUMNS] - 1].append(row)
    return found


async def _histories(tx: Tx, account: bytes, inner: Place, first: Place, last: Place) -> Sequence[Columns]:
    """The histories of the grants from the first to the last, cut off beyond what a page can hold."""
    values = (number for place in (inner, first, last) for number in (place.xid, place.position))
    return await fetch(tx, histories_statement(tx.dialect.name), account, *values)


def ahead_statement(dialect: str) -> str:
    return _ahead_written(dialect, FENCE[dialect], rules.ENTRIES_MAX + 1)


def histories_statement(dialect: str) -> str:
    return _written(HISTORIES, dialect, FENCE[dialect], rules.ENTRIES_MAX + 1, *NUMBERED)


@cache
def _ahead_written(dialect: str, fence: str, most: int) -> str:
    if dialect == "sqlite":
        return _written(AHEAD, dialect, fence, most, *NUMBERED)
    names = ("reader.account", "reader.xid", "reader.position")
    return OF_EACH.format(ahead=_written(AHEAD, dialect, fence, most, *names))


@cache
def _written(
    statement: str, dialect: str, fence: str, most: int, account: str, xid: str, position: str
) -> str:
    for joined, side in (("{since}", ">"), ("{before}", "<")):
        statement = statement.replace(joined, EACH[dialect].replace("{side}", side))
    return statement.format(
        entry=ENTRY, grants=GRANTS, fence=fence, most=most, account=account, xid=xid, position=position
    )
