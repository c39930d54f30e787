"""`GET /api/me`: who the sender's person is to this hub. Everything in it is theirs to know."""

from litestar import Response, get
from litestar.di import NamedDependency

from backend import bodies, described
from backend.authorities import store as authorities
from backend.authorities.rules import CITY, CITY_NAME
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.forms import catalogue
from backend.passkeys import store as passkeys
from backend.passkeys.rules import Making, making
from backend.sender import Sender
from backend.sessions.rules import Session
from backend.signin.person import Person, person_of
from backend.signin.standing import standing_of
from backend.ways import Ways
from schemas.wire.signin import Me, Method, RoleHeld, SessionNow


@get("/api/me", responses=described.answers(Me, bodies.JSON))
async def me(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """Roles that hold now, how the session stands, and the ways to open one."""
    async with database.read() as tx:
        return bodies.in_json(await me_of(tx, sender, ways, clock()))


async def me_of(tx: CoreTx, sender: Sender, ways: Ways, now_ms: int) -> Me:
    person = await person_of(tx, sender, now_ms)
    account, session = person.account, person.session
    return Me(
        account=account.account.hex(),
        person=account.person,
        unit=account.unit,
        unit_name=account.unit_name,
        roles=await _roles(tx, person),
        session=None if session is None else _now(session),
        passkeys=len(await passkeys.of_account(tx, account.account)),
        may_begin=isinstance(making(await standing_of(tx, person, sender, now_ms)), Making),
        ways=_methods(ways),
        time=now_ms,
    )


async def _roles(tx: CoreTx, person: Person) -> list[RoleHeld]:
    if not person.mandates:
        return []
    names = {CITY: CITY_NAME, **{unit.code: unit.full_name for unit in catalogue.units()}}
    names |= {one.code: one.name for one in await authorities.all_authorities(tx) if one.name}
    return [
        RoleHeld(role=held.role, authority=held.authority, name=names.get(held.authority, held.authority))
        for held in person.mandates
    ]


def _now(session: Session) -> SessionNow:
    return SessionNow(method=session.method, ends=session.ends, proven=session.proven)


def _methods(ways: Ways) -> list[Method]:
    offered: list[Method] = []
    if ways.site is not None:
        offered.append("passkey")
    if ways.is_demo:
        offered.append("code")
    return offered
