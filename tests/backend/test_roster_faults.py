"""What is wrong with a file of people: each thing once, by line and column, with what to write."""

import pytest
from msgspec.structs import replace

from backend.forms.days import begin_of
from backend.operations.roster.faults import FAULTS_MAX, told
from backend.operations.roster.reading import Fault
from backend.operations.roster.roster import Given, Person, authority_of, roster_of
from tests.support.roster import (
    DEPARTMENT,
    GROUP,
    PERSON,
    TEAM,
    UNIT,
    csv_of,
    faults_in,
    lines_of,
)

Cells = dict[str, str]


def person(**cells: str) -> Cells:
    return {**PERSON, **cells}


WELL = (
    DEPARTMENT,
    {**TEAM, "covers": "26740 26743"},
    GROUP,
    {**UNIT, "parent": "TDB-01", "from": "2025-07-01", "to": "2025-12-31"},
    {**UNIT, "code": "26737", "name": ""},
    person(),
    person(role="leader", procedures="1.013225 KHOI_CONG", **{"from": "2026-01-01", "to": "2026-01-01"}),
    person(code="CB-2", unit="SXD", role="processing"),
    person(code="CB-3", unit="TDB-01", authority="79", role="auditor"),
    person(code="CB-4", unit="TCN-01", role="helper"),
    person(code="123456789", name="Á" * 100),
    person(code="Số-7/UBND", name="=1+1"),
)


def test_a_file_without_a_fault_has_none() -> None:
    assert faults_in(*WELL) == []


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"kind": "boss"}, 'line 2, kind: "boss" is none of department, team, group, unit, person'),
        ({"kind": ""}, 'line 2, kind: "" is none of'),
        ({"kind": "city"}, 'line 2, kind: "city" is none of'),
        ({"code": ""}, "line 2, code: it is empty; write the city's own id"),
        ({"code": "C" * 41}, "line 2, code: it is longer than 40 characters"),
        ({"code": "CB 1"}, 'line 2, code: "CB 1" has blanks'),
        ({"code": "CB\u200b1"}, 'line 2, code: "CB\\u200b1" has blanks or characters that nobody sees'),
        ({"code": "an@hcm.vn"}, 'line 2, code: "an@hcm.vn" looks like an address'),
        ({"code": "079190001234"}, 'line 2, code: "079190001234" looks like'),
        ({"name": ""}, "line 2, name: it is empty"),
        ({"name": "Á" * 101}, "line 2, name: it is longer than 100 characters"),
        ({"name": "A" * 100_000}, "line 2, name: it is longer than 100 characters"),
        ({"procedures": "1.1 " * 30_000}, 'line 2, procedures: "1.1 1.1'),
        ({"name": "An\0Bình"}, 'line 2, name: "An\\u0000Bình" has characters that nobody sees'),
        ({"name": "An\u202eB"}, 'line 2, name: "An\\u202eB" has characters'),
        ({"name": "An\nBình"}, 'line 2, name: "An\\u000aBình" has characters'),
        ({"unit": ""}, "line 2, unit: it is empty; write the code of where they work"),
        ({"unit": "26734"}, 'line 2, unit: "26734" is no authority; write the code of a unit'),
        ({"unit": "Phường Sài Gòn"}, 'line 2, unit: "Phường Sài Gòn" is no authority'),
        (
            {"role": "tiep nhan"},
            'line 2, role: "tiep nhan" is none of helper, kiosk, reception, processing, leader, admin',
        ),
        ({"role": ""}, 'line 2, role: "" is none of'),
        ({"authority": "SXD"}, 'line 2, authority: "SXD" is no authority'),
        ({"procedures": "1.013225 1.1"}, 'line 2, procedures: "1.1" is no procedure'),
        ({"procedures": "1.013225,KHOI_CONG"}, 'line 2, procedures: "1.013225,KHOI_CONG" is no procedure'),
        ({"from": "1/12/2026"}, 'line 2, from: "1/12/2026" is no day; write it as 2026-12-05'),
        ({"to": "2026-02-30"}, 'line 2, to: "2026-02-30" is no day'),
        ({"from": "2026-12-02", "to": "2026-12-01"}, "line 2, to: 2026-12-01 is before 2026-12-02"),
        ({"parent": "79"}, "line 2, parent: a person has none; leave it empty"),
        ({"covers": "26732"}, "line 2, covers: a person has none"),
        ({"successor": "SXD"}, "line 2, successor: a person has none"),
    ],
)
def test_what_is_wrong_with_a_person(cells: Cells, says: str) -> None:
    [fault] = faults_in(person(**cells))
    assert fault.startswith(says)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({**TEAM, "code": ""}, 'line 2, code: "" cannot be a team\'s; write up to 16 letters'),
        ({**TEAM, "code": "T" * 17}, "line 2, code: "),
        ({**TEAM, "code": "Tổ-1"}, 'line 2, code: "Tổ-1" cannot be'),
        ({**TEAM, "code": "=1+1"}, 'line 2, code: "=1+1" cannot be'),
        ({**TEAM, "code": "79"}, 'line 2, code: "79" cannot be'),
        ({**TEAM, "code": "26740"}, 'line 2, code: "26740" cannot be'),
        ({**TEAM, "code": "00001"}, 'line 2, code: "00001" cannot be'),
        ({**TEAM, "code": "SXD"}, 'line 2, code: "SXD" is a department\'s; write another'),
        ({**TEAM, "name": ""}, "line 2, name: it is empty"),
        ({**TEAM, "from": ""}, "line 2, from: it is empty; write the first day"),
        ({**TEAM, "parent": "SXD"}, 'line 2, parent: "SXD" does not do; a team stands beneath the city'),
        ({**TEAM, "parent": "PQL"}, 'line 2, parent: "PQL" is no authority'),
        ({**TEAM, "covers": "26740 1"}, 'line 2, covers: "1" is no unit'),
        ({**TEAM, "covers": "SXD"}, 'line 2, covers: "SXD" is no unit'),
        ({**TEAM, "role": "leader"}, "line 2, role: a team has none"),
        ({**TEAM, "successor": "SXD", "to": "2026-12-31"}, 'line 2, successor: "SXD" is no other team'),
        ({**TEAM, "successor": "TDB-01", "to": "2026-12-31"}, 'line 2, successor: "TDB-01" is no other team'),
        ({**TEAM, "code": "TDB-02", "successor": "TDB-01"}, "line 2, to: one with a successor ends"),
        ({**DEPARTMENT, "parent": "26740"}, "line 2, parent: "),
        ({**DEPARTMENT, "parent": "SXD"}, "line 2, parent: the way up from here comes back"),
        ({**DEPARTMENT, "covers": "26740 1"}, "line 2, covers: a department has none"),
        ({**GROUP, "parent": ""}, "line 2, parent: nothing does not do; a group stands beneath a unit"),
        ({**GROUP, "parent": "SXD"}, 'line 2, parent: "SXD" does not do'),
        ({**UNIT, "code": "26734"}, 'line 2, code: "26734" is no unit'),
        ({**UNIT, "name": "Phường Thử"}, "line 2, name: 26732 is Đặc khu Côn Đảo; write that, or nothing"),
        (
            {**UNIT, "parent": "SXD"},
            'line 2, parent: "SXD" does not do; a unit stands beneath the city or a team',
        ),
        ({**UNIT, "successor": "26740"}, "line 2, successor: a unit has none"),
    ],
)
def test_what_is_wrong_with_an_authority(line: Cells, says: str) -> None:
    """Beside a department and a team that stand in the database."""
    known = [authority_of(one) for one in lines_of(csv_of(DEPARTMENT, TEAM))]
    [fault] = faults_in(line, known=known)
    assert fault.startswith(says)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((person(), person()), "line 3, role: line 2 gives the same from the same day"),
        ((person(), person(authority="26732")), "line 3, role: line 2 gives the same"),
        ((person(), person(procedures="1.013225")), "line 3, role: line 2 gives the same"),
        (
            (person(), person(role="leader", name="Khác")),
            "line 3, name: line 2 has another for the same code",
        ),
        ((person(), person(role="leader", unit="26740")), "line 3, unit: line 2 has another"),
        ((TEAM, TEAM), "line 3, code: line 2 has the same"),
        (
            ({**TEAM, "covers": "26740"}, {**TEAM, "code": "TDB-02", "covers": "26743 26740"}),
            'line 3, covers: 26740 is beneath "TDB-01" in the same days; write it in one place',
        ),
        (
            ({**UNIT, "parent": "TDB-01"}, TEAM, {**TEAM, "code": "TDB-02", "covers": "26732"}),
            'line 4, covers: 26732 is beneath "TDB-01"',
        ),
        (
            (TEAM, {**TEAM, "code": "TDB-02", "covers": "26732"}, {**UNIT, "parent": "TDB-01"}),
            'line 4, parent: 26732 is beneath "TDB-02"',
        ),
        (
            (
                {**TEAM, "covers": "26732"},
                {**UNIT, "parent": "TDB-01", "from": "2026-02-01", "to": "2026-02-28"},
                {**TEAM, "code": "TDB-02", "covers": "26732", "from": "2026-06-01"},
            ),
            'line 4, covers: 26732 is beneath "TDB-01"',
        ),
    ],
)
def test_what_is_wrong_between_lines_is_told_at_the_later(lines: tuple[Cells, ...], says: str) -> None:
    [fault] = faults_in(*lines)
    assert fault.startswith(says)


def test_a_circle_of_departments_is_told_at_each() -> None:
    one, two = {**DEPARTMENT, "parent": "PQL"}, {**DEPARTMENT, "code": "PQL", "parent": "SXD"}
    assert [fault[:14] for fault in faults_in(one, two)] == ["line 2, parent", "line 3, parent"]


def test_a_file_is_held_against_what_stands_in_the_database() -> None:
    [known] = [authority_of(one) for one in lines_of(csv_of({**TEAM, "covers": "26740 26743"}))]
    other = {**TEAM, "code": "TDB-02", "covers": "26740"}
    [fault] = faults_in(other, known=[known])
    assert fault.startswith('line 2, covers: 26740 is beneath "TDB-01"')
    # where the file takes it out there, or it ended before, nothing is wrong
    assert faults_in(other, {**TEAM, "covers": "26743"}, known=[known]) == []
    assert faults_in(other, known=[replace(known, ends="2025-12-31")]) == []


def test_more_than_two_thousand_authorities_are_told_once() -> None:
    lines = [{**TEAM, "code": f"T{number}"} for number in range(2_002)]
    assert faults_in(*lines[:2_000]) == []
    [fault] = faults_in(*lines)
    assert fault == "line 2002: there are over 2,000 authorities; take some out"


def test_all_is_told_at_once_in_the_order_of_the_file_and_of_very_many_the_first() -> None:
    faults = [Fault(number, "role", "it is wrong") for number in range(250, 1, -1)]
    lines = told([*faults, *faults]).split("\n")
    assert len(lines) == FAULTS_MAX + 1
    assert lines[0] == "line 2, role: it is wrong"
    assert lines[-1] == "and 149 more"
    assert told(faults[:1]) == "line 250, role: it is wrong"


def test_a_roster_says_what_the_lines_say() -> None:
    roster = roster_of(lines_of(csv_of(*WELL)))
    assert [one.code for one in roster.authorities] == ["SXD", "TDB-01", "TCN-01", "26732", "26737"]
    assert roster.authorities[3].name == "Đặc khu Côn Đảo"
    [found] = [one for one in roster.people if one.staff == "CB-1"]
    assert found == Person(
        staff="CB-1",
        name="Cán bộ thử",
        unit="26732",
        mandates=(
            Given(line=7, role="reception", authority="26732", procedures=None, begins=0, ends=None),
            Given(
                line=8,
                role="leader",
                authority="26732",
                procedures=frozenset({"1.013225", "KHOI_CONG"}),
                begins=begin_of("2026-01-01"),
                ends=begin_of("2026-01-02"),
            ),
        ),
    )


def test_a_day_begins_in_ho_chi_minh_city() -> None:
    assert begin_of("1970-01-01") == -7 * 3_600_000
    assert begin_of("2026-11-21") == 1_795_222_800_000 - 8 * 3_600_000
