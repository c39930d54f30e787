"""What the pages are made of: who asks and how far they reach, and what is kept of a person."""

import re
from collections.abc import Collection

from backend.administration import rules
from backend.administration.rules import Person, Reach
from backend.authorities import store as authorities
from backend.authorities.rules import CITY, CITY_NAME, Kind
from backend.database import CoreTx
from backend.devices import store as devices
from backend.devices.known import Known
from backend.forms import catalogue
from backend.forms.days import day_of
from backend.mandates import store as mandates
from backend.mandates.rules import Mandate, goes_on
from backend.passkeys import store as passkeys
from backend.people import store as people
from backend.problems import Refused
from backend.sender import Sender
from backend.staffing.staff import staff

ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


def id_of(text: str) -> bytes:
    if ID.fullmatch(text) is None:
        raise Refused("not-found")
    return bytes.fromhex(text)


async def names(tx: CoreTx) -> dict[str, str]:
    """Of every authority, by code."""
    written = {one.code: one.name for one in await authorities.all_authorities(tx)}
    return {CITY: CITY_NAME, **{unit.code: unit.full_name for unit in catalogue.units()}, **written}


async def kinds(tx: CoreTx) -> dict[str, Kind]:
    written = {one.code: one.kind for one in await authorities.all_authorities(tx)}
    units: dict[str, Kind] = {unit.code: "unit" for unit in catalogue.units()}
    return {CITY: "city", **units, **written}


async def reach_of(tx: CoreTx, sender: Sender, now_ms: int) -> Reach:
    """Of an administrator; for anybody else there is nothing here."""
    asks = await staff(tx, sender, now_ms)
    held = rules.appointing(asks.mandates)
    if not held:
        raise Refused("not-found")
    return Reach(
        account=asks.account.account, mandates=held, tree=asks.tree, names=await names(tx), now_ms=now_ms
    )


async def person_of(tx: CoreTx, reach: Reach, known: Known, account: bytes) -> Person:
    """Somebody whom the administrator may see."""
    found, held = await people.account_of(tx, account), await mandates.of_account(tx, account)
    # Whether nobody is there or somebody beyond reach: nothing more is asked for either.
    if found is None or not rules.is_seen(reach, Person(account=found, mandates=held)):
        raise Refused("not-found")
    owned = await devices.of_account(tx, account)
    seen = await seen_of(tx, known, [one.device for one in owned])
    keys = len(await passkeys.of_account(tx, account))
    return Person(account=found, mandates=held, devices=owned, seen=seen, passkeys=keys)


async def persons_in(tx: CoreTx, reach: Reach, places: Collection[str]) -> list[Person]:
    """Who works at one of these places, or was given something there that goes on; by workplace and name."""
    of_person: dict[bytes, list[Mandate]] = {}
    for mandate in await mandates.all_mandates(tx):
        of_person.setdefault(mandate.account, []).append(mandate)
    given = [
        account
        for account, held in of_person.items()
        if any(one.authority in places and goes_on(one, reach.now_ms) for one in held)
    ]
    found = {one.account: one for one in await people.at_units(tx, places)}
    found |= await people.accounts_of(tx, [one for one in given if one not in found])
    ordered = sorted(found.values(), key=lambda one: (one.unit, one.person, one.account))
    return [Person(account=one, mandates=of_person.get(one.account, [])) for one in ordered]


async def seen_of(tx: CoreTx, known: Known, ids: Collection[bytes]) -> dict[bytes, str]:
    """The last day on which each asked for something: as written down, or newer in memory."""
    lately = {device: day_of(known.seen[device]) for device in ids if device in known.seen}
    return await devices.seen_of(tx, ids) | lately


def is_staff(held: Collection[Mandate], now_ms: int) -> bool:
    return any(goes_on(one, now_ms) for one in held)
