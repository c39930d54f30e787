"""How people of the subtree come in: a code for one device, and a lost device withdrawn."""

import structlog
from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from backend import bodies, described
from backend.administration import reading, rules
from backend.administration.acting import done, require_seen
from backend.administration.codes import fresh_code
from backend.administration.deeds import deed_of
from backend.administration.reading import id_of
from backend.administration.rules import Person, Reach
from backend.audit.store import note
from backend.bodies import AnyRequest
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices import store as devices
from backend.devices.known import Known
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions import store as sessions
from backend.statements import lock
from schemas.wire.administration import AsSeen, FreshCode, PersonPage

log = structlog.get_logger()


@post(
    "/api/administration/people/{account:str}/devices/{device:str}/revoke",
    status_code=200,
    operation_class=described.body(AsSeen, bodies.JSON),
    responses=described.answers(PersonPage, bodies.JSON),
)
async def revoke_staff_device(
    request: AnyRequest,
    account: FromPath[str],
    device: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A device that is lost, or that is no longer worked with. There is no way back: it enrols anew."""
    asked = await bodies.read_json(request, AsSeen)
    wanted, now_ms = id_of(device), clock()

    async def revoke(tx: CoreTx, reach: Reach, person: Person) -> None:
        found = next((one for one in person.devices if one.device == wanted), None)
        if found is None:
            raise Refused("not-found")
        if not rules.is_own(reach, person):
            raise Refused("not-permitted")
        if found.revoked is None:
            require_seen(asked.state, reach, person)
            await devices.revoke(tx, wanted, now_ms)
            await sessions.end(tx, wanted, now_ms)
            log.info("device revoked", device=device)

    deed = deed_of(sender, "revoke-device", wanted)
    return await done(deed, database, identity, known, account, now_ms, revoke)


@post(
    "/api/administration/people/{account:str}/code",
    status_code=200,
    operation_class=described.body(AsSeen, bodies.JSON),
    responses=described.answers(FreshCode, bodies.JSON),
)
async def make_code(
    request: AnyRequest,
    account: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A code for one device of that person; what was not used of earlier ones ends."""
    asked = await bodies.read_json(request, AsSeen)
    now_ms = clock()
    async with database.write() as tx:
        await lock(tx, [mandates.LOCK])
        reach = await reading.reach_of(tx, sender, now_ms)
        person = await reading.person_of(tx, reach, known, id_of(account))
        if not rules.is_own(reach, person):
            raise Refused("not-permitted")
        require_seen(asked.state, reach, person)
        answer = await fresh_code(tx, identity, person.account, now_ms)
        await note(tx, identity, now_ms, deed_of(sender, "give-code", person.account.account))
    return bodies.in_json(answer)
