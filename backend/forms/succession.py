"""Procedures whose record ends with nothing to follow: people would find what is no more. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from backend.forms.procedure import Procedure

NOTICE_DAYS = 30


class Late(Struct, frozen=True):
    code: str
    # the last day of its last record
    until: str


def late(procedures: Iterable[Procedure], today: str) -> list[Late]:
    """Those that end within thirty days, or have ended, and no record of their code begins the day after."""
    records = tuple(procedures)
    begins = {(record.code, record.effective_from) for record in records}
    return [
        Late(record.code, record.effective_until)
        for record in records
        if record.effective_until is not None
        and _after(today, NOTICE_DAYS) >= record.effective_until
        and (record.code, _after(record.effective_until, 1)) not in begins
    ]


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()
