"""What waits for a person: all work that was kept apart and that its author cannot put right.

Whoever decides for the place where it belongs reads it with a reason, lets it stand, or sets it aside with a reason.
Nobody decides about their own, and nobody lets in what was declined from its beginning.
"""  # noqa: E501

from collections.abc import Collection

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from backend import bodies, described
from backend.administration import rules as people_rules
from backend.administration.cards import unconfirmed_cards
from backend.administration.deciding import decider_of, is_theirs
from backend.administration.deeds import deed_of
from backend.administration.kept import item_of, work_of
from backend.administration.reading import id_of
from backend.audit.rules import Action
from backend.audit.store import note
from backend.bodies import AnyRequest
from backend.changes import store as changes
from backend.changes.exchange import Exchange
from backend.changes.ingest import readmit
from backend.changes.loading import load
from backend.clock import Clock
from backend.consents import store as consents
from backend.database import CoreTx, Database
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.people import store as people
from backend.problems import Refused
from backend.reviews import rules
from backend.reviews import store as reviews
from backend.reviews.rules import Decided, Item
from backend.sender import Sender
from backend.staffing.staff import Staff
from backend.statements import lock
from schemas.wire.reviews import KeptWork, Reasoned, Review, ReviewItem

ITEMS_MAX = 100
NOTHING = Review(items=[], more=0, cards=[])


@get("/api/review", responses=described.answers(Review, bodies.JSON))
async def list_review(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """What waits at the places for which the sender decides."""
    now_ms = clock()
    async with database.write() as tx:
        decider = await decider_of(tx, sender, now_ms)
        items = await _items(tx, decider)
        shown = items[:ITEMS_MAX]
        told = await _told(tx, shown)
        cards = await unconfirmed_cards(tx, decider)
        await note(tx, identity, now_ms, deed_of(sender, "list-review"))
    return bodies.in_json(Review(items=told, more=len(items) - len(shown), cards=cards))


@post(
    "/api/review/{document:str}/{device:str}/read",
    status_code=200,
    operation_class=described.body(Reasoned, bodies.JSON),
    responses=described.answers(KeptWork, bodies.JSON),
)
async def read_kept(
    request: AnyRequest,
    document: FromPath[str],
    device: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """What was written there, for a stated reason."""
    asked, now_ms = await _reasoned(request), clock()
    async with database.write() as tx:
        item = await _item(tx, sender, document, device, asked.state, now_ms)
        holding = (await load(tx, [item.document]))[item.document]
        answer = work_of(holding.document, holding.consent, item)
        await _note(tx, identity, now_ms, sender, "read-kept", item, asked.reason)
    return bodies.in_json(answer)


@post(
    "/api/review/{document:str}/{device:str}/readmit",
    status_code=200,
    operation_class=described.body(Reasoned, bodies.JSON),
    responses=described.answers(Review, bodies.JSON),
)
async def readmit_kept(
    request: AnyRequest,
    document: FromPath[str],
    device: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    exchange: NamedDependency[Exchange],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """From now on it stands, on every phone and at every desk, as if nothing had been wrong."""
    asked, now_ms = await _reasoned(request), clock()
    async with database.write() as tx:
        item = await _item(tx, sender, document, device, asked.state, now_ms)
        if not item.may_stand:
            raise Refused("only-aside")
        await _decide(tx, sender, item, "readmitted", asked.reason, now_ms)
        kept = [one.change for one in item.kept]
        intake = exchange.intake
        judged = await readmit(
            tx, sender, item.document, kept, identity, intake.known, intake.passkeys, now_ms
        )
        # What a withdrawn device began for somebody else is judged only now.
        if await _declined(tx, [item.document]):
            raise Refused("only-aside")
        await _note(tx, identity, now_ms, sender, "readmit", item, asked.reason)
    exchange.intake.recent.drop(judged)
    return bodies.in_json(NOTHING)


@post(
    "/api/review/{document:str}/{device:str}/dismiss",
    status_code=200,
    operation_class=described.body(Reasoned, bodies.JSON),
    responses=described.answers(Review, bodies.JSON),
)
async def dismiss_kept(
    request: AnyRequest,
    document: FromPath[str],
    device: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """It stays as it is, kept apart and kept for ever, and waits for nobody any more."""
    asked, now_ms = await _reasoned(request), clock()
    async with database.write() as tx:
        item = await _item(tx, sender, document, device, asked.state, now_ms)
        await _decide(tx, sender, item, "dismissed", asked.reason, now_ms)
        await _note(tx, identity, now_ms, sender, "dismiss", item, asked.reason)
    return bodies.in_json(NOTHING)


async def _reasoned(request: AnyRequest) -> Reasoned:
    asked = await bodies.read_json(request, Reasoned)
    if not people_rules.is_line(asked.reason):
        raise Refused("bad-request")
    return asked


async def _items(tx: CoreTx, decider: Staff) -> list[Item]:
    """Those at the places for which the account decides, but its own."""
    kept = await reviews.undecided(tx)
    items = rules.items_of(kept, await _declined(tx, {one.document for one in kept}))
    authors = await devices.devices_of(tx, {item.device for item in items})
    accounts = await people.accounts_of(tx, {one.account for one in authors.values()})
    standing = await dossiers.dossiers_of(tx, {item.document for item in items})
    held = await mandates.of_accounts(tx, accounts.keys())
    shown = []
    for item in items:
        author = accounts[authors[item.device].account]
        holder = standing[item.document].holder if item.document in standing else ""
        if is_theirs(decider, author, held[author.account], holder):
            shown.append(item)
    return shown


async def _declined(tx: CoreTx, documents: Collection[bytes]) -> frozenset[bytes]:
    """Those of the dossiers whose beginning was."""
    found = await consents.of_documents(tx, documents)
    return frozenset(consent.document for consent in found.values() if consent.declined)


async def _item(tx: CoreTx, sender: Sender, document: str, device: str, state: str, now_ms: int) -> Item:
    """One that the sender decides about, as they saw it."""
    wanted = (id_of(document), id_of(device))
    decider = await decider_of(tx, sender, now_ms)
    await lock(tx, [wanted[0]])
    found = [one for one in await _items(tx, decider) if (one.document, one.device) == wanted]
    if not found:
        raise Refused("not-found")
    seen = next((one for one in found if one.state == state), None)
    if seen is None:
        raise Refused("moved-on")
    return seen


async def _decide(
    tx: CoreTx, sender: Sender, item: Item, decision: rules.Decision, reason: str, now_ms: int
) -> None:
    decided = [
        Decided(
            change=one.change,
            document=item.document,
            decision=decision,
            account=sender.account,
            reason=reason,
            decided=now_ms,
        )
        for one in item.kept
    ]
    await reviews.add(tx, decided)


async def _told(tx: CoreTx, items: list[Item]) -> list[ReviewItem]:
    authors = await devices.devices_of(tx, {item.device for item in items})
    persons = await people.persons_of(tx, {one.account for one in authors.values()})
    forms = await changes.forms_of(tx, {item.kept[0].change for item in items})
    return [
        item_of(
            item,
            form=forms[item.kept[0].change],
            person=persons.get(authors[item.device].account, ""),
            label=authors[item.device].label,
        )
        for item in items
    ]


async def _note(
    tx: CoreTx, identity: Identity, now_ms: int, sender: Sender, action: Action, item: Item, reason: str
) -> None:
    deed = deed_of(sender, action, item.device, ground="reason", reason=reason)
    await note(tx, identity, now_ms, replace(deed, document=item.document))
