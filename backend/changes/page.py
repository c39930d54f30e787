"""A page of the feed: what a device lacks, as it travels."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from backend.changes import store
from backend.changes.store import Envelope
from backend.database import Tx
from backend.devices.known import Known
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Dossier, outcome_of
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
    known: Known,
    *,
    brought: Collection[bytes],
    standing: Mapping[bytes, Dossier],
) -> Page:
    """The next page. `brought`: ids of the changes in this very request, whose bytes need not come back.

    `standing`: how the dossiers stand that the request wrote to, which is part of the answer.
    """
    start = cursors.read(identity.mark, identity.secret, request.cursor)
    walked = await feed.walk(tx, sender.account, start, request.limit)
    lacking = [change for change in _ids(walked, "change") if change not in brought]
    judged = _ids(walked, "verdict")
    envelopes = await store.envelopes_of(tx, dict.fromkeys([*lacking, *judged]))
    sent = [envelopes[change] for change in lacking]
    wrote = await known.keys_of(tx, {one.device for one in sent} - {sender.device})
    signed = await store.exclusions_of(tx, dict.fromkeys([*lacking, *_ids(walked, "exclusion")]))
    return Page(
        verdicts=[_verdict(envelopes[change]) for change in judged],
        devices=[key.record for key in wrote.values()],
        changes=[seal.pack_signed(one.payload, one.signature) for one in sent],
        exclusions=[seal.pack_signed(payload, signature) for payload, signature in signed],
        outcomes=await _outcomes(tx, walked, standing),
        wanted=await _wanted(tx, sender, request.heads),
        cursor=cursors.write(identity.mark, identity.secret, walked.cursor),
        more=walked.more,
    )


def _ids(walked: Walked, *kinds: str) -> dict[bytes, None]:
    """The changes that entries of these kinds are about, in their order."""
    return dict.fromkeys(entry.change for entry in walked.entries if entry.kind in kinds)


def _verdict(envelope: Envelope) -> Verdict:
    return Verdict(envelope.change, envelope.verdict, envelope.code, [])


async def _outcomes(tx: Tx, walked: Walked, standing: Mapping[bytes, Dossier]) -> list[Outcome]:
    """How the dossiers stand of which the page says that they stand otherwise, and those just written to."""
    news = {entry.document for entry in walked.entries if entry.kind == "outcome"}
    found = await dossiers.dossiers_of(tx, news - standing.keys())
    return [outcome_of(dossier) for dossier in [*standing.values(), *found.values()] if dossier.version > 0]


async def _wanted(tx: Tx, sender: Sender, offered: Sequence[Heads]) -> list[bytes]:
    """Heads not held here, or held and waiting: then what they build on may be lacking (SPEC T8).

    Of documents that the account may write, or whose beginning never came.
    """
    if not offered:
        return []
    documents = {one.document for one in offered}
    granted = await grants.of_documents(tx, documents)
    own = {grant.document for grant in granted if grant.account == sender.account}
    asked = own | (documents - (await dossiers.dossiers_of(tx, documents)).keys())
    heads = [head for one in offered if one.document in asked for head in one.heads]
    applied = await store.applied_of(tx, heads)
    return [head for head in dict.fromkeys(heads) if head not in applied]
