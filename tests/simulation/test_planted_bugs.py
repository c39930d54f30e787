"""The simulator is only as good as what it finds: each planted bug, within so many seeds."""

from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from tests.simulation.many import BUGS, Found, hunt, processes

# The slowest takes less than half of these.
SEEDS_MAX = 1_500
FIRST = 50_000

Hunts = dict[str, "Future[Found | None]"]


@pytest.fixture(scope="module")
def hunts() -> Iterator[Hunts]:
    """All at once, on all cores; each test waits for its own."""
    with processes() as pool:
        yield {name: pool.submit(hunt, name, FIRST, SEEDS_MAX) for name in BUGS}


def test_there_are_enough_of_them() -> None:
    assert len(BUGS) >= 20


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name: str, hunts: Hunts) -> None:
    found = hunts[name].result()
    assert found is not None, f"{BUGS[name].place}: not found in {SEEDS_MAX} seeds"
    assert found.fault
