"""When an office is open, and how open time passes. Pure.

Moments are Unix ms, minutes are those of a day in Ho Chi Minh City. A desk may be open on a Saturday morning
to take things in; that makes no working day of it, and no clock runs there.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from backend.forms.days import DAY_MS, Calendar, begin_of, day_of, days_after, is_working_day

MINUTE_MS = 60_000
# Longer than any pause: no office is shut for a month.
SHUT_DAYS_MAX = 31

# From a minute until another; lunch is what lies between two.
Span = tuple[int, int]


class Office(Struct, frozen=True, kw_only=True):
    """What counts at one desk: the days that are worked, and when it is open on each day of the week."""

    calendar: Calendar
    # Monday first
    week: tuple[tuple[Span, ...], ...]
    # of days off, and of Saturdays that make up for one
    names: Mapping[str, str]


def spans(day: str, office: Office) -> tuple[Span, ...]:
    """When it is open on a day. A Saturday that makes up for a day off is as long as a Monday."""
    if day in office.calendar.off:
        return ()
    return office.week[0 if day in office.calendar.work else date.fromisoformat(day).weekday()]


def worked(day: str, office: Office) -> tuple[Span, ...]:
    """Its spans on a working day, and none on another."""
    return spans(day, office) if is_working_day(day, office.calendar) else ()


def is_open(moment: int, office: Office) -> bool:
    minute = _minute(moment)
    return any(first <= minute < last for first, last in spans(day_of(moment), office))


def opening(moment: int, office: Office) -> int:
    """The moment itself where its clock runs then, else the next one at which it does."""
    for first, last in _stretches(moment, office):
        if moment < last:
            return max(moment, first)
    raise AssertionError("an office that never opens")


def closing(day: str, office: Office) -> int:
    """When a working day ends there."""
    return begin_of(day) + worked(day, office)[-1][1] * MINUTE_MS


def later(moment: int, open_ms: int, office: Office) -> int:
    """When so much open time of working days has passed; at the end of a span rather than at the next."""
    left = open_ms
    here = opening(moment, office)
    while True:
        for first, last in _stretches(here, office):
            begin = max(here, first)
            if begin >= last:
                continue
            if left <= last - begin:
                return begin + left
            left -= last - begin
            here = last
        here = _next_day(here)


def open_between(start: int, end: int, office: Office) -> int:
    """How much of that time was open time of working days, in ms."""
    passed, day = 0, day_of(start)
    while begin_of(day) < end:
        for first, last in worked(day, office):
            begin = max(start, begin_of(day) + first * MINUTE_MS)
            passed += max(0, min(end, begin_of(day) + last * MINUTE_MS) - begin)
        day = _following(day)
    return passed


def next_working_day(day: str, office: Office) -> str:
    following = _following(day)
    while not worked(following, office):
        following = _following(following)
    return following


def _stretches(moment: int, office: Office) -> Iterator[Span]:
    """Of a month from that moment's day on, in moments."""
    day = day_of(moment)
    for _ in range(SHUT_DAYS_MAX):
        begin = begin_of(day)
        for first, last in worked(day, office):
            yield begin + first * MINUTE_MS, begin + last * MINUTE_MS
        day = _following(day)


def _minute(moment: int) -> int:
    return (moment - begin_of(day_of(moment))) // MINUTE_MS


def _following(day: str) -> str:
    following = days_after(day, 1)
    assert following is not None
    return following


def _next_day(moment: int) -> int:
    return begin_of(day_of(moment)) + DAY_MS
