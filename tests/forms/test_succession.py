"""When the publication of what follows a procedure is late: from thirty days before its record ends."""

import msgspec
import pytest

from backend.forms.catalogue import procedures
from backend.forms.procedure import Procedure
from backend.forms.succession import Late, late

LAST = "2027-02-28"


def record(begins: str, ends: str | None) -> Procedure:
    of_birth = next(one for one in procedures() if one.code == "1.001193")
    return msgspec.structs.replace(of_birth, effective_from=begins, effective_until=ends)


ENDING = record("2025-07-01", LAST)


@pytest.mark.parametrize(
    ("today", "is_late"),
    [("2027-01-28", False), ("2027-01-29", True), (LAST, True), ("2027-06-01", True)],
)
def test_what_ends_with_nothing_to_follow_is_late_from_thirty_days_before(today: str, is_late: bool) -> None:
    assert late([ENDING], today) == ([Late("1.001193", LAST)] if is_late else [])


def test_a_record_of_the_same_code_from_the_next_day_on_follows_it() -> None:
    assert late([ENDING, record("2027-03-01", None)], LAST) == []


def test_a_gap_of_a_day_and_another_procedure_follow_nothing() -> None:
    other = msgspec.structs.replace(record("2027-03-01", None), code="1.000656")
    assert late([ENDING, other], LAST) == [Late("1.001193", LAST)]
    assert late([ENDING, record("2027-03-02", None)], LAST) == [Late("1.001193", LAST)]


def test_what_has_no_end_is_never_late() -> None:
    assert late([record("2025-07-01", None)], "2099-12-31") == []
