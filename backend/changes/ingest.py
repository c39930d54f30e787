"""Take in what a device sent: gather, decide purely, write in one transaction, answer."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import structlog
from msgspec import Struct

from backend.changes import store
from backend.changes.holding import Exclusion, Held, Holding, fold
from backend.changes.merge import Merge
from backend.changes.opening import Opened, Unfit, open_one, prove, prove_all
from backend.changes.result import Result, result_of, verdict_of
from backend.changes.rules import Room, Writer
from backend.database import Database, Tx, lock
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.feed import store as feed
from backend.grants import store as grants
from backend.identity import Identity
from backend.problems import Refused
from backend.sender import Sender
from schemas.wire.exchange import SyncRequest, Verdict
from sync import seal
from sync.exclusions import parse_exclusion

log = structlog.get_logger()


class Batch(Struct, frozen=True):
    """What a request brings, opened."""

    changes: Sequence[Opened | Unfit]
    exclusions: Sequence[Exclusion]


class Taken(Struct, frozen=True):
    """A verdict per envelope, in their order; none for what failed through our own fault."""

    verdicts: list[Verdict]
    documents: frozenset[bytes]


async def take_in(
    database: Database, sender: Sender, request: SyncRequest, identity: Identity, now_ms: int
) -> Taken:
    """Everything in one transaction; if that fails through our own fault, each change alone."""
    opened = [open_one(envelope) for envelope in request.changes]
    async with database.read() as tx:
        keys = await devices.devices_of(tx, {one.change.device for one in opened if isinstance(one, Opened)})
        known = await store.signatures_of(tx, {one.id for one in opened if isinstance(one, Opened)})
        waits = await store.documents_waiting_for(tx, sender.device)
    changes = await prove_all(opened, {device: key.public for device, key in keys.items()}, known)
    batch = Batch(changes, _open_exclusions(request.exclusions, identity))
    if not batch.changes and not batch.exclusions and not waits:
        return Taken([], frozenset())
    try:
        async with database.write() as tx:
            return await ingest(tx, sender, batch, identity, now_ms, also=waits)
    except Refused:
        raise
    except Exception as fault:
        log.error("batch failed", fault=fault, changes=len(batch.changes))
    return await _one_by_one(database, sender, batch, identity, now_ms)


async def ingest(
    tx: Tx, sender: Sender, batch: Batch, identity: Identity, now_ms: int, also: Collection[bytes] = ()
) -> Taken:
    """One batch in one transaction. `also`: documents to look at again because a key became known."""
    arrivals = [one for one in batch.changes if isinstance(one, Opened)]
    # In the order of arrival, which is also the order in which they are given room to wait.
    documents = dict.fromkeys(
        [*also, *(one.document for one in batch.exclusions), *(one.change.document for one in arrivals)]
    )
    await lock(tx, [*documents, sender.device])
    holdings = await load(tx, documents)
    writers = await _writers(tx, holdings.values(), arrivals)
    room = Room(*await store.waiting_of(tx, sender.device))
    merges = {
        document: Merge(holding, writers, sender, identity.key, now_ms)
        for document, holding in holdings.items()
    }
    changes = merge_all(merges, batch, writers)
    results = {
        document: result_of(holdings[document], merge, writers, sender.device, room)
        for document, merge in merges.items()
    }
    await _write(tx, list(results.values()), sender, now_ms)
    return Taken([_verdict(results, one) for one in changes], frozenset(documents))


def merge_all(
    merges: Mapping[bytes, Merge], batch: Batch, writers: Mapping[bytes, Writer]
) -> list[Opened | Unfit]:
    """Pure: keys first, then exclusions, then changes; then they are judged. The changes, as proven now."""
    for merge in merges.values():
        merge.try_keys()
    for exclusion in batch.exclusions:
        merges[exclusion.document].exclude(exclusion)
    keys = {device: writer.public for device, writer in writers.items()}
    # A key may have come between opening and now.
    changes = [one if isinstance(one, Unfit) or one.proven else prove(one, keys, {}) for one in batch.changes]
    for one in changes:
        if isinstance(one, Opened):
            merges[one.change.document].take(one)
    for merge in merges.values():
        merge.judge()
    return changes


async def load(tx: Tx, documents: Collection[bytes]) -> dict[bytes, Holding]:
    """The holdings of these documents; of one that nobody has written, an empty one."""
    stored = await store.load(tx, documents)
    granted: dict[bytes, set[bytes]] = {document: set() for document in documents}
    for grant in await grants.of_documents(tx, documents):
        granted[grant.document].add(grant.account)
    standing = await dossiers.dossiers_of(tx, documents)
    holdings = {}
    for document in documents:
        payloads = {held.change: payload for held, payload in stored.changes[document]}
        exclusions = tuple(stored.exclusions[document])
        holdings[document] = Holding(
            document=fold(document, payloads, exclusions),
            held={held.change: held for held, _ in stored.changes[document]},
            unproven=tuple(stored.unproven[document]),
            payloads=payloads,
            exclusions=exclusions,
            granted=frozenset(granted[document]),
            dossier=standing.get(document),
        )
    return holdings


async def _writers(tx: Tx, holdings: Collection[Holding], arrivals: Sequence[Opened]) -> dict[bytes, Writer]:
    """Every known device that wrote something here."""
    held = {one.device for holding in holdings for one in holding.held.values()}
    unproven = {one.device for holding in holdings for one in holding.unproven}
    known = await devices.devices_of(tx, held | unproven | {one.change.device for one in arrivals})
    return {
        device.device: Writer(
            device=device.device, public=device.public, account=device.account, revoked_ms=device.revoked
        )
        for device in known.values()
    }


async def _write(tx: Tx, results: Sequence[Result], sender: Sender, now_ms: int) -> None:
    """Everything that was found out, in one go per table."""
    await store.add_changes(tx, [_row(held, one) for result in results for held, one in result.added])
    await store.update_changes(tx, [held for result in results for held in result.changed])
    await store.drop_unproven(tx, [one for result in results for one in result.unproven_gone])
    await store.add_unproven(tx, [one for result in results for one in result.unproven_added])
    await store.add_exclusions(tx, [one for result in results for one in result.exclusions])
    await grants.add(tx, [grant for result in results for grant in result.grants], now_ms)
    await dossiers.save(tx, [result.dossier for result in results if result.dossier is not None])
    await dossiers.keep_submissions(tx, [one for result in results for one in result.submissions])
    await feed.append(tx, [entry for result in results for entry in result.entries])


def _verdict(results: Mapping[bytes, Result], one: Opened | Unfit) -> Verdict:
    if isinstance(one, Unfit):
        return Verdict(one.id, "refused", one.code, [])
    return verdict_of(results[one.change.document], one)


def _row(held: Held, opened: Opened) -> dict[str, Any]:
    return {
        "change": held.change,
        "document": opened.change.document,
        "device": held.device,
        "payload": opened.payload,
        "signature": opened.signature,
        "sender": held.sender,
        "received": held.received,
        "verdict": held.verdict,
        "code": held.code,
        "fed": held.fed,
    }


def _open_exclusions(records: Sequence[bytes], identity: Identity) -> list[Exclusion]:
    """Those that this hub signed. Others have no say here, and no verdict."""
    opened = []
    for record in records:
        payload, signature = seal.unpack_signed(record) or (b"", b"")
        exclusion = parse_exclusion(payload)
        if exclusion is not None and seal.verify(identity.key.public, seal.EXCLUSION, payload, signature):
            opened.append(Exclusion(exclusion.document, exclusion.change, payload, signature))
    return opened


async def _one_by_one(
    database: Database, sender: Sender, batch: Batch, identity: Identity, now_ms: int
) -> Taken:
    """A change that fails alone gets no verdict: its device keeps it and sends it again."""
    verdicts: list[Verdict] = []
    documents: set[bytes] = set()
    singles = [Batch([], [one]) for one in batch.exclusions] + [Batch([one], []) for one in batch.changes]
    for single in singles:
        try:
            async with database.write() as tx:
                taken = await ingest(tx, sender, single, identity, now_ms)
        except Refused:
            raise
        except Exception as fault:
            log.error("change failed", fault=fault)
        else:
            verdicts += taken.verdicts
            documents |= taken.documents
    return Taken(verdicts, frozenset(documents))
