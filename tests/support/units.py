"""Officers at their unit's page: what they read there, and what they write."""

import msgspec
from msgspec.structs import replace

from backend.devices import enrol
from backend.mandates import store as mandates
from backend.mandates.rules import Mandate, desk_mandate
from backend.people import store as people
from backend.people.store import Account
from schemas.wire.units import UnitFacts, WriteFact
from tests.support.hub import Hub
from tests.support.people import Phone, go_to_work, phone

HERE, ELSEWHERE = "26732", "26737"
FACT = "0f" * 16
AREA = WriteFact(version=0, kind="permit-exempt-area", text="Khu thử A", begins="2026-08-01", ends=None)
TELEPHONE = WriteFact(version=0, kind="police-telephone", text="000 111 222", begins="2026-08-01", ends=None)


async def officer_of(hub: Hub, name: str, unit: str = HERE) -> Phone:
    """The device of an officer whom only tests know."""
    account = account_of(name, unit)
    return await enrolled_as(hub, name, account, [desk_mandate(account.account, account.account, unit)])


def account_of(name: str, unit: str = HERE) -> Account:
    return Account(
        account=name.encode().ljust(16, b"-"),
        person=f"Cán bộ thử {name}",
        role="officer",
        unit=unit,
        unit_name=f"Đơn vị thử {unit}",
    )


async def enrolled_as(hub: Hub, name: str, account: Account, held: list[Mandate]) -> Phone:
    code, device = enrol.fresh_code(), phone(hub, name)
    async with hub.database.write() as tx:
        await people.add(tx, [account])
        await mandates.add(tx, held)
        await enrol.add_code(
            tx, hub.identity, account=account.account, code=code, uses=1, expires_ms=hub.clock() + 60_000
        )
    await device.enrol(code)
    await go_to_work(hub, device)
    return device


async def read_unit(officer: Phone) -> UnitFacts:
    return msgspec.json.decode(await officer.signed("GET", "/api/desk/unit"), type=UnitFacts)


async def write_fact(officer: Phone, fact: str, asked: WriteFact) -> UnitFacts:
    path = f"/api/desk/unit/facts/{fact}"
    return msgspec.json.decode(await officer.signed("POST", path, msgspec.json.encode(asked)), type=UnitFacts)


async def write_many(officer: Phone, count: int, asked: WriteFact = AREA) -> None:
    for number in range(count):
        await write_fact(officer, f"{number:032x}", replace(asked, text=f"{asked.text} {number}"))
