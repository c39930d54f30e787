"""What counts on a day: the record of a procedure, the version of its form, and what is still taken in. Pure.

A day is one of Ho Chi Minh City. A dossier stays with the record of the day on which it was received, and
with the version that its author saw. The twin of pwa/src/forms/inForce.ts.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from backend.forms.procedure import Procedure


class Published(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `published.json` keeps of a version."""

    # SHA-256 of its schema and its rules
    digest: str
    # the day from which new dossiers are written for it
    effective: str
    # the last day on which it is still taken in; null for as long as there are phones that have it
    until: str | None = None


def record_on(records: Sequence[Procedure], code: str, day: str) -> Procedure | None:
    """The record of a procedure that began last; the first one where the clock says that none has begun.

    One that has ended stands until the next is known: a phone that was offline since still has a procedure.
    """
    mine = sorted((each for each in records if each.code == code), key=lambda each: each.effective_from)
    begun = [each for each in mine if each.effective_from <= day]
    return begun[-1] if begun else next(iter(mine), None)


def successor_on(records: Sequence[Procedure], code: str, day: str) -> Procedure | None:
    """The record that follows the one of this day, where it is known already."""
    now = record_on(records, code, day)
    later = [
        each
        for each in records
        if now is not None and each.code == code and each.effective_from > max(day, now.effective_from)
    ]
    return min(later, key=lambda each: each.effective_from, default=None)


def version_on(published: Mapping[str, Published], form: str, day: str) -> str:
    """The version for new dossiers: the newest begun, or the one that the record names where none has."""
    mine = {other: each for other, each in published.items() if name_of(other) == name_of(form)}
    begun = [other for other, each in mine.items() if each.effective <= day]
    return max(begun, key=number_of, default=form)


def is_taken(published: Mapping[str, Published], form: str, day: str) -> bool:
    """Whether what was written for a version is still taken in; its last day is one of them."""
    known = published.get(form)
    return known is None or known.until is None or day <= known.until


def name_of(form: str) -> str:
    """`khoi-cong` of `khoi-cong@2`."""
    return form.partition("@")[0]


def number_of(form: str) -> int:
    """`2` of `khoi-cong@2`."""
    return int(form.partition("@")[2])
