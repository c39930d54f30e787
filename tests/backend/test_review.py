"""Work of withdrawn devices waits for a person, who reads it with a reason and lets it stand, or does not."""

from typing import Any

import msgspec
import pytest

from backend.consents.rules import CARD_MS
from backend.devices import enrol
from backend.devices import store as devices
from schemas.wire.reviews import KeptWork, Reasoned, Review, ReviewItem
from sync.change import Set
from sync.number import provisional
from tests.backend.test_consent_backlog import reopened
from tests.forms.shared import complete_dossiers
from tests.support.administration import lose, staff_of
from tests.support.helpers import CITIZEN, DAY_MS, GROUP, begin_for, helper_of, phone_code
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone, go_to_work, phone
from tests.support.units import ELSEWHERE, HERE, officer_of

FORM = "khoi-cong@1"
REASON = "Bà Lan xác nhận đã viết trước khi mất máy"


async def review_of(decider: Phone) -> list[ReviewItem]:
    return (await everything(decider)).items


async def everything(decider: Phone) -> Review:
    return msgspec.json.decode(await decider.signed("GET", "/api/review"), type=Review)


async def decide(decider: Phone, item: ReviewItem, what: str, reason: str = REASON) -> bytes:
    body = msgspec.json.encode(Reasoned(state=item.state, reason=reason))
    return await decider.signed("POST", f"/api/review/{item.document}/{item.device}/{what}", body)


def refused(raised: pytest.ExceptionInfo[Declined]) -> str:
    return raised.value.problem.code


@pytest.fixture
async def city(hub: Hub) -> Phone:
    return await staff_of(hub, "city", "administrator", authority="79", unit="79")


async def two_phones(hub: Hub) -> tuple[Phone, Phone]:
    return await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")


async def late_work(lost: Phone, kept: Phone) -> bytes:
    """A dossier of which the lost phone brings an answer only after it was withdrawn."""
    document = lost.begin(bytes(16))
    lost.write(document, Set("/workName", "Nhà cũ"))
    await lost.sync()
    await lose(kept, lost)
    lost.write(document, Set("/workName", "Nhà mới"))
    await lost.sync()
    await kept.sync()
    return document


async def test_what_came_after_a_withdrawal_waits_and_says_how_much_from_whom_and_when(
    hub: Hub, city: Phone
) -> None:
    lost, kept = await two_phones(hub)
    document = await late_work(lost, kept)
    [item] = await review_of(city)
    assert (item.document, item.device) == (document.hex(), lost.key.device.hex())
    assert (item.person, item.label, item.form) == ("Nguyễn Thị Lan", "Máy lan-1", "khoi-cong@1")
    assert (item.codes, item.changes, item.first) == (["revoked"], 1, hub.clock())


async def test_it_is_read_for_a_stated_reason_and_the_reason_is_written_down(hub: Hub, city: Phone) -> None:
    await late_work(*await two_phones(hub))
    [item] = await review_of(city)
    with pytest.raises(Declined) as raised:
        await decide(city, item, "read", "")
    assert refused(raised) == "bad-request"
    work = msgspec.json.decode(await decide(city, item, "read"), type=KeptWork)
    assert [(one.path, one.value) for one in work.entries] == [("/workName", "Nhà mới")]
    assert not work.submitted
    rows = await hub.rows("SELECT action, ground, reason FROM audit ORDER BY number DESC LIMIT 1")
    assert rows == [("read-kept", "reason", REASON)]


async def test_X15_what_is_readmitted_stands_on_every_phone(hub: Hub, city: Phone) -> None:
    lost, kept = await two_phones(hub)
    document = await late_work(lost, kept)
    field = kept.replica.document(document).field("/workName")
    assert [entry.value for entry in field] == ["Nhà cũ"]
    [item] = await review_of(city)
    await decide(city, item, "readmit")
    assert await review_of(city) == []
    await kept.sync()
    field = kept.replica.document(document).field("/workName")
    assert [entry.value for entry in field] == ["Nhà mới"]
    fresh = await enrolled_phone(hub, "lan-3", "Lan")
    await fresh.sync()
    assert fresh.replica.state(document) == kept.replica.state(document)
    # The device is as withdrawn as before: what it brings next waits again.
    lost.write(document, Set("/workName", "Nhà khác"))
    await lost.sync()
    [again] = await review_of(city)
    assert again.changes == 1


async def test_X15_a_dossier_that_came_whole_from_a_lost_phone_begins_and_is_handed_in(
    hub: Hub, city: Phone
) -> None:
    lost, kept = await two_phones(hub)
    document = lost.begin(bytes(16), FORM)
    lost.write_all(document, complete_dossiers()[FORM])
    submitted = lost.submit(document)
    await lose(kept, lost)
    await lost.sync()
    assert await hub.rows("SELECT count(*) FROM dossier") == [(0,)]
    [item] = await review_of(city)
    work = msgspec.json.decode(await decide(city, item, "read"), type=KeptWork)
    assert work.submitted
    await decide(city, item, "readmit")
    await kept.sync()
    outcome = kept.outcomes[document]
    assert (outcome.state, outcome.answers[-1].change) == ("submitted", submitted)
    officer = await officer_of(hub, "o")
    shown = await officer.signed("GET", f"/api/desk/dossiers/{document.hex()}")
    assert b"Nguy" in shown
    # And goes on as any other.
    kept.write(document, Set("/workName", "Nhà ba tầng"))
    await kept.sync()
    assert {one.verdict for one in kept.verdicts.values()} == {"accepted"}


async def test_what_is_set_aside_waits_no_more_and_is_kept(hub: Hub, city: Phone) -> None:
    lost, kept = await two_phones(hub)
    document = await late_work(lost, kept)
    [item] = await review_of(city)
    await decide(city, item, "dismiss", "Bà Lan nói không viết câu này")
    assert await review_of(city) == []
    rows = await hub.rows("SELECT verdict, code FROM change WHERE verdict <> 'accepted'")
    assert rows == [("quarantined", "revoked")]
    assert await hub.rows("SELECT decision, reason FROM review") == [
        ("dismissed", "Bà Lan nói không viết câu này")
    ]
    await kept.sync()
    assert [one.value for one in kept.replica.document(document).field("/workName")] == ["Nhà cũ"]
    with pytest.raises(Declined) as raised:
        await decide(city, item, "readmit")
    assert refused(raised) == "not-found"


async def test_nobody_decides_about_more_than_they_saw(hub: Hub, city: Phone) -> None:
    lost, kept = await two_phones(hub)
    document = await late_work(lost, kept)
    [item] = await review_of(city)
    lost.write(document, Set("/workName", "Nhà khác"))
    await lost.sync()
    for what in ("read", "readmit", "dismiss"):
        with pytest.raises(Declined) as raised:
            await decide(city, item, what)
        assert refused(raised) == "moved-on"


async def test_it_is_decided_where_the_dossier_is_else_where_its_author_works_else_by_the_city(
    hub: Hub, city: Phone
) -> None:
    here = await staff_of(hub, "here", "leader", authority=HERE)
    there = await staff_of(hub, "there", "leader", authority=ELSEWHERE, unit=ELSEWHERE)
    officer = await officer_of(hub, "o")
    lost, kept = await two_phones(hub)
    document = lost.begin(bytes(16), FORM)
    lost.write_all(document, complete_dossiers()[FORM])
    lost.submit(document)
    await lost.sync()
    await lose(kept, lost)
    lost.write(document, Set("/workName", "Nhà mới"))
    await lost.sync()
    assert [len(await review_of(one)) for one in (here, there, city)] == [0, 0, 1]
    await officer.signed("POST", f"/api/desk/dossiers/{document.hex()}/receive", b'{"version":1}')
    assert [len(await review_of(one)) for one in (here, there, city)] == [1, 0, 1]
    # An officer's own draft, from a device that was withdrawn
    own = await officer_of(hub, "w", ELSEWHERE)
    async with hub.database.write() as tx:
        await devices.revoke(tx, own.key.device, hub.clock())
    own.begin(bytes(16))
    await own.sync()
    assert [len(await review_of(one)) for one in (here, there, city)] == [1, 1, 2]
    [item] = await review_of(there)
    with pytest.raises(Declined) as raised:
        await decide(here, item, "read")
    assert refused(raised) == "not-found"


async def test_nobody_decides_about_their_own(hub: Hub) -> None:
    boss = await staff_of(hub, "boss", "administrator")
    assert boss.enrolled is not None
    code, other = enrol.fresh_code(), phone(hub, "boss-2")
    async with hub.database.write() as tx:
        await enrol.add_code(
            tx,
            hub.identity,
            account=boss.enrolled.account,
            code=code,
            uses=1,
            expires_ms=hub.clock() + 60_000,
        )
    await other.enrol(code)
    await lose(boss, other)
    other.begin(bytes(16))
    await other.sync()
    assert await review_of(boss) == []
    second = await staff_of(hub, "second", "administrator")
    assert len(await review_of(second)) == 1


# Of helpers


async def read(decider: Phone, item: ReviewItem) -> KeptWork:
    return msgspec.json.decode(await decide(decider, item, "read"), type=KeptWork)


async def handed_in(hub: Hub, **consent: Any) -> tuple[Phone, bytes]:
    """By a helper of the unit, for somebody else."""
    helper = await helper_of(hub, authority=HERE)
    document = begin_for(hub, helper, **consent)
    helper.write_all(document, complete_dossiers()[FORM])
    helper.submit(document)
    await helper.sync()
    return helper, document


async def test_K10_what_a_helper_wrote_behind_the_hand_in_waits_and_may_stand(hub: Hub, city: Phone) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    helper, document = await handed_in(hub, mode="phone", proof={"code": await phone_code(lan)})
    helper.write(document, Set("/workName", "Nhà ba tầng"))
    await helper.sync()
    [item] = await review_of(city)
    assert (item.codes, item.may_stand, item.person) == (["handed-in"], True, "Người giúp sau")
    assert (await read(city, item)).name == CITIZEN
    await decide(city, item, "readmit")
    await lan.sync()
    assert [one.value for one in lan.replica.document(document).field("/workName")] == ["Nhà ba tầng"]


async def test_K12_of_a_change_that_went_too_far_only_what_was_left_out_waits(hub: Hub, city: Phone) -> None:
    helper, document = await handed_in(hub)
    await reopened(hub, document, "/investor/phone")
    await helper.sync()
    helper.write(document, Set("/investor/phone", "0903888888"), Set("/workName", "Nhà ba tầng"))
    await helper.sync()
    [item] = await review_of(city)
    assert (item.codes, item.may_stand) == (["not-reopened"], True)
    assert [one.path for one in (await read(city, item)).entries] == ["/workName"]


async def only_set_aside(city: Phone, item: ReviewItem) -> None:
    assert not item.may_stand
    with pytest.raises(Declined) as raised:
        await decide(city, item, "readmit")
    assert refused(raised) == "only-aside"
    await decide(city, item, "dismiss")
    assert await review_of(city) == []


@pytest.mark.parametrize("flaw", ["consent-refused", "no-mandate", "consent-ended"])
async def test_K8_what_was_declined_from_its_beginning_is_seen_and_can_only_be_set_aside(
    hub: Hub, city: Phone, flaw: str
) -> None:
    ends = hub.clock() + DAY_MS
    helper = await helper_of(hub, authority=HERE, ends=ends if flaw == "no-mandate" else None)
    body: dict[str, Any] = {"expires": ends} if flaw == "consent-ended" else {}
    if flaw == "consent-refused":
        body = {"mode": "phone", "proof": {"code": await phone_code(helper)}}
    document = begin_for(hub, helper, **body)
    helper.write(document, Set("/workName", "Nhà"))
    if flaw != "consent-refused":
        hub.clock.now_ms = ends
        await go_to_work(hub, city)
    await helper.sync()
    [item] = await review_of(city)
    assert (item.codes, item.changes) == ([flaw], 2)
    work = await read(city, item)
    assert (work.name, [one.value for one in work.entries]) == (CITIZEN, ["Nhà"])
    await only_set_aside(city, item)
    assert await hub.rows("SELECT count(*) FROM dossier") == [(0,)]


async def test_K8_what_a_withdrawn_device_began_for_somebody_is_judged_before_it_is_let_in(
    hub: Hub, city: Phone
) -> None:
    helper = await helper_of(hub, authority=HERE)
    document = begin_for(hub, helper, mode="phone", proof={"code": await phone_code(helper)})
    good = begin_for(hub, helper, b"\1" * 16)
    async with hub.database.write() as tx:
        await devices.revoke(tx, helper.key.device, hub.clock())
    await helper.sync()
    items = {item.document: item for item in await review_of(city)}
    with pytest.raises(Declined) as raised:
        await decide(city, items[document.hex()], "readmit")
    assert refused(raised) == "only-aside"
    await decide(city, items[good.hex()], "readmit")
    assert await hub.rows("SELECT document FROM dossier") == [(good,)]
    assert [one.document for one in await review_of(city)] == [document.hex()]
    # Nothing of what was tried has stayed.
    assert await hub.rows("SELECT count(*) FROM consent") == [(1,)]
    assert await hub.rows("SELECT count(*) FROM review") == [(1,)]


async def test_what_a_stranger_wrote_comes_last_and_can_only_be_set_aside(hub: Hub, city: Phone) -> None:
    lost, kept = await two_phones(hub)
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    strange = kept.begin(b"\1" * 16)
    await kept.sync()
    bay.write(strange, Set("/workName", "Nhà của Bảy"))
    await bay.sync()
    hub.clock.now_ms += 1
    await late_work(lost, kept)
    first, last = await review_of(city)
    assert (first.codes, last.codes) == (["revoked"], ["not-granted"])
    await decide(city, first, "dismiss")
    await only_set_aside(city, last)


# Cards


async def test_a_card_that_no_officer_confirms_within_a_week_is_told_to_who_decides_there(
    hub: Hub, city: Phone
) -> None:
    there = await staff_of(hub, "there", "leader", authority=ELSEWHERE, unit=ELSEWHERE)
    _, document = await handed_in(hub, mode="card", proof={"officer": "CB-01"})
    hub.clock.now_ms += CARD_MS
    for one in (city, there):
        await go_to_work(hub, one)
    assert (await everything(city)).cards == []
    hub.clock.now_ms += 1
    [card] = (await everything(city)).cards
    assert (card.number, card.form, card.officer) == (provisional(document), FORM, "CB-01")
    assert (card.person, card.group) == ("Người giúp sau", GROUP)
    assert (await everything(there)).cards == []
    await hub.execute("UPDATE consent SET confirmed = 'officer'")
    assert (await everything(city)).cards == []
