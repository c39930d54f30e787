"""The officer's page: a list, a dossier, "đã nhận", their unit. Without a mandate there is nothing here."""

import re
from typing import Annotated

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from backend import bodies, described
from backend.bodies import AnyRequest
from backend.changes import consenting, ingest
from backend.clock import Clock
from backend.consents import store as consents
from backend.consents.rules import Consent, confirm, in_outcome, may_be_confirmed
from backend.database import CoreTx, Database
from backend.desk import rules
from backend.desk.rules import Author
from backend.desk.staff import Staff, staff
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Dossier, outcome_of, received
from backend.feed import store as feed
from backend.forms import store as issues
from backend.forms.days import day_of
from backend.identity import Identity
from backend.issuing.issue import issue
from backend.issuing.served import Served
from backend.mandates.rules import may_ever
from backend.people import store as people
from backend.people.store import Account
from backend.problems import Refused
from backend.sender import Sender
from backend.statements import lock
from backend.units import store as units
from backend.units.rules import Writing, written
from schemas.wire.desk import ConfirmConsent, DeskConsent, DeskDossier, DeskList, Receive
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
    clock: NamedDependency[Clock],
    before: Annotated[int, QueryParameter(name="before", ge=0, le=ALWAYS_MS)] = ALWAYS_MS,
) -> Response[bytes]:
    """The newest submitted dossiers before a moment that wait for a desk, or are at one of the sender's."""
    async with database.read() as tx:
        officer = await staff(tx, sender, clock())
        if not may_ever("list", officer.mandates):
            raise Refused("not-found")
        found = await dossiers.submitted_before(tx, before, officer.units())
        agreed = await consenting.of_dossiers(tx, found)
        shown = [one for one in found if officer.may("list", one, agreed.get(one.document))]
        persons = await people.persons_of(tx, {dossier.owner for dossier in shown})
    cards = [rules.card(dossier, persons.get(dossier.owner, "")) for dossier in shown]
    full = len(found) >= dossiers.DESK_PAGE
    return bodies.in_json(DeskList(dossiers=cards, before=found[-1].submitted if full else None))


@get("/api/desk/dossiers/{document:str}", responses=described.answers(DeskDossier, bodies.JSON))
async def show_dossier(
    document: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """What is decided on, what came later, and who wrote what."""
    async with database.read() as tx:
        officer = await staff(tx, sender, clock())
        dossier, consent = await _submitted(tx, document)
        if not officer.may("read", dossier, consent):
            raise Refused("not-found")
        return bodies.in_json(await _view(tx, officer, dossier))


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
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """ "Đã nhận": the officer's desk holds the dossier from now on, if it still is as the officer saw it."""
    asked = await bodies.read_json(request, Receive)
    now_ms = clock()
    async with database.write() as tx:
        officer = await staff(tx, sender, now_ms)
        await lock(tx, [_id_of(document)])
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
        await dossiers.save(tx, [after])
        await feed.append(tx, consenting.news(after, consent, now_ms))
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
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """ "I saw this person and their card": at the desk of the officer whom the helper named, and no other."""
    asked = await bodies.read_json(request, ConfirmConsent)
    now_ms = clock()
    async with database.write() as tx:
        officer = await staff(tx, sender, now_ms)
        await lock(tx, [_id_of(document)])
        dossier, consent = await _submitted(tx, document)
        if consent is None or not officer.may("read", dossier, consent):
            raise Refused("not-found")
        is_mine = consent.confirmed_by == officer.account.account
        if not is_mine:
            if not await _may_confirm(tx, officer, consent):
                raise Refused("not-found")
            if dossier.version != asked.version:
                raise Refused("moved-on")
            consent = confirm(consent, officer.account.account, now_ms)
            await consents.save(tx, [consent])
            await consenting.say(tx, consent, now_ms)
        return bodies.in_json(await _agreed(tx, officer, consent))


@get("/api/desk/unit", responses=described.answers(UnitFacts, bodies.JSON))
async def show_unit(
    sender: NamedDependency[Sender], database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Response[bytes]:
    """What the officer's own unit says of itself."""
    async with database.read() as tx:
        return bodies.in_json(await _said_by(tx, await _speaker(tx, sender, clock())))


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
        officer = await _speaker(tx, sender, now_ms)
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
    served.replace(bundle)
    return bodies.in_json(answer)


async def _speaker(tx: CoreTx, sender: Sender, now_ms: int) -> Account:
    """Who may say something for the unit that they work for."""
    officer = await staff(tx, sender, now_ms)
    if not (officer.is_at_unit() and officer.may_here("state")):
        raise Refused("not-found")
    return officer.account


async def _submitted(tx: CoreTx, document: str) -> tuple[Dossier, Consent | None]:
    """With the consent under which it was begun, if for somebody else."""
    wanted = _id_of(document)
    dossier = (await dossiers.dossiers_of(tx, [wanted])).get(wanted)
    if dossier is None or dossier.submitted is None:
        raise Refused("not-found")
    return dossier, (await consenting.of_dossiers(tx, [dossier])).get(wanted)


async def _may_confirm(tx: CoreTx, officer: Staff, consent: Consent) -> bool:
    """An officer of the unit of the one who is named in it, who need not be on duty today."""
    if not may_be_confirmed(consent):
        return False
    named = await people.of_staff_id(tx, consent.officer)
    return named is not None and named.unit == officer.account.unit and officer.is_at_unit()


async def _agreed(tx: CoreTx, officer: Staff, consent: Consent) -> DeskConsent:
    by = consent.confirmed_by if consent.confirmed == "officer" else None
    persons = await people.persons_of(tx, [by] if by is not None else [])
    may_confirm = await _may_confirm(tx, officer, consent)
    return rules.agreed(consent, persons.get(by or b"", ""), officer.now_ms, may_confirm=may_confirm)


def _id_of(text: str) -> bytes:
    if ID.fullmatch(text) is None:
        raise Refused("not-found")
    return bytes.fromhex(text)


async def _said_by(tx: CoreTx, officer: Account) -> UnitFacts:
    facts = await units.facts_of(tx, officer.unit)
    persons = await people.persons_of(tx, {fact.account for fact in facts})
    return rules.unit_facts(officer.unit, officer.unit_name, facts, persons)


async def _view(tx: CoreTx, officer: Staff, dossier: Dossier) -> DeskDossier:
    holding = (await ingest.load(tx, [dossier.document]))[dossier.document]
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
