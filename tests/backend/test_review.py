"""Work of withdrawn devices waits for a person, who reads it with a reason and lets it stand, or does not."""

import msgspec
import pytest

from backend.devices import enrol
from backend.devices import store as devices
from schemas.wire.reviews import KeptWork
from sync.change import Set
from tests.forms.shared import complete_dossiers
from tests.support.administration import lose, staff_of
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone, phone
from tests.support.reviewing import FORM, REASON, decide, late_work, refused, review_of, two_phones
from tests.support.units import ELSEWHERE, HERE, officer_of


@pytest.fixture
async def city(hub: Hub) -> Phone:
    return await staff_of(hub, "city", "administrator", authority="79", unit="79")


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
