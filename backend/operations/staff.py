"""Who works for the city as an operator sees it, and the end of a mandate."""

import re

import structlog
from msgspec.structs import replace

from backend.authorities import store as authorities
from backend.authorities.rules import CITY, CITY_NAME
from backend.clock import Clock
from backend.database import Database
from backend.forms.days import day_of
from backend.mandates import store as mandates
from backend.mandates.rules import Mandate
from backend.operations.roster.changes import at_desk
from backend.operations.roster.importing import LOCK
from backend.operations.roster.roster import full_names
from backend.operations.stopped import Stopped
from backend.people import store as people
from backend.statements import lock

MANDATE = re.compile(r"[0-9a-f]{32}", re.ASCII)

log = structlog.get_logger()


async def listed(database: Database, clock: Clock) -> list[str]:
    """Whoever holds or held a mandate, or has an id of the city's; beneath each a line for each mandate."""
    async with database.read() as tx:
        written = await authorities.all_authorities(tx)
        accounts = await people.all_accounts(tx)
        held: dict[bytes, list[Mandate]] = {}
        for mandate in await mandates.all_mandates(tx):
            held.setdefault(mandate.account, []).append(mandate)
    names = {CITY: CITY_NAME, **full_names(), **{one.code: one.name for one in written}}
    now_ms = clock()
    lines = []
    for account in accounts:
        if account.staff is not None or account.account in held:
            about = f"{account.person}  ({account.unit_name or 'no unit'})"
            lines.append(f"{account.account.hex()}  {account.staff or '-'}  {about}")
            of_account = held.get(account.account, [])
            lines += [f"  {_line(mandate, names, now_ms)}" for mandate in of_account]
    return lines


async def revoke(database: Database, clock: Clock, mandate: str) -> list[str]:
    """It no longer holds, from the next request on; that it was given stays written."""
    if MANDATE.fullmatch(mandate) is None:
        raise Stopped("A mandate is 32 hexadecimal digits: `people list` shows them.")
    wanted, now_ms = bytes.fromhex(mandate), clock()
    async with database.write() as tx:
        await lock(tx, [LOCK])
        everybody = await mandates.all_mandates(tx)
        found = next((one for one in everybody if one.mandate == wanted), None)
        if found is None:
            raise Stopped(f"No mandate {mandate} is known: `people list` shows them.")
        if found.revoked is not None:
            return [f"It was revoked before, {day_of(found.revoked)}: nothing changed."]
        await mandates.revoke(tx, [wanted], now_ms)
        left = [one for one in everybody if one.mandate != wanted]
        account = await people.account_of(tx, found.account)
        if account is not None and account.account not in at_desk(left, now_ms):
            await people.save(tx, [replace(account, role="citizen")])
    # Whoever restores an older backup finds here what to revoke again.
    log.info("mandate revoked", mandate=mandate)
    return [f"Revoked: {mandate}. From now on it allows nothing; that it was given stays written."]


def _line(mandate: Mandate, names: dict[str, str], now_ms: int) -> str:
    place = f"{names.get(mandate.authority, 'unknown')} ({mandate.authority})"
    procedures = "all procedures" if mandate.procedures is None else " ".join(sorted(mandate.procedures))
    return f"{mandate.mandate.hex()}  {mandate.role}, {place}, {procedures}: {_state(mandate, now_ms)}"


def _state(mandate: Mandate, now_ms: int) -> str:
    if mandate.revoked is not None:
        return f"REVOKED {day_of(mandate.revoked)}"
    if mandate.begins > now_ms:
        return f"begins {day_of(mandate.begins)}"
    if mandate.ends is None:
        return "holds"
    # its last day, not the first one on which it no longer holds
    last = day_of(mandate.ends - 1)
    return f"holds until {last}" if mandate.ends > now_ms else f"ended {last}"
