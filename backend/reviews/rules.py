"""Work that was kept apart: by dossier and device, and whose it is to decide about it. Pure."""

import hashlib
from collections.abc import Collection, Iterable
from typing import Literal

from msgspec import Struct

STATE_CHARS = 16

Decision = Literal["readmitted", "dismissed"]

# What a person may let stand: a key was withdrawn, a consent had ended, a helper had no mandate.
CODES = ("revoked", "consent-ended", "no-mandate")


class Decided(Struct, frozen=True, kw_only=True):
    change: bytes
    document: bytes
    decision: Decision
    account: bytes
    reason: str
    decided: int


class Kept(Struct, frozen=True, kw_only=True):
    """A change that was kept apart."""

    change: bytes
    document: bytes
    device: bytes
    received: int
    code: str


class Item(Struct, frozen=True, kw_only=True):
    """What one device brought of one dossier and nobody has decided about, the oldest first."""

    document: bytes
    device: bytes
    kept: tuple[Kept, ...]

    @property
    def state(self) -> str:
        """A name for these very changes: who decides names it, and decides about no other."""
        changes = b"".join(sorted(one.change for one in self.kept))
        return hashlib.sha256(changes).hexdigest()[:STATE_CHARS]


def items_of(kept: Iterable[Kept], decided: Collection[bytes]) -> list[Item]:
    """What waits longest first."""
    found: dict[tuple[bytes, bytes], list[Kept]] = {}
    for one in sorted(kept, key=lambda one: (one.received, one.change)):
        if one.change not in decided:
            found.setdefault((one.document, one.device), []).append(one)
    return [
        Item(document=document, device=device, kept=tuple(some)) for (document, device), some in found.items()
    ]


def places_of(holder: str, unit: str, authorities: Iterable[str], city: str) -> frozenset[str]:
    """Who decides about it: where the dossier is; else where its author works or helps; else the city.

    `holder`: the desk that holds the dossier, `unit` and `authorities`: of the author.
    """
    if holder:
        return frozenset({holder})
    known = frozenset(one for one in (unit, *authorities) if one)
    return known or frozenset({city})
