"""What is wrong with the lines of people: each by itself, and beside the others. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import get_args

from backend.forms.catalogue import procedures
from backend.mandates.rules import Role
from backend.operations.roster.lines import Places, name_faults, none_of, place_faults
from backend.operations.roster.reading import Fault, Line, quoted
from backend.operations.roster.roster import key_of

STAFF_CHARS_MAX = 40
ROLES = get_args(Role)
# As on a citizen's card; no city numbers its staff so.
IDENTITY_NUMBER = re.compile(r"[0-9]{12}", re.ASCII)


def person_faults(line: Line, places: Places) -> Iterator[Fault]:
    yield from _staff_faults(line)
    yield from name_faults(line)
    if not line["unit"]:
        yield Fault(line.number, "unit", "it is empty; write the code of where they work")
    else:
        yield from place_faults(line, "unit", places)
    if line["role"] not in ROLES:
        yield Fault(line.number, "role", none_of(line["role"], ROLES))
    if line["authority"]:
        yield from place_faults(line, "authority", places)
    odd = [code for code in line["procedures"].split() if code not in _procedures()]
    if odd:
        remedy = "write codes of the catalogue with blanks between them, or nothing for all"
        yield Fault(line.number, "procedures", f"{quoted(' '.join(odd))} is no procedure; {remedy}")


def person_contradictions(lines: Iterable[Line]) -> Iterator[Fault]:
    """Between lines of one person, told at the later one."""
    first: dict[str, Line] = {}
    given: dict[tuple[str, ...], Line] = {}
    for line in lines:
        one = first.setdefault(line["code"], line)
        for column in ("name", "unit"):
            if line[column] != one[column]:
                says = f"line {one.number} has another for the same code; write the same in both"
                yield Fault(line.number, column, says)
        same = given.setdefault(key_of(line), line)
        if same is not line:
            says = f"line {same.number} gives the same from the same day; write their procedures in one line"
            yield Fault(line.number, "role", says)


def _staff_faults(line: Line) -> Iterator[Fault]:
    code = line["code"]
    if not code:
        yield Fault(line.number, "code", "it is empty; write the city's own id of this person")
    elif len(code) > STAFF_CHARS_MAX:
        yield Fault(line.number, "code", f"it is longer than {STAFF_CHARS_MAX} characters; shorten it")
    elif not code.isprintable() or " " in code:
        says = f"{quoted(code)} has blanks or characters that nobody sees; write it without"
        yield Fault(line.number, "code", says)
    elif "@" in code or IDENTITY_NUMBER.fullmatch(code):
        says = f"{quoted(code)} looks like an address or an identity number; write the city's own id"
        yield Fault(line.number, "code", says)


@cache
def _procedures() -> frozenset[str]:
    return frozenset(procedure.code for procedure in procedures())
