"""Reads and writes changes, unproven envelopes and exclusions."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import func, select

from backend.changes.holding import Exclusion, Held, Standing, Unproven, envelope_bytes
from backend.changes.tables import WAITS, ChangeRow, ExclusionRow, UnprovenRow
from backend.database import CoreTx, Tx
from backend.statements import fetch, for_each, insert_new, rows_in, table_of
from sync import seal
from sync.change import Malformed, decode

CHANGE = table_of(ChangeRow)
UNPROVEN = table_of(UnprovenRow)
EXCLUSION = table_of(ExclusionRow)

# Documents looked at again for the keys of a transaction; the next one goes on.
DOCUMENTS_MAX = 512
WAITING_OF = """
    SELECT count(*), coalesce(sum(size), 0) FROM (
        SELECT length(payload) AS size FROM change WHERE verdict = 'waiting' AND sender = $1
        UNION ALL SELECT length(payload) FROM unproven WHERE sender = $1
    ) AS waits
"""


class Envelope(Struct, frozen=True):
    """A stored change as it travels, and how it is judged."""

    change: bytes
    device: bytes
    payload: bytes
    signature: bytes
    verdict: Standing
    code: str


ENVELOPES = f"SELECT {', '.join(Envelope.__struct_fields__)} FROM change WHERE change"  # noqa: S608


class Stored(Struct, frozen=True):
    """All that is kept of some documents."""

    changes: dict[bytes, list[tuple[Held, bytes]]]
    unproven: dict[bytes, list[Unproven]]
    # payloads
    exclusions: dict[bytes, list[bytes]]


async def revisions_of(tx: Tx, documents: Collection[bytes]) -> dict[bytes, int]:
    """How often anything of a document was written; 0 for one of which nothing is stored."""
    rows = await rows_in(tx, "SELECT document, revision FROM document_revision WHERE document", documents)
    return dict.fromkeys(documents, 0) | dict(map(tuple, rows))


async def load(tx: Tx, documents: Collection[bytes]) -> Stored:
    """Everything stored of these documents, in the order in which it came."""
    changes: dict[bytes, list[tuple[Held, bytes]]] = {document: [] for document in documents}
    unproven: dict[bytes, list[Unproven]] = {document: [] for document in documents}
    exclusions: dict[bytes, list[bytes]] = {document: [] for document in documents}
    for document, payload, change, device, sender, received, verdict, code, fed in await rows_in(
        tx,
        "SELECT document, payload, change, device, sender, received, verdict, code, fed FROM change "
        "WHERE document",
        documents,
    ):
        held = Held(
            change=change,
            device=device,
            sender=sender,
            received=received,
            verdict=verdict,
            code=code,
            fed=bool(fed),
            size=envelope_bytes(payload),
        )
        changes[document].append((held, payload))
    fields = Unproven.__struct_fields__
    for row in await rows_in(tx, f"SELECT {', '.join(fields)} FROM unproven WHERE document", documents):  # noqa: S608
        waits = Unproven(**dict(zip(fields, row, strict=True)))
        unproven[waits.document].append(waits)
    for document, payload in await rows_in(
        tx, "SELECT document, payload FROM exclusion WHERE document", documents
    ):
        exclusions[document].append(payload)
    for stored in changes.values():
        stored.sort(key=lambda one: (one[0].received, one[0].change))
    for waiting in unproven.values():
        waiting.sort(key=lambda one: (one.received, one.change, one.signature))
    return Stored(changes, unproven, exclusions)


async def applied_of(tx: Tx, changes: Collection[bytes]) -> frozenset[bytes]:
    """Those that are stored and do not wait."""
    rows = await rows_in(tx, "SELECT change FROM change WHERE verdict <> 'waiting' AND change", changes)
    return frozenset(row[0] for row in rows)


async def envelopes_of(tx: Tx, changes: Collection[bytes]) -> dict[bytes, Envelope]:
    return {row[0]: Envelope(*row) for row in await rows_in(tx, ENVELOPES, changes)}


async def exclusions_of(tx: Tx, changes: Collection[bytes]) -> dict[bytes, list[bytes]]:
    """The signed records of every exclusion of these changes."""
    found: dict[bytes, list[bytes]] = {}
    for change, payload, signature in await rows_in(
        tx, "SELECT change, payload, signature FROM exclusion WHERE change", changes
    ):
        found.setdefault(change, []).append(seal.pack_signed(payload, signature))
    return found


async def waiting_of(tx: Tx, sender: bytes) -> tuple[int, int]:
    """How many changes of a sender wait, and their bytes."""
    [(count, size)] = await fetch(tx, WAITING_OF, sender)
    return count, int(size) + count * envelope_bytes(b"")


async def waiting(tx: CoreTx) -> int:
    """How many changes wait, for parents, keys or a newer program."""
    for_parents = select(func.count()).select_from(CHANGE).where(WAITS).scalar_subquery()
    for_keys = select(func.count()).select_from(UNPROVEN).scalar_subquery()
    return int((await tx.execute(select(for_parents + for_keys))).scalar_one())


async def authors_of(tx: Tx, changes: Collection[bytes]) -> dict[bytes, bytes]:
    """The device that wrote each."""
    return dict(map(tuple, await rows_in(tx, "SELECT change, device FROM change WHERE change", changes)))


async def forms_of(tx: Tx, changes: Collection[bytes]) -> dict[bytes, str]:
    """For which form each was written."""
    rows = await rows_in(tx, "SELECT change, payload FROM change WHERE change", changes)
    read = {change: decode(payload) for change, payload in rows}
    return {change: "" if isinstance(one, Malformed) else one.schema for change, one in read.items()}


async def documents_waiting_for(tx: Tx, devices: Collection[bytes]) -> dict[bytes, list[bytes]]:
    """For each of these devices the documents with envelopes that wait for its key, or some of many."""
    found: dict[bytes, list[bytes]] = {device: [] for device in devices}
    statement = "SELECT DISTINCT device, document FROM unproven WHERE device"
    for device, document in await rows_in(tx, statement, devices, f"LIMIT {DOCUMENTS_MAX}"):
        found[device].append(document)
    return found


async def add_changes(tx: Tx, rows: list[dict[str, Any]]) -> None:
    await insert_new(tx, ChangeRow, rows)


async def update_changes(tx: Tx, rows: Sequence[Held]) -> None:
    await for_each(
        tx,
        "UPDATE change SET verdict = $2, code = $3, fed = $4 WHERE change = $1",
        [(held.change, held.verdict, held.code, held.fed) for held in rows],
    )


async def add_unproven(tx: Tx, rows: Iterable[Unproven]) -> None:
    await insert_new(tx, UnprovenRow, [msgspec.structs.asdict(row) for row in rows])


async def drop_unproven(tx: Tx, rows: Sequence[Unproven]) -> None:
    await for_each(
        tx,
        "DELETE FROM unproven WHERE change = $1 AND signature = $2",
        [(row.change, row.signature) for row in rows],
    )


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
