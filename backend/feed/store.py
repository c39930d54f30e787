"""Appends to the feed, and walks it for one account from a cursor.

On PostgreSQL transactions may commit in another order than they began, so a reader sees only entries below
the oldest transaction still running (`FENCE`), and its place is (xid, position): one of both alone skips
changes. On SQLite there is one writer at a time and positions follow commits.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import text, update

from backend.database import Tx, fetch, insert_new, table_of
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
COLUMNS = ", ".join(f"f.{name}" for name in Placed.__struct_fields__)
# What is for everybody has no account. The documents of the account lead, and each is read from its place on:
# asked for account = '', PostgreSQL may begin with all there is. In SQLite CROSS JOIN keeps the order.
SINCE_GRANT = """WHERE f.document = g.document AND length(f.account) = 0
    AND (f.xid, f.position) > (g.xid, g.position) AND (f.xid, f.position) > ($2, $3) AND {fence}"""
EACH = {
    "postgresql": f"LATERAL (SELECT f.* FROM feed f {SINCE_GRANT} ORDER BY xid, position LIMIT {{most}}) f",  # noqa: S608
    "sqlite": f"feed f {SINCE_GRANT}",
}
# What is for the account itself, and what happened to a document after the account was granted it
AHEAD = f"""
    SELECT * FROM (
        SELECT {COLUMNS} FROM feed f
        WHERE f.account = $1 AND (f.xid, f.position) > ($2, $3) AND {{fence}}
        ORDER BY f.xid, f.position LIMIT {{most}}
    ) AS own
    UNION ALL
    SELECT {COLUMNS} FROM (
        SELECT document, xid, position FROM feed WHERE account = $1 AND kind = 'grant'
    ) AS g CROSS JOIN {{each}}
    ORDER BY xid, position LIMIT {{most}}
"""  # noqa: S608
# What happened to the document of a grant before it, beyond the inner place
HISTORY = f"""
    SELECT {COLUMNS} FROM feed f
    WHERE f.document = (
        SELECT document FROM feed WHERE account = $1 AND kind = 'grant' AND xid = $4 AND position = $5
    ) AND length(f.account) = 0 AND (f.xid, f.position) < ($4, $5)
      AND (f.xid, f.position) > ($2, $3) AND {{fence}}
    ORDER BY f.xid, f.position LIMIT {{most}}
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
    return await _entries(tx, AHEAD, account, cursor.place.xid, cursor.place.position)


async def _history(tx: Tx, account: bytes, cursor: Cursor) -> list[Placed]:
    assert cursor.grant is not None
    inner, grant = cursor.inner, cursor.grant
    return await _entries(tx, HISTORY, account, inner.xid, inner.position, grant.xid, grant.position)


async def _entries(tx: Tx, statement: str, *values: object) -> list[Placed]:
    rows = await fetch(tx, for_dialect(statement, tx.dialect.name), *values)
    return [
        Placed(kind=kind, document=document, change=change, account=to, size=size, xid=xid, position=position)
        for kind, document, change, to, size, xid, position in rows
    ]


def for_dialect(statement: str, name: str) -> str:
    return statement.replace("{each}", EACH[name]).format(fence=FENCE[name], most=ENTRIES_MAX + 1)
