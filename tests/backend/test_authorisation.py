"""Every route × every role × where the dossier is × whether the mandate holds: HTTP, against an oracle.

What helpers may do with a dossier under a consent: test_authorisation_helpers.py.
"""

import json
import os
from collections.abc import Mapping
from itertools import product
from typing import Any, get_args

import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler

from backend.app import ROUTES
from backend.mandates.rules import Role, desk_mandate
from backend.sessions.rules import PROOF_MS
from schemas.wire.desk import DeskList
from schemas.wire.problems import Problem
from tests.forms.shared import complete_dossiers
from tests.support.administration import AT_COUNTER, BY_ADMINISTRATOR, REVIEWING, SIGNALS
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

LIST, SHOW, LOOK, RECEIVE = "list_dossiers", "show_dossier", "look_at_dossier", "receive_dossier"
SHOW_UNIT, WRITE_FACT, LOOKS = "show_unit", "write_fact", "list_looks"
CONFIRM, BADGE = "confirm_consent", "issue_badge"
BY_MANDATE = {LIST, SHOW, LOOK, RECEIVE, CONFIRM, SHOW_UNIT, WRITE_FACT, BADGE}
# How somebody stands who works under a mandate; only what PROOF_ACTIONS names asks for more than an open one.
SESSIONS = ("none", "open", "proven", "ended")
# What a device asks about its own person's dossiers: no mandate opens it
BY_OWNER = {LOOKS}
BY_DEVICE = {
    *("sync", "list_own_devices", "revoke_own_device", "report_broker"),
    *("ask_phone_code", "list_consents", "end_consent"),
}
# How a person shows who they are: whoever has a device may (test_sessions.py, test_passkeys.py)
BY_PERSON = {
    *("me", "offer_session", "open_session", "open_session_of_demo", "end_session"),
    *("offer_passkey", "register_passkey", "list_passkeys", "remove_passkey"),
    *("begin_session", "finish_session"),
}
# What is written down of each that is answered, and whether it is about one dossier
DEEDS = {
    LIST: ("list", False),
    SHOW: ("read", True),
    LOOK: ("look", True),
    RECEIVE: ("receive", True),
    CONFIRM: ("confirm-consent", True),
    SHOW_UNIT: ("read-unit", False),
    WRITE_FACT: ("write-fact", False),
}
REASON = "Kiểm tra theo đơn phản ánh"
PUBLIC = {
    *("hub", "live", "ready", "manifest", "entry", "page"),
    *("challenge", "enrol_device", "enrol_by_passkey"),
    *("list_providers", "begin_enrolment", "finish_enrolment"),
    # who has the code may end a consent
    "cancel_consent",
    # kept from the outside by the proxy: docs/operations.md
    "measure",
}


def test_every_route_is_in_the_matrix_or_said_to_be_open() -> None:
    names = {route.fn.__name__ for route in ROUTES if isinstance(route, HTTPRouteHandler)}
    assert len(names) == len(ROUTES)
    # The matrix of people is test_authorisation_people.py.
    by_role = BY_MANDATE | BY_ADMINISTRATOR | AT_COUNTER | REVIEWING | SIGNALS
    assert names == by_role | BY_OWNER | BY_DEVICE | BY_PERSON | PUBLIC
    # A badge says nothing of any dossier.
    assert DEEDS.keys() == BY_MANDATE - {BADGE}


def seen(role: Role, state: str) -> set[str]:
    """Where the dossiers are that it may read."""
    if role != "reception" or state in IDLE or state == "another procedure":
        return set()
    return {"waiting", "there" if state == "elsewhere" else "here"}


def looked_at(role: Role, state: str) -> set[str]:
    """Where the dossiers are that it may read for a reason that it states."""
    if role not in ("leader", "auditor") or state in IDLE or state == "another procedure":
        return set()
    return {"there" if state == "elsewhere" else "here"}


def oracle(route: str, role: Role, state: str, place: str, session: str) -> int:
    """In sentences, and from nothing that the rules are made of. Nobody is told that something is there."""
    if state in IDLE or route == LOOKS:
        return 404
    if route == BADGE:
        # A helper sits at no desk.
        return 200 if role == "helper" else 404
    if session in ("none", "ended"):
        # Of the desk, not of any dossier: it is the same for what is not there.
        return 401
    if route == LIST:
        return 200 if role in ("reception", "processing", "leader") else 404
    if route in (SHOW_UNIT, WRITE_FACT):
        speaks = role in ("reception", "processing", "leader") and state != "elsewhere"
        return 200 if speaks else 404
    if route == CONFIRM:
        # Nobody helped with these.
        return 404
    if route == LOOK:
        return 200 if place in seen(role, state) | looked_at(role, state) else 404
    if place not in seen(role, state):
        return 403 if route == SHOW and place in looked_at(role, state) else 404
    if route == SHOW:
        return 200
    if state == "elsewhere":
        return 404
    return 200 if place == "waiting" else 409


async def asked(device: Phone, route: str, document: str, version: int) -> tuple[int, bytes]:
    path = {
        LIST: "/api/desk/dossiers",
        SHOW: f"/api/desk/dossiers/{document}",
        LOOK: f"/api/desk/dossiers/{document}/look",
        RECEIVE: f"/api/desk/dossiers/{document}/receive",
        CONFIRM: f"/api/desk/dossiers/{document}/consent",
        SHOW_UNIT: "/api/desk/unit",
        WRITE_FACT: f"/api/desk/unit/facts/{document}",
        LOOKS: f"/api/dossiers/{document}/looks",
        BADGE: "/api/badge",
    }[route]
    versioned = json.dumps({"version": version}).encode()
    body = {
        LOOK: json.dumps({"reason": REASON}).encode(),
        RECEIVE: versioned,
        CONFIRM: versioned,
        WRITE_FACT: msgspec.json.encode(AREA),
        BADGE: b"",
    }
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


def sessions_on(hub: Hub) -> tuple[str, ...]:
    """Every one; in the long run on PostgreSQL too, where no rule about them is the database's."""
    is_postgres = hub.settings.database.startswith("postgresql")
    return ("open",) if is_postgres and not os.environ.get("HAIDANG_MATRIX") else SESSIONS


@pytest.mark.parametrize("role", ROLES)
async def test_every_cell_is_what_the_oracle_says(hub: Hub, role: Role) -> None:
    documents = await in_places(hub)
    cells, sessions = 0, sessions_on(hub)
    for state in STATES:
        account = account_of(f"{role} {state}"[:16])
        mandate = msgspec.structs.replace(
            desk_mandate(account.account, account.account, HERE), role=role, **STATES[state]
        )
        device = await enrolled_as(hub, f"{role} {state}", account, [mandate])
        done = []
        for session in sessions:
            await stand(hub, device, session)
            for route, place in product(sorted(BY_MANDATE | BY_OWNER), PLACES):
                cells += 1
                cell = (route, role, state, place, session)
                version = 2 if place in ("here", "there") else 1
                status, body = await asked(device, route, documents[place], version)
                assert status == oracle(*cell), (cell, body)
                if status == 401:
                    assert msgspec.json.decode(body, type=Problem).code == "session-needed"
                if status == 403:
                    assert msgspec.json.decode(body, type=Problem).code == "reason-needed"
                if status == 200 and route in DEEDS:
                    action, is_about_one = DEEDS[route]
                    done.append((action, documents[place] if is_about_one else ""))
                if route == LIST and status == 200:
                    cards = {card.document for card in msgspec.json.decode(body, type=DeskList).dossiers}
                    assert cards == {documents[one] for one in seen(role, state)}, cell
                if route == RECEIVE and status == 200:
                    await taken_back(hub, documents[place])
        assert await written_down(hub, account.account) == done, (role, state)
    assert cells == len(STATES) * len(BY_MANDATE | BY_OWNER) * len(PLACES) * len(sessions)


async def written_down(hub: Hub, account: bytes) -> list[tuple[str, str]]:
    asked = "SELECT action, document FROM audit WHERE account = :account ORDER BY number"
    rows = await hub.rows(asked, account=account)
    return [(str(action), bytes(document).hex()) for action, document in rows]  # type: ignore[call-overload]


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
    for place in PLACES:
        assert (await asked(bay, LOOKS, documents[place], 1))[0] == 404, place
        is_theirs = place != "nowhere"
        assert (await asked(owner, LOOKS, documents[place], 1))[0] == (200 if is_theirs else 404), place
