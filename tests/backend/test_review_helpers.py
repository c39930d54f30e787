"""What helpers wrote too late, too far or without consent waits for a person; so do unconfirmed cards."""

from typing import Any

import msgspec
import pytest

from backend.consents.rules import CARD_MS
from backend.devices import store as devices
from schemas.wire.reviews import KeptWork, ReviewItem
from sync.change import Set
from sync.number import provisional
from tests.backend.test_consent_backlog import reopened
from tests.forms.shared import complete_dossiers
from tests.support.administration import staff_of
from tests.support.helpers import CITIZEN, DAY_MS, GROUP, begin_for, helper_of, phone_code
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone, go_to_work
from tests.support.reviewing import (
    FORM,
    decide,
    everything,
    late_work,
    refused,
    review_of,
    two_phones,
)
from tests.support.units import ELSEWHERE, HERE


@pytest.fixture
async def city(hub: Hub) -> Phone:
    return await staff_of(hub, "city", "administrator", authority="79", unit="79")


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
