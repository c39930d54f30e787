"""Reads and writes changes, unproven envelopes and exclusions."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, delete, func, select, union_all, update

from backend.changes.holding import Exclusion, Held, Standing, Unproven, envelope_bytes
from backend.changes.tables import WAITS, ChangeRow, ExclusionRow, UnprovenRow
from backend.database import Tx, insert_new, rows_in, table_of
from sync import seal

CHANGE = table_of(ChangeRow)
UNPROVEN = table_of(UnprovenRow)
EXCLUSION = table_of(ExclusionRow)

# Documents looked at again for one key in one request; the next request goes on.
DOCUMENTS_MAX = 512


class Envelope(Struct, frozen=True, kw_only=True):
    """A stored change as it travels, and where it belongs."""

    change: bytes
    document: bytes
    device: bytes
    payload: bytes
    signature: bytes
    verdict: Standing
    code: str


class Stored(Struct, frozen=True):
    """All that is kept of some documents."""

    changes: dict[bytes, list[tuple[Held, bytes]]]
    unproven: dict[bytes, list[Unproven]]
    # payloads
    exclusions: dict[bytes, list[bytes]]


async def load(tx: Tx, documents: Collection[bytes]) -> Stored:
    """Everything stored of these documents, in the order in which it came."""
    changes: dict[bytes, list[tuple[Held, bytes]]] = {document: [] for document in documents}
    unproven: dict[bytes, list[Unproven]] = {document: [] for document in documents}
    exclusions: dict[bytes, list[bytes]] = {document: [] for document in documents}
    for row in await rows_in(tx, select(CHANGE), CHANGE.c.document, documents):
        held = Held(
            change=row.change,
            device=row.device,
            sender=row.sender,
            received=row.received,
            verdict=row.verdict,
            code=row.code,
            fed=row.fed,
            size=envelope_bytes(row.payload),
        )
        changes[row.document].append((held, row.payload))
    for row in await rows_in(tx, select(UNPROVEN), UNPROVEN.c.document, documents):
        unproven[row.document].append(msgspec.convert(row, Unproven, from_attributes=True))
    for row in await rows_in(
        tx, select(EXCLUSION.c.document, EXCLUSION.c.payload), EXCLUSION.c.document, documents
    ):
        exclusions[row.document].append(row.payload)
    for stored in changes.values():
        stored.sort(key=lambda one: (one[0].received, one[0].change))
    for waiting in unproven.values():
        waiting.sort(key=lambda one: (one.received, one.change, one.signature))
    return Stored(changes, unproven, exclusions)


async def signatures_of(tx: Tx, changes: Collection[bytes]) -> dict[bytes, bytes]:
    """The signatures that verified before."""
    rows = await rows_in(tx, select(CHANGE.c.change, CHANGE.c.signature), CHANGE.c.change, changes)
    return {row.change: row.signature for row in rows}


async def held_of(tx: Tx, changes: Collection[bytes]) -> frozenset[bytes]:
    rows = await rows_in(tx, select(CHANGE.c.change), CHANGE.c.change, changes)
    return frozenset(row.change for row in rows)


async def envelopes_of(tx: Tx, changes: Collection[bytes]) -> dict[bytes, Envelope]:
    columns = [CHANGE.c[name] for name in Envelope.__struct_fields__]
    rows = await rows_in(tx, select(*columns), CHANGE.c.change, changes)
    return {row.change: msgspec.convert(row, Envelope, from_attributes=True) for row in rows}


async def exclusions_of(tx: Tx, changes: Collection[bytes]) -> list[tuple[bytes, bytes]]:
    """(payload, signature) of every exclusion of these changes."""
    columns = select(EXCLUSION.c.payload, EXCLUSION.c.signature)
    return [(row.payload, row.signature) for row in await rows_in(tx, columns, EXCLUSION.c.change, changes)]


async def waiting_of(tx: Tx, sender: bytes) -> tuple[int, int]:
    """How many changes of a sender wait, and their bytes."""
    payloads = [
        select(func.length(CHANGE.c.payload).label("size")).where(WAITS, CHANGE.c.sender == sender),
        select(func.length(UNPROVEN.c.payload).label("size")).where(UNPROVEN.c.sender == sender),
    ]
    sizes = union_all(*payloads).subquery()
    total = func.coalesce(func.sum(sizes.c.size), 0)
    count, size = (await tx.execute(select(func.count(), total).select_from(sizes))).one()
    return count, int(size) + count * envelope_bytes(b"")


async def waiting(tx: Tx) -> int:
    """How many changes wait, for parents, keys or a newer program."""
    for_parents = select(func.count()).select_from(CHANGE).where(WAITS).scalar_subquery()
    for_keys = select(func.count()).select_from(UNPROVEN).scalar_subquery()
    return int((await tx.execute(select(for_parents + for_keys))).scalar_one())


async def documents_waiting_for(tx: Tx, device: bytes) -> frozenset[bytes]:
    """Documents with envelopes that wait for this device's key."""
    rows = await tx.execute(
        select(UNPROVEN.c.document).where(UNPROVEN.c.device == device).distinct().limit(DOCUMENTS_MAX)
    )
    return frozenset(row.document for row in rows)


async def add_changes(tx: Tx, rows: list[dict[str, Any]]) -> None:
    await insert_new(tx, ChangeRow, rows)


async def update_changes(tx: Tx, rows: Sequence[Held]) -> None:
    if rows:
        one = update(CHANGE).where(CHANGE.c.change == bindparam("of"))
        values = [
            {"of": held.change, "verdict": held.verdict, "code": held.code, "fed": held.fed} for held in rows
        ]
        await tx.execute(one, values)


async def add_unproven(tx: Tx, rows: Iterable[Unproven]) -> None:
    await insert_new(tx, UnprovenRow, [msgspec.structs.asdict(row) for row in rows])


async def drop_unproven(tx: Tx, rows: Sequence[Unproven]) -> None:
    if rows:
        one = delete(UNPROVEN).where(
            UNPROVEN.c.change == bindparam("of"), UNPROVEN.c.signature == bindparam("by")
        )
        await tx.execute(one, [{"of": row.change, "by": row.signature} for row in rows])


async def add_exclusions(tx: Tx, exclusions: Iterable[Exclusion]) -> None:
    rows = [
        {
            "record": seal.change_id(one.payload),
            "document": one.document,
            "change": one.change,
            "payload": one.payload,
            "signature": one.signature,
        }
        for one in exclusions
    ]
    await insert_new(tx, ExclusionRow, rows)
