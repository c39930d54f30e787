"""Helpers and consents: every role × whether the mandate holds × how account and dossier stand, over HTTP.

The oracle says it in sentences, from nothing that the rules are made of.
"""

import json
from itertools import product

import pytest
from msgspec.structs import replace

from backend.mandates.rules import Role, desk_mandate
from backend.people.store import Account
from schemas.wire.exchange import SyncResponse
from tests.backend.test_authorisation import IDLE, ROLES, STATES
from tests.backend.test_desk_consent import CARD, officer_of
from tests.backend.test_policy import intrusion
from tests.forms.shared import complete_dossiers
from tests.support.helpers import begin_for, helper_account, helper_of
from tests.support.hub import Hub
from tests.support.people import FORM, Declined, Phone, problem_of, request_of
from tests.support.units import HERE, account_of, enrolled_as

# Before it is handed in and since; over by the calendar, or by the code; another helper's; what nobody began
RELATIONS = ("assisted", "followed", "expired", "cancelled", "foreign", "nowhere")
DESK = ("", "/receive", "/consent")


def helps(role: Role, state: str) -> bool:
    """Whom a helper may help hinges on no place."""
    return role == "helper" and state in ("holds", "elsewhere")


def oracle_write(role: Role, state: str, relation: str) -> str:
    if relation in ("foreign", "nowhere"):
        return "not-granted"
    if not helps(role, state):
        return "no-mandate"
    return {"assisted": "", "followed": "handed-in"}.get(relation, "consent-ended")


def oracle_sees(role: Role, state: str, relation: str) -> bool:
    return relation == "assisted" and helps(role, state)


def oracle_hears(role: Role, state: str, relation: str) -> bool:
    """Whether how the dossier stands is told, and not only that the consent is over."""
    return relation in ("assisted", "followed") and helps(role, state)


async def in_relations(hub: Hub) -> tuple[Phone, dict[str, bytes]]:
    """What one helper has to do with each dossier, and the one of another."""
    helper, other = await helper_of(hub), await helper_of(hub, "bay")
    documents = {}
    for number, relation in enumerate(RELATIONS[:-1]):
        writer = other if relation == "foreign" else helper
        documents[relation] = begin_for(hub, writer, bytes([number]) * 16)
        writer.write_all(documents[relation], complete_dossiers()[FORM])
        if relation in ("followed", "cancelled"):
            writer.submit(documents[relation])
        await writer.sync()
    ended = "UPDATE consent SET expires = 1 WHERE document = :document"
    await hub.execute(ended, document=documents["expired"])
    over = "UPDATE consent SET ended = 1, ended_by = 'code' WHERE document = :document"
    await hub.execute(over, document=documents["cancelled"])
    return helper, documents


async def become(hub: Hub, before: Account, after: Account) -> None:
    """All that one account has as a helper is another's from now on."""
    for table, column in (("consent", "helper"), ("dossier", "helper"), ("document_grant", "account")):
        statement = f"UPDATE {table} SET {column} = :after WHERE {column} = :before"
        await hub.execute(statement, before=before.account, after=after.account)
    told = "UPDATE feed SET account = :after WHERE account = :before"
    await hub.execute(told, before=before.account, after=after.account)


async def pushed(device: Phone, document: bytes, parent: bytes) -> str:
    answer = await device.exchange(request_of(intrusion(device, document, (parent,) if parent else ())))
    [verdict] = answer.verdicts
    return verdict.code


def sees(answer: SyncResponse, device: Phone, document: bytes) -> bool:
    device.take(request_of(), answer)
    return any(one == document for one, _ in device.held.values())


@pytest.mark.timeout(600)  # on a machine that does much beside
@pytest.mark.parametrize("role", ROLES)
async def test_every_cell_of_a_helper_is_what_the_oracle_says(hub: Hub, role: Role) -> None:
    helper, documents = await in_relations(hub)
    began = {document: change for change, (document, _) in reversed(helper.held.items())}
    foreign = "SELECT change FROM consent WHERE document = :document"
    [(parent,)] = await hub.rows(foreign, document=documents["foreign"])
    began[documents["foreign"]] = bytes(parent)  # type: ignore[call-overload]
    documents["nowhere"] = b"\x0f" * 16
    cells, before = 0, helper_account("sau")
    for state in STATES:
        account = replace(account_of(f"{role} {state}"[:16]), role="citizen")
        mandate = replace(desk_mandate(account.account, account.account, HERE), role=role, **STATES[state])
        device = await enrolled_as(hub, f"{role} {state}", account, [mandate])
        await become(hub, before, account)
        before = account
        pulled = await device.exchange(request_of())
        told = {outcome.document: outcome for outcome in pulled.outcomes}
        for relation, document in documents.items():
            cell = (role, state, relation)
            assert sees(pulled, device, document) == oracle_sees(*cell), cell
            outcome = told.get(document)
            if relation in ("assisted", "followed"):
                is_told = outcome is not None and (relation == "assisted" or bool(outcome.answers))
                assert is_told == oracle_hears(*cell), cell
            else:
                assert outcome is None or (outcome.answers == [] and outcome.holder == ""), cell
            assert await pushed(device, document, began.get(document, b"")) == oracle_write(*cell), cell
            for path in DESK:
                target = f"/api/desk/dossiers/{document.hex()}{path}"
                method, body = ("POST", b'{"version":2}') if path else ("GET", b"")
                if role != "reception" or state in IDLE:
                    answer = await device.send(method, target, body)
                    assert (answer.status_code, problem_of(answer).code) == (404, "not-found"), cell
            ended = await device.send("POST", f"/api/consents/{document.hex()}/end", b"")
            assert problem_of(ended).code == "not-found", cell
            cells += 1
    assert cells == len(STATES) * len(RELATIONS)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", ROLES)
async def test_only_a_reception_that_holds_confirms_a_card(hub: Hub, role: Role) -> None:
    """At the unit of the officer whom the helper named: here every account's."""
    await officer_of(hub, "named", staff="CB-01")
    helper = await helper_of(hub)
    documents = {}
    for place in ("draft", "waiting"):
        documents[place] = begin_for(hub, helper, place.encode().ljust(16), **CARD)
        helper.write_all(documents[place], complete_dossiers()[FORM])
        if place == "waiting":
            helper.submit(documents[place])
    await helper.sync()
    for state, place in product(STATES, documents):
        account = account_of(f"{role} {state}{place}"[:16].ljust(16, place[0]))
        mandate = replace(desk_mandate(account.account, account.account, HERE), role=role, **STATES[state])
        device = await enrolled_as(hub, f"{role} {state} {place}", account, [mandate])
        version = "SELECT version FROM dossier WHERE document = :document"
        [(stands,)] = await hub.rows(version, document=documents[place])
        body = json.dumps({"version": stands}).encode()
        answer = await device.send("POST", f"/api/desk/dossiers/{documents[place].hex()}/consent", body)
        may = role == "reception" and state in ("holds", "elsewhere") and place == "waiting"
        assert answer.status_code == (200 if may else 404), (role, state, place)
        await hub.execute("UPDATE consent SET confirmed = NULL, confirmed_by = NULL")


async def test_without_a_key_nobody_asks_and_a_lost_phone_is_told_so(hub: Hub) -> None:
    helper = await helper_of(hub)
    for method, path in (
        ("POST", "/api/consents/codes"),
        ("GET", "/api/consents"),
        ("POST", f"/api/consents/{'0f' * 16}/end"),
    ):
        async with hub.client() as client:
            answer = await client.request(method, path, content=b"")
        assert problem_of(answer).code == "bad-signature", path
    await hub.execute("UPDATE device SET revoked = 1")
    body = b'{"procedure":"KHOI_CONG"}'
    asks = [
        ("POST", "/api/consents/codes", body),
        ("GET", "/api/consents", b""),
        ("POST", f"/api/consents/{'0f' * 16}/end", b""),
    ]
    for method, path, asked in asks:
        with pytest.raises(Declined) as refused:
            await helper.signed(method, path, asked)
        assert refused.value.problem.code == "revoked-device", path
