"""Many seeds on all cores: each process has a hub of its own, and takes the next few seeds when done."""

import gc
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Literal

from msgspec import Struct

from tests.simulation.bugs import merging, phoning, serving
from tests.simulation.bugs.planted import Bug
from tests.simulation.run import Ran, run

Start = Literal["spawn", "fork"]
# Seeds that a process takes at a time
TOGETHER = 25
BUGS: dict[str, Bug] = {bug.name: bug for bug in (*merging.BUGS, *serving.BUGS, *phoning.BUGS)}


class Found(Struct, frozen=True):
    """The first seed that shows a bug, how many were run to find it, and what the oracle said."""

    seed: int
    seeds: int
    fault: str


def processes(start: Start = "spawn") -> ProcessPoolExecutor:
    """`fork` is the quicker start, where the caller has no thread."""
    return ProcessPoolExecutor(os.cpu_count(), mp_context=get_context(start))


def run_all(seeds: range, start: Start = "spawn") -> Iterator[list[Ran]]:
    """In their order, some at a time; a good one without its trace."""
    parts = [seeds[at : at + TOGETHER] for at in range(0, len(seeds), TOGETHER)]
    with processes(start) as pool:
        yield from pool.map(run_some, parts)


def run_some(seeds: Iterable[int]) -> list[Ran]:
    # Worlds are full of cycles and all of one age: looking through them once, in the end, is enough.
    gc.disable()
    rans = [ran if ran.faults else Ran(ran.seed, (), ran.digest, ()) for ran in map(run, seeds)]
    gc.collect()
    gc.freeze()
    return rans


def faults_of(seed: int, bug: str = "") -> tuple[str, ...]:
    """What a seed shows, with a bug planted where one is named."""
    if not bug:
        return run(seed).faults
    with BUGS[bug].planted():
        return run(seed).faults


def digests_of(seeds: range) -> list[str]:
    return [run(seed).digest for seed in seeds]


def hunt(name: str, first: int, seeds_max: int) -> Found | None:
    """Run seeds with a bug planted until one shows it. An error in the midst of a seed shows it as well."""
    for count in range(1, seeds_max + 1):
        with BUGS[name].planted():
            ran = run(first + count - 1)
        # It is the bug that was found only where the seed is good without it.
        if ran.faults and not run(ran.seed).faults:
            return Found(ran.seed, count, ran.faults[0])
    return None
