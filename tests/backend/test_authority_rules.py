"""Who stands beneath whom: a table of trees, by day."""

from typing import Any

import pytest
from msgspec.structs import replace

from backend.authorities.rules import Authority, claims, contradict, runs_in_a_circle, tree_of
from backend.mandates.rules import covers

TODAY = "2026-11-21"
CON_DAO, SAI_GON, BEN_THANH = UNITS = ("26732", "26740", "26743")
TEAM = Authority(
    code="TDB-01",
    name="Tổ thử",
    kind="team",
    parent="79",
    covers=(SAI_GON, BEN_THANH),
    begins="2026-01-01",
    ends=None,
    successor=None,
)
DEPARTMENT = replace(TEAM, code="SXD", kind="department", covers=())
OFFICE = replace(DEPARTMENT, code="PQL", parent="SXD")
GROUP = replace(DEPARTMENT, code="TCN-01", kind="group", parent=SAI_GON)
UNIT = replace(DEPARTMENT, code=CON_DAO, kind="unit", parent="TDB-01")
ALL = (TEAM, DEPARTMENT, OFFICE, GROUP)


def beneath(higher: str, *authorities: Authority, day: str = TODAY) -> set[str]:
    """All that a mandate for `higher` reaches, itself left out."""
    tree = tree_of(UNITS, authorities, day)
    return {one for one in tree if one != higher and covers(higher, one, tree)}


def test_without_anything_written_every_unit_is_beneath_the_city() -> None:
    assert beneath("79") == set(UNITS)


def test_the_city_is_above_all_and_a_team_above_its_units_and_their_groups_and_no_others() -> None:
    assert beneath("79", *ALL) == {*UNITS, "TDB-01", "SXD", "PQL", "TCN-01"}
    assert beneath("TDB-01", *ALL) == {SAI_GON, BEN_THANH, "TCN-01"}
    assert beneath("SXD", *ALL) == {"PQL"}
    assert beneath(SAI_GON, *ALL) == {"TCN-01"}
    assert beneath(CON_DAO, *ALL) == beneath("TCN-01", *ALL) == set()


@pytest.mark.parametrize(
    ("day", "reached"),
    [
        ("2025-12-31", set()),
        ("2026-01-01", {SAI_GON, BEN_THANH}),
        ("2026-11-30", {SAI_GON, BEN_THANH}),
        ("2026-12-01", set()),
    ],
)
def test_a_team_covers_from_its_first_day_until_its_last(day: str, reached: set[str]) -> None:
    assert beneath("TDB-01", replace(TEAM, ends="2026-11-30"), day=day) == reached


def test_one_team_follows_another_on_a_day_that_was_written_beforehand() -> None:
    two = replace(TEAM, ends="2026-11-30"), replace(TEAM, code="TDB-02", begins="2026-12-01")
    assert not contradict(*[claim for claim in claims(two) if claim.unit == SAI_GON])
    assert (beneath("TDB-01", *two), beneath("TDB-02", *two)) == ({SAI_GON, BEN_THANH}, set())
    later = beneath("TDB-02", *two, day="2026-12-01")
    assert later == {SAI_GON, BEN_THANH}


def test_a_unit_may_name_its_team_itself() -> None:
    assert beneath("TDB-01", TEAM, UNIT) == {SAI_GON, BEN_THANH, CON_DAO}
    assert beneath("TDB-01", TEAM, replace(UNIT, ends="2026-11-20")) == {SAI_GON, BEN_THANH}


def test_what_one_leaves_behind_that_has_ended_is_its_successors() -> None:
    ended = replace(OFFICE, ends="2026-11-20", successor="PQM")
    other = replace(DEPARTMENT, code="PQM")
    assert beneath("PQM", DEPARTMENT, ended, other) == {"PQL"}
    assert beneath("SXD", DEPARTMENT, ended, other) == set()
    assert beneath("PQM", DEPARTMENT, replace(ended, ends=TODAY), other) == set()


@pytest.mark.parametrize(
    ("other", "does"),
    [
        ({}, True),
        ({"begins": "2026-11-30"}, True),
        ({"begins": "2026-12-01"}, False),
        ({"begins": "2025-01-01", "ends": "2025-12-31"}, False),
        ({"begins": "2025-01-01", "ends": "2026-01-01"}, True),
        ({"covers": (CON_DAO,)}, False),
    ],
)
def test_two_teams_contradict_each_other_where_a_unit_is_in_both_on_one_day(
    other: dict[str, Any], does: bool
) -> None:
    first = replace(TEAM, ends="2026-11-30")
    second = replace(TEAM, **{"code": "TDB-02", **other})
    found = [contradict(one, two) for one in claims([first]) for two in claims([second])]
    assert any(found) is does


def test_a_circle_is_seen_through_parents_and_successors() -> None:
    known = {"SXD": replace(DEPARTMENT, parent="PQL"), "PQL": replace(OFFICE, parent="79", successor="SXD")}
    assert runs_in_a_circle("SXD", known)
    assert runs_in_a_circle("SXD", {"SXD": replace(DEPARTMENT, parent="SXD")})
    assert not any(runs_in_a_circle(one.code, {each.code: each for each in ALL}) for one in ALL)
