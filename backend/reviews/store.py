"""Reads and writes decisions about work that was kept apart."""

from collections.abc import Collection

import msgspec

from backend.database import Tx
from backend.reviews.rules import CODES, Decided, Kept
from backend.reviews.tables import ReviewRow
from backend.statements import fetch, insert_new


async def undecided(tx: Tx) -> list[Kept]:
    """What was kept apart and nobody has decided about, the oldest first."""
    rows = await fetch(
        tx,
        "SELECT kept.change, kept.document, kept.device, kept.received, kept.code FROM change kept "
        "LEFT JOIN review ON review.change = kept.change "
        "WHERE kept.verdict = 'quarantined' AND review.change IS NULL ORDER BY kept.received, kept.change",
    )
    fields = Kept.__struct_fields__
    return [one for row in rows if (one := Kept(**dict(zip(fields, row, strict=True)))).code in CODES]


async def add(tx: Tx, decisions: Collection[Decided]) -> None:
    """One that was decided before stays as it was decided."""
    await insert_new(tx, ReviewRow, [msgspec.structs.asdict(one) for one in decisions])
