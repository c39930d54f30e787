"""The walk along the feed, page by page, beside one that asks for one thing after another (SPEC T13)."""

import random
from collections.abc import Sequence

import msgspec
import pytest

from backend.feed import rules
from backend.feed import store as feed
from backend.feed.cursor import Cursor, Place
from backend.feed.rules import (
    Entry,
    Placed,
    Reader,
    Walked,
    change_entry,
    exclusion_entry,
    grant_entry,
    outcome_entry,
    verdict_entry,
)
from backend.feed.tables import FeedRow
from backend.statements import fetch, insert_new
from tests.support.hub import Hub

ACCOUNTS = [bytes([number]) * 16 for number in range(1, 4)]
DOCUMENTS = [bytes([number]) * 16 for number in range(11, 19)]
READER = ACCOUNTS[0]
ENTRIES = 70
SEEDS = 8
# Old enough for every reader, and not in the order of positions
XIDS = range(1, 4)
FIELDS = [name for name in Placed.__struct_fields__ if name != "assisted"]
ALL = f"SELECT {', '.join(FIELDS)} FROM feed ORDER BY xid, position"


def one_by_one(
    stored: Sequence[Placed], cursor: Cursor, limit: int, entries_max: int, grants_max: int
) -> Walked:
    """The reader's page: `stored` is the whole feed in its order, and every grant a walk of its own."""
    entries: list[Placed] = []
    granted = 0
    while True:
        grant = cursor.grant
        found = ahead(stored, cursor.place) if grant is None else before(stored, grant, cursor.inner)
        for entry in found:
            room = limit - sum(one.size for one in entries)
            granted += entry.kind == "grant"
            if entries and (entry.size > room or len(entries) == entries_max or granted > grants_max):
                return Walked(entries, cursor, True)
            entries.append(entry)
            if grant is not None:
                cursor = Cursor(cursor.place, grant, entry.place)
            elif entry.kind == "grant":
                cursor = Cursor(cursor.place, entry.place)
                break
            else:
                cursor = Cursor(entry.place)
        else:
            if grant is None:
                return Walked(entries, cursor, False)
            cursor = Cursor(grant)


def grants_of_reader(stored: Sequence[Placed]) -> dict[bytes, Place]:
    return {one.document: one.place for one in stored if one.kind == "grant" and one.account == READER}


def ahead(stored: Sequence[Placed], place: Place) -> list[Placed]:
    granted = grants_of_reader(stored)
    return [
        one
        for one in stored
        if one.place > place
        and (
            one.account == READER
            or (one.account == b"" and one.document in granted and one.place > granted[one.document])
        )
    ]


def before(stored: Sequence[Placed], grant: Place, inner: Place) -> list[Placed]:
    documents = [document for document, place in grants_of_reader(stored).items() if place == grant]
    return [
        one
        for one in stored
        if one.account == b"" and one.document in documents and inner < one.place < grant
    ]


def anything(chance: random.Random, granted: set[tuple[bytes, bytes]]) -> Entry:
    """An entry; one account is granted one document once."""
    document, account, change = chance.choice(DOCUMENTS), chance.choice(ACCOUNTS), chance.randbytes(32)
    kind = chance.choice(["change"] * 5 + ["grant"] * 3 + ["exclusion", "outcome", "verdict"])
    if kind == "grant" and (document, account) not in granted:
        granted.add((document, account))
        return grant_entry(document, account)
    if kind == "verdict":
        return verdict_entry(document, change, account)
    if kind == "outcome":
        return outcome_entry(document, chance.randrange(300))
    return (exclusion_entry if kind == "exclusion" else change_entry)(document, change, chance.randrange(300))


async def happen(hub: Hub, chance: random.Random, granted: set[tuple[bytes, bytes]], count: int) -> None:
    """Entries that come by transactions of any age, and now and then a grant that is taken back."""
    entries = [anything(chance, granted) for _ in range(count)]
    rows = [{**msgspec.structs.asdict(entry), "xid": chance.choice(XIDS)} for entry in entries]
    async with hub.database.write() as tx:
        await insert_new(tx, FeedRow, rows)
        if granted and chance.random() < 0.5:
            taken_back = chance.choice(sorted(granted))
            granted.discard(taken_back)
            await feed.withdraw(tx, *taken_back)


async def everything(hub: Hub) -> list[Placed]:
    async with hub.database.read() as tx:
        rows = await fetch(tx, ALL)
    return [Placed(**dict(zip(FIELDS, row, strict=True))) for row in rows]


async def walk(hub: Hub, cursor: Cursor, limit: int) -> Walked:
    async with hub.database.read() as tx:
        [beside, walked] = await feed.walk(
            tx, [Reader(ACCOUNTS[1], Cursor(), 1), Reader(READER, cursor, limit)]
        )
    assert {entry.account for entry in beside.entries} <= {b"", ACCOUNTS[1]}
    return walked


@pytest.mark.parametrize(("entries_max", "grants_max"), [(1, 1), (5, 2), (rules.ENTRIES_MAX, 3)])
async def test_T13_pages_hold_what_a_walk_from_grant_to_grant_brings(
    hub: Hub, entries_max: int, grants_max: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while entries come and grants go between two pages."""
    monkeypatch.setattr(rules, "ENTRIES_MAX", entries_max)
    monkeypatch.setattr(rules, "GRANTS_MAX", grants_max)
    inside = 0
    for seed in range(SEEDS):
        chance = random.Random(seed)
        granted: set[tuple[bytes, bytes]] = set()
        await hub.execute("DELETE FROM feed")
        await happen(hub, chance, granted, ENTRIES)
        cursor, more = Cursor(), True
        while more:
            limit = chance.choice([1, 200, 1_000, 5_000])
            page = await walk(hub, cursor, limit)
            expected = one_by_one(await everything(hub), cursor, limit, entries_max, grants_max)
            assert page == expected, f"seed {seed}"
            cursor, more = page.cursor, page.more
            inside += cursor.grant is not None
            if chance.random() < 0.3:
                await happen(hub, chance, granted, 1)
    assert inside > SEEDS  # pages that ended within a history


@pytest.mark.parametrize("limit", [1, 500, 2_000])
async def test_T13_pages_of_any_size_bring_together_what_one_page_brings(hub: Hub, limit: int) -> None:
    await happen(hub, random.Random(limit), set(), ENTRIES)
    whole = await walk(hub, Cursor(), 1_000_000)
    came: list[Placed] = []
    cursor, more = Cursor(), True
    while more:
        page = await walk(hub, cursor, limit)
        came += page.entries
        cursor, more = page.cursor, page.more
    assert came == whole.entries
    assert cursor == whole.cursor
    assert len(came) > len({one.place for one in came if one.kind == "grant"}) > 0
