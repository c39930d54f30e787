"""Administrators over HTTP: within their subtree, never about themselves, and only on what they have seen."""

import msgspec
import pytest

from backend.people import store as people
from backend.people.store import Account
from schemas.wire.administration import NewPerson, PersonPage
from tests.support import administration as admin
from tests.support.administration import add, code, give, page, people_of, staff_of, take
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, go_to_work, phone
from tests.support.units import ELSEWHERE, HERE, account_of, enrolled_as, read_unit

HOA = "0a" * 16
ONE, TWO = "01" * 16, "02" * 16
NEW = NewPerson(person="Trần Thị Hoa", staff="CD-7", unit=HERE)


@pytest.fixture
async def boss(hub: Hub) -> Phone:
    """The administrator of one unit."""
    return await staff_of(hub, "boss", "administrator")


def refused(raised: pytest.ExceptionInfo[Declined]) -> str:
    return raised.value.problem.code


async def test_a_person_is_added_given_a_mandate_and_a_code_and_has_the_desk(hub: Hub, boss: Phone) -> None:
    seen = await add(boss, HOA, NEW)
    assert (seen.person, seen.staff, seen.unit, seen.mandates) == ("Trần Thị Hoa", "CD-7", HERE, [])
    seen = await give(boss, seen, ONE, ends="2026-12-31")
    [held] = seen.mandates
    assert (held.role, held.authority, held.begins, held.ends, held.standing) == (
        "reception",
        HERE,
        "2026-11-21",
        "2026-12-31",
        "holds",
    )
    fresh = await code(boss, seen)
    assert fresh.expires == hub.clock() + 7 * 86_400_000
    device = phone(hub, "hoa")
    enrolled = await device.enrol(fresh.code)
    assert (enrolled.person, enrolled.role) == ("Trần Thị Hoa", "officer")
    await go_to_work(hub, device)
    assert (await read_unit(device)).unit == HERE
    [shown] = (await page(boss, _account(HOA))).devices
    assert (shown.device, shown.revoked, shown.is_this) == (device.key.device.hex(), None, False)
    assert shown.seen == "2026-11-21"


async def test_only_what_recognises_a_code_is_kept_and_an_earlier_unused_one_ends(
    hub: Hub, boss: Phone
) -> None:
    seen = await give(boss, await add(boss, HOA, NEW), ONE)
    first, second = await code(boss, seen), await code(boss, seen)
    rows = await hub.rows("SELECT code_hash, account FROM enrolment_code WHERE uses_left > 0")
    assert [row[1] for row in rows] == [bytes.fromhex(HOA)]
    plain = second.code.replace("-", "").encode()
    assert all(plain not in row[0] and len(row[0]) == 32 for row in rows)  # type: ignore[operator, arg-type]
    with pytest.raises(Declined) as raised:
        await phone(hub, "hoa").enrol(first.code)
    assert refused(raised) == "code-refused"
    await phone(hub, "hoa").enrol(second.code)


async def test_a_code_ends_after_seven_days(hub: Hub, boss: Phone) -> None:
    fresh = await code(boss, await add(boss, HOA, NEW))
    hub.clock.now_ms += 7 * 86_400_000
    with pytest.raises(Declined) as raised:
        await phone(hub, "hoa").enrol(fresh.code)
    assert refused(raised) == "code-refused"


async def test_a_revoked_mandate_allows_nothing_from_the_next_request_on(hub: Hub, boss: Phone) -> None:
    seen = await give(boss, await add(boss, HOA, NEW), ONE)
    device = phone(hub, "hoa")
    await device.enrol((await code(boss, seen)).code)
    await go_to_work(hub, device)
    await read_unit(device)
    seen = await take(boss, await page(boss, _account(HOA)), f"mandates/{ONE}")
    assert [one.standing for one in seen.mandates] == ["revoked"]
    with pytest.raises(Declined) as raised:
        await read_unit(device)
    assert refused(raised) == "not-found"
    async with hub.database.read() as tx:
        found = await people.account_of(tx, bytes.fromhex(HOA))
    assert found is not None
    assert found.role == "citizen"
    # To take it back is to give the same once more.
    seen = await give(boss, seen, TWO)
    assert sorted(one.standing for one in seen.mandates) == ["holds", "revoked"]
    await read_unit(device)


async def test_a_revoked_device_finds_no_desk_and_its_session_is_over(hub: Hub, boss: Phone) -> None:
    seen = await give(boss, await add(boss, HOA, NEW), ONE)
    device = phone(hub, "hoa")
    await device.enrol((await code(boss, seen)).code)
    await go_to_work(hub, device)
    seen = await page(boss, _account(HOA))
    assert seen.passkeys == 1
    after = await take(boss, seen, f"devices/{device.key.device.hex()}")
    assert after.devices[0].revoked == hub.clock()
    ended = await hub.rows("SELECT ended FROM session WHERE device = :device", device=device.key.device)
    assert ended == [(hub.clock(),)]
    with pytest.raises(Declined) as raised:
        await read_unit(device)
    assert refused(raised) == "revoked-device"


async def test_what_is_asked_twice_is_done_once(hub: Hub, boss: Phone) -> None:
    """Each with the state of before: as if the first answer had been lost."""
    seen = await add(boss, HOA, NEW)
    assert await add(boss, HOA, NEW) == seen
    given = await give(boss, seen, ONE)
    assert await give(boss, seen, ONE) == given
    device = phone(hub, "hoa")
    await device.enrol((await code(boss, given)).code)
    given = await page(boss, _account(HOA))
    gone = await take(boss, given, f"devices/{device.key.device.hex()}")
    assert await take(boss, given, f"devices/{device.key.device.hex()}") == gone
    taken = await take(boss, gone, f"mandates/{ONE}")
    assert await take(boss, gone, f"mandates/{ONE}") == taken


async def test_nothing_is_done_on_what_has_moved_on(hub: Hub, boss: Phone) -> None:
    old = await add(boss, HOA, NEW)
    now = await give(boss, old, ONE)
    for attempt in (
        give(boss, old, TWO),
        take(boss, old, f"mandates/{ONE}"),
        code(boss, old),
        give(boss, now, ONE, role="leader"),
        add(boss, HOA, msgspec.structs.replace(NEW, person="Trần Thị Hoà")),
    ):
        with pytest.raises(Declined) as raised:
            await attempt
        assert refused(raised) == "moved-on"
    assert await page(boss, _account(HOA)) == now


async def test_nobody_changes_anything_about_themselves(hub: Hub, boss: Phone) -> None:
    own = await page(boss, account_of("boss"))
    assert (own.is_self, own.is_own, own.devices) == (True, False, [])
    held = own.mandates[0].mandate
    for attempt in (give(boss, own, ONE), take(boss, own, f"mandates/{held}"), code(boss, own)):
        with pytest.raises(Declined) as raised:
            await attempt
        assert refused(raised) == "not-permitted"


async def test_no_mandate_reaches_beyond_the_one_who_gives_it(hub: Hub, boss: Phone) -> None:
    seen = await add(boss, HOA, NEW)
    for authority in (ELSEWHERE, "79", "khong-co"):
        for role in ("reception", "administrator"):
            with pytest.raises(Declined) as raised:
                await give(boss, seen, ONE, authority=authority, role=role)
            assert refused(raised) == "not-permitted", (authority, role)
    narrow = await staff_of(hub, "narrow", "administrator", procedures=frozenset({"1.013225"}))
    seen = await page(narrow, _account(HOA))
    for procedures in (None, ["1.001193"], ["1.001193", "1.013225"]):
        with pytest.raises(Declined) as raised:
            await give(narrow, seen, ONE, procedures=procedures)
        assert refused(raised) == "not-permitted", procedures
    seen = await give(narrow, seen, ONE, procedures=["1.013225"], role="administrator")
    assert seen.mandates[0].procedures == ["1.013225"]


async def test_who_holds_something_beyond_the_reach_gets_no_code_here_and_keeps_their_devices(
    hub: Hub, boss: Phone
) -> None:
    """Or the administrator of a ward could become a leader of the city who sits there."""
    leader = await staff_of(hub, "leader", "leader", authority="79")
    seen = await page(boss, account_of("leader"))
    assert (seen.is_own, seen.mandates, seen.devices) == (False, [], [])
    for attempt in (code(boss, seen), take(boss, seen, f"devices/{leader.key.device.hex()}")):
        with pytest.raises(Declined) as raised:
            await attempt
        assert refused(raised) == "not-permitted"
    city = await staff_of(hub, "city", "administrator", authority="79")
    assert (await page(city, account_of("leader"))).is_own


async def test_the_list_holds_the_subtree_by_place_and_page(hub: Hub, boss: Phone) -> None:
    await staff_of(hub, "there", "reception", authority=ELSEWHERE, unit=ELSEWHERE)
    await staff_of(hub, "guest", "reception", authority=HERE, unit=ELSEWHERE)
    here = await people_of(boss)
    assert [one.code for one in here.places] == [HERE]
    assert {one.person for one in here.people} == {
        "Lê Minh Hải",
        "Phạm Thu Hà",
        "Cán bộ thử boss",
        "Cán bộ thử guest",
    }
    city = await staff_of(hub, "city", "administrator", authority="79", unit="79")
    assert len((await people_of(city)).places) > 160
    assert {one.person for one in (await people_of(city, f"?place={ELSEWHERE}")).people} == {
        "Cán bộ thử there",
        "Cán bộ thử guest",
    }
    async with hub.database.write() as tx:
        await people.add(tx, [account_of(f"more {number}") for number in range(60)])
    first = await people_of(boss)
    assert len(first.people) == 50
    assert first.after is not None
    second = await people_of(boss, f"?after={first.after}")
    assert second.after is None
    shown = [one.account for one in [*first.people, *second.people]]
    assert len(shown) == len(set(shown)) == 64


async def test_of_a_person_from_elsewhere_only_what_they_hold_here_is_shown(hub: Hub, boss: Phone) -> None:
    account = account_of("guest", ELSEWHERE)
    held = [
        admin.mandate("a", account.account, "reception", HERE),
        admin.mandate("b", account.account, "reception", ELSEWHERE),
    ]
    await enrolled_as(hub, "guest", account, held)
    seen = await page(boss, account)
    assert [one.authority for one in seen.mandates] == [HERE]
    assert (seen.is_own, seen.devices) == (False, [])
    with pytest.raises(Declined) as raised:
        await take(boss, seen, f"mandates/{held[1].mandate.hex()}")
    assert refused(raised) == "not-found"


async def test_names_staff_ids_and_days_are_as_people_write_them(hub: Hub, boss: Phone) -> None:
    for bad in (
        {"person": " Hoa"},
        {"person": "Ho\u200ba"},
        {"person": "Hoa\n"},
        {"staff": "079123456789"},
        {"staff": "hoa@city"},
        {"staff": "a b"},
    ):
        with pytest.raises(Declined) as raised:
            await add(boss, HOA, msgspec.structs.replace(NEW, **bad))
        assert refused(raised) == "bad-request", bad
    seen = await add(boss, HOA, NEW)
    for days in ({"begins": "2026-02-30"}, {"ends": "2026-11-20"}, {"procedures": ["nothing"]}):
        with pytest.raises(Declined) as raised:
            await give(boss, seen, ONE, **days)
        assert refused(raised) == "bad-request", days
    with pytest.raises(Declined) as raised:
        await add(boss, TWO, NEW)
    assert refused(raised) == "taken"


def _account(account: str) -> Account:
    return msgspec.structs.replace(account_of("x"), account=bytes.fromhex(account))


async def test_a_page_is_named_by_what_it_shows(hub: Hub, boss: Phone) -> None:
    """And not by the day on which a device was seen last."""
    seen = await give(boss, await add(boss, HOA, NEW), ONE)
    device = phone(hub, "hoa")
    await device.enrol((await code(boss, seen)).code)
    before: PersonPage = await page(boss, _account(HOA))
    assert before.state != seen.state
    hub.clock.now_ms += 2 * 86_400_000
    await device.sync()
    await go_to_work(hub, boss)
    after = await page(boss, _account(HOA))
    assert after.devices[0].seen == "2026-11-23"
    assert after.state == before.state
