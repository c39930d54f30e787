"""A page of the feed: what a device lacks, as it travels."""

from collections.abc import Collection, Sequence

from msgspec import Struct

from backend.changes import store
from backend.changes.store import Envelope
from backend.database import Tx
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.dossiers.rules import outcome_of
from backend.feed import cursor as cursors
from backend.feed import store as feed
from backend.feed.rules import Walked
from backend.grants import store as grants
from backend.identity import Identity
from backend.sender import Sender
from schemas.wire.dossiers import Outcome
from schemas.wire.exchange import Heads, SyncRequest, Verdict
from sync import seal


class Page(Struct, frozen=True, kw_only=True):
    # verdicts that changed since their authors were told
    verdicts: list[Verdict]
    devices: list[bytes]
    changes: list[bytes]
    exclusions: list[bytes]
    outcomes: list[Outcome]
    wanted: list[bytes]
    cursor: bytes
    more: bool


def nothing(request: SyncRequest) -> Page:
    """What a revoked device pulls. Its place stays, should a person restore it."""
    return Page(
        verdicts=[],
        devices=[],
        changes=[],
        exclusions=[],
        outcomes=[],
        wanted=[],
        cursor=request.cursor,
        more=False,
    )


async def page_after(
    tx: Tx,
    sender: Sender,
    request: SyncRequest,
    identity: Identity,
    *,
    brought: Collection[bytes],
    touched: Collection[bytes],
) -> Page:
    """The next page. `brought`: ids of the changes in this very request, whose bytes need not come back.

    `touched`: documents the request wrote to; how they stand now is part of the answer.
    """
    start = cursors.read(identity.mark, identity.secret, request.cursor)
    walked = await feed.walk(tx, sender.account, start, request.limit)
    told = _ids(walked, "change", "exclusion")
    envelopes = await store.envelopes_of(tx, _ids(walked, "change", "exclusion", "verdict"))
    sent = [
        envelopes[entry.change]
        for entry in walked.entries
        if entry.kind == "change" and entry.change not in brought
    ]
    wrote = await devices.devices_of(tx, {one.device for one in sent} - {sender.device})
    signed = await store.exclusions_of(tx, told)
    return Page(
        verdicts=[_verdict(envelopes[change]) for change in _ids(walked, "verdict")],
        devices=[device.record for device in wrote.values()],
        changes=[seal.pack_signed(one.payload, one.signature) for one in sent],
        exclusions=[seal.pack_signed(payload, signature) for payload, signature in signed],
        outcomes=await _outcomes(tx, sender, walked, touched),
        wanted=await _wanted(tx, sender, request.heads),
        cursor=cursors.write(identity.mark, identity.secret, walked.cursor),
        more=walked.more,
    )


def _ids(walked: Walked, *kinds: str) -> dict[bytes, None]:
    """The changes that entries of these kinds are about, in their order."""
    return dict.fromkeys(entry.change for entry in walked.entries if entry.kind in kinds)


def _verdict(envelope: Envelope) -> Verdict:
    return Verdict(envelope.change, envelope.verdict, envelope.code, [])


async def _outcomes(tx: Tx, sender: Sender, walked: Walked, touched: Collection[bytes]) -> list[Outcome]:
    """How the dossiers stand of which the page says that they stand otherwise, and those just written to."""
    granted = await grants.of_documents(tx, touched)
    own = {grant.document for grant in granted if grant.account == sender.account}
    news = {entry.document for entry in walked.entries if entry.kind == "outcome"}
    found = await dossiers.dossiers_of(tx, own | news)
    return [outcome_of(dossier) for dossier in found.values() if dossier.version > 0]


async def _wanted(tx: Tx, sender: Sender, offered: Sequence[Heads]) -> list[bytes]:
    """Heads not held here, of documents that the account may write or that nobody has begun."""
    granted = await grants.of_documents(tx, {one.document for one in offered})
    begun = {grant.document for grant in granted}
    own = {grant.document for grant in granted if grant.account == sender.account}
    heads = [
        head for one in offered if one.document in own or one.document not in begun for head in one.heads
    ]
    held = await store.held_of(tx, heads)
    return [head for head in dict.fromkeys(heads) if head not in held]
