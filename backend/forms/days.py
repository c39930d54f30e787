"""Days: real ones, working ones, what a partial or a lunar date may mean. The twin of pwa/src/forms/days.ts.

A day is a text, `2026-11-26`, from 1890 to 2100, on the calendar of Ho Chi Minh City. A partial date is
`1950`, `1950-03`, the same by the moon as `al:1950-03` (a leap month is `al:1950-03n`), or `khong-ro`.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AHEAD_MS = 7 * 3600 * 1000
DAY_MS = 86_400_000
FIRST, LAST = date(1890, 1, 1), date(2100, 12, 31)
# A year and a half of working days: what no procedure takes.
WORKING_DAYS_MAX = 400

DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
MOMENT = re.compile("([0-9-]{10})T(?:[01][0-9]|2[0-3]):[0-5][0-9]")
PARTIAL = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
LUNAR = re.compile("al:([0-9]{4})(?:-([0-9]{2})(n?)(?:-([0-9]{2}))?)?")
SATURDAY = 5

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


class LunarYear(Struct, frozen=True, array_like=True):
    """A year of the lunar calendar: its first day, the month that has a leap month after it or 0, its months.

    The months stand in their order, the leap one among them: `1` has thirty days, `0` twenty-nine.
    """

    first: str
    leap: int
    months: str


class Calendar(Struct, frozen=True, kw_only=True):
    """Which days are worked: Monday to Friday, but for days off, and Saturdays that make up for one."""

    off: frozenset[str]
    work: frozenset[str]
    lunar: Mapping[str, LunarYear]


def day_of(time_ms: int) -> str:
    """The day in Ho Chi Minh City, which keeps no summer time."""
    return (EPOCH + timedelta(milliseconds=time_ms + AHEAD_MS)).date().isoformat()


def begin_of(day: str) -> int:
    """Its first moment in Ho Chi Minh City."""
    return (date.fromisoformat(day) - EPOCH.date()).days * DAY_MS - AHEAD_MS


def is_day(text: object) -> bool:
    return isinstance(text, str) and _date(text) is not None


def day_in(moment: str) -> str | None:
    """The day of `2026-11-26T21:30`."""
    found = MOMENT.fullmatch(moment)
    return found[1] if found is not None and is_day(found[1]) else None


def days_after(day: str, count: int) -> str | None:
    start = _date(day)
    if start is None or abs(count) > (LAST - FIRST).days:
        return None
    return _text(start.toordinal() + count)


def months_after(day: str, count: int) -> str | None:
    """The same day of the month, or the last day of a month that has no such day."""
    start = _date(day)
    if start is None or abs(count) > 12 * (LAST.year - FIRST.year + 1):
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not FIRST.year <= year <= LAST.year:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()


def working_days_after(day: str, count: int, calendar: Calendar) -> str | None:
    """The last of `count` working days that follow `day`; the day itself for 0."""
    found = _date(day)
    if found is None or not 0 <= count <= WORKING_DAYS_MAX:
        return None
    while count > 0 and found < LAST:
        found += timedelta(1)
        count -= is_working_day(found.isoformat(), calendar)
    return found.isoformat() if count == 0 else None


def is_working_day(day: str, calendar: Calendar) -> bool:
    if day in calendar.work:
        return True
    return day not in calendar.off and date.fromisoformat(day).weekday() < SATURDAY


def earliest(written: str, calendar: Calendar) -> str | None:
    """The first day that a partial date may mean; None for an unknown one or one that never was."""
    span = _span(written, calendar)
    return None if span is None else span[0]


def latest(written: str, calendar: Calendar) -> str | None:
    """The last day that a partial date may mean."""
    span = _span(written, calendar)
    return None if span is None else span[1]


def in_words(day: str) -> str | None:
    """`Ngày hai mươi tháng mười một năm hai nghìn không trăm lẻ năm`, as civil-status papers write it."""
    found = _date(day)
    if found is None:
        return None
    day, month = _below_hundred(found.day), _below_hundred(found.month)
    return f"Ngày {day} tháng {month} năm {_year_in_words(found.year)}"


def _year_in_words(year: int) -> str:
    thousands, rest = divmod(year, 1000)
    hundreds, below = divmod(rest, 100)
    said = f"{DIGITS[thousands]} nghìn"
    if rest > 0:
        said += f" {DIGITS[hundreds]} trăm"
    if below > 0:
        said += f" {_below_hundred(below)}" if below >= 10 else f" lẻ {DIGITS[below]}"
    return said


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    said = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if ones == 0:
        return said
    # 1 is "mốt" from twenty-one on, 5 is "lăm" after any ten, 4 stays "bốn".
    last = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else DIGITS[ones]
    return f"{said} {last}"


def _span(written: str, calendar: Calendar) -> tuple[str, str] | None:
    found = LUNAR.fullmatch(written)
    if found is not None:
        return _lunar_span(calendar.lunar.get(found[1]), found[2], found[3] == "n", found[4])
    found = PARTIAL.fullmatch(written)
    if found is None or not FIRST.year <= int(found[1]) <= LAST.year:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    length = monthrange(year, int(month))[1]
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{length:02}"
    return (written, written) if 1 <= int(day) <= length else None


def _lunar_span(
    year: LunarYear | None, month: str | None, is_leap: bool, day: str | None
) -> tuple[str, str] | None:
    if year is None:
        return None
    lengths = [29 + int(long) for long in year.months]
    before, length = 0, sum(lengths)
    if month is not None:
        place = int(month) - 1
        if not 0 <= place < 12 or (is_leap and year.leap != place + 1):
            return None
        # A leap month pushes itself and all that follow one place on.
        place += is_leap or 0 < year.leap < place + 1
        before, length = sum(lengths[:place]), lengths[place]
    if day is not None:
        if not 1 <= int(day) <= length:
            return None
        before, length = before + int(day) - 1, 1
    first = date.fromisoformat(year.first).toordinal() + before
    start, end = _text(first), _text(first + length - 1)
    return None if start is None or end is None else (start, end)


def _date(text: str) -> date | None:
    found = DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not (FIRST.year <= year <= LAST.year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _text(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if FIRST.toordinal() <= ordinal <= LAST.toordinal() else None
