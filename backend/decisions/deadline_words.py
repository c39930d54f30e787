"""A due time in a sentence, for what the hub prints; screens have words of their own. Pure.

"3 ngày làm việc kể từ 14:10 thứ Năm, 12/02/2026; nghỉ từ thứ Hai 16/02 đến thứ Sáu 20/02 (Tết Nguyên Đán)".
"""

from collections.abc import Iterable, Sequence
from datetime import date

from backend.decisions.deadlines import Due, Moved, Passed, Term
from backend.decisions.hours import MINUTE_MS
from backend.forms.days import begin_of, day_of, days_after

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WHY: dict[Moved, str] = {
    "day-off": "nhận vào ngày nghỉ",
    "closed": "nhận ngoài giờ làm việc",
    "cut-off": "nhận sau giờ chốt nên tính ngày làm việc kế tiếp",
}


def in_words(due: Due) -> str:
    """How long, from when, and what lies between; the moment itself is for whoever prints it."""
    said = [f"{_long(due.term)} kể từ {_moment(due.started)}"]
    if due.moved:
        said.append(WHY[due.moved])
    off = [one for one in due.passed if not one.is_worked]
    said += [_off(run) for run in _runs(off)]
    said += [f"{_day(one.day)} làm bù" for one in due.passed if one.is_worked]
    return "; ".join(said)


def moment_in_words(moment: int) -> str:
    """`14:10 thứ Năm, 12/02/2026`."""
    return _moment(moment)


def _long(term: Term) -> str:
    match term.unit:
        case "working_days":
            return f"{term.count} ngày làm việc"
        case "days":
            return f"{term.count} ngày"
        case "working_hours":
            return f"{term.count} giờ làm việc"
        case "same_day":
            return "Trong ngày"
        case "at_once":
            return "Giải quyết ngay"


def _moment(moment: int) -> str:
    day = day_of(moment)
    hour, minute = divmod((moment - begin_of(day)) // MINUTE_MS, 60)
    return f"{hour:02}:{minute:02} {_weekday(day)}, {_date(day)}"


def _runs(days: Sequence[Passed]) -> Iterable[list[Passed]]:
    """Days off that follow each other, but for a weekend."""
    run: list[Passed] = []
    for one in days:
        if run and not _follows(run[-1].day, one.day):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _follows(before: str, day: str) -> bool:
    following = days_after(before, 1)
    while following is not None and following < day and date.fromisoformat(following).weekday() > 4:
        following = days_after(following, 1)
    return following == day


def _off(run: list[Passed]) -> str:
    # Of the days of one feast the plainest name stands for all.
    name = min((one.name for one in run if one.name), key=len, default="")
    why = f" ({name})" if name else ""
    if len(run) == 1:
        return f"{_day(run[0].day)} nghỉ{why}"
    return f"nghỉ từ {_day(run[0].day)} đến {_day(run[-1].day)}{why}"


def _day(day: str) -> str:
    return f"{_weekday(day)} {day[8:]}/{day[5:7]}"


def _date(day: str) -> str:
    return f"{day[8:]}/{day[5:7]}/{day[:4]}"


def _weekday(day: str) -> str:
    return WEEKDAYS[date.fromisoformat(day).weekday()]
