"""Accounts as an operator makes them, and the one-time links by which a browser becomes somebody's."""

import secrets

from backend import wall
from backend.audit import store as audit
from backend.audit.rules import Deed
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices import enrol
from backend.forms.catalogue import units
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.mandates.rules import desk_mandate
from backend.operations.stopped import Stopped
from backend.people import store as people
from backend.people.store import Account

ACCOUNT_BYTES = 16
NAME_CHARS_MAX = 100
CODE_MS = 7 * 86_400_000


async def create_officer(
    database: Database, identity: Identity, public_url: str, clock: Clock, *, name: str, unit: str
) -> list[str]:
    """An officer of a unit, and a link that is good for one device."""
    if not name.strip() or len(name) > NAME_CHARS_MAX or not name.isprintable():
        raise Stopped(f"--name is a person's name, of at most {NAME_CHARS_MAX} characters.")
    found = next((one for one in units() if one.code == unit), None)
    if found is None:
        raise Stopped(f"--unit {unit} is no unit: `admin units` lists them.")
    account = Account(
        account=secrets.token_bytes(ACCOUNT_BYTES),
        person=name.strip(),
        role="officer",
        unit=found.code,
        unit_name=found.full_name,
    )
    async with database.write() as tx:
        await people.add(tx, [account])
        mandate = secrets.token_bytes(ACCOUNT_BYTES)
        await mandates.add(tx, [desk_mandate(mandate, account.account, account.unit)])
        link = await _link(tx, identity, public_url, account, clock())
    return [f"{account.person} is an officer of {account.unit_name}: account {account.account.hex()}", *link]


async def link_again(
    database: Database, identity: Identity, public_url: str, clock: Clock, *, account: str
) -> list[str]:
    """Another link for an account: a second device, a lost one, or one that a restored hub has forgotten."""
    async with database.write() as tx:
        known = {one.account.hex(): one for one in await people.all_accounts(tx)}
        if account not in known:
            raise Stopped(f"There is no account {account}: `admin list` shows them.")
        return await _link(tx, identity, public_url, known[account], clock())


async def accounts(database: Database) -> list[str]:
    async with database.read() as tx:
        found = await people.all_accounts(tx)
    return [
        f"{one.account.hex()}  {one.person}  ({one.role if not one.unit else f'{one.role}, {one.unit_name}'})"
        for one in found
    ]


def unit_lines(part: str) -> list[str]:
    """Units whose name, or a name of before, holds `part`."""
    wanted = part.casefold()
    return [
        f"{one.code}  {one.full_name}  (before: {one.formerly})"
        for one in units()
        if wanted in f"{one.full_name} {one.formerly}".casefold()
    ]


async def _link(tx: CoreTx, identity: Identity, public_url: str, account: Account, now_ms: int) -> list[str]:
    code = enrol.fresh_code()
    await enrol.add_code(
        tx, identity, account=account.account, code=code, uses=1, expires_ms=now_ms + CODE_MS
    )
    await wall.open_to_hub(tx)
    deed = Deed(action="give-code", subject=account.account, ground="operator")
    await audit.note(tx, identity, now_ms, deed)
    return [
        "Hand this link to that person alone. It is good for one device and for seven days:",
        f"  {public_url}/vao#ma={code}",
    ]
