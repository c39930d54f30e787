"""What becomes of a fact that an officer writes, case by case."""

import pytest
from msgspec.structs import replace

from backend.units.rules import FACTS_MAX, Fact, Writing, in_order, written
from schemas.wire.units import WriteFact

UNIT, OTHER = "26732", "26734"
WRITING = Writing(fact=b"f" * 16, unit=UNIT, account=b"a" * 16, today="2026-11-21", now_ms=1_000)
NEW = WriteFact(version=0, kind="permit-exempt-area", text="Khu thử A", begins="2026-08-01", ends=None)
FIRST = Fact(
    fact=WRITING.fact,
    version=1,
    unit=UNIT,
    kind="permit-exempt-area",
    text="Khu thử A",
    begins="2026-08-01",
    ends=None,
    account=WRITING.account,
    written=1_000,
)


def many(count: int, ends: str | None = None) -> list[Fact]:
    return [replace(FIRST, fact=number.to_bytes(16, "big"), ends=ends) for number in range(count)]


def test_a_new_fact_is_its_first_version() -> None:
    assert written(NEW, WRITING, None, []) == FIRST


def test_a_change_is_the_next_version_and_names_who_wrote_it() -> None:
    asked = replace(NEW, version=1, text="Khu thử B", ends="2026-12-31")
    second = written(asked, replace(WRITING, account=b"b" * 16, now_ms=2_000), FIRST, [FIRST])
    assert second == replace(
        FIRST, version=2, text="Khu thử B", ends="2026-12-31", account=b"b" * 16, written=2_000
    )


def test_sent_twice_it_stands_as_it_was_written_the_first_time() -> None:
    again = replace(WRITING, now_ms=5_000)
    assert written(NEW, again, FIRST, [FIRST]) is FIRST
    second = replace(FIRST, version=2, ends="2026-12-31")
    assert written(replace(NEW, version=1, ends="2026-12-31"), again, second, [second]) is second


def test_what_changes_nothing_writes_nothing() -> None:
    assert written(replace(NEW, version=1), WRITING, FIRST, [FIRST]) is FIRST


def test_who_has_not_read_the_newest_version_is_told_so() -> None:
    second = replace(FIRST, version=2, text="Khu thử B")
    for version in (0, 1, 3):
        asked = replace(NEW, version=version, text="Khu thử C")
        assert written(asked, WRITING, second, [second]) == "moved-on"
    # what was read once holds again, and others have been between
    third = replace(FIRST, version=3)
    assert written(NEW, WRITING, third, [third]) == "moved-on"


def test_a_fact_of_another_unit_is_not_found_nor_one_that_never_was() -> None:
    theirs = replace(FIRST, unit=OTHER)
    assert written(replace(NEW, version=1), WRITING, theirs, []) == "not-found"
    assert written(NEW, WRITING, theirs, []) == "not-found"
    assert written(replace(NEW, version=1), WRITING, None, []) == "not-found"


def test_the_kind_of_a_fact_never_changes() -> None:
    asked = replace(NEW, version=1, kind="police-telephone", text="000 111 222")
    assert written(asked, WRITING, FIRST, [FIRST]) == "bad-request"


def test_a_unit_says_at_most_twenty_things_that_have_not_ended() -> None:
    assert written(NEW, WRITING, None, many(FACTS_MAX - 1)) == FIRST
    assert written(NEW, WRITING, None, many(FACTS_MAX)) == "list-full"
    assert written(NEW, WRITING, None, many(FACTS_MAX, ends="2026-11-21")) == "list-full"
    assert written(NEW, WRITING, None, many(500, ends="2026-11-20")) == FIRST


def test_a_full_list_may_be_changed_and_ended() -> None:
    full = [*many(FACTS_MAX - 1), FIRST]
    for asked in (replace(NEW, version=1, text="Khu thử B"), replace(NEW, version=1, ends="2026-11-20")):
        assert isinstance(written(asked, WRITING, FIRST, full), Fact)


def test_what_had_ended_begins_again_only_where_there_is_room() -> None:
    ended = replace(FIRST, ends="2026-11-20")
    again = replace(NEW, version=1)
    assert written(again, WRITING, ended, [*many(FACTS_MAX), ended]) == "list-full"
    assert isinstance(written(again, WRITING, ended, [*many(FACTS_MAX - 1), ended]), Fact)


@pytest.mark.parametrize(
    "text",
    [
        " Khu thử",
        "Khu thử ",
        "\u00a0Khu thử",
        "Khu\nthử",
        "Khu\u2028thử",
        "Khu\tthử",
        "Khu\x00thử",
        "Khu\u202ethử",
        "Khu\u200bthử",
        "Khu thu\u031b\u0309",
        "\ue000",
    ],
)
def test_an_area_is_one_line_that_can_be_seen_whole(text: str) -> None:
    assert written(replace(NEW, text=text), WRITING, None, []) == "bad-request"


@pytest.mark.parametrize("text", ["113", "000 111 222", "+84 (0) 000.111-222", "0" * 20])
def test_a_telephone_is_figures_and_what_stands_between_them(text: str) -> None:
    assert isinstance(written(replace(NEW, kind="police-telephone", text=text), WRITING, None, []), Fact)


@pytest.mark.parametrize("text", ["11", "0" * 21, "Công an", "000 111 x", "(000) 111", "٠٠٠ ١١١", "000 "])
def test_what_is_no_telephone_is_malformed(text: str) -> None:
    assert written(replace(NEW, kind="police-telephone", text=text), WRITING, None, []) == "bad-request"


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("2026-02-30", None),
        ("2026-13-01", None),
        ("0000-01-01", None),
        ("1889-12-31", None),
        ("2026-01-01", "2101-01-01"),
        ("2026-01-01", "2027-02-29"),
        ("2026-01-02", "2026-01-01"),
    ],
)
def test_days_are_in_the_calendar_and_the_last_is_not_before_the_first(begins: str, ends: str | None) -> None:
    assert written(replace(NEW, begins=begins, ends=ends), WRITING, None, []) == "bad-request"


def test_a_fact_may_hold_for_one_day_and_may_have_ended_when_it_is_written() -> None:
    for begins, ends in (("2028-02-29", "2028-02-29"), ("2020-01-01", "2020-12-31")):
        assert isinstance(written(replace(NEW, begins=begins, ends=ends), WRITING, None, []), Fact)


def test_people_read_them_by_kind_first_day_and_text() -> None:
    telephone = replace(FIRST, fact=b"t" * 16, kind="police-telephone", text="000 111 222")
    earlier = replace(FIRST, fact=b"e" * 16, begins="2026-07-31", text="Khu thử Z")
    assert in_order([telephone, FIRST, earlier]) == [earlier, FIRST, telephone]
