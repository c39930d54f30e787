"""The demo: citizens and people of a unit, and for each a code that ties a browser to them."""

import hashlib
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from backend import wall
from backend.audit import store as audit
from backend.audit.rules import Deed
from backend.authorities import store as authorities
from backend.authorities.rules import CITY, Authority
from backend.database import Database
from backend.devices import enrol
from backend.devices import store as devices
from backend.forms.catalogue import units
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.mandates.rules import Mandate, Role, desk_mandate
from backend.people import store as people
from backend.people.store import Account

OFFICER_UNIT = "26732"
GROUP = Authority(
    code="TCN-DEMO",
    name="Tổ công nghệ số cộng đồng khu dân cư số 3",
    kind="group",
    parent=OFFICER_UNIT,
    covers=(),
    begins="2025-07-01",
    ends=None,
    successor=None,
)
# Anybody at this table may try with as many browsers as they like, until the hub is started anew.
CODE_USES = 1_000
ROLE_NAMES: Mapping[Role, str] = {
    "reception": "officer",
    "administrator": "administrator",
    "helper": "helper",
}
CODE_MS = 30 * 86_400_000


class Link(Struct, frozen=True):
    """An address that makes a browser this person's."""

    person: str
    role: str
    address: str


def people_of_demo() -> list[Account]:
    """Their accounts have the same ids on every machine."""
    unit = next(unit for unit in units() if unit.code == OFFICER_UNIT)
    return [
        Account(account=_id("lan"), person="Nguyễn Thị Lan", role="citizen", unit="", unit_name=""),
        Account(account=_id("bay"), person="Trần Văn Bảy", role="citizen", unit="", unit_name=""),
        Account(
            account=_id("hai"), person="Lê Minh Hải", role="officer", unit=unit.code, unit_name=unit.full_name
        ),
        # No desk in their app: "citizen" is what it shows.
        Account(
            account=_id("ha"), person="Phạm Thu Hà", role="citizen", unit=unit.code, unit_name=unit.full_name
        ),
    ]


def mandates_of_demo() -> list[Mandate]:
    """The officer's at the desk of their unit, and the administrator's for all of the city."""
    held = [desk_mandate(one.account, one.account, one.unit) for one in people_of_demo() if one.unit]
    return [
        replace(one, role="administrator", authority=CITY) if one.account == _id("ha") else one
        for one in held
    ]


def helper_of_demo() -> tuple[Account, Mandate]:
    """Of a group that stands beneath the officer's unit. A helper's app is a citizen's, and more."""
    account = Account(
        account=_id("mai"), person="Phạm Thị Mai", role="citizen", unit=GROUP.code, unit_name=GROUP.name
    )
    return account, replace(desk_mandate(account.account, account.account, GROUP.code), role="helper")


async def seed(database: Database, identity: Identity, public_url: str, now_ms: int) -> list[Link]:
    """Write the people down if they are not there, and give each a fresh code; codes of before end."""
    helper, helps = helper_of_demo()
    accounts = [*people_of_demo(), helper]
    held = [*mandates_of_demo(), helps]
    roles = {one.account: ROLE_NAMES[one.role] for one in held}
    links = []
    async with database.write() as tx:
        await wall.open_to_hub(tx)
        await authorities.save(tx, [GROUP])
        await people.add(tx, accounts)
        await mandates.add(tx, held)
        await devices.drop_codes(tx, [account.account for account in accounts])
        for account in accounts:
            code = enrol.fresh_code()
            await enrol.add_code(
                tx,
                identity,
                account=account.account,
                code=code,
                uses=CODE_USES,
                expires_ms=now_ms + CODE_MS,
            )
            deed = Deed(action="give-code", subject=account.account, ground="operator")
            await audit.note(tx, identity, now_ms, deed)
            role = f"{roles.get(account.account, 'citizen')}, {account.unit_name}".rstrip(", ")
            links.append(Link(account.person, role, f"{public_url}/vao#ma={code}"))
    return links


def _id(name: str) -> bytes:
    return hashlib.sha256(b"haidang/demo/1\0" + name.encode()).digest()[:16]
