"""What is wrong with the lines of authorities: each by itself, and in the tree that they would make. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping

from backend.authorities.rules import (
    CITY,
    NEVER,
    PARENTS,
    Authority,
    Claim,
    claims,
    contradict,
    runs_in_a_circle,
)
from backend.operations.roster.lines import FILLED, Places, name_faults, place_faults
from backend.operations.roster.reading import Fault, Line, quoted
from backend.operations.roster.roster import authority_of

AUTHORITIES_MAX = 2_000
# as the code of a desk travels (schemas/wire/scalars.py)
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,15}", re.ASCII)
UNIT = re.compile(r"[0-9]{5}", re.ASCII)


def authority_faults(line: Line, places: Places) -> Iterator[Fault]:
    yield from _code_faults(line, places)
    if line["kind"] != "unit":
        yield from name_faults(line)
    elif line["name"] not in ("", places.units.get(line["code"], line["name"])):
        says = f"{line['code']} is {places.units[line['code']]}; write that, or nothing"
        yield Fault(line.number, "name", says)
    if not line["from"]:
        yield Fault(line.number, "from", "it is empty; write the first day, as 2026-12-05")
    yield from _parent_faults(line, places)
    odd = [code for code in line["covers"].split() if code not in places.units]
    if odd and "covers" in FILLED[line["kind"]]:
        remedy = "write codes of units with blanks between them: `admin units` lists them"
        yield Fault(line.number, "covers", f"{quoted(' '.join(odd))} is no unit; {remedy}")
    if line["successor"] and "successor" in FILLED[line["kind"]]:
        yield from _successor_faults(line, places)


def authority_contradictions(lines: Iterable[Line], known: Iterable[Authority]) -> Iterator[Fault]:
    """Between lines, and between them and what stands in the database. `lines` have no fault of their own."""
    at: dict[str, Line] = {}
    for count, line in enumerate(lines, start=1):
        if count == AUTHORITIES_MAX + 1:
            yield Fault(line.number, "", f"there are over {AUTHORITIES_MAX:,} authorities; take some out")
            return
        first = at.setdefault(line["code"], line)
        if first is not line:
            yield Fault(line.number, "code", f"line {first.number} has the same; write one line of both")
    merged = {one.code: one for one in known} | {code: authority_of(line) for code, line in at.items()}
    for code, line in at.items():
        if runs_in_a_circle(code, merged):
            says = "the way up from here comes back; write another parent or successor"
            yield Fault(line.number, "parent", says)
    yield from _contradicting_claims(at, merged)


def _code_faults(line: Line, places: Places) -> Iterator[Fault]:
    code, kind = line["code"], line["kind"]
    if kind == "unit":
        if code not in places.units:
            yield Fault(line.number, "code", f"{quoted(code)} is no unit: `admin units` lists them")
    elif CODE.fullmatch(code) is None or UNIT.fullmatch(code) or code == CITY:
        remedy = f"write up to 16 letters, digits, dots, hyphens; five digits are units, {CITY} is the city"
        yield Fault(line.number, "code", f"{quoted(code)} cannot be a {kind}'s; {remedy}")
    elif places.kinds[code] != kind:
        yield Fault(line.number, "code", f"{quoted(code)} is a {places.kinds[code]}'s; write another")


def _parent_faults(line: Line, places: Places) -> Iterator[Fault]:
    wanted = PARENTS[line["kind"]]  # type: ignore[index]  # of an authority
    parent = line["parent"] or CITY
    if parent not in places.kinds:
        yield from place_faults(line, "parent", places)
    elif places.kinds[parent] not in wanted:
        above = " or ".join("the city" if kind == "city" else f"a {kind}" for kind in wanted)
        remedy = f"a {line['kind']} stands beneath {above}"
        shown = quoted(line["parent"]) if line["parent"] else "nothing"
        yield Fault(line.number, "parent", f"{shown} does not do; {remedy}")


def _successor_faults(line: Line, places: Places) -> Iterator[Fault]:
    if places.kinds.get(line["successor"]) != line["kind"] or line["successor"] == line["code"]:
        says = f"{quoted(line['successor'])} is no other {line['kind']}; write the code of one"
        yield Fault(line.number, "successor", says)
    if not line["to"]:
        yield Fault(line.number, "to", "one with a successor ends; write its last day, as 2026-12-05")


def _contradicting_claims(at: Mapping[str, Line], merged: Mapping[str, Authority]) -> Iterator[Fault]:
    # Of each unit the one that goes on longest of those that began: if any overlaps the next, it does.
    longest: dict[str, Claim] = {}
    for one in sorted(claims(merged.values()), key=lambda claim: (claim.begins, claim.by)):
        before = longest.setdefault(one.unit, one)
        if contradict(before, one):
            yield from _at_the_later(before, one, at)
        if (one.ends or NEVER) > (before.ends or NEVER):
            longest[one.unit] = one


def _at_the_later(one: Claim, other: Claim, at: Mapping[str, Line]) -> Iterator[Fault]:
    in_file = [(at[claim.by], claim) for claim in (one, other) if claim.by in at]
    # Two that stand in the database were let in before; nothing in the file mends them.
    if in_file:
        line, claim = max(in_file, key=lambda found: found[0].number)
        against = other if claim is one else one
        says = f"{one.unit} is beneath {quoted(against.higher)} in the same days; write it in one place"
        yield Fault(line.number, "parent" if line["kind"] == "unit" else "covers", says)
