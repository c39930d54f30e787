"""The officer's page: a list, a dossier, "đã nhận". Without a mandate there is nothing here."""

from typing import Annotated

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from backend import bodies, described, wall
from backend.bodies import AnyRequest
from backend.changes import consenting, loading
from backend.clock import Clock
from backend.consents import store as consents
from backend.consents.rules import Consent, confirm, in_outcome, may_be_confirmed
from backend.database import CoreTx, Database
from backend.desk import rules
from backend.desk.ids import id_of
from backend.desk.rules import Author
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Dossier, outcome_of, received
from backend.feed import store as feed
from backend.identity import Identity
from backend.mandates.rules import Relation, may_ever
from backend.people import store as people
from backend.problems import Refused
from backend.sender import Sender
from backend.staffing.staff import Staff, staff
from backend.statements import lock
from schemas.wire.desk import ConfirmConsent, DeskConsent, DeskDossier, DeskList, Look, Receive
from schemas.wire.dossiers import Outcome

# Later than any submission
ALWAYS_MS = 2**53 - 1


@get("/api/desk/dossiers", responses=described.answers(DeskList, bodies.JSON))
async def list_dossiers(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
    before: Annotated[int, QueryParameter(name="before", ge=0, le=ALWAYS_MS)] = ALWAYS_MS,
) -> Response[bytes]:
    """The newest submitted dossiers before a moment that wait for a desk, or are at one of the sender's."""
    async with database.write() as tx:
        officer = await staff(tx, sender, clock())
        if not may_ever("list", officer.mandates):
            raise Refused("not-found")
        found = await dossiers.submitted_before(tx, before, officer.units())
        agreed = await consenting.of_dossiers(tx, found)
        shown = [one for one in found if officer.may("list", one, agreed.get(one.document))]
        persons = await people.persons_of(tx, {dossier.owner for dossier in shown})
        await officer.note(tx, identity, "list", "worklist")
    cards = [rules.card(dossier, persons.get(dossier.owner, "")) for dossier in shown]
    full = len(found) >= dossiers.DESK_PAGE
    return bodies.in_json(DeskList(dossiers=cards, before=found[-1].submitted if full else None))


@get("/api/desk/dossiers/{document:str}", responses=described.answers(DeskDossier, bodies.JSON))
async def show_dossier(
    document: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """What is decided on, what came later, and who wrote what."""
    async with database.write() as tx:
        officer = await staff(tx, sender, clock())
        dossier, ground = await _on_table(tx, officer, document)
        shown = await _view(tx, officer, dossier)
        await officer.note(tx, identity, "read", ground, dossier)
    return bodies.in_json(shown)


@post(
    "/api/desk/dossiers/{document:str}/look",
    status_code=200,
    operation_class=described.body(Look, bodies.JSON),
    responses=described.answers(DeskDossier, bodies.JSON),
)
async def look_at_dossier(
    request: AnyRequest,
    document: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """The same of a dossier that is not on the sender's own table, for a reason that its owner will read."""
    asked = await bodies.read_json(request, Look)
    async with database.write() as tx:
        officer = await staff(tx, sender, clock())
        await officer.open_to_look(tx)
        dossier, consent = await _submitted(tx, document)
        ground = officer.relation("read", dossier, consent)
        if ground is None and not officer.may("look", dossier, consent):
            raise Refused("not-found")
        shown = await _view(tx, officer, dossier)
        await officer.note(tx, identity, "look", ground or "reason", dossier, asked.reason)
    return bodies.in_json(shown)


@post(
    "/api/desk/dossiers/{document:str}/receive",
    status_code=200,
    operation_class=described.body(Receive, bodies.JSON),
    responses=described.answers(Outcome, bodies.JSON),
)
async def receive_dossier(
    request: AnyRequest,
    document: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """ "Đã nhận": the officer's desk holds the dossier from now on, if it still is as the officer saw it."""
    asked = await bodies.read_json(request, Receive)
    now_ms = clock()
    async with database.write() as tx:
        officer = await staff(tx, sender, now_ms)
        await lock(tx, [id_of(document)])
        before, consent = await _submitted(tx, document)
        here = officer.account
        # Where a colleague at the same desk was quicker, it has only moved on.
        is_taken_here = before.holder == here.unit and officer.may("read", before, consent)
        if not (is_taken_here or officer.may_receive(before, consent)):
            raise Refused("not-found")
        after = received(
            before, version=asked.version, unit=here.unit, unit_name=here.unit_name, now_ms=now_ms
        )
        if after is None:
            raise Refused("moved-on")
        await dossiers.hand_over(tx, after)
        await feed.append(tx, consenting.news(after, consent, now_ms))
        # Taken over, it was waiting: there is no other way.
        await officer.note(tx, identity, "receive", "waiting", after)
    return bodies.in_json(outcome_of(after, in_outcome(consent, now_ms)))


@post(
    "/api/desk/dossiers/{document:str}/consent",
    status_code=200,
    operation_class=described.body(ConfirmConsent, bodies.JSON),
    responses=described.answers(DeskConsent, bodies.JSON),
)
async def confirm_consent(
    request: AnyRequest,
    document: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """ "I saw this person and their card": at the desk of the officer whom the helper named, and no other."""
    asked = await bodies.read_json(request, ConfirmConsent)
    now_ms = clock()
    async with database.write() as tx:
        officer = await staff(tx, sender, now_ms)
        await lock(tx, [id_of(document)])
        dossier, consent = await _submitted(tx, document)
        ground = officer.relation("read", dossier, consent)
        if consent is None or ground is None:
            raise Refused("not-found")
        is_mine = consent.confirmed_by == officer.account.account
        if not is_mine:
            if not await _may_confirm(tx, officer, consent):
                raise Refused("not-found")
            if dossier.version != asked.version:
                raise Refused("moved-on")
            # Others hear of it, too.
            await wall.open_to_hub(tx)
            consent = confirm(consent, officer.account.account, now_ms)
            await consents.save(tx, [consent])
            await consenting.say(tx, consent, now_ms)
        agreed = await _agreed(tx, officer, consent)
        await officer.note(tx, identity, "confirm-consent", ground, dossier)
    return bodies.in_json(agreed)


async def _on_table(tx: CoreTx, officer: Staff, document: str) -> tuple[Dossier, Relation]:
    """A dossier that the officer reads as their work, and as what; of what they may look at, the reason."""
    found = await _handed_in(tx, document)
    ground = None if found is None else officer.relation("read", *found)
    if found is not None and ground is not None:
        return found[0], ground
    await officer.open_to_look(tx)
    if officer.may("look", *await _submitted(tx, document)):
        raise Refused("reason-needed")
    raise Refused("not-found")


async def _submitted(tx: CoreTx, document: str) -> tuple[Dossier, Consent | None]:
    """With the consent under which it was begun, if for somebody else."""
    found = await _handed_in(tx, document)
    if found is None:
        raise Refused("not-found")
    return found


async def _handed_in(tx: CoreTx, document: str) -> tuple[Dossier, Consent | None] | None:
    wanted = id_of(document)
    dossier = (await dossiers.dossiers_of(tx, [wanted])).get(wanted)
    if dossier is None or dossier.submitted is None:
        return None
    return dossier, (await consenting.of_dossiers(tx, [dossier])).get(wanted)


async def _may_confirm(tx: CoreTx, officer: Staff, consent: Consent) -> bool:
    """An officer of the unit of the one who is named in it, who need not be on duty today."""
    if not may_be_confirmed(consent):
        return False
    named = await people.by_staff_id(tx, consent.officer)
    return named is not None and named.unit == officer.account.unit and officer.is_at_unit()


async def _agreed(tx: CoreTx, officer: Staff, consent: Consent) -> DeskConsent:
    by = consent.confirmed_by if consent.confirmed == "officer" else None
    persons = await people.persons_of(tx, [by] if by is not None else [])
    may_confirm = await _may_confirm(tx, officer, consent)
    return rules.agreed(consent, persons.get(by or b"", ""), officer.now_ms, may_confirm=may_confirm)


async def _view(tx: CoreTx, officer: Staff, dossier: Dossier) -> DeskDossier:
    holding = (await loading.load(tx, [dossier.document]))[dossier.document]
    wrote = await devices.devices_of(tx, {held.device for held in holding.held.values()})
    persons = await people.persons_of(tx, {dossier.owner, *(device.account for device in wrote.values())})
    authors = {
        device.device: Author(persons.get(device.account, ""), device.label) for device in wrote.values()
    }
    came = {held.change: held.received for held in holding.held.values()}
    consent = holding.consent
    shown = None if consent is None else await _agreed(tx, officer, consent)
    outcome = outcome_of(dossier, in_outcome(consent, officer.now_ms))
    person = persons.get(dossier.owner, "")
    return rules.view(holding.document, dossier, person, authors, came, outcome, shown)
