"""What units say of themselves, as entries of the catalogue: `unit/<code>`, where one says anything. Pure.

    [{"kind": …, "text": …, "begins": …, "ends": … or null} …]   sorted by kind, first day, text

Without who wrote it and without ids. What had ended on the day of issue is left out; what is still to begin
is in it: the phone decides by its own day what holds.
"""

from collections.abc import Iterable
from itertools import groupby

import msgspec
from msgspec import Struct

from backend.forms.bundle import Entry, entry_of


class Said(Struct, frozen=True, kw_only=True):
    """One thing that one unit says."""

    unit: str
    kind: str
    text: str
    begins: str
    ends: str | None


def unit_entries(said: Iterable[Said], day: str) -> tuple[Entry, ...]:
    """`day`: that of issue, in Ho Chi Minh City."""
    going_on = [one for one in said if one.ends is None or one.ends >= day]
    in_order = sorted(going_on, key=lambda one: (one.unit, one.kind, one.begins, one.text, one.ends or ""))
    return tuple(
        entry_of(f"unit/{unit}", msgspec.json.encode([_told(one) for one in of_unit]))
        for unit, of_unit in groupby(in_order, key=lambda one: one.unit)
    )


def _told(one: Said) -> dict[str, str | None]:
    return {"kind": one.kind, "text": one.text, "begins": one.begins, "ends": one.ends}
