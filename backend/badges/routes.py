"""A helper's page asks for their badge. Whoever helps nobody finds nothing."""

from litestar import Response, post
from litestar.di import NamedDependency

from backend import bodies, described
from backend.authorities import store as authorities
from backend.badges import rules
from backend.clock import Clock
from backend.database import Database
from backend.staffing.staff import staff
from backend.forms import catalogue
from backend.identity import Identity
from backend.problems import Refused
from backend.sender import Sender
from schemas.wire.badges import Badge
from sync import seal


@post("/api/badge", status_code=200, responses=described.answers(Badge, bodies.JSON))
async def issue_badge(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """The sender's badge as of now, by their standing mandate as a helper."""
    async with database.read() as tx:
        helper = await staff(tx, sender, clock())
        mandate = rules.helping(helper.mandates)
        if mandate is None:
            raise Refused("not-found")
        written = {one.code: one.name for one in await authorities.all_authorities(tx)}
    units = {unit.code: unit.full_name for unit in catalogue.units()}
    record = rules.badge(
        mandate=mandate,
        person=helper.account.person,
        group=(written | units).get(mandate.authority, helper.account.unit_name),
        area=rules.area_of(mandate.authority, helper.tree, units, written),
        now_ms=helper.now_ms,
    )
    payload = rules.packed(record)
    signed = seal.pack_signed(payload, identity.key.sign(seal.BADGE, payload))
    return bodies.in_json(Badge(record=signed))
