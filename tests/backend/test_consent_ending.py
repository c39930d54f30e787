"""A consent ends: with the code, by the citizen, by the calendar, with the mandate or the device."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from backend.changes import consenting, ingest
from backend.consents import store as consents
from backend.devices import store as devices
from backend.mandates import store as mandates
from schemas.wire.dossiers import Outcome
from sync import submission
from sync.change import Insert, Record, Set, Value
from sync.registers import Entry
from tests.backend.test_beginnings import account_of
from tests.support.statements import noted
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
from tests.support.people import FORM, Declined, Phone, enrolled_phone, problem_of, request_of

CANCEL = "/api/consents/cancel"
BACKLOG = 20


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
    async with hub.database.write() as tx:
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


# Every step of a backlog


async def end_mandate(hub: Hub, helper: Phone, nonce: bytes) -> None:
    async with hub.database.write() as tx:
        await mandates.revoke(tx, [helper_mandate(helper.name).mandate], hub.clock())


async def end_device(hub: Hub, helper: Phone, nonce: bytes) -> None:
    async with hub.database.write() as tx:
        await devices.revoke(tx, helper.key.device, hub.clock())


async def end_consent(hub: Hub, helper: Phone, nonce: bytes) -> None:
    await cancelled(hub, nonce)


async def expire(hub: Hub, helper: Phone, nonce: bytes) -> None:
    hub.clock.now_ms += 30 * DAY_MS


ENDS: dict[str, tuple[Callable[[Hub, Phone, bytes], Awaitable[None]], str]] = {
    "mandate": (end_mandate, "no-mandate"),
    "device": (end_device, "revoked"),
    "consent": (end_consent, "consent-ended"),
    "calendar": (expire, "consent-ended"),
}


@pytest.mark.timeout(600)  # on a machine that does much beside
@pytest.mark.parametrize("ends", ENDS)
async def test_whatever_ends_at_each_step_of_a_backlog_nothing_is_dropped_or_taken_unseen(
    hub: Hub, ends: str
) -> None:
    """Twenty changes lie on a helper's device; it sends the first few, then its right to write is gone."""
    end, code = ENDS[ends]
    # Of a consent that the hub has not heard of there is nothing to cancel.
    for step in range(1 if ends == "consent" else 0, BACKLOG + 1):
        helper, nonce = await helper_of(hub, f"h{step}"), bytes([step]) * 16
        document = begin_for(hub, helper, nonce)
        for number in range(BACKLOG - 1):
            helper.write(document, Set("/workName", f"lần {number}"))
        backlog = list(helper.held)
        await sent(helper, backlog[:step])
        await end(hub, helper, nonce)
        hub.clock.now_ms += 1
        await sent(helper, backlog[step:])
        judged = await judged_of(hub, document)
        taken, left = ("accepted", ""), ("quarantined", code)
        assert [judged[change] for change in backlog] == [taken] * step + [left] * (BACKLOG - step), step
        shown = [one.value for one in await folded(hub, document)]
        assert shown == ([f"lần {step - 2}"] if step > 1 else []), step
        # Sent again, all of it is as it was.
        await sent(helper, backlog)
        assert await judged_of(hub, document) == judged
    await audit(hub)


async def sent(helper: Phone, changes: Sequence[bytes]) -> None:
    if changes:
        await helper.exchange(request_of(*[helper.held[change][1] for change in changes]))


async def judged_of(hub: Hub, document: bytes) -> dict[bytes, tuple[str, str]]:
    rows = await hub.rows("SELECT change, verdict, code FROM change WHERE document = :d", d=document)
    return {bytes(change): (verdict, code) for change, verdict, code in rows}  # type: ignore[call-overload,misc]


async def folded(hub: Hub, document: bytes) -> Sequence[Entry]:
    """What stands in the field that the backlog writes, at the hub."""
    async with hub.database.read() as tx:
        holding = (await ingest.load(tx, [document]))[document]
    return holding.document.field("/workName")


# A supplement


async def reopened(hub: Hub, document: bytes, *paths: str) -> None:
    async with hub.database.write() as tx:
        consent = (await consents.of_documents(tx, [document]))[document]
        await consenting.reopen(tx, consent, paths, hub.clock())


async def test_K12_a_supplement_opens_exactly_the_paths_it_names_until_they_are_handed_in(hub: Hub) -> None:
    lan, helper, document = await handed_in(hub)
    await reopened(hub, document, "/investor/phone", "/items")
    await helper.sync()
    assert helper.outcomes[document].consent is not None
    good = helper.write(document, Set("/investor/phone", "0903999999"))
    row = helper.write(
        document, Insert("/items", "9f3kq0aa00000", "a"), Set("/items/@9f3kq0aa00000/title", "x")
    )
    mixed = helper.write(document, Set("/workName", "lén"), Set("/investor/phone", "0903888888"))
    foreign = helper.write(document, Set("/investor/phone2", "lén"), Record("noted", {}))
    supplemented = helper.write(document, Record("supplemented", supplement(helper, document)))
    await helper.sync()
    judged = await codes(hub)
    assert [judged[one] for one in (good, row, mixed, foreign)] == ["", "", "not-reopened", "not-reopened"]
    # What its author did not know to be left out is not in the text that is kept (SPEC B3).
    assert judged[supplemented] == ""
    await lan.sync()
    shown = lan.replica.document(document)
    assert [one.value for one in shown.field("/investor/phone")] == ["0903888888"]
    assert "lén" not in [one.value for one in shown.field("/workName")]
    assert shown.field("/investor/phone2") == ()
    late = helper.write(document, Set("/investor/phone", "0903777777"))
    assert not await pulled(hub, helper, lan, document)
    assert (await codes(hub))[late] == "handed-in"
    await audit(hub)


def supplement(helper: Phone, document: bytes) -> dict[str, Value]:
    return submission.body(helper.replica.document(document), FORM)


async def test_an_ordinary_sync_costs_nothing_more_for_consents(hub: Hub) -> None:
    """Beside the counted statements of test_plans: not one that speaks of consents or mandates."""
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    async with noted(hub) as said:
        document = lan.begin(bytes(16))
        lan.write_all(document, complete_dossiers()[FORM])
        lan.submit(document)
        await lan.sync()
    words = [statement for statement, _ in said if "consent" in statement or "mandate" in statement]
    assert words == []
    assert account_of(lan)
