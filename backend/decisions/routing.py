"""Who decides: by the matter's place, as it was answered, and never by the desk that received it. Pure.

What the answers do not say nobody guesses: a person at the desk says it then, and why.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from backend.authorities.rules import Authority, tree_of
from backend.forms import catalogue
from schemas.wire.scalars import Pointer, UnitCode

# The law since which wards, communes and special zones decide in the place of districts
LAW = "2025-07-01"


class Competence(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`desk`: any unit may, so the one that received it does. `place`: the unit that an answer names.

    `authority`: one for the whole city. `person`: nothing in the dossier says it.
    """

    by: Literal["desk", "place", "authority", "person"]
    # of places: the first that is answered counts
    paths: Annotated[tuple[Pointer, ...], Meta(max_length=4)] = ()
    # where several may: the applicant's choice, as far as it is one of these
    chosen: Pointer | None = None
    authority: UnitCode = ""
    verified: bool


class Route(Struct, frozen=True, kw_only=True):
    """The authority that decides, and the area team that covers it, or the empty text."""

    authority: str
    team: str


class Unrouted(Struct, frozen=True):
    because: Literal["not-said", "not-answered", "unknown-unit", "unknown-authority", "ended"]


@cache
def competences() -> Mapping[str, Competence]:
    """By the name of a form."""
    file = catalogue.SCHEMAS / "competence" / f"{LAW}.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Competence])


def route(
    rule: Competence, answers: Mapping[str, object], desk: str, authorities: Mapping[str, Authority], day: str
) -> Route | Unrouted:
    """`answers`: by path, what was submitted. `authorities`: all that are written down, by code."""
    units = {unit.code for unit in catalogue.units()}
    found = _named(rule, answers, desk)
    if isinstance(found, Unrouted):
        return found
    if found not in units and found not in authorities:
        return Unrouted("unknown-authority" if rule.by == "authority" else "unknown-unit")
    standing = _standing(found, authorities, day)
    if standing is None:
        return Unrouted("ended")
    higher = tree_of(units, list(authorities.values()), day).get(standing, "")
    is_team = higher in authorities and authorities[higher].kind == "team"
    return Route(authority=standing, team=higher if is_team else "")


def _named(rule: Competence, answers: Mapping[str, object], desk: str) -> str | Unrouted:
    match rule.by:
        case "person":
            return Unrouted("not-said")
        case "desk":
            return desk
        case "authority":
            return rule.authority
        case "place":
            places = list(_places(rule, answers))
            chosen = answers.get(rule.chosen) if rule.chosen is not None else None
            if isinstance(chosen, str) and chosen in places:
                return chosen
            return places[0] if places else Unrouted("not-answered")


def _places(rule: Competence, answers: Mapping[str, object]) -> Iterator[str]:
    for path in rule.paths:
        place = answers.get(path)
        if isinstance(place, str) and place:
            yield place


def _standing(code: str, authorities: Mapping[str, Authority], day: str) -> str | None:
    """Itself, or what took its place; None where it ended and nothing did."""
    seen: set[str] = set()
    while code not in seen:
        seen.add(code)
        one = authorities.get(code)
        if one is None or one.ends is None or one.ends >= day:
            return code
        if one.successor is None:
            return None
        code = one.successor
    return None
