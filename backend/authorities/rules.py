"""Who stands beneath whom on a day. Pure.

The units of the catalogue stand beneath the city without being written down. What is written adds
departments, area teams and groups, and may give a unit another place. An area team lists the units that it
covers, so that one may follow another from a day that is written beforehand. On any one day each unit has one
next higher authority, so what a mandate reaches is found by walking up. No unit stands beneath a department:
what a ward decides would be the department's to read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

CITY = "79"
CITY_NAME = "Thành phố Hồ Chí Minh"
# Later than any last day
NEVER = "9999-12-31"

Kind = Literal["city", "department", "unit", "team", "group"]

# Beneath which kinds each may stand
PARENTS: Mapping[Kind, tuple[Kind, ...]] = {
    "department": ("city", "department"),
    "team": ("city",),
    "unit": ("city", "team"),
    "group": ("unit",),
}


class Authority(Struct, frozen=True, kw_only=True):
    code: str
    name: str
    kind: Kind
    parent: str
    # of a team: the units beneath it, sorted
    covers: tuple[str, ...]
    begins: str
    # the last day on which it holds
    ends: str | None
    # to whom goes what it leaves behind
    successor: str | None


class Claim(Struct, frozen=True, kw_only=True):
    """That a unit stands beneath something else than the city."""

    unit: str
    higher: str
    # the code of who says so
    by: str
    begins: str
    ends: str | None


def tree_of(units: Iterable[str], authorities: Collection[Authority], day: str) -> dict[str, str]:
    """Each one's next higher authority. One that has ended stands beneath its successor."""
    tree = dict.fromkeys(units, CITY)
    for one in authorities:
        if one.kind != "unit":
            has_ended = one.ends is not None and one.ends < day
            tree[one.code] = one.successor if has_ended and one.successor else one.parent
    tree.update({claim.unit: claim.higher for claim in claims(authorities) if _holds(claim, day)})
    return tree


def claims(authorities: Iterable[Authority]) -> Iterator[Claim]:
    for one in authorities:
        said = [(unit, one.code) for unit in one.covers]
        if one.kind == "unit" and one.parent != CITY:
            said = [(one.code, one.parent)]
        for unit, higher in said:
            yield Claim(unit=unit, higher=higher, by=one.code, begins=one.begins, ends=one.ends)


def contradict(one: Claim, other: Claim) -> bool:
    """Whether there is a day on which they put a unit in two places."""
    overlap = one.begins <= (other.ends or NEVER) and other.begins <= (one.ends or NEVER)
    return one.unit == other.unit and one.higher != other.higher and overlap


def runs_in_a_circle(code: str, authorities: Mapping[str, Authority]) -> bool:
    """Whether the way up from here, by parents and successors, comes back."""
    seen: set[str] = set()
    ahead = [code]
    while ahead:
        one = authorities.get(ahead.pop())
        if one is None:
            continue
        for higher in (one.parent, one.successor):
            if higher == code:
                return True
            if higher is not None and higher not in seen:
                seen.add(higher)
                ahead.append(higher)
    return False


def _holds(claim: Claim, day: str) -> bool:
    return claim.begins <= day <= (claim.ends or NEVER)
