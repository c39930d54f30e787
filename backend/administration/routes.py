"""The administrator's pages: people of the subtree, their mandates, codes and devices."""

from functools import cache
from typing import Annotated

import structlog
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from msgspec.structs import replace

from backend import bodies, described
from backend.administration import reading, rules
from backend.administration.acting import done, require_seen
from backend.administration.deeds import deed_of
from backend.administration.reading import id_of
from backend.administration.rules import Person, Reach
from backend.audit.store import note
from backend.bodies import AnyRequest
from backend.changes.renewing import tell_again
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices.known import Known
from backend.forms import catalogue
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.mandates.rules import Mandate, at_desk, covers
from backend.people import store as people
from backend.people.store import Account
from backend.problems import Refused
from backend.sender import Sender
from backend.statements import lock
from schemas.wire.administration import (
    AsSeen,
    GiveMandate,
    NewPerson,
    PeopleList,
    PersonPage,
    Place,
)

log = structlog.get_logger()

PAGE = 50
PLACE_CHARS_MAX = 40


@get("/api/administration/people", responses=described.answers(PeopleList, bodies.JSON))
async def list_people(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
    place: Annotated[str, QueryParameter(name="place", max_length=PLACE_CHARS_MAX)] = "",
    after: Annotated[str, QueryParameter(name="after", max_length=32)] = "",
) -> Response[bytes]:
    """Who works in the administrator's subtree, or in the part of it beneath a place."""
    now_ms = clock()
    async with database.write() as tx:
        reach = await reading.reach_of(tx, sender, now_ms)
        codes = reach.places()
        kinds = await reading.kinds(tx)
        wanted = codes if not place else [one for one in codes if covers(place, one, reach.tree)]
        found = await reading.persons_in(tx, reach, frozenset(wanted))
        await note(tx, identity, now_ms, deed_of(sender, "list-people", reason=place))
    ids = [one.account.account.hex() for one in found]
    # Where the last one of the page before has gone meanwhile, it begins anew.
    start = ids.index(after) + 1 if after in ids else 0
    page = found[start : start + PAGE]
    is_end = start + PAGE >= len(found)
    return bodies.in_json(
        PeopleList(
            places=[Place(code=one, name=reach.names[one], kind=kinds[one]) for one in codes],
            people=[rules.card_of(reach, one) for one in page],
            after=None if is_end else ids[start + PAGE - 1],
        )
    )


@get("/api/administration/people/{account:str}", responses=described.answers(PersonPage, bodies.JSON))
async def show_person(
    account: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """One person with what they hold here, and their devices where these are the administrator's."""
    now_ms = clock()
    async with database.write() as tx:
        reach = await reading.reach_of(tx, sender, now_ms)
        person = await reading.person_of(tx, reach, known, id_of(account))
        await note(tx, identity, now_ms, deed_of(sender, "read-person", person.account.account))
    return bodies.in_json(rules.page_of(reach, person))


@post(
    "/api/administration/people/{account:str}",
    status_code=200,
    operation_class=described.body(NewPerson, bodies.JSON),
    responses=described.answers(PersonPage, bodies.JSON),
)
async def add_person(
    request: AnyRequest,
    account: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """Somebody new who works in the subtree. They hold nothing yet."""
    asked = await bodies.read_json(request, NewPerson)
    wanted, now_ms = id_of(account), clock()
    if not (rules.is_name(asked.person) and rules.is_staff_id(asked.staff)):
        raise Refused("bad-request")
    async with database.write() as tx:
        await lock(tx, [mandates.LOCK])
        reach = await reading.reach_of(tx, sender, now_ms)
        if not reach.holds(asked.unit) or asked.unit not in reach.names:
            raise Refused("not-permitted")
        new = Account(
            account=wanted,
            person=asked.person,
            role="citizen",
            unit=asked.unit,
            unit_name=reach.names[asked.unit],
            staff=asked.staff,
        )
        before = await people.account_of(tx, wanted)
        if before is None:
            if await people.by_staff_id(tx, asked.staff) is not None:
                raise Refused("taken")
            await people.add(tx, [new])
        elif replace(before, role="citizen") != new:
            raise Refused("moved-on")
        person = await reading.person_of(tx, reach, known, wanted)
        await note(tx, identity, now_ms, deed_of(sender, "add-person", wanted))
    return bodies.in_json(rules.page_of(reach, person))


@post(
    "/api/administration/people/{account:str}/mandates/{mandate:str}",
    status_code=200,
    operation_class=described.body(GiveMandate, bodies.JSON),
    responses=described.answers(PersonPage, bodies.JSON),
)
async def give_mandate(
    request: AnyRequest,
    account: FromPath[str],
    mandate: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """For an authority of the subtree, never to oneself, never wider than one's own."""
    asked = await bodies.read_json(request, GiveMandate)
    wanted, now_ms = id_of(mandate), clock()

    async def give(tx: CoreTx, reach: Reach, person: Person) -> None:
        refusal = rules.refusal_to_give(reach, person, asked, _procedures())
        if refusal is not None:
            raise Refused(refusal)
        new = rules.mandate_of(asked, wanted, person.account.account)
        before = await mandates.one(tx, wanted)
        if before is not None:
            if before != new:
                raise Refused("moved-on")
            return
        require_seen(asked.state, reach, person)
        await mandates.add(tx, [new])
        await _show_desk(tx, person.account, [*person.mandates, new], now_ms)
        await tell_again(tx, [new], now_ms)

    deed = deed_of(sender, "give-mandate", wanted)
    return await done(deed, database, identity, known, account, now_ms, give)


@post(
    "/api/administration/people/{account:str}/mandates/{mandate:str}/revoke",
    status_code=200,
    operation_class=described.body(AsSeen, bodies.JSON),
    responses=described.answers(PersonPage, bodies.JSON),
)
async def revoke_mandate(
    request: AnyRequest,
    account: FromPath[str],
    mandate: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """It allows nothing from the next request on; that it was given stays written."""
    asked = await bodies.read_json(request, AsSeen)
    wanted, now_ms = id_of(mandate), clock()

    async def revoke(tx: CoreTx, reach: Reach, person: Person) -> None:
        found = next((one for one in person.mandates if one.mandate == wanted), None)
        if found is None or not reach.holds(found.authority):
            raise Refused("not-found")
        if person.account.account == reach.account:
            raise Refused("not-permitted")
        if found.revoked is not None:
            return
        require_seen(asked.state, reach, person)
        await mandates.revoke(tx, [wanted], now_ms)
        # Whoever restores an older backup finds in the log what to revoke again; also below.
        log.info("mandate revoked", mandate=mandate)
        left = [one for one in person.mandates if one is not found]
        await _show_desk(tx, person.account, left, now_ms)

    deed = deed_of(sender, "revoke-mandate", wanted)
    return await done(deed, database, identity, known, account, now_ms, revoke)


async def _show_desk(tx: CoreTx, account: Account, held: list[Mandate], now_ms: int) -> None:
    """The app shows the desk to whom a mandate gives one."""
    role = "officer" if account.account in at_desk(held, now_ms) else "citizen"
    await people.save(tx, [replace(account, role=role)])


@cache
def _procedures() -> frozenset[str]:
    return frozenset(procedure.code for procedure in catalogue.procedures())
