"""What is wrong with a roster, each thing once, with what to write instead. Pure."""

from collections.abc import Iterator, Sequence

from backend.authorities.rules import Authority
from backend.operations.roster.authorities import authority_contradictions, authority_faults
from backend.operations.roster.lines import KINDS, Places, common_faults, places_of
from backend.operations.roster.people import person_contradictions, person_faults
from backend.operations.roster.reading import Fault, Line
from backend.operations.roster.roster import PERSON

FAULTS_MAX = 100


def faults_of(lines: Sequence[Line], known: Sequence[Authority]) -> list[Fault]:
    """`known`: what stands in the database."""
    places = places_of(lines, known)
    own = {line.number: list(_own_faults(line, places)) for line in lines}
    well = [line for line in lines if not own[line.number]]
    return [
        *(fault for faults in own.values() for fault in faults),
        *person_contradictions(line for line in well if line["kind"] == PERSON),
        *authority_contradictions((line for line in well if line["kind"] != PERSON), known),
    ]


def told(faults: Sequence[Fault]) -> str:
    """In the order of the file; of very many the first."""
    lines = [str(fault) for fault in sorted(set(faults))]
    more = len(lines) - FAULTS_MAX
    return "\n".join([*lines[:FAULTS_MAX], *([f"and {more:,} more"] if more > 0 else [])])


def _own_faults(line: Line, places: Places) -> Iterator[Fault]:
    yield from common_faults(line)
    if line["kind"] == PERSON:
        yield from person_faults(line, places)
    elif line["kind"] in KINDS:
        yield from authority_faults(line, places)
