"""What a unit says of itself, at the desk: who may read and write it, and what stays of every version."""

import asyncio
import json
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from backend.units.rules import FACTS_MAX
from schemas.wire.units import WriteFact
from tests.support.hub import Hub
from tests.support.people import Declined, enrolled_phone, go_to_work, problem_of
from tests.support.units import (
    AREA,
    ELSEWHERE,
    FACT,
    HERE,
    TELEPHONE,
    officer_of,
    read_unit,
    write_fact,
    write_many,
)

DAY_MS = 86_400_000
VERSIONS = "SELECT version, text, ends, account, written FROM unit_fact ORDER BY fact, version"


async def declined(hub: Hub, name: str, fact: str, asked: WriteFact) -> str:
    """The code of the problem that answers an officer of this unit."""
    with pytest.raises(Declined) as refusal:
        await write_fact(await officer_of(hub, name), fact, asked)
    return refusal.value.problem.code


async def test_a_unit_begins_with_nothing_to_say(hub: Hub) -> None:
    found = await read_unit(await officer_of(hub, "an"))
    assert (found.unit, found.unit_name, found.facts) == (HERE, f"Đơn vị thử {HERE}", [])


async def test_what_an_officer_writes_their_colleagues_read_with_who_and_when(hub: Hub) -> None:
    an, binh = await officer_of(hub, "an"), await officer_of(hub, "binh")
    answer = await write_fact(an, FACT, TELEPHONE)
    assert answer == await read_unit(binh)
    [fact] = answer.facts
    assert (fact.fact, fact.version, fact.kind, fact.text) == (FACT, 1, "police-telephone", "000 111 222")
    assert (fact.begins, fact.ends) == ("2026-08-01", None)
    assert (fact.person, fact.written) == ("Cán bộ thử an", hub.clock())


async def test_they_stand_by_kind_first_day_and_text_ended_or_not(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    written = [
        TELEPHONE,
        replace(AREA, text="Khu thử B"),
        AREA,
        replace(AREA, text="Khu thử C", begins="2020-01-01", ends="2020-12-31"),
    ]
    for number, asked in enumerate(written):
        await write_fact(an, f"{number:032x}", asked)
    assert [fact.text for fact in (await read_unit(an)).facts] == [
        "Khu thử C",
        "Khu thử A",
        "Khu thử B",
        "000 111 222",
    ]


async def test_every_version_stays_and_the_newest_is_shown(hub: Hub) -> None:
    an, binh = await officer_of(hub, "an"), await officer_of(hub, "binh")
    await write_fact(an, FACT, AREA)
    hub.clock.now_ms += 1_000
    answer = await write_fact(binh, FACT, replace(AREA, version=1, ends="2026-12-31"))
    [fact] = answer.facts
    assert (fact.version, fact.ends, fact.person) == (2, "2026-12-31", "Cán bộ thử binh")
    assert [row[:3] for row in await hub.rows(VERSIONS)] == [
        (1, "Khu thử A", None),
        (2, "Khu thử A", "2026-12-31"),
    ]
    assert [bytes(row[3]).rstrip(b"-") for row in await hub.rows(VERSIONS)] == [b"an", b"binh"]  # type: ignore[call-overload]
    assert [row[4] for row in await hub.rows(VERSIONS)] == [hub.clock() - 1_000, hub.clock()]


async def test_the_same_write_twice_has_one_answer_and_one_version(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    for asked in (AREA, replace(AREA, version=1, text="Khu thử B")):
        first = await write_fact(an, FACT, asked)
        hub.clock.now_ms += 1_000
        assert await write_fact(an, FACT, asked) == first
    assert len(await hub.rows(VERSIONS)) == 2


async def test_who_has_not_read_the_newest_version_is_told_and_nothing_is_lost(hub: Hub) -> None:
    await write_fact(await officer_of(hub, "an"), FACT, AREA)
    second = replace(AREA, version=1, text="Khu thử B")
    await write_fact(await officer_of(hub, "binh"), FACT, second)
    assert await declined(hub, "chi", FACT, replace(second, text="Khu thử C")) == "moved-on"
    assert len(await hub.rows(VERSIONS)) == 2


async def test_of_two_officers_who_write_at_once_one_is_told_so(hub: Hub) -> None:
    an, binh = await officer_of(hub, "an"), await officer_of(hub, "binh")
    await write_fact(an, FACT, AREA)
    both = await asyncio.gather(
        write_fact(an, FACT, replace(AREA, version=1, text="Khu thử B")),
        write_fact(binh, FACT, replace(AREA, version=1, text="Khu thử C")),
        return_exceptions=True,
    )
    [refusal] = [one for one in both if isinstance(one, Declined)]
    assert refusal.problem.code == "moved-on"
    assert len(await hub.rows(VERSIONS)) == 2


async def test_the_same_write_many_times_at_once_is_written_once(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    body, path = msgspec.json.encode(AREA), f"/api/desk/unit/facts/{FACT}"
    answers = await asyncio.gather(*(an.send("POST", path, body) for _ in range(6)))
    assert len({answer.content for answer in answers}) == 1
    assert [answer.status_code for answer in answers] == [200] * 6
    assert len(await hub.rows(VERSIONS)) == 1


async def test_many_officers_at_once_leave_no_more_than_a_unit_may_say(hub: Hub) -> None:
    officers = [await officer_of(hub, f"an-{number}") for number in range(4)]
    await write_many(officers[0], FACTS_MAX - 2)
    answers = await asyncio.gather(
        *(
            write_fact(officer, f"{100 + number:032x}", replace(AREA, text=f"Khu thử {100 + number}"))
            for number, officer in enumerate(officers)
        ),
        return_exceptions=True,
    )
    codes = [one.problem.code for one in answers if isinstance(one, Declined)]
    assert codes == ["list-full"] * 2
    assert await hub.rows("SELECT count(*) FROM unit_fact") == [(FACTS_MAX,)]


async def test_another_units_fact_is_not_found(hub: Hub) -> None:
    an, khanh = await officer_of(hub, "an"), await officer_of(hub, "khanh", ELSEWHERE)
    await write_fact(khanh, FACT, AREA)
    for version in (0, 1):
        with pytest.raises(Declined) as refusal:
            await write_fact(an, FACT, replace(AREA, version=version))
        assert refusal.value.problem.code == "not-found"
    assert (await read_unit(an)).facts == []
    assert [fact.fact for fact in (await read_unit(khanh)).facts] == [FACT]


async def test_nobody_else_finds_anything(hub: Hub) -> None:
    lan, an = await enrolled_phone(hub, "lan-1", "Lan"), await officer_of(hub, "an")
    path, body = f"/api/desk/unit/facts/{FACT}", msgspec.json.encode(AREA)
    assert problem_of(await lan.send("GET", "/api/desk/unit", b"")).code == "not-found"
    assert problem_of(await lan.send("POST", path, body)).code == "not-found"
    for odd in ("x", FACT.upper(), FACT[1:], f"{FACT}0"):
        response = await an.send("POST", f"/api/desk/unit/facts/{odd}", body)
        assert problem_of(response).code == "not-found"
    async with hub.client() as client:
        assert problem_of(await client.get("/api/desk/unit")).code == "bad-signature"
        assert problem_of(await client.post(path, content=body)).code == "bad-signature"
    assert await hub.rows("SELECT count(*) FROM unit_fact") == [(0,)]


async def test_a_device_that_was_withdrawn_neither_reads_nor_writes(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    await hub.execute("UPDATE device SET revoked = 1")
    path, body = f"/api/desk/unit/facts/{FACT}", msgspec.json.encode(AREA)
    assert problem_of(await an.send("GET", "/api/desk/unit", b"")).code == "revoked-device"
    assert problem_of(await an.send("POST", path, body)).code == "revoked-device"


@pytest.mark.parametrize(
    "odd",
    [
        {"begins": "2026-02-30"},
        {"begins": "20260801"},
        {"ends": "2026-07-31"},
        {"ends": "2027-02-29"},
        {"text": ""},
        {"text": "Khu thử " * 20},
        {"text": "Khu\nthử"},
        {"text": "Khu thu\u031b\u0309"},
        {"kind": "opening-hours"},
        {"kind": "police-telephone"},
        {"version": -1},
        {"version": 2**53},
        {"person": "Ai"},
    ],
    ids=lambda odd: json.dumps(odd)[:40],
)
async def test_what_is_malformed_is_refused_whole(hub: Hub, odd: dict[str, Any]) -> None:
    an = await officer_of(hub, "an")
    body = json.dumps({**msgspec.to_builtins(AREA), **odd}).encode()
    response = await an.send("POST", f"/api/desk/unit/facts/{FACT}", body)
    assert (response.status_code, problem_of(response).code) == (400, "bad-request")
    assert await hub.rows("SELECT count(*) FROM unit_fact") == [(0,)]


async def test_a_text_of_120_characters_and_a_day_of_a_leap_year_are_fine(hub: Hub) -> None:
    asked = replace(AREA, text="Ộ" * 120, begins="2028-02-29", ends="2028-02-29")
    [fact] = (await write_fact(await officer_of(hub, "an"), FACT, asked)).facts
    assert (fact.text, fact.begins, fact.ends) == (asked.text, asked.begins, asked.ends)


async def test_a_full_list_says_what_to_do_and_has_room_once_one_has_ended(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    await write_many(an, FACTS_MAX)
    with pytest.raises(Declined) as refusal:
        await write_fact(an, FACT, AREA)
    problem = refusal.value.problem
    assert (problem.status, problem.code) == (409, "list-full")
    assert problem.detail == "There is no room for one more; end one that no longer holds."
    # today is its last day, so it holds until tomorrow
    ending = replace(AREA, version=1, text="Khu thử A 0", ends="2026-11-21")
    await write_fact(an, f"{0:032x}", ending)
    with pytest.raises(Declined):
        await write_fact(an, FACT, AREA)
    hub.clock.now_ms += DAY_MS
    await go_to_work(hub, an)
    assert len((await write_fact(an, FACT, AREA)).facts) == FACTS_MAX + 1


async def test_what_is_shown_of_the_past_is_bounded_and_nothing_of_it_is_deleted(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    await write_many(an, 2)
    for number in range(250):
        await hub.execute(
            "INSERT INTO unit_fact SELECT :fact, version, unit, kind, :text, begins, :ends, account, written"
            " FROM unit_fact WHERE fact = :first",
            fact=(1_000 + number).to_bytes(16, "big"),
            text=f"Khu thử cũ {number}",
            ends=f"20{number % 20:02}-01-01",
            first=bytes(16),
        )
    shown = (await read_unit(an)).facts
    assert len(shown) == 220
    assert {fact.text for fact in shown if fact.ends is None} == {"Khu thử A 0", "Khu thử A 1"}
    assert min(fact.ends for fact in shown if fact.ends is not None) > "2000-01-01"
    assert await hub.rows("SELECT count(*) FROM unit_fact") == [(252,)]
