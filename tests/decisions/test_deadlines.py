"""Deadlines: cases checked by hand (deadlines.txt), and a walk minute by minute as a second opinion."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.decisions.deadline_words import in_words
from backend.decisions.deadlines import (
    HOUR_MS,
    Term,
    Unit,
    due_of,
    left,
    may_apologise,
    moved_by_waiting,
)
from backend.decisions.hours import MINUTE_MS, Office, is_open, later, open_between, opening
from backend.decisions.offices import desk_hours, office_of
from backend.forms.days import AHEAD_MS, day_of

CUT_OFF = 900
TET = "nghỉ từ thứ Hai 16/02 đến thứ Sáu 20/02 (Tết Nguyên Đán)"
UNITS: dict[str, Unit] = {
    "w": "working_days",
    "d": "days",
    "h": "working_hours",
    "S": "same_day",
    "O": "at_once",
}
LINES = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parent / "deadlines.txt").read_text("utf-8").splitlines()
    if line.startswith("2")
]
MOMENTS = st.integers(0, 550 * 24 * 60).map(lambda minute: at("2025-12-01 00:00") + minute * MINUTE_MS)
WEEKS = st.sampled_from(["o", "s"])


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000 - AHEAD_MS


def told(moment: int) -> str:
    return datetime.fromtimestamp((moment + AHEAD_MS) / 1000, UTC).strftime("%Y-%m-%d %H:%M")


def office(week: str) -> Office:
    """The city's calendar, with one of the weeks."""
    named = {"o": "office", "s": "saturday"}[week]
    minutes = [
        tuple((_minute(first), _minute(last)) for first, last in day)
        for day in desk_hours().weeks[named].week
    ]
    city = office_of("79")
    return Office(calendar=city.calendar, week=tuple(minutes), names=city.names)


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def term_of(text: str) -> Term:
    return Term(count=int(text[:-1] or "0"), unit=UNITS[text[-1]])


def test_there_are_more_than_a_hundred() -> None:
    assert len(LINES) > 100
    assert len({tuple(line[:3]) for line in LINES}) == len(LINES)
    assert {line[1][-1] for line in LINES} == set(UNITS)


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line[:3]))
def test_a_case_that_was_checked_by_hand(line: list[str]) -> None:
    received, term, week, started, due, _why = line
    found = due_of(at(received), term_of(term), office(week), CUT_OFF)
    assert (told(found.started), told(found.due)) == (started, due)


@given(MOMENTS, st.sampled_from(["1w", "4w", "3d", "5h", "13h", "S", "O"]), WEEKS)
def test_whoever_walks_minute_by_minute_comes_to_the_same(received: int, term: str, week: str) -> None:
    here = office(week)
    found = due_of(received, term_of(term), here, CUT_OFF)
    assert found.started == walked_to_opening(received, here)
    assert found.due == walked_due(found.started, term_of(term), here)
    assert found.started >= received


def is_worked(minute: int, here: Office) -> bool:
    """Whether a clock runs in that minute; from the calendar's two lists and the clock times alone."""
    day = day_of(minute)
    is_weekday = date.fromisoformat(day).weekday() < 5
    clock = told(minute)[11:]
    is_working_day = (is_weekday and day not in here.calendar.off) or day in here.calendar.work
    return is_working_day and ("07:30" <= clock < "11:30" or "13:00" <= clock < "17:00")


def walked_to_opening(moment: int, here: Office) -> int:
    while not is_worked(moment, here):
        moment += MINUTE_MS
    return moment


def walked_due(started: int, term: Term, here: Office) -> int:
    moment, count = started, term.count
    match term.unit:
        case "working_hours":
            left_over = count * 60
            while left_over:
                left_over -= is_worked(moment, here)
                moment += MINUTE_MS
        case "working_days":
            while count:
                moment += 24 * HOUR_MS
                count -= is_worked(moment, here)
        case "days":
            moment += count * 24 * HOUR_MS
            while not is_worked(moment, here):
                moment += 24 * HOUR_MS
        case _:
            if term.unit == "same_day" and told(moment)[11:] >= "15:00":
                moment += 24 * HOUR_MS
                while not is_worked(moment, here):
                    moment += 24 * HOUR_MS
            # closing: the minute after the last one that is worked
            while told(moment)[11:] < "17:00":
                moment += MINUTE_MS
    return moment


@given(MOMENTS, st.integers(0, 20 * 480), WEEKS)
def test_open_time_that_passes_is_the_open_time_between(start: int, minutes: int, week: str) -> None:
    here = office(week)
    end = later(start, minutes * MINUTE_MS, here)
    assert open_between(start, end, here) == minutes * MINUTE_MS
    assert left(end, start, here) == minutes * MINUTE_MS
    assert left(start, end, here) == -minutes * MINUTE_MS
    assert minutes == 0 or opening(end - MINUTE_MS, here) == end - MINUTE_MS


def test_what_was_waited_is_added() -> None:
    here = office("o")
    due = at("2026-11-27 14:10")
    # 170 minutes of Monday, none of Tuesday, which is off, and 150 of Wednesday
    asked, brought = at("2026-11-23 14:10"), at("2026-11-25 10:00")
    assert open_between(asked, brought, here) == (170 + 150) * MINUTE_MS
    assert told(moved_by_waiting(due, asked, brought, here)) == "2026-11-30 10:00"
    assert moved_by_waiting(due, asked, asked, here) == due
    # a weekend costs nobody anything
    weekend = at("2026-11-27 17:00"), at("2026-11-30 07:30")
    assert moved_by_waiting(due, *weekend, here) == due


def test_what_begins_anew_begins_where_it_was_brought() -> None:
    found = due_of(at("2026-11-28 20:00"), term_of("3w"), office("o"), CUT_OFF)
    assert (told(found.started), told(found.due)) == ("2026-11-30 07:30", "2026-12-03 07:30")


def test_somebody_is_there_at_the_new_moment() -> None:
    here, due, now = office("o"), at("2026-11-26 10:00"), at("2026-11-25 09:00")
    assert may_apologise(due, at("2026-11-27 10:00"), now, here)
    assert may_apologise(due, at("2026-11-27 17:00"), now, here)
    for wrong in ("2026-11-26 10:00", "2026-11-28 10:00", "2026-11-27 12:00", "2026-11-27 18:00"):
        assert not may_apologise(due, at(wrong), now, here), wrong
    assert not may_apologise(due, at("2026-11-27 10:00"), at("2026-11-27 11:00"), here)


def test_a_saturday_desk_is_open_and_its_clocks_stand() -> None:
    assert is_open(at("2026-11-28 09:00"), office("s"))
    assert not is_open(at("2026-11-28 09:00"), office("o"))
    assert not is_open(at("2026-11-28 11:30"), office("s"))
    assert open_between(at("2026-11-28 07:30"), at("2026-11-28 11:30"), office("s")) == 0


@pytest.mark.parametrize(
    ("received", "term", "sentence"),
    [
        ("2026-11-26 14:10", "3w", "3 ngày làm việc kể từ 14:10 thứ Năm, 26/11/2026"),
        (
            "2026-11-23 09:00",
            "1w",
            "1 ngày làm việc kể từ 09:00 thứ Hai, 23/11/2026; thứ Ba 24/11 nghỉ (Ngày Văn hóa Việt Nam)",
        ),
        (
            "2026-02-12 14:10",
            "3w",
            f"3 ngày làm việc kể từ 14:10 thứ Năm, 12/02/2026; {TET}",
        ),
        (
            "2026-01-09 18:00",
            "2w",
            "2 ngày làm việc kể từ 07:30 thứ Bảy, 10/01/2026; nhận ngoài giờ làm việc; thứ Bảy 10/01 làm bù",
        ),
        (
            "2026-11-27 15:00",
            "S",
            "Trong ngày kể từ 15:00 thứ Sáu, 27/11/2026; nhận sau giờ chốt nên tính ngày làm việc kế tiếp",
        ),
        ("2026-11-29 09:00", "8h", "8 giờ làm việc kể từ 07:30 thứ Hai, 30/11/2026; nhận vào ngày nghỉ"),
    ],
)
def test_it_is_said_in_a_sentence(received: str, term: str, sentence: str) -> None:
    assert in_words(due_of(at(received), term_of(term), office("o"), CUT_OFF)) == sentence
