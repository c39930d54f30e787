"""Appends to the feed, and walks it for one account from a cursor.

On PostgreSQL transactions may commit in another order than they began, so a reader sees only entries below
the oldest transaction still running (`FENCE`), and its place is (xid, position): one of both alone skips
changes. On SQLite there is one writer at a time and positions follow commits.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import text, update

from backend.database import Tx, insert_new, table_of
from backend.feed.cursor import ORIGIN, Cursor
from backend.feed.rules import Entry, Placed, Walked
from backend.feed.tables import FeedRow

FEED = table_of(FeedRow)

# Entries of one page, whatever their size
ENTRIES_MAX = 2_048

FENCE = {
    "postgresql": "f.xid < CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)",
    "sqlite": "1 = 1",
}
OWN_XID = "SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)"


async def append(tx: Tx, entries: Iterable[Entry]) -> None:
    postgres = tx.dialect.name == "postgresql"
    xid = (await tx.execute(text(OWN_XID))).scalar_one() if postgres else 0
    await insert_new(tx, FeedRow, [{**msgspec.structs.asdict(entry), "xid": xid} for entry in entries])


async def withdraw(tx: Tx, document: bytes, account: bytes) -> None:
    """From now on the account's walks pass the document by. What it has already stays where it is."""
    await tx.execute(
        update(FEED)
        .where(FEED.c.kind == "grant", FEED.c.document == document, FEED.c.account == account)
        .values(kind="withdrawn")
    )


async def walk(tx: Tx, account: bytes, cursor: Cursor, limit: int) -> Walked:
    """The next entries for an account, at most `limit` bytes of them but at least one."""
    entries: list[Placed] = []
    room = limit
    while True:
        inside = cursor.grant is not None
        found = await (_history if inside else _ahead)(tx, account, cursor)
        for entry in found[:ENTRIES_MAX]:
            if entries and (entry.size > room or len(entries) >= ENTRIES_MAX):
                return Walked(entries, cursor, True)
            entries.append(entry)
            room -= entry.size
            cursor = _past(cursor, entry, inside=inside)
            if cursor.grant is not None and not inside:
                break  # a grant: its history comes before what comes after it
        else:
            if len(found) > ENTRIES_MAX:
                return Walked(entries, cursor, True)
            if not inside:
                return Walked(entries, cursor, False)
            cursor = Cursor(cursor.grant or ORIGIN)


async def last_position(tx: Tx) -> int:
    return int((await tx.execute(text("SELECT coalesce(max(position), 0) FROM feed"))).scalar_one())


def _past(cursor: Cursor, entry: Placed, *, inside: bool) -> Cursor:
    if inside:
        return Cursor(cursor.place, cursor.grant, entry.place)
    if entry.kind == "grant":
        return Cursor(cursor.place, entry.place, ORIGIN)
    return Cursor(entry.place)


async def _ahead(tx: Tx, account: bytes, cursor: Cursor) -> list[Placed]:
    """What is for the account itself, and what happened to a document after the account was granted it."""
    return await _select(
        tx,
        f"""
        SELECT f.* FROM feed f
        WHERE f.account = :account AND (f.xid, f.position) > (:xid, :position) AND {{fence}}
        UNION ALL
        SELECT f.* FROM feed g JOIN feed f ON f.document = g.document
        WHERE g.account = :account AND g.kind = 'grant' AND (f.xid, f.position) > (g.xid, g.position)
          AND f.account = :everybody AND (f.xid, f.position) > (:xid, :position) AND {{fence}}
        ORDER BY xid, position LIMIT {ENTRIES_MAX + 1}
        """,  # noqa: S608
        {"account": account, "everybody": b"", "xid": cursor.place.xid, "position": cursor.place.position},
    )


async def _history(tx: Tx, account: bytes, cursor: Cursor) -> list[Placed]:
    """What happened to the document of a grant before it, beyond the inner place."""
    assert cursor.grant is not None
    return await _select(
        tx,
        f"""
        SELECT f.* FROM feed g JOIN feed f ON f.document = g.document
        WHERE g.account = :account AND g.kind = 'grant'
          AND (g.xid, g.position) = (:grant_xid, :grant_position)
          AND f.account = :everybody AND (f.xid, f.position) < (g.xid, g.position)
          AND (f.xid, f.position) > (:xid, :position) AND {{fence}}
        ORDER BY f.xid, f.position LIMIT {ENTRIES_MAX + 1}
        """,  # noqa: S608
        {
            "account": account,
            "everybody": b"",
            "grant_xid": cursor.grant.xid,
            "grant_position": cursor.grant.position,
            "xid": cursor.inner.xid,
            "position": cursor.inner.position,
        },
    )


async def _select(tx: Tx, statement: str, values: dict[str, Any]) -> list[Placed]:
    rows = await tx.execute(text(statement.format(fence=FENCE[tx.dialect.name])), values)
    return [msgspec.convert(row, Placed, from_attributes=True) for row in rows]
