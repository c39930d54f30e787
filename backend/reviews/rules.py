"""Work that was kept apart: by dossier and device, and whose it is to decide about it. Pure."""

import hashlib
from collections.abc import Collection, Iterable
from typing import Literal

from msgspec import Struct

STATE_CHARS = 16

Decision = Literal["readmitted", "dismissed"]

# What a person may let stand: a key was withdrawn, a consent or a mandate was over, it came behind the
# hand-in, or went beyond what a supplement asked for.
MAY_STAND = ("revoked", "consent-ended", "no-mandate", "handed-in", "not-reopened")
# Beside what they only see: nobody agreed to it, or a stranger to the dossier wrote it. A submission that
# differs from what its author saw is not here: its author looks again and hands in again.
CODES = (*MAY_STAND, "consent-refused", "not-granted")


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
    # else it can only be set aside
    may_stand: bool
    kept: tuple[Kept, ...]

    @property
    def state(self) -> str:
        """A name for these very changes: who decides names it, and decides about no other."""
        changes = b"".join(sorted(one.change for one in self.kept))
        return hashlib.sha256(changes).hexdigest()[:STATE_CHARS]


def items_of(kept: Iterable[Kept], declined: Collection[bytes]) -> list[Item]:
    """In the order in which it came; but what may stand before what strangers could send without end.

    `declined`: dossiers whose beginning was (SPEC K8).
    """
    found: dict[tuple[bytes, bytes, bool], list[Kept]] = {}
    for one in kept:
        may_stand = one.code in MAY_STAND and one.document not in declined
        found.setdefault((one.document, one.device, may_stand), []).append(one)
    items = [
        Item(document=document, device=device, may_stand=may_stand, kept=tuple(some))
        for (document, device, may_stand), some in found.items()
    ]
    return sorted(items, key=lambda one: not one.may_stand)


def places_of(holder: str, unit: str, authorities: Iterable[str], city: str) -> frozenset[str]:
    """Who decides about it: where the dossier is; else where its author works or helps; else the city.

    `holder`: the desk that holds the dossier, `unit` and `authorities`: of the author.
    """
    if holder:
        return frozenset({holder})
    known = frozenset(one for one in (unit, *authorities) if one)
    return known or frozenset({city})
