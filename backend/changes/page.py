"""Pages of the feed: what devices lack, as it travels. Those of several devices are read together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from backend.changes import hearing, store
from backend.changes.hearing import Heard
from backend.changes.recent import Recent
from backend.changes.store import Envelope
from backend.database import Tx
from backend.devices import store as devices
from backend.devices.known import Known
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Dossier
from backend.feed import cursor as cursors
from backend.feed import store as feed
from backend.feed.rules import Reader, Walked
from backend.grants import store as grants
from backend.identity import Identity
from backend.sender import Sender
from schemas.wire.dossiers import Outcome
from schemas.wire.exchange import Heads, SyncRequest, Verdict
from sync import seal


class Wish(Struct, frozen=True, kw_only=True):
    """Whose page, and what its request brought."""

    sender: Sender
    request: SyncRequest
    now_ms: int
    # whether what it brought has been taken in, and whether its key was withdrawn then
    taken_in: bool = False
    revoked: bool = False
    # ids of changes whose bytes need not come back
    brought: Collection[bytes] = ()
    # how the dossiers stand that the request wrote to, which is part of the answer
    standing: Mapping[bytes, Dossier] = MappingProxyType({})


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


def nothing(request: SyncRequest, wanted: list[bytes], identity: Identity) -> Page:
    """What a revoked device pulls: what of its own a restored hub lacks. Its place stays."""
    place = cursors.read(identity.mark, identity.secret, request.cursor)
    return Page(
        verdicts=[],
        devices=[],
        changes=[],
        exclusions=[],
        outcomes=[],
        wanted=wanted,
        # That of an earlier incarnation is the beginning of this one: so it hears that it has to offer.
        cursor=cursors.write(identity.mark, identity.secret, place),
        more=False,
    )


async def pages_after(
    tx: Tx, wishes: Sequence[Wish], identity: Identity, known: Known, recent: Recent
) -> list[Page | None]:
    """The next page of each; None where something waits for the sender's key, to be taken in first."""
    idle = {wish.sender.device for wish in wishes if not wish.taken_in}
    waits = await store.documents_waiting_for(tx, idle)
    revoked = await devices.revoked_of(tx, idle)
    pages = await _pages(tx, wishes, identity, known, recent)
    return [
        None
        if waits.get(wish.sender.device)
        else nothing(wish.request, page.wanted, identity)
        if wish.revoked or wish.sender.device in revoked
        else page
        for wish, page in zip(wishes, pages, strict=True)
    ]


async def _pages(
    tx: Tx, wishes: Sequence[Wish], identity: Identity, known: Known, recent: Recent
) -> list[Page]:
    readers = [_reader(wish, identity) for wish in wishes]
    walks = await feed.walk(tx, readers)
    closed = await _closed(tx, wishes, walks)
    parts = [_part(*one) for one in zip(wishes, walks, closed, strict=True)]
    lacking = {change for part in parts for change in part.lacking}
    envelopes = recent.among(lacking)
    # How a change is judged now only the database knows.
    judged = {change for part in parts for change in part.judged}
    read = await store.envelopes_of(tx, lacking - envelopes.keys() | judged)
    recent.put(read.values())
    envelopes |= read
    wrote = {envelopes[change].device for part in parts for change in part.lacking}
    left_out = {change for part in parts for change in part.left_out(envelopes)}
    stand = await dossiers.dossiers_of(tx, {document for part in parts for document in part.news})
    gathered = Gathered(
        envelopes=envelopes,
        records={device: key.record for device, key in (await known.keys_of(tx, wrote)).items()},
        exclusions=await store.exclusions_of(tx, left_out),
        dossiers=stand,
        heard=await hearing.look_up(tx, [*stand.values(), *_written(wishes)]),
    )
    offers = [await _wanted(tx, wish.sender, wish.request.heads) for wish in wishes]
    return [_page(part, gathered, wanted, identity) for part, wanted in zip(parts, offers, strict=True)]


class Part(Struct, frozen=True, kw_only=True):
    """What of the feed one device is told."""

    wish: Wish
    walked: Walked
    # changes to send, changes that are judged otherwise, and changes of which something is left out
    lacking: list[bytes]
    judged: list[bytes]
    excluded: list[bytes]
    # dossiers that stand otherwise, those apart that the request wrote to
    news: list[bytes]

    def left_out(self, envelopes: Mapping[bytes, Envelope]) -> Iterable[bytes]:
        """The changes whose exclusions go with them, or alone."""
        lacking = (change for change in self.lacking if envelopes[change].verdict != "accepted")
        return dict.fromkeys([*lacking, *self.excluded])


class Gathered(Struct, frozen=True, kw_only=True):
    """What was read for all pages: by change, by device, by document."""

    envelopes: Mapping[bytes, Envelope]
    # hub-signed enrolments
    records: Mapping[bytes, bytes]
    exclusions: Mapping[bytes, Sequence[bytes]]
    dossiers: Mapping[bytes, Dossier]
    # consents of these, and what their helpers may hear
    heard: Heard


def _written(wishes: Sequence[Wish]) -> Iterator[Dossier]:
    for wish in wishes:
        yield from wish.standing.values()


async def _closed(tx: Tx, wishes: Sequence[Wish], walks: Sequence[Walked]) -> list[frozenset[bytes]]:
    """For each the documents on its page that were open to a helper, and are no more. Mostly nobody asks."""
    assisted = [{entry.document for entry in walked.entries if entry.assisted} for walked in walks]
    if not any(assisted):
        return [frozenset()] * len(wishes)
    stand = await dossiers.dossiers_of(tx, {document for each in assisted for document in each})
    heard = await hearing.look_up(tx, stand.values())
    return [
        frozenset(one for one in each if not heard.may_read(one, wish.sender.account, wish.now_ms))
        for wish, each in zip(wishes, assisted, strict=True)
    ]


def _reader(wish: Wish, identity: Identity) -> Reader:
    cursor = cursors.read(identity.mark, identity.secret, wish.request.cursor)
    return Reader(wish.sender.account, cursor, wish.request.limit)


def _part(wish: Wish, walked: Walked, closed: frozenset[bytes]) -> Part:
    about: dict[str, dict[bytes, None]] = {"change": {}, "verdict": {}, "exclusion": {}, "outcome": {}}
    for entry in walked.entries:
        if entry.assisted and entry.document in closed:
            continue
        if entry.kind == "outcome":
            about["outcome"][entry.document] = None
        elif entry.kind in about:
            about[entry.kind][entry.change] = None
    return Part(
        wish=wish,
        walked=walked,
        lacking=[change for change in about["change"] if change not in wish.brought],
        judged=list(about["verdict"]),
        excluded=list(about["exclusion"]),
        news=[document for document in about["outcome"] if document not in wish.standing],
    )


def _page(part: Part, gathered: Gathered, wanted: list[bytes], identity: Identity) -> Page:
    sent = [gathered.envelopes[change] for change in part.lacking]
    judged = [gathered.envelopes[change] for change in part.judged]
    wrote = dict.fromkeys(one.device for one in sent if one.device != part.wish.sender.device)
    left_out = part.left_out(gathered.envelopes)
    stand = [
        *part.wish.standing.values(),
        *(gathered.dossiers[one] for one in part.news if one in gathered.dossiers),
    ]
    return Page(
        verdicts=[Verdict(one.change, one.verdict, one.code, []) for one in judged],
        devices=[gathered.records[device] for device in wrote],
        changes=[seal.pack_signed(one.payload, one.signature) for one in sent],
        exclusions=[record for change in left_out for record in gathered.exclusions.get(change, ())],
        outcomes=[
            gathered.heard.outcome(dossier, part.wish.sender.account, part.wish.now_ms)
            for dossier in stand
            if dossier.version > 0
        ],
        wanted=wanted,
        cursor=cursors.write(identity.mark, identity.secret, part.walked.cursor),
        more=part.walked.more,
    )


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
