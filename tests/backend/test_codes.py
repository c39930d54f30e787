"""Codes: consecutive for an agency and a day, whoever takes them at once and however a taker ends."""

import asyncio
import signal
import sys

import pytest

from backend.codes import store
from backend.codes.rules import Coded, is_ministry, read, written
from backend.database import Database
from tests.support.hub import Hub
from tests.support.process import ROOT

AGENCY, OTHER, DAY = "H29.26732", "H29.26740", "2026-11-27"
AT_ONCE = 200


class Undone(Exception):
    pass


async def take(database: Database, agency: str = AGENCY, *, undone: bool = False) -> int | None:
    try:
        async with database.write() as tx:
            number = await store.take(tx, agency, DAY)
            await asyncio.sleep(0)
            if undone:
                raise Undone
            return number
    except Undone:
        return None


async def test_two_hundred_at_once_are_two_hundred_in_a_row(hub: Hub) -> None:
    taken = await asyncio.gather(*(take(hub.database) for _ in range(AT_ONCE)))
    assert sorted(one for one in taken if one) == list(range(1, AT_ONCE + 1))


async def test_a_number_whose_transaction_is_undone_is_the_next_ones(hub: Hub) -> None:
    taken = await asyncio.gather(*(take(hub.database, undone=number % 3 == 0) for number in range(90)))
    assert sorted(one for one in taken if one) == list(range(1, 61))
    assert await take(hub.database) == 61


async def test_each_agency_and_each_day_begins_at_one(hub: Hub) -> None:
    assert [await take(hub.database, agency) for agency in (AGENCY, OTHER, AGENCY)] == [1, 1, 2]
    async with hub.database.write() as tx:
        assert await store.take(tx, AGENCY, "2026-11-28") == 1


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_agencies_do_not_wait_for_each_other(hub: Hub) -> None:
    async with hub.database.write() as tx:
        await store.take(tx, AGENCY, DAY)
        # answered while the other's transaction is open
        assert await take(hub.database, OTHER) == 1


CHILD = """
import asyncio, sys
from backend.codes import store
from backend.database import Database

async def main() -> None:
    database = Database(sys.argv[1])
    while True:
        async with database.write() as tx:
            number = await store.take(tx, "H29.26732", "2026-11-27")
        print(number, flush=True)

asyncio.run(main())
"""


async def test_a_taker_that_is_killed_leaves_none_out(hub: Hub) -> None:
    told: list[int] = []
    for _ in range(3):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, hub.settings.database, cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        assert child.stdout is not None
        told += [int(await child.stdout.readline()) for _ in range(20)]
        child.send_signal(signal.SIGKILL)
        # what it had printed before it was killed was committed, too
        told += [int(line) for line in (await child.stdout.read()).splitlines()]
        await child.wait()
        taken = await take(hub.database)
        assert taken is not None
        # One may have been committed and not printed any more.
        assert taken in (len(told) + 1, len(told) + 2)
        told += range(len(told) + 1, taken + 1)
    assert told == list(range(1, len(told) + 1))


def test_it_is_written_as_the_circular_says_and_read_back() -> None:
    assert written(AGENCY, DAY, 1) == "H29.26732-261127-0001"
    assert written(AGENCY, DAY, 12_345) == "H29.26732-261127-12345"
    assert read(" h29.26732-261127-0001\n") == Coded(AGENCY, DAY, 1)
    for number in (1, 9_999, 10_000):
        assert read(written(OTHER, DAY, number)) == Coded(OTHER, DAY, number)


@pytest.mark.parametrize(
    "text", ["", "0001", "H29-261127", "H29.26732-261127-001", "H29.26732_261127_0001", "x" * 99]
)
def test_anything_else_is_no_code(text: str) -> None:
    assert read(text) is None
    assert not is_ministry(text)


def test_a_ministrys_is_known_when_seen() -> None:
    assert is_ministry("G01.899.101-261127-AA0001")
    assert read("G01.899.101-261127-AA0001") is None
