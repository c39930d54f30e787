"""What lies on a helper's device when its right to write ends, and what a supplement opens again."""

from collections.abc import Awaitable, Callable, Sequence

import pytest

from backend.changes import consenting, loading
from backend.consents import store as consents
from backend.devices import store as devices
from backend.mandates import store as mandates
from sync import submission
from sync.change import Insert, Record, Set, Value
from sync.registers import Entry
from tests.backend.test_beginnings import account_of
from tests.backend.test_consent_ending import cancelled, handed_in, pulled
from tests.forms.shared import complete_dossiers
from tests.support.audit import audit
from tests.support.helpers import (
    DAY_MS,
    begin_for,
    codes,
    helper_mandate,
    helper_of,
)
from tests.support.hub import Hub
from tests.support.people import FORM, Phone, enrolled_phone, request_of
from tests.support.statements import noted

BACKLOG = 20


# Every step of a backlog


async def end_mandate(hub: Hub, helper: Phone, nonce: bytes) -> None:
    async with hub.write() as tx:
        await mandates.revoke(tx, [helper_mandate(helper.name).mandate], hub.clock())


async def end_device(hub: Hub, helper: Phone, nonce: bytes) -> None:
    async with hub.write() as tx:
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
    async with hub.read() as tx:
        holding = (await loading.load(tx, [document]))[document]
    return holding.document.field("/workName")


# A supplement


async def reopened(hub: Hub, document: bytes, *paths: str) -> None:
    async with hub.write() as tx:
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


async def test_K12_what_the_owner_supplements_is_closed_for_the_helper_too(hub: Hub) -> None:
    lan, helper, document = await handed_in(hub)
    await reopened(hub, document, "/investor/phone")
    await helper.sync()
    await lan.sync()
    asked = helper.outcomes[document].consent
    assert asked is not None
    assert asked.reopened == ["/investor/phone"]
    lan.write(document, Set("/investor/phone", "0903999999"))
    supplemented = lan.write(document, Record("supplemented", supplement(lan, document)))
    await lan.sync()
    assert (await codes(hub))[supplemented] == ""
    assert not await pulled(hub, helper, lan, document)
    for device in (helper, lan):
        closed = device.outcomes[document].consent
        assert closed is not None
        assert (closed.standing, closed.reopened) == ("submitted", [])
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
