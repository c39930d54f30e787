"""Many small worlds, each from one seed: after everything has healed, nothing is lost and all are equal."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from sync import limits
from tests.simulation.many import digests_of, faults_of, processes, run_all
from tests.simulation.run import Ran
from tests.simulation.seeds import MENDED, NAMED, Named

SEEDS = int(os.environ.get("HAIDANG_SEEDS", "3000"))
PROGRESS_EVERY = 10_000
REPLAYED = range(7_000, 7_030)
ROOT = Path(__file__).resolve().parents[2]
DIGESTS = """
import json
from tests.simulation.run import Ran, run
print(json.dumps([run(seed).digest for seed in range({first}, {end})]))
"""


@pytest.mark.timeout(max(300, SEEDS // 20))
def test_every_promise_holds_in_every_world(capsys: pytest.CaptureFixture[str]) -> None:
    bad: list[Ran] = []
    done = 0
    for part in run_all(range(SEEDS)):
        bad += [ran for ran in part if ran.faults]
        done += len(part)
        if done % PROGRESS_EVERY == 0:
            with capsys.disabled():
                sys.stdout.write(f"{done} seeds, {len(bad)} bad\n")
                sys.stdout.flush()
        assert len(bad) < 10, _told(bad)
    assert not bad, _told(bad)
    assert done == SEEDS


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[ProcessPoolExecutor]:
    """A world replaces what it stands on, limits and clocks: never in the process of other tests."""
    with processes() as pool:
        yield pool


def test_one_seed_is_one_trace_whatever_process_runs_it(elsewhere: ProcessPoolExecutor) -> None:
    here = elsewhere.submit(digests_of, REPLAYED).result()
    assert here == elsewhere.submit(digests_of, REPLAYED).result()
    assert len(set(here)) == len(here)
    for hash_seed in ("1", "2"):
        assert here == _digests_elsewhere(hash_seed)


@pytest.mark.parametrize("named", NAMED, ids=lambda named: f"{named.seed}-{named.bug}")
def test_a_named_seed_shows_its_fault_and_nothing_else(named: Named, elsewhere: ProcessPoolExecutor) -> None:
    assert not elsewhere.submit(faults_of, named.seed).result()
    assert elsewhere.submit(faults_of, named.seed, named.bug).result()


@pytest.mark.parametrize("seed", MENDED)
def test_a_seed_that_found_a_fault_stays_good(seed: int, elsewhere: ProcessPoolExecutor) -> None:
    assert not elsewhere.submit(faults_of, seed).result(), MENDED[seed]


def test_no_world_was_made_in_this_process() -> None:
    assert limits.WAITING_CHANGES_MAX == 256


def _digests_elsewhere(hash_seed: str) -> list[str]:
    program = DIGESTS.format(first=REPLAYED.start, end=REPLAYED.stop)
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(ran.stdout)
    return found


def _told(bad: list[Ran]) -> str:
    first = bad[0]
    lines = [f"seed {ran.seed}: {ran.faults[0]}" for ran in bad]
    return "\n".join([*lines, "", f"python -m tests.simulation {first.seed} --trace", *first.trace])
