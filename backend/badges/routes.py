"""A helper's page asks for their badge. Whoever helps nobody finds nothing."""

from litestar import Response, post
from litestar.di import NamedDependency

from backend import bodies, described
from backend.authorities import store as authorities
from backend.authorities.rules import tree_of
from backend.badges import rules
from backend.clock import Clock
from backend.database import Database
from backend.devices import store as devices
from backend.forms import catalogue
from backend.forms.days import day_of
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.mandates.rules import standing
from backend.people import store as people
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
        now_ms = clock()
        person = await people.account_of(tx, sender.account)
        held = await mandates.of_account(tx, sender.account)
        mandate = rules.helping(standing(sender.account, held, now_ms))
        if person is None or mandate is None:
            raise Refused("not-found")
        if await devices.revoked_of(tx, [sender.device]):
            raise Refused("revoked-device")
        written = await authorities.all_authorities(tx)
    units = {unit.code: unit.full_name for unit in catalogue.units()}
    names = {one.code: one.name for one in written}
    tree = tree_of(units, written, day_of(now_ms))
    record = rules.badge(
        mandate=mandate,
        person=person.person,
        group=(names | units).get(mandate.authority, person.unit_name),
        area=rules.area_of(mandate.authority, tree, units, names),
        now_ms=now_ms,
    )
    payload = rules.packed(record)
    signed = seal.pack_signed(payload, identity.key.sign(seal.BADGE, payload))
    return bodies.in_json(Badge(record=signed))
