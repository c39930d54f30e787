"""A roster: authorities and people of a city as a file tells of them, once nothing is wrong with it. Pure."""

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from backend.authorities.rules import CITY, Authority
from backend.forms.catalogue import units
from backend.forms.days import DAY_MS, begin_of
from backend.mandates.rules import Role
from backend.operations.roster.reading import Line

PERSON = "person"


class Given(Struct, frozen=True, kw_only=True):
    """One mandate, and the line that gives it."""

    line: int
    role: Role
    authority: str
    procedures: frozenset[str] | None
    begins: int
    ends: int | None


class Person(Struct, frozen=True, kw_only=True):
    staff: str
    name: str
    unit: str
    mandates: tuple[Given, ...]


class Roster(Struct, frozen=True):
    authorities: tuple[Authority, ...]
    people: tuple[Person, ...]


def roster_of(lines: Iterable[Line]) -> Roster:
    """Of lines that have no fault."""
    lines = list(lines)
    written = [authority_of(line) for line in lines if line["kind"] != PERSON]
    by_code = sorted((line for line in lines if line["kind"] == PERSON), key=lambda line: line["code"])
    people = [_person(list(of_one)) for _, of_one in groupby(by_code, key=lambda line: line["code"])]
    return Roster(tuple(written), tuple(people))


def authority_of(line: Line) -> Authority:
    kind = line["kind"]
    assert kind in ("department", "team", "group", "unit")
    return Authority(
        code=line["code"],
        name=full_names()[line["code"]] if kind == "unit" else line["name"],
        kind=kind,  # type: ignore[arg-type]  # as the assert says
        parent=line["parent"] or CITY,
        covers=tuple(sorted(set(line["covers"].split()))),
        begins=line["from"],
        ends=line["to"] or None,
        successor=line["successor"] or None,
    )


def key_of(line: Line) -> tuple[str, ...]:
    """What no two mandates of a file may share: how the next import knows this one again."""
    return line["code"], line["role"], line["authority"] or line["unit"], line["from"]


def full_names() -> dict[str, str]:
    """Of the units of the catalogue, by code."""
    return {unit.code: unit.full_name for unit in units()}


def _person(lines: list[Line]) -> Person:
    first = lines[0]
    return Person(
        staff=first["code"],
        name=first["name"],
        unit=first["unit"],
        mandates=tuple(map(_given, lines)),
    )


def _given(line: Line) -> Given:
    return Given(
        line=line.number,
        role=line["role"],  # type: ignore[arg-type]  # one of them: people.py
        authority=line["authority"] or line["unit"],
        procedures=frozenset(line["procedures"].split()) or None,
        begins=begin_of(line["from"]) if line["from"] else 0,
        ends=begin_of(line["to"]) + DAY_MS if line["to"] else None,
    )
