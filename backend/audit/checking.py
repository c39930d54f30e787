"""Follows the chain from its first row to its last, and says of each what does not fit. Pure, row by row."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from backend.audit.rules import START, Head, Link, hash_of
from sync.packing import NotCanonical

# `altered`: it is not what was hashed. `loose`: it does not follow the one before. `missing`: rows that were
# left out or cut off at the end. `uncounted`: it stands behind what the head counts, or before the first.
# `head`: the head is gone, is not by this hub, or names another last row. `noted`: the chain does not hold a
# head that was noted elsewhere.
What = Literal["altered", "loose", "missing", "uncounted", "head", "noted"]


class Fault(Struct, frozen=True):
    """`number` is a row's; `last` another one where it is about all from the one to the other."""

    what: What
    number: int
    last: int


class Chain:
    """`noted`: a head that somebody kept elsewhere, known to be signed by this hub."""

    def __init__(self, noted: Head | None = None) -> None:
        self.count = 0
        self._last = START
        self._noted = noted
        self._noted_hash: bytes | None = START if noted is not None and noted.count == 0 else None

    def take(self, link: Link) -> Iterator[Fault]:
        """The next row by its number."""
        if link.number <= self.count:
            yield Fault("uncounted", link.number, link.number)
            return
        if link.number > self.count + 1:
            yield Fault("missing", self.count + 1, link.number - 1)
        if not _is_as_hashed(link):
            yield Fault("altered", link.number, link.number)
        if link.previous != self._last:
            yield Fault("loose", link.number, link.number)
        self.count, self._last = link.number, link.hash
        if self._noted is not None and self._noted.count == link.number:
            self._noted_hash = link.hash

    def end(self, head: Head | None, *, is_signed: bool) -> Iterator[Fault]:
        """After the last row: does the newest head fit, and the one that was noted?"""
        counted = 0 if head is None else head.count
        if counted > self.count:
            yield Fault("missing", self.count + 1, counted)
        if counted < self.count:
            yield Fault("uncounted", counted + 1, self.count)
        elif head is not None and (not is_signed or head.hash != self._last):
            yield Fault("head", counted, counted)
        if self._noted is not None and self._noted.hash != self._noted_hash:
            yield Fault("noted", self._noted.count, self._noted.count)


def _is_as_hashed(link: Link) -> bool:
    try:
        return hash_of(link) == link.hash
    except (NotCanonical, TypeError):
        # SQLite keeps what it is given, of whatever type.
        return False
