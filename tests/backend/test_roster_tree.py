"""Whatever is let in of any file: each way up ends at the city, for units past no department, every day."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from backend.authorities.rules import CITY, Authority, claims, contradict, tree_of
from backend.forms.catalogue import units
from backend.mandates.rules import covers
from backend.operations.roster.faults import faults_of
from backend.operations.roster.roster import authority_of
from tests.support.roster import csv_of, lines_of

UNITS = ("26732", "26737", "26740")
DEPARTMENTS, TEAMS = ("D1", "D2", "D3"), ("T1", "T2", "T3")
DAYS = ("2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31")


def line_of(kind: str, code: str, parents: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    others = DEPARTMENTS if kind == "department" else TEAMS
    return st.fixed_dictionaries(
        {
            "kind": st.just(kind),
            "code": st.just(code),
            "name": st.just("" if kind == "unit" else "Tên thử"),
            "parent": st.sampled_from(["", "", *parents]),
            "covers": st.sets(st.sampled_from(UNITS), max_size=2).map(" ".join)
            if kind == "team"
            else st.just(""),
            "successor": st.just("") if kind == "unit" else st.sampled_from(["", "", "", *others]),
            "from": st.sampled_from(DAYS),
            "to": st.sampled_from(["", *DAYS]),
        }
    )


FILES = st.tuples(
    *(line_of("department", code, DEPARTMENTS) for code in DEPARTMENTS),
    *(line_of("team", code, DEPARTMENTS) for code in TEAMS),
    *(line_of("unit", code, TEAMS) for code in UNITS),
)


def let_in(lines: Sequence[dict[str, str]]) -> list[Authority]:
    """The lines without those that are at fault, until none is."""
    while faults := faults_of(lines_of(csv_of(*lines)), []):
        at_fault = {fault.line for fault in faults}
        lines = [line for number, line in enumerate(lines, start=2) if number not in at_fault]
    return [authority_of(line) for line in lines_of(csv_of(*lines))]


@given(FILES)
def test_every_way_up_ends_at_the_city_and_no_unit_is_beneath_a_department(
    lines: Sequence[dict[str, str]],
) -> None:
    written = let_in(lines)
    for day in DAYS:
        tree = tree_of((unit.code for unit in units()), written, day)
        assert all(covers(CITY, code, tree) for code in tree)
        assert not [unit for unit in UNITS for code in DEPARTMENTS if covers(code, unit, tree)]


@given(FILES)
def test_on_no_day_a_unit_is_in_two_places(lines: Sequence[dict[str, str]]) -> None:
    said = list(claims(let_in(lines)))
    assert not any(contradict(one, other) for one in said for other in said)
