"""The hub's clock: the only one that decides freshness, expiry and legal time."""

import time
from collections.abc import Callable

# Unix milliseconds
Clock = Callable[[], int]


def system_ms() -> int:
    return time.time_ns() // 1_000_000
