"""Writes what somebody did behind what was done before, in the transaction in which they do it."""

import msgspec

from backend.audit.rules import START, Deed, Head, head_of, link_of
from backend.audit.tables import AuditHeadRow, AuditRow
from backend.database import Tx
from backend.identity import Identity
from backend.statements import fetch, table_of, upsert

AUDIT = table_of(AuditRow)
PLACE = 1
# Apart from the striped locks, so that none of those can be this one.
LOCK_KEY = 0x4844_0002
COLUMNS = tuple(AUDIT.columns.keys())
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
