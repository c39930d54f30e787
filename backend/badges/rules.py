"""What a badge says, and for how long. Pure."""

from collections.abc import Iterable, Mapping

from backend.mandates.rules import Mandate, Tree
from schemas.wire.badges import BadgeRecord
from sync.packing import pack

# A badge cannot be called back, so it is short; a mandate that ends sooner ends it sooner.
BADGE_MS = 7 * 86_400_000
NAME_CHARS_MAX = 200


def helping(mandates: Iterable[Mandate]) -> Mandate | None:
    """The mandate by which somebody helps; of several the one that began first. They stand now."""
    held = [mandate for mandate in mandates if mandate.role == "helper"]
    return min(held, key=lambda mandate: (mandate.begins, mandate.mandate), default=None)


def area_of(authority: str, tree: Tree, units: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The unit in which it works: itself, or the first one above it; where there is none, its own name."""
    seen: set[str] = set()
    at: str | None = authority
    while at is not None and at not in seen:
        if at in units:
            return units[at]
        seen.add(at)
        at = tree.get(at)
    return names.get(authority, authority)


def badge(*, mandate: Mandate, person: str, group: str, area: str, now_ms: int) -> BadgeRecord:
    ends = now_ms + BADGE_MS
    return BadgeRecord(
        version=1,
        account=mandate.account,
        person=person[:NAME_CHARS_MAX],
        group=group[:NAME_CHARS_MAX],
        area=area[:NAME_CHARS_MAX],
        issued=now_ms,
        expires=ends if mandate.ends is None else min(ends, mandate.ends),
    )


def packed(record: BadgeRecord) -> bytes:
    """The bytes that are signed."""
    person, group, area = record.person, record.group, record.area
    return pack([record.version, record.account, person, group, area, record.issued, record.expires])
