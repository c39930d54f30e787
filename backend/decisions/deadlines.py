"""When a result is due: from which moment a clock runs, for how long, and what it passes over. Pure.

The clock begins when the hub has the electronic dossier (Quyết định 2449/QĐ-UBND), at the next opening where
the office was shut then. So many working days end at the same time of the day, for eight hours are a day;
so do so many calendar days, on the next working day where they end on a day off. What is due the same day is
due at closing, or at closing of the next working day where it came after the cut-off.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from backend.decisions.hours import (
    MINUTE_MS,
    Office,
    closing,
    is_open,
    later,
    next_working_day,
    open_between,
    opening,
    worked,
)
from backend.forms.days import (
    DAY_MS,
    SATURDAY,
    begin_of,
    day_of,
    days_after,
    is_working_day,
    working_days_after,
)

HOUR_MS = 3_600_000
# Beyond that a sentence would only be long.
PASSED_MAX = 40

Unit = Literal["working_days", "days", "working_hours", "same_day", "at_once"]
# Why the clock did not begin at receipt
Moved = Literal["", "day-off", "closed", "cut-off"]


class Term(Struct, frozen=True, kw_only=True):
    count: int
    unit: Unit


class Passed(Struct, frozen=True):
    """A day off within the week, or a Saturday that was worked, with its name."""

    day: str
    name: str
    is_worked: bool


class Due(Struct, frozen=True, kw_only=True):
    """Moments in Unix ms."""

    term: Term
    received: int
    started: int
    due: int
    moved: Moved
    passed: tuple[Passed, ...]


def due_of(received: int, term: Term, office: Office, same_day_until: int) -> Due:
    """`same_day_until`: the minute of the day from which what is due the same day is due the next."""
    started = opening(received, office)
    moved = _moved(received, started, office)
    match term.unit:
        case "working_days":
            due = _after_working_days(started, term.count, office)
        case "days":
            due = _after_days(started, term.count, office)
        case "working_hours":
            due = later(started, term.count * HOUR_MS, office)
        case "at_once":
            due = closing(day_of(started), office)
        case "same_day":
            day = day_of(started)
            if started - begin_of(day) >= same_day_until * MINUTE_MS:
                day, moved = next_working_day(day, office), "cut-off"
            due = closing(day, office)
    passed = tuple(_passed(day_of(received), day_of(due), office))[:PASSED_MAX]
    return Due(term=term, received=received, started=started, due=due, moved=moved, passed=passed)


def moved_by_waiting(due: int, asked: int, brought: int, office: Office) -> int:
    """What was due, later by the open time between when something was asked for and when it came."""
    return later(due, open_between(asked, brought, office), office)


def may_apologise(due: int, new: int, now_ms: int, office: Office) -> bool:
    """Whether somebody may be told that moment instead: later, and when somebody is there."""
    is_worked = is_working_day(day_of(new), office.calendar)
    return new > max(due, now_ms) and is_worked and (is_open(new, office) or is_open(new - 1, office))


def left(due: int, now_ms: int, office: Office) -> int:
    """Open time until it is due, in ms; below zero by how much it is late."""
    if now_ms <= due:
        return open_between(now_ms, due, office)
    return -open_between(due, now_ms, office)


def _moved(received: int, started: int, office: Office) -> Moved:
    if started == received:
        return ""
    return "closed" if worked(day_of(received), office) else "day-off"


def _after_working_days(started: int, count: int, office: Office) -> int:
    day = working_days_after(day_of(started), count, office.calendar)
    assert day is not None
    return begin_of(day) + (started - begin_of(day_of(started)))


def _after_days(started: int, count: int, office: Office) -> int:
    day = days_after(day_of(started), count)
    assert day is not None
    if not worked(day, office):
        day = next_working_day(day, office)
    return begin_of(day) + (started - begin_of(day_of(started)))


def _passed(first: str, last: str, office: Office) -> Iterator[Passed]:
    """What makes a week other than people expect it."""
    begin, days = begin_of(first), (begin_of(last) - begin_of(first)) // DAY_MS
    for number in range(days + 1):
        day = day_of(begin + number * DAY_MS)
        name = office.names.get(day, "")
        if day in office.calendar.work:
            yield Passed(day, name, is_worked=True)
        elif day in office.calendar.off and date.fromisoformat(day).weekday() < SATURDAY:
            yield Passed(day, name, is_worked=False)
