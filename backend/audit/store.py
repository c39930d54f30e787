"""Writes what somebody did behind what was done before, in the transaction in which they do it; reads it."""

from collections.abc import AsyncIterator

import msgspec
from sqlalchemy import text

from backend.audit.rules import START, Deed, Head, Link, head_of, link_of
from backend.audit.tables import AuditHeadRow
from backend.database import CoreTx, Tx
from backend.identity import Identity
from backend.statements import Columns, fetch, upsert

PLACE = 1
# Apart from the striped locks, so that none of those can be this one.
LOCK_KEY = 0x4844_0002
PAGE = 1_000
COLUMNS = Link.__struct_fields__
LINKS = f"SELECT {', '.join(COLUMNS)} FROM audit"  # noqa: S608
INSERT = (
    f"INSERT INTO audit ({', '.join(COLUMNS)}) "  # noqa: S608
    f"VALUES ({', '.join(f'${place}' for place in range(1, len(COLUMNS) + 1))})"
)


async def note(tx: Tx, identity: Identity, now_ms: int, deed: Deed) -> None:
    """Write it down, as the last thing that the transaction does: until its end everybody else waits here."""
    if tx.dialect.name == "postgresql":
        await fetch(tx, "SELECT pg_advisory_xact_lock($1)", LOCK_KEY)
    last = await head(tx)
    number, previous = (1, START) if last is None else (last.count + 1, last.hash)
    link = link_of(deed, number=number, previous=previous, now_ms=now_ms)
    await fetch(tx, INSERT, *msgspec.structs.astuple(link))
    after = head_of(link, identity.node, identity.key)
    await upsert(tx, AuditHeadRow, [{"place": PLACE, **msgspec.structs.asdict(after)}], key="place")


async def head(tx: Tx) -> Head | None:
    """None before the first row."""
    rows = await fetch(tx, f"SELECT {', '.join(Head.__struct_fields__)} FROM audit_head")  # noqa: S608
    return Head(**dict(zip(Head.__struct_fields__, rows[0], strict=True))) if rows else None


async def of_document(tx: Tx, document: bytes, before: int, most: int) -> list[Link]:
    """What was done with a dossier, the newest first, before the row of that number."""
    statement = f"{LINKS} WHERE document = $1 AND number < $2 ORDER BY number DESC LIMIT $3"
    return [_link(row) for row in await fetch(tx, statement, document, before, most)]


async def hold_still(tx: CoreTx) -> None:
    """All that the transaction reads is of one moment; its first statement."""
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


async def whole(tx: CoreTx) -> AsyncIterator[Link]:
    """Every row by its number, a page at a time; also what has no business there."""
    last = None
    while True:
        beyond, values = ("WHERE number > $1", (last,)) if last is not None else ("", ())
        rows = await fetch(tx, f"{LINKS} {beyond} ORDER BY number LIMIT {PAGE}", *values)
        for row in rows:
            yield _link(row)
        if len(rows) < PAGE:
            return
        last = rows[-1][0]


def _link(row: Columns) -> Link:
    return Link(**dict(zip(COLUMNS, row, strict=True)))
