"""The officer's page: a list, a dossier, "đã nhận", their unit. Without a mandate there is nothing here."""

import re
from typing import Annotated

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from backend import bodies, described
from backend.bodies import AnyRequest
from backend.changes import ingest
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.desk import rules
from backend.desk.rules import Author
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Dossier, outcome_of, received, size_of
from backend.feed import store as feed
from backend.feed.rules import outcome_entry
from backend.forms import store as issues
from backend.forms.days import day_of
from backend.identity import Identity
from backend.issuing.issue import issue
from backend.issuing.served import Served
from backend.mandates.rules import Relation, may_ever
from backend.people import store as people
from backend.people.store import Account
from backend.problems import Refused
from backend.sender import Sender
from backend.staffing.staff import Staff, staff
from backend.statements import lock
from backend.units import store as units
from backend.units.rules import Writing, written
from schemas.wire.desk import DeskDossier, DeskList, Look, Receive
from schemas.wire.dossiers import Outcome
from schemas.wire.units import UnitFacts, WriteFact

# of a dossier or of a fact
ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
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
        shown = [dossier for dossier in found if officer.may("list", dossier)]
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
        shown = await _view(tx, dossier)
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
        dossier = await _submitted(tx, document)
        ground = officer.relation("read", dossier)
        if ground is None and not officer.may("look", dossier):
            raise Refused("not-found")
        shown = await _view(tx, dossier)
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
        await lock(tx, [_id_of(document)])
        before = await _submitted(tx, document)
        here = officer.account
        # Where a colleague at the same desk was quicker, it has only moved on.
        is_taken_here = before.holder == here.unit and officer.may("read", before)
        if not (is_taken_here or officer.may_receive(before)):
            raise Refused("not-found")
        after = received(
            before, version=asked.version, unit=here.unit, unit_name=here.unit_name, now_ms=now_ms
        )
        if after is None:
            raise Refused("moved-on")
        await dossiers.hand_over(tx, after)
        await feed.append(tx, [outcome_entry(after.document, size_of(after))])
        # Taken over, it was waiting: there is no other way.
        await officer.note(tx, identity, "receive", "waiting", after)
    return bodies.in_json(outcome_of(after))


@get("/api/desk/unit", responses=described.answers(UnitFacts, bodies.JSON))
async def show_unit(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """What the officer's own unit says of itself."""
    async with database.write() as tx:
        officer = await _speaker(tx, sender, clock())
        said = await _said_by(tx, officer.account)
        await officer.note(tx, identity, "read-unit", "mandate")
    return bodies.in_json(said)


@post(
    "/api/desk/unit/facts/{fact:str}",
    status_code=200,
    operation_class=described.body(WriteFact, bodies.JSON),
    responses=described.answers(UnitFacts, bodies.JSON),
)
async def write_fact(
    request: AnyRequest,
    fact: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    served: NamedDependency[Served],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A new fact, or another version of one. Phones find it in the catalogue, which is issued with it."""
    asked = await bodies.read_json(request, WriteFact)
    now_ms = clock()
    async with database.write() as tx:
        speaker = await _speaker(tx, sender, now_ms)
        officer = speaker.account
        writing = Writing(
            fact=_id_of(fact), unit=officer.unit, account=officer.account, today=day_of(now_ms), now_ms=now_ms
        )
        await issues.hold(tx)
        known, own = await units.fact_of(tx, writing.fact), await units.facts_of(tx, officer.unit)
        stands = written(asked, writing, known, own)
        if isinstance(stands, str):
            raise Refused(stands)
        if stands is not known:
            await units.add(tx, stands)
        # Where nothing was written, this is the last issue once more.
        bundle = await issue(tx, served.release, identity.key, now_ms)
        answer = await _said_by(tx, officer)
        await speaker.note(tx, identity, "write-fact", "mandate")
    served.replace(bundle)
    return bodies.in_json(answer)


async def _speaker(tx: CoreTx, sender: Sender, now_ms: int) -> Staff:
    """Who may say something for the unit that they work for."""
    officer = await staff(tx, sender, now_ms)
    if not (officer.is_at_unit() and officer.may_here("state")):
        raise Refused("not-found")
    return officer


async def _on_table(tx: CoreTx, officer: Staff, document: str) -> tuple[Dossier, Relation]:
    """A dossier that the officer reads as their work, and as what; of what they may look at, the reason."""
    dossier = await _handed_in(tx, document)
    ground = None if dossier is None else officer.relation("read", dossier)
    if dossier is not None and ground is not None:
        return dossier, ground
    await officer.open_to_look(tx)
    if officer.may("look", await _submitted(tx, document)):
        raise Refused("reason-needed")
    raise Refused("not-found")


async def _submitted(tx: CoreTx, document: str) -> Dossier:
    found = await _handed_in(tx, document)
    if found is None:
        raise Refused("not-found")
    return found


async def _handed_in(tx: CoreTx, document: str) -> Dossier | None:
    wanted = _id_of(document)
    dossier = (await dossiers.dossiers_of(tx, [wanted])).get(wanted)
    return None if dossier is None or dossier.submitted is None else dossier


def _id_of(text: str) -> bytes:
    if ID.fullmatch(text) is None:
        raise Refused("not-found")
    return bytes.fromhex(text)


async def _said_by(tx: CoreTx, officer: Account) -> UnitFacts:
    facts = await units.facts_of(tx, officer.unit)
    persons = await people.persons_of(tx, {fact.account for fact in facts})
    return rules.unit_facts(officer.unit, officer.unit_name, facts, persons)


async def _view(tx: CoreTx, dossier: Dossier) -> DeskDossier:
    holding = (await ingest.load(tx, [dossier.document]))[dossier.document]
    wrote = await devices.devices_of(tx, {held.device for held in holding.held.values()})
    persons = await people.persons_of(tx, {dossier.owner, *(device.account for device in wrote.values())})
    authors = {
        device.device: Author(persons.get(device.account, ""), device.label) for device in wrote.values()
    }
    came = {held.change: held.received for held in holding.held.values()}
    return rules.view(holding.document, dossier, persons.get(dossier.owner, ""), authors, came)
