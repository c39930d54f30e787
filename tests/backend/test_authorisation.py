"""Every route × every role × where the dossier is × whether the mandate holds: HTTP, against an oracle.

What helpers may do with a dossier under a consent: test_authorisation_helpers.py.
"""

import json
from collections.abc import Mapping
from itertools import product
from typing import Any, get_args

import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler

from backend.app import ROUTES
from backend.desk.staff import staff
from backend.mandates.rules import Action, Matter, Role, desk_mandate
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions.rules import PROOF_MS
from schemas.wire.desk import DeskList
from schemas.wire.problems import Problem
from tests.forms.shared import complete_dossiers
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone
from tests.support.units import AREA, ELSEWHERE, HERE, account_of, enrolled_as, officer_of

FORM = "khoi-cong@1"
ROLES: tuple[Role, ...] = get_args(Role)
STATES: Mapping[str, Mapping[str, Any]] = {
    "holds": {},
    "not begun": {"begins": 2**52},
    "ended": {"ends": 1},
    "revoked": {"revoked": 1},
    "elsewhere": {"authority": ELSEWHERE},
    "another procedure": {"procedures": frozenset({"1.001193"})},
}
IDLE = ("not begun", "ended", "revoked")
PLACES = ("draft", "waiting", "here", "there", "nowhere")

LIST, SHOW, RECEIVE = "list_dossiers", "show_dossier", "receive_dossier"
SHOW_UNIT, WRITE_FACT = "show_unit", "write_fact"
CONFIRM, BADGE = "confirm_consent", "issue_badge"
BY_MANDATE = {LIST, SHOW, RECEIVE, CONFIRM, SHOW_UNIT, WRITE_FACT, BADGE}
# How somebody stands who works under a mandate; only what PROOF_ACTIONS names asks for more than an open one.
SESSIONS = ("none", "open", "proven", "ended")
# What a device asks about its own person's dossiers
BY_DEVICE = {"sync", "ask_phone_code", "list_consents", "end_consent"}
# How a person shows who they are: whoever has a device may (test_sessions.py, test_passkeys.py)
BY_PERSON = {
    *("me", "offer_session", "open_session", "open_session_of_demo", "end_session"),
    *("offer_passkey", "register_passkey", "list_passkeys", "remove_passkey"),
}
PUBLIC = {
    *("hub", "live", "ready", "manifest", "entry", "page"),
    *("challenge", "enrol_device", "enrol_by_passkey"),
    # who has the code may end a consent
    "cancel_consent",
    # kept from the outside by the proxy: docs/operations.md
    "measure",
}


def test_every_route_is_in_the_matrix_or_said_to_be_open() -> None:
    names = {route.fn.__name__ for route in ROUTES if isinstance(route, HTTPRouteHandler)}
    assert len(names) == len(ROUTES)
    assert names == BY_MANDATE | BY_DEVICE | BY_PERSON | PUBLIC


def seen(role: Role, state: str) -> set[str]:
    """Where the dossiers are that it may read."""
    if role != "reception" or state in IDLE or state == "another procedure":
        return set()
    return {"waiting", "there" if state == "elsewhere" else "here"}


def oracle(route: str, role: Role, state: str, place: str, session: str) -> int:
    """In sentences, and from nothing that the rules are made of. Nobody is told that something is there."""
    if state in IDLE:
        return 404
    if session in ("none", "ended"):
        # Of the desk, not of any dossier: it is the same for what is not there.
        return 401
    if route == BADGE:
        return 200 if role == "helper" else 404
    if route == LIST:
        return 200 if role in ("reception", "processing", "leader") else 404
    if route in (SHOW_UNIT, WRITE_FACT):
        speaks = role in ("reception", "processing", "leader") and state != "elsewhere"
        return 200 if speaks else 404
    # Nobody helped with these.
    if place not in seen(role, state) or route == CONFIRM:
        return 404
    if route == SHOW:
        return 200
    if state == "elsewhere":
        return 404
    return 200 if place == "waiting" else 409


async def asked(device: Phone, route: str, document: str, version: int) -> tuple[int, bytes]:
    path = {
        LIST: "/api/desk/dossiers",
        SHOW: f"/api/desk/dossiers/{document}",
        RECEIVE: f"/api/desk/dossiers/{document}/receive",
        CONFIRM: f"/api/desk/dossiers/{document}/consent",
        SHOW_UNIT: "/api/desk/unit",
        WRITE_FACT: f"/api/desk/unit/facts/{document}",
        BADGE: "/api/badge",
    }[route]
    versioned = json.dumps({"version": version}).encode()
    body = {RECEIVE: versioned, CONFIRM: versioned, WRITE_FACT: msgspec.json.encode(AREA), BADGE: b""}
    response = await device.send("POST" if route in body else "GET", path, body.get(route, b""))
    return response.status_code, response.content


async def in_places(hub: Hub) -> dict[str, str]:
    """A dossier in each place, by its id."""
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    desks = {"here": await officer_of(hub, "here"), "there": await officer_of(hub, "there", ELSEWHERE)}
    found = {"nowhere": "0f" * 16}
    for number, place in enumerate(one for one in PLACES if one != "nowhere"):
        document = lan.begin(number.to_bytes(16, "big"), FORM)
        lan.write_all(document, complete_dossiers()[FORM])
        if place != "draft":
            lan.submit(document)
        await lan.sync()
        found[place] = document.hex()
        if place in desks:
            path = f"/api/desk/dossiers/{document.hex()}/receive"
            await desks[place].signed("POST", path, b'{"version":1}')
    return found


async def taken_back(hub: Hub, document: str) -> None:
    waiting = "UPDATE dossier SET state = 'submitted', holder = '', version = 1 WHERE document = :document"
    await hub.execute(waiting, document=bytes.fromhex(document))


@pytest.mark.parametrize("role", ROLES)
async def test_every_cell_is_what_the_oracle_says(hub: Hub, role: Role) -> None:
    documents = await in_places(hub)
    cells = 0
    for state in STATES:
        account = account_of(f"{role} {state}"[:16])
        mandate = msgspec.structs.replace(
            desk_mandate(account.account, account.account, HERE), role=role, **STATES[state]
        )
        device = await enrolled_as(hub, f"{role} {state}", account, [mandate])
        for session in SESSIONS:
            await stand(hub, device, session)
            for route, place in product(sorted(BY_MANDATE), PLACES):
                cells += 1
                cell = (route, role, state, place, session)
                version = 2 if place in ("here", "there") else 1
                status, body = await asked(device, route, documents[place], version)
                assert status == oracle(*cell), (cell, body)
                if status == 401:
                    assert msgspec.json.decode(body, type=Problem).code == "session-needed"
                if route == LIST and status == 200:
                    cards = {card.document for card in msgspec.json.decode(body, type=DeskList).dossiers}
                    assert cards == {documents[one] for one in seen(role, state)}, cell
                if route == RECEIVE and status == 200:
                    await taken_back(hub, documents[place])
    assert cells == len(STATES) * len(BY_MANDATE) * len(PLACES) * len(SESSIONS)


async def stand(hub: Hub, device: Phone, session: str) -> None:
    """Its session as the cell wants it, past everything that opens one."""
    await hub.execute("DELETE FROM session WHERE device = :device", device=device.key.device)
    if session == "none":
        return
    now_ms = hub.clock()
    proven = now_ms if session == "proven" else now_ms - PROOF_MS
    assert device.enrolled is not None
    await hub.execute(
        "INSERT INTO session (session, device, account, method, opened, ends, proven, ended) "
        "VALUES (:device, :device, :account, 'passkey', :opened, :ends, :proven, :ended)",
        device=device.key.device,
        account=device.enrolled.account,
        opened=proven,
        ends=now_ms + 1,
        proven=proven,
        ended=now_ms - 1 if session == "ended" else None,
    )


@pytest.mark.parametrize("role", ROLES)
async def test_what_weighs_more_needs_a_fresh_proof_and_a_mandate(hub: Hub, role: Role) -> None:
    """Every action × state of the mandate × session, for a dossier that is theirs to decide."""
    matter = Matter(
        owner=b"somebody",
        procedure="1.013225",
        is_submitted=True,
        desk=None,
        is_at_desk=False,
        authority=HERE,
        helpers=frozenset(),
    )
    for state in STATES:
        account = account_of(f"{role} {state}"[:16])
        mandate = msgspec.structs.replace(
            desk_mandate(account.account, account.account, HERE), role=role, **STATES[state]
        )
        device = await enrolled_as(hub, f"{role} {state}", account, [mandate])
        for session in SESSIONS:
            await stand(hub, device, session)
            for action in get_args(Action):
                said = await answer_to(hub, device, action, matter)
                assert said == weighed(action, role, state, session), (action, role, state, session)


WEIGHTY = {"leader": {"decide", "unmask", "export"}, "processing": {"unmask"}}
LIGHT = {
    "reception": {"list", "read", "summary", "receive"},
    "processing": {"list", "read", "summary", "ask"},
    "leader": {"list", "read", "summary", "ask"},
}


def weighed(action: Action, role: Role, state: str, session: str) -> str:
    if state in IDLE:
        return "not-found"
    if session in ("none", "ended"):
        return "session-needed"
    covers = state == "holds" or (state == "elsewhere" and role == "reception")
    if not covers:
        return "no"
    if action in WEIGHTY.get(role, ()):
        return "yes" if session == "proven" else "proof-needed"
    return "yes" if action in LIGHT.get(role, ()) else "no"


async def answer_to(hub: Hub, device: Phone, action: Action, matter: Matter) -> str:
    assert device.enrolled is not None
    sender = Sender(device=device.key.device, account=device.enrolled.account)
    try:
        async with hub.database.read() as tx:
            officer = await staff(tx, sender, hub.clock())
            return "yes" if officer.may_with(action, matter) else "no"
    except Refused as refused:
        return refused.code


async def test_two_mandates_do_not_take_over_what_neither_could(hub: Hub) -> None:
    """All procedures at another desk, and another procedure at this one."""
    documents = await in_places(hub)
    account = account_of("two")
    held = [
        msgspec.structs.replace(desk_mandate(state.encode(), account.account, HERE), **STATES[state])
        for state in ("elsewhere", "another procedure")
    ]
    device = await enrolled_as(hub, "two", account, held)
    assert (await asked(device, SHOW, documents["waiting"], 1))[0] == 200
    assert (await asked(device, RECEIVE, documents["waiting"], 1))[0] == 404


async def test_without_a_mandate_or_a_key_there_is_nothing(hub: Hub) -> None:
    documents = await in_places(hub)
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    owner = await enrolled_phone(hub, "lan-2", "Lan")
    for device, route, place in product([bay, owner], sorted(BY_MANDATE), PLACES):
        assert (await asked(device, route, documents[place], 1))[0] == 404, (route, place)
