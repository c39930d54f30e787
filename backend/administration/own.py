"""Everybody's own devices: which there are, and that one is lost."""

import structlog
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from backend import bodies, described, wall
from backend.administration import reading, rules
from backend.administration.deeds import deed_of
from backend.administration.reading import id_of
from backend.audit.store import note
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices import store as devices
from backend.devices.known import Known
from backend.identity import Identity
from backend.people import store as people
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions import store as sessions
from schemas.wire.administration import DeviceList

log = structlog.get_logger()


@get("/api/me/devices", responses=described.answers(DeviceList, bodies.JSON))
async def list_own_devices(
    sender: NamedDependency[Sender], database: NamedDependency[Database], known: NamedDependency[Known]
) -> Response[bytes]:
    async with database.read() as tx:
        await _require_good(tx, sender)
        return bodies.in_json(await listed(tx, known, sender.account, sender.device))


@post(
    "/api/me/devices/{device:str}/revoke",
    status_code=200,
    responses=described.answers(DeviceList, bodies.JSON),
)
async def revoke_own_device(
    device: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """ "Mất máy": another of one's own. What it sent before stands; what it sends now is looked at."""
    wanted, now_ms = id_of(device), clock()
    async with database.write() as tx:
        await _require_good(tx, sender)
        own = [one.device for one in await devices.of_account(tx, sender.account)]
        if wanted not in own:
            raise Refused("not-found")
        if wanted == sender.device:
            raise Refused("not-permitted")
        await wall.open_to_owner(tx, sender.account)
        await devices.revoke(tx, wanted, now_ms)
        await sessions.end(tx, wanted, now_ms)
        # Whoever restores an older backup finds in the log what to revoke again.
        log.info("device revoked", device=device)
        answer = await listed(tx, known, sender.account, sender.device)
        await note(tx, identity, now_ms, deed_of(sender, "revoke-device", wanted, ground="own"))
    return bodies.in_json(answer)


async def listed(tx: CoreTx, known: Known, account: bytes, this: bytes | None) -> DeviceList:
    found = await devices.of_account(tx, account)
    person = (await people.persons_of(tx, [account])).get(account, "")
    seen = await reading.seen_of(tx, known, [one.device for one in found])
    return DeviceList(person=person, devices=rules.devices_of(found, seen, this))


async def _require_good(tx: CoreTx, sender: Sender) -> None:
    """A withdrawn key says nothing about others."""
    if await devices.revoked_of(tx, [sender.device]):
        raise Refused("revoked-device")
