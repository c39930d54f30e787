"""What units say reaches the catalogue: at once, signed, with the same moment after a restart."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest
from msgspec.structs import replace

from backend.app import create_app
from backend.database import Database
from backend.forms import catalogue
from backend.forms.bundle import entries_of
from backend.issuing import issue as issuing
from sync import seal
from tests.backend.test_catalogue import manifest_of
from tests.support.hub import START_MS, Hub
from tests.support.people import Declined, go_to_work, problem_of
from tests.support.statements import noted
from tests.support.units import AREA, ELSEWHERE, FACT, HERE, TELEPHONE, officer_of, write_fact, write_many

DAY_MS = 86_400_000
LATER = 60_000


@pytest.fixture
async def other(hub: Hub) -> AsyncIterator[Hub]:
    """A second process over the same database."""
    second = Hub(hub.settings, hub.clock)
    await second.start()
    yield second
    await second.stop()


async def said_by(hub: Hub, unit: str = HERE) -> list[dict[str, object]] | None:
    """What a phone finds in the catalogue of a unit; None where it has no entry."""
    _, listed = await manifest_of(hub)
    digest = {name: digest for name, digest, _ in listed}.get(f"unit/{unit}")
    if digest is None:
        return None
    content = (await entry(hub, digest)).content
    assert seal.digest(content) == digest
    found: list[dict[str, object]] = json.loads(content)
    return found


async def entry(hub: Hub, digest: bytes) -> httpx.Response:
    async with hub.client() as client:
        return await client.get(f"/api/catalogue/{digest.hex()}")


async def test_a_fact_is_in_the_signed_catalogue_at_once_without_who_wrote_it(hub: Hub) -> None:
    assert await said_by(hub) is None
    hub.clock.now_ms += LATER
    await write_fact(await officer_of(hub, "an"), FACT, AREA)
    assert await said_by(hub) == [
        {"kind": "permit-exempt-area", "text": "Khu thử A", "begins": "2026-08-01", "ends": None}
    ]
    issued, listed = await manifest_of(hub)
    assert issued == START_MS + LATER
    assert [name for name, _, _ in listed] == sorted(
        [*(one.name for one in catalogue.entries()), f"unit/{HERE}"]
    )


async def test_each_write_is_another_catalogue_later_than_the_one_before(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    moments = [(await manifest_of(hub))[0]]
    for asked in (
        AREA,
        replace(AREA, version=1, text="Khu thử B"),
        replace(AREA, version=2, ends="2027-01-01"),
    ):
        await write_fact(an, FACT, asked)
        moments.append((await manifest_of(hub))[0])
    # by a clock that stands still
    assert moments == [START_MS, START_MS + 1, START_MS + 2, START_MS + 3]


async def test_a_write_that_is_refused_or_changes_nothing_issues_nothing(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    await write_fact(an, FACT, AREA)
    before = await manifest_of(hub)
    hub.clock.now_ms += LATER
    await write_fact(an, FACT, AREA)
    with pytest.raises(Declined):
        await write_fact(an, FACT, replace(AREA, text="Khu thử B"))
    assert await manifest_of(hub) == before
    assert await hub.rows("SELECT count(*) FROM catalogue_issue") == [(2,)]


async def test_a_restart_serves_the_same_as_issued_then_also_after_a_fact_has_ended(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    await write_fact(an, FACT, replace(AREA, ends="2026-11-22"))
    before = await manifest_of(hub)
    for _ in range(3):
        hub.clock.now_ms += DAY_MS
        await hub.restart()
        assert await manifest_of(hub) == before


async def test_what_had_ended_is_left_out_of_the_next_issue_and_what_is_to_come_is_in_it(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    await write_fact(an, FACT, replace(AREA, ends="2026-11-21"))
    hub.clock.now_ms += DAY_MS
    await go_to_work(hub, an)
    await write_fact(an, "1" * 32, replace(AREA, text="Khu thử B", begins="2027-01-01"))
    found = await said_by(hub)
    assert found is not None
    assert [one["text"] for one in found] == ["Khu thử B"]


async def test_each_unit_speaks_for_itself(hub: Hub) -> None:
    await write_fact(await officer_of(hub, "an"), FACT, AREA)
    await write_fact(await officer_of(hub, "khanh", ELSEWHERE), "1" * 32, TELEPHONE)
    here, there = await said_by(hub), await said_by(hub, ELSEWHERE)
    assert here is not None
    assert there is not None
    assert ([one["text"] for one in here], [one["text"] for one in there]) == (["Khu thử A"], ["000 111 222"])


async def test_officers_of_two_units_at_once_are_both_in_the_last_catalogue(hub: Hub) -> None:
    an, khanh = await officer_of(hub, "an"), await officer_of(hub, "khanh", ELSEWHERE)
    await asyncio.gather(write_fact(an, FACT, AREA), write_fact(khanh, "1" * 32, TELEPHONE))
    assert await said_by(hub) is not None
    assert await said_by(hub, ELSEWHERE) is not None


async def test_a_phone_that_read_the_manifest_before_still_fetches_its_entries(hub: Hub) -> None:
    an = await officer_of(hub, "an")
    await write_fact(an, FACT, AREA)
    [first] = [digest for name, digest, _ in (await manifest_of(hub))[1] if name == f"unit/{HERE}"]
    await write_fact(an, FACT, replace(AREA, version=1, text="Khu thử B"))
    assert "Khu thử A" in (await entry(hub, first)).text
    await write_fact(an, FACT, replace(AREA, version=2, text="Khu thử C"))
    assert problem_of(await entry(hub, first)).code == "not-found"


async def test_what_is_written_at_one_hub_the_other_serves_too(hub: Hub, other: Hub) -> None:
    an = await officer_of(hub, "an")
    await write_fact(an, FACT, AREA)
    [digest] = [digest for name, digest, _ in (await manifest_of(hub))[1] if name == f"unit/{HERE}"]
    # asked for before its manifest: a phone may have that from the first
    assert "Khu thử A" in (await entry(other, digest)).text
    assert await manifest_of(other) == await manifest_of(hub)
    an.client = other.client()
    await write_fact(an, FACT, replace(AREA, version=1, text="Khu thử B"))
    assert await manifest_of(hub) == await manifest_of(other)
    assert "Khu thử B" in json.dumps(await said_by(hub), ensure_ascii=False)


async def test_what_another_release_issued_is_its_own(hub: Hub) -> None:
    before = await manifest_of(hub)
    release = entries_of({"forms/titles.json": "{}"})
    async with hub.database.write() as tx:
        newer = await issuing.issue(tx, release, hub.identity.key, START_MS + LATER)
    assert newer.issued_ms == START_MS + LATER
    assert await manifest_of(hub) == before
    # and what is issued here from then on is later than that
    await write_fact(await officer_of(hub, "an"), FACT, AREA)
    assert (await manifest_of(hub))[0] == START_MS + LATER + 1


async def test_a_database_that_is_away_keeps_nobody_from_the_catalogue(hub: Hub) -> None:
    before = await manifest_of(hub)
    await hub.stop()
    away = hub.settings.database.replace("127.0.0.1", "127.0.0.2").replace("hub.sqlite", "none/hub.sqlite")
    hub.database = Database(away)
    hub.app = create_app(hub.settings, hub.database, hub.identity, hub.bundle, hub.clock)
    assert await manifest_of(hub) == before
    assert problem_of(await entry(hub, bytes(32))).code == "not-found"


async def test_the_manifest_costs_one_statement_whatever_units_say(hub: Hub) -> None:
    await write_many(await officer_of(hub, "an"), 3)
    await manifest_of(hub)
    async with noted(hub) as statements:
        await manifest_of(hub)
    assert [statement.split()[0] for statement, _ in statements] == ["SELECT"]
