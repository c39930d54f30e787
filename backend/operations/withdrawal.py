"""Devices as an operator sees them, and the withdrawal of one that is lost."""

import re
from datetime import UTC, datetime

import structlog

from backend import wall
from backend.audit import store as audit
from backend.audit.rules import Deed
from backend.clock import Clock
from backend.database import Database
from backend.devices import store as devices
from backend.devices.rules import Device
from backend.identity import Identity
from backend.operations.stopped import Stopped
from backend.people import store as people
from backend.sessions import store as sessions

DEVICE = re.compile(r"[0-9a-f]{32}", re.ASCII)

log = structlog.get_logger()


async def listed(database: Database, person: str) -> list[str]:
    """A line for each device of the people whose name holds `person`."""
    async with database.read() as tx:
        found = await devices.all_devices(tx)
        names = {one.account: one.person for one in await people.all_accounts(tx)}
    wanted = person.casefold()
    return [_line(one, names[one.account]) for one in found if wanted in names[one.account].casefold()]


async def revoke(database: Database, identity: Identity, clock: Clock, device: str) -> list[str]:
    """From now on it may push, and what it pushes is looked at by a person; it pulls nothing but verdicts."""
    if DEVICE.fullmatch(device) is None:
        raise Stopped("A device is 32 hexadecimal digits: `devices list` shows them.")
    wanted = bytes.fromhex(device)
    async with database.write() as tx:
        found = (await devices.devices_of(tx, [wanted])).get(wanted)
        if found is None:
            raise Stopped(f"No device {device} is known: `devices list` shows them.")
        if found.revoked is not None:
            return [f"It was revoked before, {_day(found.revoked)}: nothing changed."]
        now_ms = clock()
        await devices.revoke(tx, wanted, now_ms)
        await sessions.end(tx, wanted, now_ms)
        await wall.open_to_hub(tx)
        deed = Deed(action="revoke-device", subject=found.account, ground="operator")
        await audit.note(tx, identity, now_ms, deed)
    # Whoever restores an older backup finds here what to withdraw again.
    log.info("device revoked", device=device)
    return [
        f"Revoked: {device}. It gets nothing more from this hub.",
        "What it still sends is kept apart, for a person to look at; what it sent before stands.",
    ]


def _line(device: Device, person: str) -> str:
    state = "" if device.revoked is None else f"  REVOKED {_day(device.revoked)}"
    return f"{device.device.hex()}  {_day(device.enrolled)}  {person}: {device.label}{state}"


def _day(ms: int) -> str:
    return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%d %H:%M} UTC"
