"""What a unit says of itself, read and written by whoever may speak for it."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from backend import bodies, described
from backend.bodies import AnyRequest
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.desk import rules
from backend.desk.ids import id_of
from backend.forms import store as issues
from backend.forms.days import day_of
from backend.identity import Identity
from backend.issuing.issue import issue
from backend.issuing.served import Served
from backend.people import store as people
from backend.people.store import Account
from backend.problems import Refused
from backend.sender import Sender
from backend.staffing.staff import Staff, staff
from backend.units import store as units
from backend.units.rules import Writing, written
from schemas.wire.units import UnitFacts, WriteFact


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
            fact=id_of(fact), unit=officer.unit, account=officer.account, today=day_of(now_ms), now_ms=now_ms
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


async def _said_by(tx: CoreTx, officer: Account) -> UnitFacts:
    facts = await units.facts_of(tx, officer.unit)
    persons = await people.persons_of(tx, {fact.account for fact in facts})
    return rules.unit_facts(officer.unit, officer.unit_name, facts, persons)
