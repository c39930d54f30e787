"""Expressions over the answers of a form: conditions, sums, dates (schemas/forms/README.md, expressions).

A value is a whole number, a text, a boolean, or None: nothing, as something that it needs is not answered. A
condition is true, false, or None where it cannot be told yet. The twin of pwa/src/forms/expressions.ts.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from backend.forms import days
from backend.forms.days import Calendar
from backend.forms.visible import in_rows_of
from sync.limits import INTEGER_MAX

Value = bool | int | str | None
# A tree as JSON has it. Publication has checked its shape and its types (publishing/types.py).
Node = Any


class Around(Struct, frozen=True, kw_only=True):
    """What an expression may look at."""

    # answers to what is asked, by path
    asked: Mapping[str, object]
    rows: Mapping[str, Sequence[str]]
    # whose expression it is: a field that is named stands in the same rows
    path: str
    # the day of the judgement, in Ho Chi Minh City
    today: str
    calendar: Calendar


def value_of(node: Node, around: Around) -> Value:
    """What an expression comes to; None for nothing."""
    if isinstance(node, bool | int | str):
        return node
    name = next((each for each in node if each in VALUES), None)
    return holds(node, around) if name is None else VALUES[name](node, around)


def holds(node: Node, around: Around) -> bool | None:
    """Whether a condition is met; None where it cannot be told."""
    if isinstance(node, bool):
        return node
    name = next((each for each in node if each in CONDITIONS), None)
    if name is not None:
        return CONDITIONS[name](node, around)
    chosen = _if(node, around)
    return chosen if isinstance(chosen, bool) else None


def _asked_for(node: Node, around: Around) -> bool | None:
    answer = _answer(node["field"], around)
    if "is" in node:
        return _same(answer, node["is"])
    if "in" in node:
        return any(_same(answer, each) for each in node["in"])
    if "present" in node:
        return answer is not None
    return answer if isinstance(answer, bool) else None


def _all(node: Node, around: Around) -> bool | None:
    told = [holds(each, around) for each in node["all"]]
    return False if False in told else None if None in told else True


def _any(node: Node, around: Around) -> bool | None:
    told = [holds(each, around) for each in node["any"]]
    return True if True in told else None if None in told else False


def _not(node: Node, around: Around) -> bool | None:
    told = holds(node["not"], around)
    return None if told is None else not told


def _known(node: Node, around: Around) -> bool:
    return value_of(node["known"], around) is not None


def _equal(node: Node, around: Around) -> bool | None:
    one, other = (value_of(each, around) for each in node["equal"])
    return None if one is None or other is None else _same(one, other)


def _less(node: Node, around: Around) -> bool | None:
    one, other = (value_of(each, around) for each in node["less"])
    return one < other if _have_order(one, other) else None  # type: ignore[operator]


def _at_most(node: Node, around: Around) -> bool | None:
    one, other = (value_of(each, around) for each in node["atMost"])
    return one <= other if _have_order(one, other) else None  # type: ignore[operator]


CONDITIONS: Mapping[str, Callable[[Node, Around], bool | None]] = {
    "field": _asked_for,
    "all": _all,
    "any": _any,
    "not": _not,
    "known": _known,
    "equal": _equal,
    "less": _less,
    "atMost": _at_most,
}


def _field(node: Node, around: Around) -> Value:
    if len(node) > 1:
        return _asked_for(node, around)
    answer = _answer(node["field"], around)
    return answer if isinstance(answer, bool | int | str) else None


def _today(_: Node, around: Around) -> Value:
    return around.today


def _sum(node: Node, around: Around) -> Value:
    return _folded([value_of(each, around) for each in node["sum"]], lambda one, other: one + other)


def _product(node: Node, around: Around) -> Value:
    return _folded([value_of(each, around) for each in node["product"]], lambda one, other: one * other)


def _difference(node: Node, around: Around) -> Value:
    return _folded([value_of(each, around) for each in node["difference"]], lambda one, other: one - other)


def _quotient(node: Node, around: Around) -> Value:
    return _folded(
        [value_of(each, around) for each in node["quotient"]],
        lambda one, other: None if other == 0 else one // other,
    )


def _remainder(node: Node, around: Around) -> Value:
    return _folded(
        [value_of(each, around) for each in node["remainder"]],
        lambda one, other: None if other == 0 else one % other,
    )


def _least(node: Node, around: Around) -> Value:
    return _folded([value_of(each, around) for each in node["least"]], min)


def _greatest(node: Node, around: Around) -> Value:
    return _folded([value_of(each, around) for each in node["greatest"]], max)


def _if(node: Node, around: Around) -> Value:
    told = holds(node["if"], around)
    return None if told is None else value_of(node["then" if told else "else"], around)


def _count(node: Node, around: Around) -> Value:
    where = node.get("where")
    rows = _rows(node["count"], around)
    return len(rows) if where is None else sum(holds(where, row) is True for row in rows)


def _total(node: Node, around: Around) -> Value:
    """Rows for which it cannot be told yet are left out."""
    of_rows = [value_of(node["of"], row) for row in _rows(node["total"], around)]
    return _folded([0, *(each for each in of_rows if each is not None)], lambda one, other: one + other)


def _days_after(node: Node, around: Around) -> Value:
    day, count = (value_of(each, around) for each in node["daysAfter"])
    return days.days_after(day, count) if isinstance(day, str) and _is_number(count) else None  # type: ignore[arg-type]


def _months_after(node: Node, around: Around) -> Value:
    day, count = (value_of(each, around) for each in node["monthsAfter"])
    return days.months_after(day, count) if isinstance(day, str) and _is_number(count) else None  # type: ignore[arg-type]


def _working_days_after(node: Node, around: Around) -> Value:
    day, count = (value_of(each, around) for each in node["workingDaysAfter"])
    if not isinstance(day, str) or not _is_number(count):
        return None
    return days.working_days_after(day, count, around.calendar)  # type: ignore[arg-type]


def _earliest(node: Node, around: Around) -> Value:
    written = value_of(node["earliest"], around)
    return days.earliest(written, around.calendar) if isinstance(written, str) else None


def _latest(node: Node, around: Around) -> Value:
    written = value_of(node["latest"], around)
    return days.latest(written, around.calendar) if isinstance(written, str) else None


def _day(node: Node, around: Around) -> Value:
    moment = value_of(node["day"], around)
    return days.day_in(moment) if isinstance(moment, str) else None


def _part(node: Node, around: Around) -> Value:
    """Some of the figures of a text, as a number."""
    inner, start, length = node["part"]
    text = value_of(inner, around)
    figures = text[start : start + length] if isinstance(text, str) else ""
    return int(figures) if len(figures) == length and figures.isascii() and figures.isdecimal() else None


def _in_words(node: Node, around: Around) -> Value:
    day = value_of(node["inWords"], around)
    return days.in_words(day) if isinstance(day, str) else None


VALUES: Mapping[str, Callable[[Node, Around], Value]] = {
    "field": _field,
    "today": _today,
    "sum": _sum,
    "product": _product,
    "difference": _difference,
    "quotient": _quotient,
    "remainder": _remainder,
    "least": _least,
    "greatest": _greatest,
    "if": _if,
    "count": _count,
    "total": _total,
    "daysAfter": _days_after,
    "monthsAfter": _months_after,
    "workingDaysAfter": _working_days_after,
    "earliest": _earliest,
    "latest": _latest,
    "day": _day,
    "part": _part,
    "inWords": _in_words,
}


def _answer(template: str, around: Around) -> object:
    return around.asked.get(in_rows_of(around.path, template))


def _rows(template: str, around: Around) -> list[Around]:
    """What can be looked at from each row of a list."""
    path = in_rows_of(around.path, template)
    ids = around.rows.get(path, ()) if path in around.asked else ()
    return [
        Around(
            asked=around.asked,
            rows=around.rows,
            path=f"{path}/@{row}",
            today=around.today,
            calendar=around.calendar,
        )
        for row in ids
    ]


def _folded(values: Sequence[Value], step: Callable[[int, int], int | None]) -> Value:
    """Whole numbers, one after the other; nothing as soon as one is missing or the outcome is too large."""
    total: int | None = None
    for place, value in enumerate(values):
        if not _is_number(value):
            return None
        total = value if place == 0 else step(total, value)  # type: ignore[assignment, arg-type]
        if total is None or not -INTEGER_MAX <= total <= INTEGER_MAX:
            return None
    return total


def _have_order(one: Value, other: Value) -> bool:
    """Numbers have an order, and days have one."""
    return (_is_number(one) and _is_number(other)) or (days.is_day(one) and days.is_day(other))


def _is_number(value: object) -> bool:
    return type(value) is int


def _same(answer: object, wanted: object) -> bool:
    return type(answer) is type(wanted) and answer == wanted  # True is no 1
