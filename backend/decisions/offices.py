"""The calendar and the opening hours of every desk: schemas/calendars/."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from backend.decisions.hours import Office, Span
from backend.forms import catalogue

Clock = Annotated[str, Meta(pattern="^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")]


class Week(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Monday first; each day from a time until another, lunch left out."""

    week: Annotated[tuple[tuple[tuple[Clock, Clock], ...], ...], Meta(min_length=7, max_length=7)]
    verified: bool


class DeskHours(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    weeks: Mapping[str, Week]
    default: str
    # by code of a unit: which of the weeks it keeps, where not that of all
    units: Mapping[str, str]


@cache
def office_of(unit: str) -> Office:
    """Of a desk or an authority; of one that says nothing of its hours, those of all."""
    hours = desk_hours()
    named = hours.weeks[hours.units.get(unit, hours.default)]
    special = catalogue.special_days()
    return Office(
        calendar=catalogue.calendar(),
        week=tuple(tuple(_span(*span) for span in day) for day in named.week),
        names={one.day: one.name for one in (*special.off, *special.work)},
    )


@cache
def desk_hours() -> DeskHours:
    file = catalogue.SCHEMAS / "calendars" / "desk-hours.json"
    return msgspec.json.decode(file.read_bytes(), type=DeskHours)


def _span(first: str, last: str) -> Span:
    return _minute(first), _minute(last)


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
