"""Doing something to a person: as the administrator saw them, and written down."""

from collections.abc import Awaitable, Callable

from litestar import Response

from backend import bodies
from backend.administration import reading, rules
from backend.administration.reading import id_of
from backend.administration.rules import Person, Reach
from backend.audit.rules import Deed
from backend.audit.store import note
from backend.database import CoreTx, Database
from backend.devices.known import Known
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.problems import Refused
from backend.sender import Sender
from backend.statements import lock


async def done(
    deed: Deed,
    database: Database,
    identity: Identity,
    known: Known,
    account: str,
    now_ms: int,
    act: Callable[[CoreTx, Reach, Person], Awaitable[None]],
) -> Response[bytes]:
    """Do something to a person whom the administrator sees, and say how they stand then."""
    sender = Sender(device=deed.device, account=deed.account)
    async with database.write() as tx:
        await lock(tx, [mandates.LOCK])
        reach = await reading.reach_of(tx, sender, now_ms)
        person = await reading.person_of(tx, reach, known, id_of(account))
        await act(tx, reach, person)
        after = await reading.person_of(tx, reach, known, person.account.account)
        await note(tx, identity, now_ms, deed)
    return bodies.in_json(rules.page_of(reach, after))


def require_seen(state: str, reach: Reach, person: Person) -> None:
    """That the person still is as the administrator saw them."""
    if rules.page_of(reach, person).state != state:
        raise Refused("moved-on")
