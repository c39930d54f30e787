"""A measured figure, the floor it stands on, and how processor times are taken."""

import statistics
import time
from collections.abc import Callable, Sequence

from msgspec import Struct

ROUNDS = 9


class Figure(Struct, frozen=True, kw_only=True):
    """`value` and `floor` have the same unit; `floor` is 0 where there is none, and `beside` names it.

    A goal bounds the ratio of both, or the value alone.
    """

    name: str
    value: float
    unit: str
    floor: float = 0
    beside: str = ""
    ratio_min: float | None = None
    ratio_max: float | None = None
    value_max: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def goal(self) -> str:
        if self.ratio_min is not None:
            return f"≥ {self.ratio_min}"
        if self.ratio_max is not None:
            return f"≤ {self.ratio_max}"
        return "" if self.value_max is None else f"≤ {self.value_max:,.0f} {self.unit}"

    @property
    def kept(self) -> bool:
        ratio = self.ratio or 0
        return (
            (self.ratio_min is None or ratio >= self.ratio_min)
            and (self.ratio_max is None or ratio <= self.ratio_max)
            and (self.value_max is None or self.value <= self.value_max)
        )


def microseconds(*workloads: Callable[[], object], repeats: int) -> Sequence[float]:
    """Processor time of each workload for one of its `repeats` pieces: medians, rounds interleaved."""
    taken: list[list[float]] = [[] for _ in workloads]
    for _ in range(ROUNDS):
        for times, workload in zip(taken, workloads, strict=True):
            began = time.process_time_ns()
            workload()
            times.append((time.process_time_ns() - began) / 1000 / repeats)
    return [statistics.median(times) for times in taken]
