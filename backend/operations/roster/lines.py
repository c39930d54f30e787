"""What is asked of every line of a roster, and of the names and codes in it. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from backend.authorities.rules import CITY, PARENTS, Authority, Kind
from backend.forms.days import is_day
from backend.operations.roster.reading import COLUMNS, REQUIRED, Fault, Line, quoted
from backend.operations.roster.roster import PERSON, full_names

NAME_CHARS_MAX = 100
KINDS = ("department", "team", "group", "unit", PERSON)
DAYS = ("from", "to")
FILLED: Mapping[str, tuple[str, ...]] = {
    "department": (*REQUIRED, "parent", "successor", *DAYS),
    "team": (*REQUIRED, "parent", "covers", "successor", *DAYS),
    "group": (*REQUIRED, "parent", "successor", *DAYS),
    "unit": (*REQUIRED, "parent", *DAYS),
    PERSON: (*REQUIRED, "unit", "role", "authority", "procedures", *DAYS),
}


class Places(Struct, frozen=True):
    """Every authority that a line may name: those of the catalogue, of the database, of the file."""

    kinds: Mapping[str, Kind]
    units: Mapping[str, str]


def places_of(lines: Iterable[Line], known: Iterable[Authority]) -> Places:
    kinds: dict[str, Kind] = {CITY: "city", **{one.code: one.kind for one in known}}
    for line in lines:
        if line["kind"] in PARENTS:
            kinds.setdefault(line["code"], line["kind"])  # type: ignore[arg-type]  # a key of PARENTS
    units = full_names()
    return Places({**kinds, **dict.fromkeys(units, "unit")}, units)


def common_faults(line: Line) -> Iterator[Fault]:
    """What is asked of every kind of line. Where the kind is unknown, nothing else can be said of it."""
    kind = line["kind"]
    if kind not in KINDS:
        yield Fault(line.number, "kind", none_of(kind, KINDS))
        return
    for column in COLUMNS:
        if line[column] and column not in FILLED[kind]:
            yield Fault(line.number, column, f"a {kind} has none; leave it empty")
    for column in DAYS:
        if line[column] and not is_day(line[column]):
            yield Fault(line.number, column, f"{quoted(line[column])} is no day; write it as 2026-12-05")
    if is_day(line["from"]) and is_day(line["to"]) and line["to"] < line["from"]:
        yield Fault(line.number, "to", f"{line['to']} is before {line['from']}; it is the last day")


def name_faults(line: Line) -> Iterator[Fault]:
    name = line["name"]
    if not name:
        yield Fault(line.number, "name", "it is empty; write the name")
    elif len(name) > NAME_CHARS_MAX:
        yield Fault(line.number, "name", f"it is longer than {NAME_CHARS_MAX} characters; shorten it")
    elif not name.isprintable():
        yield Fault(line.number, "name", f"{quoted(name)} has characters that nobody sees; write it anew")


def place_faults(line: Line, column: str, places: Places) -> Iterator[Fault]:
    """Of a cell that names an authority."""
    if line[column] not in places.kinds:
        remedy = "write the code of a unit (`admin units`), or of a line of this file"
        yield Fault(line.number, column, f"{quoted(line[column])} is no authority; {remedy}")


def none_of(cell: str, known: Iterable[str]) -> str:
    return f"{quoted(cell)} is none of {', '.join(known)}"
