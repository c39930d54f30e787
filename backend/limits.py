"""Limits: how often a device and an account may ask. Never an address: an island shares one.

A bucket holds tokens. A request takes one, and they come back with time. Buckets are kept in memory: in the
database each request would cost a commit (docs/decisions/0029). A hub that starts anew begins with full ones.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct

from backend.problems import Refused

# More are kept than can be in use; a bucket that is forgotten was full again, or nearly.
BUCKETS_MAX = 65_536
# Of requests that no key signs, how many may wait for the database at once
UNSIGNED_WAITING_MAX = 32
UNSIGNED_WAIT_SECONDS = 5


class Rate(Struct, frozen=True, kw_only=True):
    burst: int
    per_second: float


# A phone that was at sea for a month sends its backlog in fewer requests than the burst. Open, it asks about
# once a minute; an officer who reads quickly, once a second.
DEVICE = Rate(burst=600, per_second=5)
# Of all devices of one person together
ACCOUNT = Rate(burst=1_200, per_second=10)


class Bucket(Struct, frozen=True):
    tokens: float
    # when there were as many
    seconds: float


def filled(bucket: Bucket | None, rate: Rate, seconds: float) -> Bucket:
    """The bucket as it is by now. Time that runs backwards brings nothing and takes nothing."""
    if bucket is None:
        return Bucket(rate.burst, seconds)
    passed = max(0.0, seconds - bucket.seconds)
    return Bucket(min(rate.burst, bucket.tokens + passed * rate.per_second), seconds)


def wait_of(bucket: Bucket, rate: Rate) -> float:
    """Seconds until it holds a token."""
    return max(0.0, (1 - bucket.tokens) / rate.per_second)


class Limits:
    """The buckets of the devices and accounts that asked last."""

    def __init__(
        self,
        *,
        seconds: Callable[[], float] = time.monotonic,
        device: Rate = DEVICE,
        account: Rate = ACCOUNT,
    ) -> None:
        self._seconds = seconds
        self._rates = (device, account)
        self._buckets: tuple[OrderedDict[bytes, Bucket], ...] = (OrderedDict(), OrderedDict())

    def take(self, device: bytes, account: bytes) -> None:
        """One request of this device for this account, or `Refused`: then nothing is taken from either."""
        now = self._seconds()
        names = (device, account)
        found = [
            filled(kept.get(name), rate, now)
            for kept, name, rate in zip(self._buckets, names, self._rates, strict=True)
        ]
        wait = max(wait_of(bucket, rate) for bucket, rate in zip(found, self._rates, strict=True))
        if wait > 0:
            raise Refused("too-many-requests", wait_seconds=math.ceil(wait))
        for kept, name, bucket in zip(self._buckets, names, found, strict=True):
            kept[name] = Bucket(bucket.tokens - 1, bucket.seconds)
            kept.move_to_end(name)
            if len(kept) > BUCKETS_MAX:
                kept.popitem(last=False)


class Turnstile:
    """Before the database, for requests that no key signs.

    There is nobody to count them by; so they are bounded together, and signed ones wait behind a few at most.
    """

    def __init__(self, waiting_max: int = UNSIGNED_WAITING_MAX) -> None:
        self._free = waiting_max

    @contextmanager
    def passing(self) -> Iterator[None]:
        if self._free < 1:
            raise Refused("busy", wait_seconds=UNSIGNED_WAIT_SECONDS)
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1
