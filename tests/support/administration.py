"""Administrators at their pages: what they read of people, and what they do to them."""

from typing import Any

import msgspec

from backend.mandates.rules import Mandate, Role
from backend.people.store import Account
from schemas.wire.administration import (
    DeviceList,
    FreshCode,
    GiveMandate,
    Grounded,
    NewCitizen,
    NewPerson,
    PeopleList,
    PersonPage,
)
from tests.support.hub import Hub
from tests.support.people import Phone
from tests.support.units import HERE, account_of, enrolled_as

PEOPLE = "/api/administration/people"
CARD = Grounded(ground="identity-card", words="")
FIRST_DAY = "2026-11-21"
# The names of the routes, for the matrices
BY_ADMINISTRATOR = frozenset(
    {
        "list_people",
        "show_person",
        "add_person",
        "give_mandate",
        "revoke_mandate",
        "revoke_staff_device",
        "make_code",
    }
)
REVIEWING = frozenset({"list_review", "read_kept", "readmit_kept", "dismiss_kept"})
SIGNALS = frozenset({"list_signals", "close_signal"})
AT_COUNTER = frozenset({"add_citizen", "make_owner_code", "list_owner_devices", "revoke_owner_device"})


def mandate(name: str, account: bytes, role: Role, authority: str, **other: Any) -> Mandate:
    held = Mandate(
        mandate=name.encode().ljust(16, b"-"),
        account=account,
        role=role,
        authority=authority,
        procedures=None,
        begins=0,
        ends=None,
        revoked=None,
    )
    return msgspec.structs.replace(held, **other)


async def staff_of(
    hub: Hub, name: str, role: Role, authority: str = HERE, unit: str = HERE, **other: Any
) -> Phone:
    """The device of somebody with one mandate."""
    account = account_of(name, unit)
    return await enrolled_as(hub, name, account, [mandate(name, account.account, role, authority, **other)])


async def people_of(asks: Phone, query: str = "") -> PeopleList:
    return msgspec.json.decode(await asks.signed("GET", f"{PEOPLE}{query}"), type=PeopleList)


async def page(asks: Phone, account: Account) -> PersonPage:
    return msgspec.json.decode(await asks.signed("GET", _path(account)), type=PersonPage)


async def add(asks: Phone, account: str, person: NewPerson) -> PersonPage:
    body = msgspec.json.encode(person)
    return msgspec.json.decode(await asks.signed("POST", f"{PEOPLE}/{account}", body), type=PersonPage)


async def give(asks: Phone, seen: PersonPage, mandate_id: str, **other: Any) -> PersonPage:
    asked = GiveMandate(
        state=seen.state, role="reception", authority=HERE, procedures=None, begins=FIRST_DAY, ends=None
    )
    body = msgspec.json.encode(msgspec.structs.replace(asked, **other))
    path = f"{PEOPLE}/{seen.account}/mandates/{mandate_id}"
    return msgspec.json.decode(await asks.signed("POST", path, body), type=PersonPage)


async def take(asks: Phone, seen: PersonPage, what: str) -> PersonPage:
    """`what`: mandates/<id> or devices/<id>."""
    path = f"{PEOPLE}/{seen.account}/{what}/revoke"
    return msgspec.json.decode(await asks.signed("POST", path, _seen(seen)), type=PersonPage)


async def code(asks: Phone, seen: PersonPage) -> FreshCode:
    answer = await asks.signed("POST", f"{PEOPLE}/{seen.account}/code", _seen(seen))
    return msgspec.json.decode(answer, type=FreshCode)


async def citizen(officer: Phone, account: str, new: NewCitizen) -> FreshCode:
    answer = await officer.signed("POST", f"/api/desk/citizens/{account}", msgspec.json.encode(new))
    return msgspec.json.decode(answer, type=FreshCode)


async def owner_code(officer: Phone, document: bytes, grounds: Grounded = CARD) -> FreshCode:
    path = f"/api/desk/dossiers/{document.hex()}/code"
    return msgspec.json.decode(
        await officer.signed("POST", path, msgspec.json.encode(grounds)), type=FreshCode
    )


async def own_devices(device: Phone) -> DeviceList:
    return msgspec.json.decode(await device.signed("GET", "/api/me/devices"), type=DeviceList)


async def lose(device: Phone, lost: Phone) -> DeviceList:
    path = f"/api/me/devices/{lost.key.device.hex()}/revoke"
    return msgspec.json.decode(await device.signed("POST", path), type=DeviceList)


def _path(account: Account) -> str:
    return f"{PEOPLE}/{account.account.hex()}"


def _seen(seen: PersonPage) -> bytes:
    return msgspec.json.encode({"state": seen.state})
