"""Every route about people × every role × whom it is about × whether the mandate holds: against an oracle.

What is done names a state that nobody has seen: whoever may do it hears "moved-on" (409), nothing happens.
"""

from itertools import product
from typing import get_args

import msgspec
import pytest

from backend.mandates.rules import Role, desk_mandate
from backend.people.store import Account
from schemas.wire.administration import GiveMandate, NewCitizen, NewPerson
from schemas.wire.reviews import Reasoned, Review
from sync.change import Set
from tests.backend.test_authorisation import IDLE, PLACES, ROLES, STATES, in_places
from tests.support.administration import (
    AT_COUNTER,
    BY_ADMINISTRATOR,
    CARD,
    FIRST_DAY,
    PEOPLE,
    REVIEWING,
    lose,
    mandate,
    own_devices,
)
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone
from tests.support.units import ELSEWHERE, HERE, account_of, enrolled_as

assert get_args(Role) == ROLES

WHO = ("here", "there", "both", "self", "nobody")
UNSEEN = msgspec.json.encode({"state": "0" * 16})
NEW = msgspec.json.encode(NewPerson(person="Cán bộ mới", staff="CD-77", unit=HERE))
GIVEN = GiveMandate(
    state="0" * 16, role="reception", authority=HERE, procedures=None, begins=FIRST_DAY, ends=None
)
CITIZEN = msgspec.json.encode(NewCitizen(person="Võ Thị Ba", ground="identity-card", words=""))


def oracle(route: str, role: Role, state: str, who: str) -> int:
    """In sentences, and from nothing that the rules are made of."""
    if role != "administrator" or state in IDLE:
        return 404
    place = "there" if state == "elsewhere" else "here"
    if route == "list_people":
        return 200
    if route == "add_person":
        return 200 if place == "here" else 403
    is_seen = who in (place, "both", "self")
    if not is_seen:
        return 404
    if route == "show_person":
        return 200
    if who == "self":
        return 403
    if route == "give_mandate":
        # for this place, all procedures
        return 409 if place == "here" and state == "holds" else 403
    if route == "revoke_mandate":
        # "both" was given one there
        return 404 if (who, place) == ("both", "here") else 409
    # Whoever holds something beyond the reach, or works beyond it
    return 403 if who == "both" else 409


async def people_in(hub: Hub) -> dict[str, tuple[Account, Phone]]:
    """Who works here or there and holds a desk there; "both" works here."""
    found = {}
    for who, (unit, place) in {
        "here": (HERE, HERE),
        "there": (ELSEWHERE, ELSEWHERE),
        "both": (HERE, ELSEWHERE),
    }.items():
        account = account_of(who, unit)
        held = mandate(f"m {who}", account.account, "reception", place)
        found[who] = (account, await enrolled_as(hub, who, account, [held]))
    return found


@pytest.mark.parametrize("role", ROLES)
async def test_every_cell_about_people_is_what_the_oracle_says(hub: Hub, role: Role) -> None:
    others = await people_in(hub)
    cells = 0
    for state in STATES:
        account = account_of(f"{role} {state}"[:16])
        held = msgspec.structs.replace(
            mandate(f"{role} {state}"[:16], account.account, role, HERE), **STATES[state]
        )
        asks = await enrolled_as(hub, f"{role} {state}", account, [held])
        known = {
            who: (one, device, f"m {who}".encode().ljust(16, b"-")) for who, (one, device) in others.items()
        }
        known["self"] = (account, asks, held.mandate)
        for route, who in product(sorted(BY_ADMINISTRATOR), WHO):
            about, device, given = known.get(who, known["here"])
            person = ("0f" * 16) if who == "nobody" else about.account.hex()
            one = f"{PEOPLE}/{person}"
            method, path, body = {
                "list_people": ("GET", PEOPLE, b""),
                "show_person": ("GET", one, b""),
                "add_person": ("POST", f"{PEOPLE}/{'0c' * 16}", NEW),
                "give_mandate": ("POST", f"{one}/mandates/{'0d' * 16}", msgspec.json.encode(GIVEN)),
                "revoke_mandate": ("POST", f"{one}/mandates/{given.hex()}/revoke", UNSEEN),
                "revoke_staff_device": ("POST", f"{one}/devices/{device.key.device.hex()}/revoke", UNSEEN),
                "make_code": ("POST", f"{one}/code", UNSEEN),
            }[route]
            answer = await asks.send(method, path, body)
            wanted = oracle(route, role, state, who)
            assert answer.status_code == wanted, (route, role, state, who, answer.text)
            cells += 1
    assert cells == len(STATES) * len(BY_ADMINISTRATOR) * len(WHO)


@pytest.mark.parametrize("role", ROLES)
async def test_every_cell_at_the_counter_is_what_the_oracle_says(hub: Hub, role: Role) -> None:
    documents = await in_places(hub)
    lan = await enrolled_phone(hub, "lan-2", "Lan")
    [first, *_] = (await own_devices(lan)).devices
    for state in STATES:
        account = account_of(f"{role} {state}"[:16])
        held = msgspec.structs.replace(
            desk_mandate(account.account, account.account, HERE), role=role, **STATES[state]
        )
        asks = await enrolled_as(hub, f"{role} {state}", account, [held])
        at_desk = role == "reception" and state not in (*IDLE, "elsewhere")
        for route, place in product(sorted(AT_COUNTER), PLACES):
            one = f"/api/desk/dossiers/{documents[place]}"
            method, path, body = {
                "add_citizen": ("POST", f"/api/desk/citizens/{'0e' * 16}", CITIZEN),
                "make_owner_code": ("POST", f"{one}/code", msgspec.json.encode(CARD)),
                "list_owner_devices": ("GET", f"{one}/devices", b""),
                "revoke_owner_device": (
                    "POST",
                    f"{one}/devices/{first.device}/revoke",
                    msgspec.json.encode(CARD),
                ),
            }[route]
            answer = await asks.send(method, path, body)
            may = at_desk and (route == "add_citizen" or (place == "here" and state == "holds"))
            assert answer.status_code == (200 if may else 404), (route, role, state, place, answer.text)


@pytest.mark.parametrize("role", ROLES)
async def test_every_cell_of_the_review_is_what_the_oracle_says(hub: Hub, role: Role) -> None:
    """Work of a withdrawn device, of a dossier in each place; what is at no desk is the city's to decide."""
    documents = await in_places(hub)
    lan, lost = await enrolled_phone(hub, "lan-2", "Lan"), await enrolled_phone(hub, "lan-3", "Lan")
    await lost.sync()
    await lose(lan, lost)
    for document in documents.values():
        if document != documents["nowhere"]:
            lost.write(bytes.fromhex(document), Set("/workName", "Nhà mới"))
    await lost.sync()
    body = msgspec.json.encode(Reasoned(state="0" * 16, reason="Thử"))
    for state in STATES:
        account = account_of(f"{role} {state}"[:16])
        held = msgspec.structs.replace(
            mandate(f"{role} {state}"[:16], account.account, role, HERE), **STATES[state]
        )
        asks = await enrolled_as(hub, f"{role} {state}", account, [held])
        decides = role in ("leader", "administrator") and state not in IDLE
        for route, place in product(sorted(REVIEWING), PLACES):
            one = f"/api/review/{documents[place]}/{lost.key.device.hex()}"
            path = {
                "list_review": "/api/review",
                "read_kept": f"{one}/read",
                "readmit_kept": f"{one}/readmit",
                "dismiss_kept": f"{one}/dismiss",
            }[route]
            is_list = route == "list_review"
            answer = await asks.send("GET" if is_list else "POST", path, b"" if is_list else body)
            is_here = decides and place == ("there" if state == "elsewhere" else "here")
            wanted = 200 if is_list and decides else 409 if is_here and not is_list else 404
            assert answer.status_code == wanted, (route, role, state, place, answer.text)
            if is_list and decides:
                items = msgspec.json.decode(answer.content, type=Review).items
                at = "there" if state == "elsewhere" else "here"
                assert [item.document for item in items] == [documents[at]]


async def test_without_a_mandate_there_is_nothing_about_people(hub: Hub) -> None:
    others = await people_in(hub)
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    for account, _ in others.values():
        one = f"{PEOPLE}/{account.account.hex()}"
        for method, path, body in (
            ("GET", PEOPLE, b""),
            ("GET", one, b""),
            ("POST", one, NEW),
            ("POST", f"{one}/code", UNSEEN),
            ("GET", "/api/review", b""),
            ("POST", f"/api/desk/citizens/{'0e' * 16}", CITIZEN),
        ):
            assert (await bay.send(method, path, body)).status_code == 404, (method, path)
