"""A consent ends: with the code, by the citizen, by the calendar, with the mandate or the device."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from backend.mandates import store as mandates
from schemas.wire.dossiers import Outcome
from sync.change import Set
from tests.forms.shared import complete_dossiers
from tests.support.audit import audit
from tests.support.helpers import (
    DAY_MS,
    begin_for,
    cancel_code,
    codes,
    consent_of,
    helper_mandate,
    helper_of,
    phone_code,
)
from tests.support.hub import Hub
from tests.support.people import FORM, Declined, Phone, enrolled_phone, problem_of

CANCEL = "/api/consents/cancel"


async def cancel(hub: Hub, code: str, reason: str = "cancel", **headers: str) -> httpx.Response:
    """From any browser, without a key."""
    body = json.dumps({"code": code, "reason": reason}).encode()
    async with hub.client() as client:
        return await client.post(CANCEL, content=body, headers=headers)


async def cancelled(hub: Hub, nonce: bytes = bytes(16), reason: str = "cancel") -> None:
    assert (await cancel(hub, cancel_code(nonce), reason)).status_code == 200


async def begun(hub: Hub) -> tuple[Phone, Phone, bytes]:
    """The citizen's phone, the helper's, and a dossier that both have."""
    lan, helper = await enrolled_phone(hub, "lan-1", "Lan"), await helper_of(hub)
    document = begin_for(hub, helper, mode="phone", proof={"code": await phone_code(lan)})
    await helper.sync()
    await lan.sync()
    return lan, helper, document


async def handed_in(hub: Hub) -> tuple[Phone, Phone, bytes]:
    lan, helper, document = await begun(hub)
    helper.write_all(document, complete_dossiers()[FORM])
    helper.submit(document)
    await helper.sync()
    await lan.sync()
    return lan, helper, document


async def pulled(hub: Hub, helper: Phone, lan: Phone, document: bytes) -> bool:
    """Whether what the citizen writes now still comes to the helper."""
    change = lan.write(document, Set("/workName", "của tôi"))
    await lan.sync()
    await helper.sync()
    return change in helper.held


async def outcome_at(device: Phone, document: bytes) -> Outcome:
    await device.sync()
    return device.outcomes[document]


async def test_K11_a_code_on_paper_ends_it_on_any_device_and_the_helper_hears_that(hub: Hub) -> None:
    lan, helper, document = await begun(hub)
    response = await cancel(hub, f" {cancel_code(bytes(16)).lower().replace('-', ' ')}\n", "broker")
    assert (response.status_code, response.json()) == (200, {"time": hub.clock()})
    found = await consent_of(hub, document)
    assert (found["ended"], found["ended_by"], found["reason"]) == (hub.clock(), "code", "broker")
    late = helper.write(document, Set("/workName", "vẫn viết"))
    assert not await pulled(hub, helper, lan, document)
    assert (await codes(hub))[late] == "consent-ended"
    outcome = await outcome_at(helper, document)
    assert outcome.consent is not None
    assert (outcome.consent.standing, outcome.state) == ("cancelled", "draft")
    assert [one.value for one in lan.replica.document(document).field("/workName")] == ["của tôi"]
    await audit(hub)


async def test_K11_the_citizen_ends_it_without_a_code_and_nobody_else_can(hub: Hub) -> None:
    lan, helper, document = await begun(hub)
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    path = f"/api/consents/{document.hex()}/end"
    for stranger in (helper, bay):
        with pytest.raises(Declined) as refusal:
            await stranger.signed("POST", path)
        assert refusal.value.problem.code == "not-found"
    for never in ("0f" * 16, "0f"):
        with pytest.raises(Declined) as refusal:
            await lan.signed("POST", f"/api/consents/{never}/end")
        assert refusal.value.problem.code == "not-found"
    first = json.loads(await lan.signed("POST", path))
    hub.clock.now_ms += 5
    assert json.loads(await lan.signed("POST", path)) == first == {"time": hub.clock() - 5}
    assert not await pulled(hub, helper, lan, document)
    outcome = await outcome_at(lan, document)
    assert outcome.consent is not None
    assert outcome.consent.standing == "ended"
    shown = json.loads(await lan.signed("GET", "/api/consents"))["consents"]
    assert [(one["standing"], one["ended"]) for one in shown] == [("ended", first["time"])]
    await audit(hub)


async def test_K11_wrong_used_and_unknown_codes_are_told_and_cost_the_same(hub: Hub) -> None:
    lan, _, _ = await begun(hub)
    await cancelled(hub)
    second = begin_for(hub, await helper_of(hub, "bay"), b"\1" * 16)
    assert second
    answers, statements = [], []
    for code in (cancel_code(bytes(16)), "3333-3333-3333", cancel_code(b"\1" * 16), "x"):
        async with all_noted(hub) as said:
            answer = await cancel(hub, code)
        told = {**answer.json(), "request_id": ""}
        answers.append((answer.status_code, told))
        statements.append([shape_of(statement) for statement in said])
    assert answers == [answers[0]] * 4
    assert answers[0][1]["code"] == "code-refused"
    assert statements == [statements[0]] * 4
    assert len(statements[0]) > 4
    assert lan.outcomes


def shape_of(statement: str) -> str:
    """Without its values, which SQLite writes into it."""
    return " ".join(statement.split()).partition(" WHERE ")[0].partition(" VALUES ")[0]


@asynccontextmanager
async def all_noted(hub: Hub) -> AsyncIterator[list[str]]:
    """Statements of engine transactions: SQLAlchemy's, and those at the driver last used."""
    found: list[str] = []

    def note(said: Any) -> None:
        found.append(said if isinstance(said, str) else said.query)

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    async with hub.database.engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
    if hub.database.sqlite:
        await driver.set_trace_callback(note)
    else:
        driver.add_query_logger(note)
    event.listen(hub.database.engine.sync_engine, "before_cursor_execute", hear)
    yield found
    event.remove(hub.database.engine.sync_engine, "before_cursor_execute", hear)
    if hub.database.sqlite:
        await driver.set_trace_callback(None)
    else:
        driver.remove_query_logger(note)


async def test_K11_guesses_are_few_and_a_right_code_waits_with_them(hub: Hub) -> None:
    await begun(hub)
    good = cancel_code(bytes(16))
    for number in range(5):
        assert problem_of(await cancel(hub, f"{good[:4]}-3333-333{number}")).code == "code-refused"
    assert problem_of(await cancel(hub, good)).code == "too-many-tries"
    assert problem_of(await cancel(hub, "4444-3333-3333")).code == "code-refused"
    hub.clock.now_ms += 600_001
    assert (await cancel(hub, good)).status_code == 200


async def test_K11_another_sites_page_cancels_nothing(hub: Hub) -> None:
    _, _, document = await begun(hub)
    for site in ("cross-site", "same-site"):
        answer = await cancel(hub, cancel_code(bytes(16)), **{"sec-fetch-site": site})
        assert problem_of(answer).code == "not-permitted"
    assert (await consent_of(hub, document))["ended"] is None
    answer = await cancel(hub, cancel_code(bytes(16)), **{"sec-fetch-site": "same-origin"})
    assert answer.status_code == 200


async def test_K11_a_follower_whose_consent_is_cancelled_hears_nothing_after_it(hub: Hub) -> None:
    """Also who had not asked for a while."""
    lan, helper, document = await handed_in(hub)
    await cancelled(hub)
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    await receive(officer, document)
    outcome = await outcome_at(helper, document)
    assert outcome.consent is not None
    assert (outcome.consent.standing, outcome.state) == ("cancelled", "submitted")
    assert (outcome.holder, outcome.answers) == ("", [])
    assert (await outcome_at(lan, document)).holder == "26732"
    await audit(hub)


async def receive(officer: Phone, document: bytes) -> None:
    path = f"/api/desk/dossiers/{document.hex()}"
    version = json.loads(await officer.signed("GET", path))["outcome"]["version"]
    await officer.signed("POST", f"{path}/receive", json.dumps({"version": version}).encode())


async def test_K10_what_is_over_by_the_calendar_is_seen_no_more_though_nobody_ended_it(hub: Hub) -> None:
    lan, helper, document = await begun(hub)
    assert await pulled(hub, helper, lan, document)
    hub.clock.now_ms += 30 * DAY_MS
    assert not await pulled(hub, helper, lan, document)
    late = helper.write(document, Set("/workName", "quá hạn"))
    await helper.sync()
    assert (await codes(hub))[late] == "consent-ended"
    shown = json.loads(await lan.signed("GET", "/api/consents"))["consents"]
    assert [one["standing"] for one in shown] == ["ended"]
    assert problem_of(await cancel(hub, cancel_code(bytes(16)))).code == "code-refused"


async def test_K10_without_a_mandate_that_holds_nothing_is_seen_written_or_heard(hub: Hub) -> None:
    lan, helper, document = await begun(hub)
    async with hub.write() as tx:
        await mandates.revoke(tx, [helper_mandate("sau").mandate], hub.clock())
    assert not await pulled(hub, helper, lan, document)
    late = helper.write(document, Set("/workName", "không còn phận sự"))
    await helper.sync()
    assert (await codes(hub))[late] == "no-mandate"
    lan.write_all(document, complete_dossiers()[FORM])
    lan.submit(document)
    await lan.sync()
    assert (await outcome_at(helper, document)).answers == []


@pytest.mark.parametrize(
    "changed",
    [
        {"begins": 2**52},
        {"ends": 1},
        {"revoked": 1},
        {"procedures": frozenset({"1.001193"})},
        {"role": "kiosk"},
    ],
    ids=str,
)
async def test_K10_a_helper_without_a_mandate_that_holds_begins_nothing(
    hub: Hub, changed: dict[str, Any]
) -> None:
    helper = await helper_of(hub, **changed)
    document = begin_for(hub, helper)
    helper.write(document, Set("/a", 1))
    await helper.sync()
    assert set((await codes(hub)).values()) == {"no-mandate"}
    assert await hub.rows("SELECT document FROM dossier") == []
    assert (await consent_of(hub, document))["declined"] == "no-mandate"
