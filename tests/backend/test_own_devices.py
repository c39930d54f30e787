"""Everybody's own devices, and the desk that helps who has lost one or has none yet."""

import msgspec
import pytest

from backend.devices import store as devices
from schemas.wire.administration import DeviceList, Grounded, NewCitizen
from tests.forms.shared import complete_dossiers
from tests.support.administration import CARD, citizen, lose, mandate, own_devices, owner_code, staff_of
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone, phone
from tests.support.signing_in import authenticator, make_passkey
from tests.support.units import ELSEWHERE, account_of, enrolled_as, officer_of

FORM = "khoi-cong@1"
BA = "0b" * 16
NEW = NewCitizen(person="Võ Thị Ba", ground="identity-card", words="")


def refused(raised: pytest.ExceptionInfo[Declined]) -> str:
    return raised.value.problem.code


async def handed_in(owner: Phone, officer: Phone | None) -> bytes:
    """A dossier, taken over by a desk."""
    document = owner.begin(owner.key.device, FORM)
    owner.write_all(document, complete_dossiers()[FORM])
    owner.submit(document)
    await owner.sync()
    if officer is not None:
        await officer.signed("POST", f"/api/desk/dossiers/{document.hex()}/receive", b'{"version":1}')
    return document


async def test_a_person_sees_their_devices_and_nobody_elses(hub: Hub) -> None:
    old, new = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    await enrolled_phone(hub, "bay-1", "Bảy")
    listed = await own_devices(new)
    assert listed.person == "Nguyễn Thị Lan"
    shown = {one.device: (one.label, one.is_this, one.revoked) for one in listed.devices}
    assert shown == {
        old.key.device.hex(): ("Máy lan-1", False, None),
        new.key.device.hex(): ("Máy lan-2", True, None),
    }


async def test_a_lost_phone_is_withdrawn_from_another_and_what_it_sent_stands(hub: Hub) -> None:
    lost, kept = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    document = await handed_in(lost, None)
    await make_passkey(lost, authenticator())
    after = await lose(kept, lost)
    assert await hub.rows("SELECT ended FROM session") == [(hub.clock(),)]
    assert [one.revoked for one in after.devices if one.device == lost.key.device.hex()] == [hub.clock()]
    assert await lose(kept, lost) == after
    await kept.sync()
    assert kept.outcomes[document].state == "submitted"
    late = lost.write_all(document, complete_dossiers()[FORM][:1])
    answer = await lost.sync()
    assert answer.revoked
    assert (lost.verdicts[late].verdict, lost.verdicts[late].code) == ("quarantined", "revoked")
    with pytest.raises(Declined) as raised:
        await own_devices(lost)
    assert refused(raised) == "revoked-device"
    with pytest.raises(Declined) as raised:
        await lose(lost, kept)
    assert refused(raised) == "revoked-device"
    assert not (await kept.sync()).revoked


async def test_a_withdrawn_phone_hears_of_it_also_when_it_has_nothing_to_send(hub: Hub) -> None:
    lost, kept = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    assert not (await lost.sync()).revoked
    await lose(kept, lost)
    assert (await lost.sync()).revoked


async def test_nobody_withdraws_a_device_of_another_or_the_one_they_hold(hub: Hub) -> None:
    lan, bay = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "bay-1", "Bảy")
    with pytest.raises(Declined) as raised:
        await lose(lan, bay)
    assert refused(raised) == "not-found"
    with pytest.raises(Declined) as raised:
        await lose(lan, phone(hub, "nobody"))
    assert refused(raised) == "not-found"
    with pytest.raises(Declined) as raised:
        await lose(lan, lan)
    assert refused(raised) == "not-permitted"


async def test_a_desk_makes_a_citizen_and_a_code_again_only_while_nobody_used_it(hub: Hub) -> None:
    officer = await officer_of(hub, "o")
    first = await citizen(officer, BA, NEW)
    second = await citizen(officer, BA, NEW)
    with pytest.raises(Declined) as raised:
        await phone(hub, "ba").enrol(first.code)
    assert refused(raised) == "code-refused"
    enrolled = await phone(hub, "ba").enrol(second.code)
    assert (enrolled.person, enrolled.role) == ("Võ Thị Ba", "citizen")
    with pytest.raises(Declined) as raised:
        await citizen(officer, BA, NEW)
    assert refused(raised) == "moved-on"


async def test_the_owner_of_a_dossier_at_this_desk_gets_a_code_and_their_dossier_on_the_new_phone(
    hub: Hub,
) -> None:
    officer, there = await officer_of(hub, "o"), await officer_of(hub, "there", ELSEWHERE)
    lost = await enrolled_phone(hub, "lan-1", "Lan")
    document = await handed_in(lost, officer)
    with pytest.raises(Declined) as raised:
        await owner_code(there, document)
    assert refused(raised) == "not-found"
    path = f"/api/desk/dossiers/{document.hex()}/devices"
    [shown] = msgspec.json.decode(await officer.signed("GET", path), type=DeviceList).devices
    assert shown.device == lost.key.device.hex()
    revoke = f"{path}/{shown.device}/revoke"
    answer = await officer.signed("POST", revoke, msgspec.json.encode(CARD))
    assert msgspec.json.decode(answer, type=DeviceList).devices[0].revoked == hub.clock()
    new = phone(hub, "lan-2")
    await new.enrol((await owner_code(officer, document)).code)
    await new.sync()
    assert new.outcomes[document].state == "received"
    assert (await lost.sync()).revoked


async def test_before_a_desk_holds_it_no_dossier_leads_to_its_owner(hub: Hub) -> None:
    officer, lan = await officer_of(hub, "o"), await enrolled_phone(hub, "lan-1", "Lan")
    document = await handed_in(lan, None)
    for path in ("code", "devices"):
        method = "GET" if path == "devices" else "POST"
        body = b"" if path == "devices" else msgspec.json.encode(CARD)
        with pytest.raises(Declined) as raised:
            await officer.signed(method, f"/api/desk/dossiers/{document.hex()}/{path}", body)
        assert refused(raised) == "not-found"


async def test_through_a_dossier_of_their_own_nobody_who_works_here_is_given_away(hub: Hub) -> None:
    officer, colleague = await officer_of(hub, "o"), await officer_of(hub, "c")
    document = await handed_in(colleague, officer)
    with pytest.raises(Declined) as raised:
        await owner_code(officer, document)
    assert refused(raised) == "not-permitted"


async def test_a_desk_says_what_it_looked_at(hub: Hub) -> None:
    officer = await officer_of(hub, "o")
    for bad in (Grounded(ground="other-paper", words=""), Grounded(ground="passport", words="a\nb")):
        with pytest.raises(Declined) as raised:
            await citizen(officer, BA, NewCitizen(person="Võ Thị Ba", ground=bad.ground, words=bad.words))
        assert refused(raised) == "bad-request"


async def test_only_a_desk_of_a_unit_makes_citizens(hub: Hub) -> None:
    processing = await staff_of(hub, "p", "processing")
    department = account_of("d", "so-xay-dung")
    elsewhere = await enrolled_as(
        hub,
        "d",
        department,
        [mandate("d", department.account, "reception", "79")],
    )
    for asks in (processing, elsewhere):
        with pytest.raises(Declined) as raised:
            await citizen(asks, BA, NEW)
        assert refused(raised) == "not-found"


async def test_the_day_on_which_a_device_was_seen_is_written_down_now_and_then(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    await lan.sync()
    async with hub.database.read() as tx:
        assert await devices.seen_of(tx, [lan.key.device]) == {}
    await hub.end()
    await hub.start()
    lan.client = hub.client()
    async with hub.database.read() as tx:
        assert await devices.seen_of(tx, [lan.key.device]) == {lan.key.device: "2026-11-21"}
    hub.clock.now_ms += 86_400_000
    await lan.sync()
    assert [one.seen for one in (await own_devices(lan)).devices] == ["2026-11-22"]
