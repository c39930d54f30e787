"""One round trip without its HTTP: what a device has for us is taken in, then it gets what we have for it."""

from collections.abc import Sequence

from backend.changes import store
from backend.changes.holding import Exclusion
from backend.changes.ingest import Arrival, Batch, Taken
from backend.changes.lane import Lane
from backend.changes.opening import PROVEN_BEFORE_AT, Opened, open_one, prove_all
from backend.changes.page import nothing, page_after
from backend.database import Database
from backend.devices import store as devices
from backend.devices.authenticate import request_nonce
from backend.identity import Identity
from backend.sender import Sender
from schemas.wire.exchange import SyncRequest, SyncResponse
from sync import seal
from sync.exclusions import parse_exclusion


async def exchange(
    database: Database,
    sender: Sender,
    asked: SyncRequest,
    identity: Identity,
    now_ms: int,
    lane: Lane | None = None,
) -> tuple[Taken, SyncResponse]:
    """What was taken in, and the answer. What is taken in is committed when this returns.

    `lane`: the hub's one, with what it keeps from request to request.
    """
    lane = lane or Lane(database, identity)
    taken = await take_in(database, sender, asked, identity, now_ms, lane)
    if taken.revoked:
        page = nothing(asked)
    else:
        # What was refused may be a false copy of what the device lacks.
        brought = {one.id for one in taken.verdicts if one.id is not None and one.verdict != "refused"}
        async with database.read() as tx:
            page = await page_after(
                tx, sender, asked, identity, lane.known, brought=brought, standing=taken.dossiers
            )
    answered = {verdict.id for verdict in taken.verdicts}
    answer = SyncResponse(
        verdicts=[*taken.verdicts, *(one for one in page.verdicts if one.id not in answered)],
        devices=page.devices,
        changes=page.changes,
        exclusions=page.exclusions,
        outcomes=page.outcomes,
        wanted=page.wanted,
        cursor=page.cursor,
        more=page.more,
        time=now_ms,
        nonce=request_nonce(identity, sender.device, now_ms),
    )
    return taken, answer


async def take_in(
    database: Database, sender: Sender, asked: SyncRequest, identity: Identity, now_ms: int, lane: Lane
) -> Taken:
    """Open what came, and give it to the lane; with nothing new, only if something waited for this sender."""
    opened = [open_one(envelope) for envelope in asked.changes]
    changes = [one for one in opened if isinstance(one, Opened)]
    authors = {one.change.device for one in changes}
    keys = lane.known.among(authors)
    before: dict[bytes, bytes] = {}
    if not asked.changes and not asked.exclusions:
        async with database.read() as tx:
            if not (await store.documents_waiting_for(tx, [sender.device]))[sender.device]:
                revoked = await devices.revoked_of(tx, [sender.device])
                return Taken([], {}, revoked=bool(revoked))
    elif len(keys) < len(authors) or len(changes) >= PROVEN_BEFORE_AT:
        async with database.read() as tx:
            keys = await lane.known.keys_of(tx, authors)
            before = await store.signatures_of(tx, {one.id for one in changes})
    proven = await prove_all(opened, {device: key.public for device, key in keys.items()}, before)
    batch = Batch(proven, _open_exclusions(asked.exclusions, identity))
    return await lane.take_in(Arrival(sender, batch, now_ms))


def _open_exclusions(records: Sequence[bytes], identity: Identity) -> list[Exclusion]:
    """Those that this hub signed. Others have no say here, and no verdict."""
    opened = []
    for record in records:
        payload, signature = seal.unpack_signed(record) or (b"", b"")
        exclusion = parse_exclusion(payload)
        if exclusion is not None and seal.verify(identity.key.public, seal.EXCLUSION, payload, signature):
            opened.append(Exclusion(exclusion.document, exclusion.change, payload, signature))
    return opened
