"""Five links between a phone and the hub as data, and how long bytes take on each, by a clock passed in."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Protocol

from msgspec import Struct

from tests.support.hub import HubClock

PACKET_BYTES = 1_400
# Bytes that are given on at once; between two of them a link may go.
PIECE_BYTES = 8 * PACKET_BYTES
# A lost packet comes after this and another round trip; lost so often running, it ends the connection.
RETRANSMIT_MS = 200
LOST_RUNNING_MAX = 5
HOUR_MS = 3_600_000


class Clock(Protocol):
    def now_ms(self) -> float: ...

    async def sleep(self, ms: float) -> None: ...


class WallClock:
    """For browsers, which have no other. It begins when it is made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now_ms(self) -> float:
        return (time.monotonic() - self._began) * 1000

    async def sleep(self, ms: float) -> None:
        await asyncio.sleep(ms / 1000)


class VirtualClock:
    """The hub's own clock: hours on a bad link take no time."""

    def __init__(self, hub: HubClock) -> None:
        self._hub = hub
        self._began_ms = hub.now_ms
        self._part_ms = 0.0

    def now_ms(self) -> float:
        return self._hub.now_ms + self._part_ms - self._began_ms

    async def sleep(self, ms: float) -> None:
        whole, self._part_ms = divmod(self._part_ms + ms, 1)
        self._hub.now_ms += int(whole)
        await asyncio.sleep(0)


class Link(Struct, frozen=True, kw_only=True):
    bits_per_second: int
    # there and back
    round_trip_ms: int
    # share of packets
    loss: float = 0.0
    # not there at all at first; then there and away by turns, where `down_ms` is set
    silent_ms: int = 0
    up_ms: int = 0
    down_ms: int = 0

    def is_up(self, now_ms: float) -> bool:
        since_ms = now_ms - self.silent_ms
        return since_ms >= 0 and (self.down_ms == 0 or since_ms % (self.up_ms + self.down_ms) < self.up_ms)


LINKS: Mapping[str, Link] = MappingProxyType(
    {
        "4g": Link(bits_per_second=5_000_000, round_trip_ms=60),
        "weak": Link(bits_per_second=512_000, round_trip_ms=150, loss=0.02),
        "satellite": Link(bits_per_second=384_000, round_trip_ms=650, loss=0.03),
        "flapping": Link(bits_per_second=512_000, round_trip_ms=150, up_ms=20_000, down_ms=60_000),
        "none for 72 h": Link(bits_per_second=512_000, round_trip_ms=150, silent_ms=72 * HOUR_MS),
    }
)
PERFECT = Link(bits_per_second=1_000_000_000, round_trip_ms=0)


class Gone(Exception):
    """The link went while bytes were on it."""


class Carrier:
    """One link, with its own luck."""

    def __init__(self, link: Link, clock: Clock, random: Random) -> None:
        self.clock = clock
        self._link = link
        self._random = random

    @property
    def is_up(self) -> bool:
        return self._link.is_up(self.clock.now_ms())

    async def carry(self, content: bytes) -> AsyncIterator[bytes]:
        """The content in pieces, each when it arrives. Raises `Gone` where the rest does not."""
        await self.clock.sleep(self._link.round_trip_ms / 2)
        for start in range(0, len(content), PIECE_BYTES):
            piece = content[start : start + PIECE_BYTES]
            await self.clock.sleep(self._ms_of(piece))
            if not self.is_up:
                raise Gone
            yield piece

    def _ms_of(self, piece: bytes) -> float:
        ms = len(piece) * 8_000 / self._link.bits_per_second
        for _ in range(0, len(piece), PACKET_BYTES):
            lost = 0
            while self._random.random() < self._link.loss:
                lost += 1
                ms += RETRANSMIT_MS + self._link.round_trip_ms
                if lost > LOST_RUNNING_MAX:
                    raise Gone
        return ms
