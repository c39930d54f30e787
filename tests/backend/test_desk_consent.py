"""An officer sees how a dossier came to be, and says of a card that it was in front of them."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from backend.mandates.rules import desk_mandate
from tests.backend.test_beginnings import account_of as account_at
from tests.backend.test_consent_ending import cancelled
from tests.forms.shared import complete_dossiers
from tests.support.audit import audit
from tests.support.helpers import CITIZEN, GROUP, begin_for, helper_of
from tests.support.hub import Hub
from tests.support.people import FORM, Declined, Phone
from tests.support.units import ELSEWHERE, HERE, account_of, enrolled_as

CARD: dict[str, Any] = {"mode": "card", "proof": {"officer": "CB-01"}}


async def officer_of(hub: Hub, name: str, unit: str = HERE, staff: str | None = None) -> Phone:
    account = replace(account_of(name, unit), staff=staff)
    return await enrolled_as(hub, name, account, [desk_mandate(account.account, account.account, unit)])


async def handed_in(hub: Hub, **changed: Any) -> tuple[Phone, bytes]:
    helper = await helper_of(hub)
    document = begin_for(hub, helper, **changed)
    helper.write_all(document, complete_dossiers()[FORM])
    helper.submit(document)
    await helper.sync()
    return helper, document


async def shown(officer: Phone, document: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(await officer.signed("GET", f"/api/desk/dossiers/{document.hex()}"))
    return found


async def confirm(officer: Phone, document: bytes, version: int) -> dict[str, Any]:
    body = json.dumps({"version": version}).encode()
    answer = await officer.signed("POST", f"/api/desk/dossiers/{document.hex()}/consent", body)
    found: dict[str, Any] = json.loads(answer)
    return found


async def refusal(officer: Phone, document: bytes, version: int) -> str:
    with pytest.raises(Declined) as refused:
        await confirm(officer, document, version)
    return refused.value.problem.code


async def test_an_officer_sees_who_helped_how_the_citizen_agreed_and_who_gets_the_notices(hub: Hub) -> None:
    notices = {"to": "post", "name": "Nguyễn Thị Tư", "phone": "", "address": "Ấp 3, xã Bình Hưng"}
    _, document = await handed_in(hub, notices=notices)
    officer = await officer_of(hub, "here")
    found = await shown(officer, document)
    consent = found["consent"]
    assert (found["person"], consent["name"]) == (CITIZEN, CITIZEN)
    assert (consent["person"], consent["group"]) == ("Người giúp sau", GROUP)
    assert (consent["mode"], consent["confirmed"], consent["witness"]) == ("witness", None, "Lê Văn Năm")
    assert (consent["notices"], consent["notices_address"]) == ("post", "Ấp 3, xã Bình Hưng")
    assert (consent["standing"], consent["may_confirm"]) == ("submitted", False)
    assert found["outcome"]["consent"]["standing"] == "submitted"
    assert await refusal(officer, document, found["outcome"]["version"]) == "not-found"


async def test_a_card_is_confirmed_at_the_desk_of_the_officer_who_was_named(hub: Hub) -> None:
    helper, document = await handed_in(hub, **CARD)
    named = await officer_of(hub, "named", staff="CB-01")
    colleague, foreign = await officer_of(hub, "colleague"), await officer_of(hub, "foreign", ELSEWHERE)
    version = (await shown(colleague, document))["outcome"]["version"]
    assert (await shown(foreign, document))["consent"]["may_confirm"] is False
    assert await refusal(foreign, document, version) == "not-found"
    assert await refusal(colleague, document, version - 1) == "moved-on"
    assert (await shown(colleague, document))["consent"]["may_confirm"] is True
    answer = await confirm(colleague, document, version)
    assert (answer["confirmed"], answer["officer"]) == ("officer", "Cán bộ thử colleague")
    assert (answer["confirmed_at"], answer["may_confirm"]) == (hub.clock(), False)
    hub.clock.now_ms += 5
    # Said twice it counts once; a colleague has nothing more to say.
    assert await confirm(colleague, document, version) == answer
    assert await refusal(named, document, version + 1) == "not-found"
    await helper.sync()
    consent = helper.outcomes[document].consent
    assert consent is not None
    assert consent.confirmed == "officer"
    rows = await hub.rows("SELECT confirmed_by FROM consent")
    assert [bytes(row[0]) for row in rows] == [account_at(colleague)]  # type: ignore[call-overload]
    await audit(hub)


async def test_a_card_of_an_officer_whom_nobody_knows_is_confirmed_by_nobody(hub: Hub) -> None:
    _, document = await handed_in(hub, mode="card", proof={"officer": "CB-99"})
    officer = await officer_of(hub, "here", staff="CB-01")
    found = await shown(officer, document)
    assert found["consent"]["may_confirm"] is False
    assert await refusal(officer, document, found["outcome"]["version"]) == "not-found"


async def test_a_citizens_own_dossier_has_no_consent_and_none_to_confirm(hub: Hub) -> None:
    helper = await helper_of(hub)
    document = helper.begin(bytes(16))
    helper.write_all(document, complete_dossiers()[FORM])
    helper.submit(document)
    await helper.sync()
    officer = await officer_of(hub, "here", staff="CB-01")
    found = await shown(officer, document)
    assert found["consent"] is found["outcome"]["consent"] is None
    assert await refusal(officer, document, found["outcome"]["version"]) == "not-found"


async def test_an_officer_sees_that_a_citizen_cancelled_because_of_a_broker(hub: Hub) -> None:
    _, document = await handed_in(hub, **CARD)
    await cancelled(hub, reason="broker")
    officer = await officer_of(hub, "here", staff="CB-01")
    found = await shown(officer, document)
    assert (found["consent"]["standing"], found["consent"]["reason"]) == ("cancelled", "broker")
    # How it came to be may still be confirmed.
    answer = await confirm(officer, document, found["outcome"]["version"])
    assert (answer["standing"], answer["confirmed"]) == ("cancelled", "officer")
