"""A measured figure, and how times are taken."""

import statistics
import time
from collections.abc import Callable, Sequence

from msgspec import Struct

ROUNDS = 9


class Figure(Struct, frozen=True, kw_only=True):
    """`value` and `floor` have the same unit. `floor` is 0 where there is none."""

    name: str
    value: float
    unit: str
    floor: float = 0
    goal: str = ""
    kept: bool = True


def microseconds(*workloads: Callable[[], object], repeats: int) -> Sequence[float]:
    """Processor time of each workload for one of its `repeats` pieces: medians, rounds interleaved."""
    taken: list[list[float]] = [[] for _ in workloads]
    for _ in range(ROUNDS):
        for times, workload in zip(taken, workloads, strict=True):
            began = time.process_time_ns()
            workload()
            times.append((time.process_time_ns() - began) / 1000 / repeats)
    return [statistics.median(times) for times in taken]
