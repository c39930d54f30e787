"""The lane: who waits at the same time shares one transaction, and nobody is harmed by it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest

from backend.changes.ingest import Arrival, Batch
from backend.changes.intake import TOGETHER_MAX, Intake
from backend.changes.opening import open_one, prove
from backend.lines import Line
from backend.problems import Refused
from backend.sender import Sender
from sync.change import Set
from tests.backend.test_concurrency import cure, poison
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone

MANY = 6


async def phones(hub: Hub, count: int) -> list[Phone]:
    return [await enrolled_phone(hub, f"lan-{number}", "Lan") for number in range(count)]


def brings(hub: Hub, phone: Phone, *changes: bytes) -> Arrival:
    """What becomes of a request that brings these, once it is opened."""
    assert phone.enrolled is not None
    sender = Sender(device=phone.key.device, account=phone.enrolled.account)
    keys = {phone.key.device: phone.key.public}
    opened = [prove(open_one(phone.held[change][1]), keys, {}) for change in changes]
    return Arrival(sender, Batch(opened, []), hub.clock())


def begun(hub: Hub, each: list[Phone]) -> list[Arrival]:
    """Each begins a document of its own."""
    for phone in each:
        phone.begin(bytes(16))
    return [brings(hub, phone, *phone.held) for phone in each]


@contextmanager
def commits(hub: Hub) -> Iterator[list[None]]:
    """One for each commit of the intake in the block."""
    found: list[None] = []
    write = hub.database.write_lean

    @asynccontextmanager
    async def noted() -> AsyncIterator[Line]:
        async with write() as tx:
            yield tx
        found.append(None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub.database, "write_lean", noted)
        yield found


async def accepted(hub: Hub) -> int:
    [(count,)] = await hub.rows("SELECT count(*) FROM change WHERE verdict = 'accepted'")
    assert isinstance(count, int)
    return count


async def test_T12_who_waits_meanwhile_shares_one_commit(hub: Hub) -> None:
    arrivals = begun(hub, await phones(hub, MANY))
    intake = Intake(hub.database, hub.identity)
    with commits(hub) as found:
        taken = await asyncio.gather(*map(intake.take_in, arrivals))
    assert [[one.verdict for one in each.verdicts] for each in taken] == [["accepted"]] * MANY
    assert all(len(each.dossiers) == 1 for each in taken)
    # The first found the lane free and went alone.
    assert len(found) == 2


async def test_T12_a_lone_request_commits_once(hub: Hub) -> None:
    [arrival] = begun(hub, await phones(hub, 1))
    with commits(hub) as found:
        await Intake(hub.database, hub.identity).take_in(arrival)
    assert len(found) == 1


async def test_two_about_one_document_or_of_one_sender_go_one_after_the_other(hub: Hub) -> None:
    one, two, three = await phones(hub, 3)
    document = one.begin(bytes(16))
    await one.sync()
    for phone in (two, three):
        await phone.sync()
    first = one.write(document, Set("/a", 1))
    second, other = two.write(document, Set("/a", 2)), two.begin(bytes(16))
    third = three.write(document, Set("/a", 3))
    [begins] = [change for change, (named, _) in two.held.items() if named == other]
    intake = Intake(hub.database, hub.identity)
    arrivals = [
        brings(hub, one, first),
        brings(hub, two, second),
        brings(hub, three, third),
        brings(hub, two, begins),
    ]
    with commits(hub) as found:
        await asyncio.gather(*map(intake.take_in, arrivals))
    assert len(found) == 3, "one alone; two; then three, and two again, which share nothing"
    assert await accepted(hub) == 5
    [(conflicts,)] = await hub.rows("SELECT conflicts FROM dossier WHERE document = :one", one=document)
    assert conflicts == 1


async def test_a_client_that_goes_away_takes_nobody_along(hub: Hub) -> None:
    arrivals = begun(hub, await phones(hub, MANY))
    intake = Intake(hub.database, hub.identity)
    tasks = [asyncio.create_task(intake.take_in(arrival)) for arrival in arrivals]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[1].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in results] == [True, True] + [False] * (MANY - 2)
    assert await accepted(hub) >= MANY - 2
    # The lane is free again, and what was not taken in comes again.
    for arrival in arrivals:
        assert [one.verdict for one in (await intake.take_in(arrival)).verdicts] == ["accepted"]
    assert await accepted(hub) == MANY


async def test_P6_a_change_that_we_fail_on_spoils_nobody_elses(hub: Hub) -> None:
    each = await phones(hub, MANY)
    arrivals = begun(hub, each)
    [bad] = each[3].held
    await poison(hub, bad)
    intake = Intake(hub.database, hub.identity)
    try:
        taken = await asyncio.gather(*map(intake.take_in, arrivals))
    finally:
        await cure(hub)
    assert [len(one.verdicts) for one in taken] == [1, 1, 1, 0, 1, 1]
    assert await accepted(hub) == MANY - 1
    assert [one.verdict for one in (await intake.take_in(arrivals[3])).verdicts] == ["accepted"]


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_a_request_that_has_no_room_on_the_disk_leaves_the_others_theirs(hub: Hub) -> None:
    each = await phones(hub, MANY)
    arrivals = begun(hub, each)
    [large] = each[3].held
    await poison(hub, large, code="53100")
    intake = Intake(hub.database, hub.identity)
    try:
        results = await asyncio.gather(*map(intake.take_in, arrivals), return_exceptions=True)
    finally:
        await cure(hub)
    refused = [one for one in results if isinstance(one, Refused)]
    assert [one.code for one in refused] == ["storage-full"]
    assert results[3] is refused[0]
    assert await accepted(hub) == MANY - 1


async def test_what_goes_together_has_a_bound(hub: Hub) -> None:
    one, two, three = await phones(hub, 3)
    documents = [phone.begin(bytes(16)) for phone in (one, two, three)]
    for phone, document in ((two, documents[1]), (three, documents[2])):
        for number in range(TOGETHER_MAX // 2):
            phone.write(document, Set("/a", number))
    intake = Intake(hub.database, hub.identity)
    arrivals = [brings(hub, phone, *phone.held) for phone in (one, two, three)]
    with commits(hub) as found:
        await asyncio.gather(*map(intake.take_in, arrivals))
    assert len(found) == 3
    assert await accepted(hub) == 3 + 2 * (TOGETHER_MAX // 2)
