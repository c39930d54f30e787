"""Appends to the feed, and walks it for one account from a cursor.

On PostgreSQL transactions may commit in another order than they began, so a reader sees only entries below
the oldest transaction still running (`FENCE`), and its place is (xid, position): one of both alone skips
changes. On SQLite there is one writer at a time and positions follow commits.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec
from sqlalchemy import text, update

from backend.database import Columns, Tx, fetch, insert_new, table_of
from backend.feed.cursor import ORIGIN, Cursor, Place
from backend.feed.rules import Entry, Placed, Walked
from backend.feed.tables import FeedRow

FEED = table_of(FeedRow)

# An entry, or None where a history ends, and where a page stands after it
Step = tuple[Placed | None, Cursor]
# By the place of the grant
Histories = dict[Place, list[Placed]]

# Entries of one page, whatever their size
ENTRIES_MAX = 2_048
# Grants whose histories are read together
GRANTS_MAX = 128

FENCE = {
    "postgresql": "f.xid < CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)",
    "sqlite": "1 = 1",
}
COLUMNS = ", ".join(f"f.{name}" for name in Placed.__struct_fields__)
# What is for everybody has no account. The documents of the account lead, and each is read from its place on:
# asked for account = '', PostgreSQL may begin with all there is. In SQLite CROSS JOIN keeps the order.
OF_GRANT = """WHERE f.document = g.document AND length(f.account) = 0
    AND (f.xid, f.position) {side} (g.xid, g.position) AND (f.xid, f.position) > ($2, $3) AND {fence}"""
EACH = {
    "postgresql": f"LATERAL (SELECT f.* FROM feed f {OF_GRANT} ORDER BY xid, position LIMIT {{most}}) f",  # noqa: S608
    "sqlite": f"feed f {OF_GRANT}",
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
    ) AS g CROSS JOIN {{since}}
    ORDER BY xid, position LIMIT {{most}}
"""  # noqa: S608
# For each of the account's grants between two places, what happened to its document before it, beyond the
# inner place
HISTORIES = f"""
    SELECT {COLUMNS}, g.xid, g.position FROM (
        SELECT document, xid, position FROM feed
        WHERE account = $1 AND kind = 'grant' AND (xid, position) >= ($4, $5) AND (xid, position) <= ($6, $7)
    ) AS g CROSS JOIN {{before}}
    ORDER BY g.xid, g.position, f.xid, f.position LIMIT {{most}}
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
    rest: list[Step] = []
    ahead_of = cursor
    if cursor.grant is not None:
        histories = await _histories(tx, account, cursor.inner, cursor.grant, cursor.grant)
        rest = list(_inside(cursor, histories.get(cursor.grant, ())))
        walked = _page(rest, cursor, limit)
        if walked.more:
            return walked
        ahead_of = walked.cursor
    ahead = await _ahead(tx, account, ahead_of)
    reached = _reached(ahead, limit)
    histories = {}
    for start in range(0, len(reached), GRANTS_MAX):
        some = reached[start : start + GRANTS_MAX]
        histories |= await _histories(tx, account, ORIGIN, some[0], some[-1])
        told = [entry.size for history in histories.values() for entry in history]
        if len(told) >= ENTRIES_MAX or sum(told) > limit:
            break  # the page ends before the next grant
    return _page([*rest, *_onward(ahead_of, ahead, histories)], cursor, limit)


async def last_position(tx: Tx) -> int:
    return int((await tx.execute(text("SELECT coalesce(max(position), 0) FROM feed"))).scalar_one())


def _page(steps: Iterable[Step], cursor: Cursor, limit: int) -> Walked:
    """As many steps as there is room for."""
    entries: list[Placed] = []
    room = limit
    for entry, past in steps:
        if entry is not None:
            if entries and (entry.size > room or len(entries) >= ENTRIES_MAX):
                return Walked(entries, cursor, True)
            entries.append(entry)
            room -= entry.size
        cursor = past
    return Walked(entries, cursor, False)


def _onward(cursor: Cursor, ahead: Iterable[Placed], histories: Histories) -> Iterator[Step]:
    for entry in ahead:
        cursor = _past(cursor, entry, inside=False)
        yield entry, cursor
        if cursor.grant is not None:  # its history comes before what comes after it
            yield from _inside(cursor, histories.get(cursor.grant, ()))
            cursor = Cursor(cursor.grant)


def _inside(cursor: Cursor, history: Iterable[Placed]) -> Iterator[Step]:
    grant = cursor.grant
    assert grant is not None
    for entry in history:
        cursor = _past(cursor, entry, inside=True)
        yield entry, cursor
    yield None, Cursor(grant)


def _past(cursor: Cursor, entry: Placed, *, inside: bool) -> Cursor:
    if inside:
        return Cursor(cursor.place, cursor.grant, entry.place)
    if entry.kind == "grant":
        return Cursor(cursor.place, entry.place, ORIGIN)
    return Cursor(entry.place)


def _reached(ahead: Sequence[Placed], limit: int) -> list[Place]:
    """The grants at which a page without histories is not full yet."""
    sizes = accumulate(entry.size for entry in ahead)
    return [
        entry.place
        for entry, size in zip(ahead, sizes, strict=True)
        if entry.kind == "grant" and size <= limit
    ]


async def _ahead(tx: Tx, account: bytes, cursor: Cursor) -> list[Placed]:
    return [_placed(row) for row in await _rows(tx, AHEAD, account, cursor.place)]


async def _histories(tx: Tx, account: bytes, inner: Place, first: Place, last: Place) -> Histories:
    """The histories of the grants from the first to the last, cut off beyond what a page can hold."""
    rows = await _rows(tx, HISTORIES, account, inner, first, last)
    histories: Histories = {}
    for *row, xid, position in rows:
        histories.setdefault(Place(xid, position), []).append(_placed(row))
    return histories


async def _rows(tx: Tx, statement: str, account: bytes, *places: Place) -> Sequence[Columns]:
    values = (value for place in places for value in (place.xid, place.position))
    return await fetch(tx, for_dialect(statement, tx.dialect.name), account, *values)


def _placed(row: Columns) -> Placed:
    kind, document, change, account, size, xid, position = row
    return Placed(
        kind=kind,
        document=document,
        change=change,
        account=account,
        size=size,
        xid=xid,
        position=position,
    )


def for_dialect(statement: str, name: str) -> str:
    for joined, side in (("{since}", ">"), ("{before}", "<")):
        statement = statement.replace(joined, EACH[name].replace("{side}", side))
    return statement.format(fence=FENCE[name], most=ENTRIES_MAX + 1)
