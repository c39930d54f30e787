"""Take in what devices sent: gather, decide purely, write in one transaction, answer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from backend.changes import consenting, store
from backend.changes.agreeing import Agreements
from backend.changes.consenting import NO_PASSKEYS, Passkeys
from backend.changes.holding import Exclusion, Held, Holding, empty
from backend.changes.kept import Kept
from backend.changes.loading import load
from backend.changes.merge import Merge
from backend.changes.opening import Opened, Unfit, prove
from backend.changes.result import Result, result_of, verdict_of, wants_room
from backend.changes.rules import Room, Writer
from backend.changes.store import Envelope
from backend.consents import store as consents
from backend.database import Tx
from backend.devices import store as devices
from backend.devices.known import Known
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Dossier
from backend.feed import store as feed
from backend.grants import store as grants
from backend.identity import Identity
from backend.people import store as people
from backend.sender import Sender
from backend.statements import lock
from schemas.wire.exchange import Verdict


class Batch(Struct, frozen=True):
    """What a request brings, opened."""

    changes: Sequence[Opened | Unfit]
    exclusions: Sequence[Exclusion]


class Arrival(Struct, frozen=True):
    """A batch and who brings it."""

    sender: Sender
    batch: Batch
    now_ms: int

    @property
    def opened(self) -> list[Opened]:
        return [one for one in self.batch.changes if isinstance(one, Opened)]

    @property
    def documents(self) -> list[bytes]:
        """In the order of arrival, which is also the order in which they are given room to wait."""
        return [
            *(one.document for one in self.batch.exclusions),
            *(one.change.document for one in self.opened),
        ]

    @property
    def names(self) -> frozenset[bytes]:
        """Whom and what it is about: no two that share one go together."""
        return frozenset([self.sender.device, *self.documents])


class Taken(Struct, frozen=True):
    """A verdict per envelope, in their order; none for what failed through our own fault."""

    verdicts: list[Verdict]
    # how the dossiers that it wrote to stand now, those that the sender may see
    dossiers: dict[bytes, Dossier]
    # whether the sender's key is withdrawn: it gets verdicts and nothing else
    revoked: bool


class Ingested(Struct, frozen=True, kw_only=True):
    taken: list[Taken]
    # to keep once this is committed: folds with their revisions, and envelopes
    holdings: list[tuple[Holding, int]]
    envelopes: list[Envelope]
    # changes that came before and are judged otherwise now
    judged: list[bytes]


async def ingest(
    tx: Tx,
    arrivals: Sequence[Arrival],
    identity: Identity,
    kept: Kept,
    known: Known,
    passkeys: Passkeys = NO_PASSKEYS,
) -> Ingested:
    """Batches of different senders about different documents, in one transaction."""
    senders = {arrival.sender.device for arrival in arrivals}
    # A key may have become known since an envelope came: then these are looked at again, before the rest.
    waits = await store.documents_waiting_for(tx, senders)
    documents = _shares(arrivals, waits)
    everything = [document for share in documents for document in share]
    await lock(tx, [*everything, *senders])
    holdings = await _gather(tx, everything, kept)
    writers = await _writers(tx, holdings.values(), arrivals, known)
    opened = [one for arrival in arrivals for one in arrival.opened]
    agreements = await consenting.look_up(
        tx, holdings, opened, writers, passkeys, identity.secret, arrivals[0].now_ms
    )
    taken = []
    results: list[Result] = []
    for arrival, share in zip(arrivals, documents, strict=True):
        own = {document: holdings[document] for document in share}
        verdicts, found = await _decide(tx, arrival, own, writers, agreements, identity)
        results += found.values()
        taken.append(_taken(arrival.sender, verdicts, found, writers))
    await _write(tx, results, agreements, arrivals[0].now_ms)
    revisions = await store.revisions_of(tx, everything)
    return Ingested(
        taken=taken,
        holdings=[(one.holding, revisions[one.document]) for one in results if one.holding],
        envelopes=[_envelope(held, opened) for one in results for held, opened in one.added],
        judged=[held.change for one in results for held in one.changed],
    )


def _shares(arrivals: Sequence[Arrival], waits: Mapping[bytes, Iterable[bytes]]) -> list[dict[bytes, None]]:
    """The documents of each arrival. What waits for a key is looked at by whoever comes to its document."""
    taken = {document for arrival in arrivals for document in arrival.documents}
    shares = []
    for arrival in arrivals:
        again = [document for document in waits.get(arrival.sender.device, ()) if document not in taken]
        taken.update(again)
        shares.append(dict.fromkeys([*again, *arrival.documents]))
    return shares


async def readmit(
    tx: Tx,
    sender: Sender,
    document: bytes,
    changes: Collection[bytes],
    identity: Identity,
    known: Known,
    passkeys: Passkeys,
    now_ms: int,
) -> list[bytes]:
    """Let stand what was left out, under the lock of its document. The changes judged otherwise now."""
    holding = (await load(tx, [document]))[document]
    writers = await _writers(tx, [holding], [], known)
    holdings = {document: holding}
    agreements = await consenting.look_up(tx, holdings, (), writers, passkeys, identity.secret, now_ms)
    merge = Merge(holding, writers, sender, agreements, identity.key, now_ms)
    merge.readmit(changes)
    merge.judge()
    result = result_of(holding, merge, writers, sender.device, Room(0, 0))
    await _write(tx, [result], agreements, now_ms)
    return [held.change for held in result.changed]


async def _gather(tx: Tx, documents: Collection[bytes], kept: Kept) -> dict[bytes, Holding]:
    """The holdings of these documents, whose locks we have: kept ones, empty ones, and the rest folded."""
    revisions = await store.revisions_of(tx, documents)
    found = kept.take(revisions)
    found |= {document: empty(document) for document in documents if not revisions[document]}
    return found | await load(tx, [document for document in documents if document not in found])


async def _decide(
    tx: Tx,
    arrival: Arrival,
    holdings: Mapping[bytes, Holding],
    writers: Mapping[bytes, Writer],
    agreements: Agreements,
    identity: Identity,
) -> tuple[list[Verdict], dict[bytes, Result]]:
    """What comes of one arrival; of the database only the sender's room to wait is asked, if it needs any."""
    merges = {
        document: Merge(holding, writers, arrival.sender, agreements, identity.key, arrival.now_ms)
        for document, holding in holdings.items()
    }
    changes = merge_all(merges, arrival.batch, writers)
    room = Room(0, 0)
    if any(wants_room(holdings[document], merge) for document, merge in merges.items()):
        room = Room(*await store.waiting_of(tx, arrival.sender.device))
    results = {
        document: result_of(holdings[document], merge, writers, arrival.sender.device, room)
        for document, merge in merges.items()
    }
    return [_verdict(results, one) for one in changes], results


def _taken(
    sender: Sender, verdicts: list[Verdict], results: Mapping[bytes, Result], writers: Mapping[bytes, Writer]
) -> Taken:
    seen = {
        document: result.standing
        for document, result in results.items()
        if result.standing is not None and sender.account in result.granted
    }
    return Taken(verdicts, seen, revoked=writers[sender.device].revoked_ms is not None)


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


async def _writers(
    tx: Tx, holdings: Iterable[Holding], arrivals: Sequence[Arrival], known: Known
) -> dict[bytes, Writer]:
    """Every known device that wrote something here, and the senders."""
    wrote = {arrival.sender.device for arrival in arrivals}
    wrote |= {one.change.device for arrival in arrivals for one in arrival.opened}
    for holding in holdings:
        wrote |= holding.devices
    keys = await known.keys_of(tx, wrote)
    revoked = await devices.revoked_of(tx, keys)
    return {
        key.device: Writer(
            device=key.device, public=key.public, account=key.account, revoked_ms=revoked.get(key.device)
        )
        for key in keys.values()
    }


async def _write(tx: Tx, results: Sequence[Result], agreements: Agreements, now_ms: int) -> None:
    """Everything that was found out, in one go per table."""
    await people.add(tx, [account for result in results for account in result.accounts])
    await consents.save(tx, [one.consent for one in results if one.consent is not None])
    await consents.spend(tx, agreements.spent)
    for grant in [grant for result in results for grant in result.withdrawn]:
        await grants.remove(tx, grant)
        await feed.withdraw(tx, grant.document, grant.account)
    await store.add_changes(tx, [_row(held, one) for result in results for held, one in result.added])
    await store.update_changes(tx, [held for result in results for held in result.changed])
    await store.drop_unproven(tx, [one for result in results for one in result.unproven_gone])
    await store.add_unproven(tx, [one for result in results for one in result.unproven_added])
    await store.add_exclusions(tx, [one for result in results for one in result.exclusions])
    await grants.add(tx, [grant for result in results for grant in result.grants], now_ms)
    await dossiers.save(tx, [one.dossier for one in results if one.dossier is not None])
    await dossiers.keep_submissions(tx, [one for result in results for one in result.submissions])
    await feed.append(tx, [entry for result in results for entry in result.entries])


def _verdict(results: Mapping[bytes, Result], one: Opened | Unfit) -> Verdict:
    if isinstance(one, Unfit):
        return Verdict(one.id, "refused", one.code, [])
    return verdict_of(results[one.change.document], one)


def _envelope(held: Held, opened: Opened) -> Envelope:
    return Envelope(held.change, held.device, opened.payload, opened.signature, held.verdict, held.code)


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
