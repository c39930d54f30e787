"""Reads and writes decisions about work that was kept apart."""

from collections.abc import Collection

import msgspec

from backend.database import Tx
from backend.reviews.rules import Decided
from backend.reviews.tables import ReviewRow
from backend.statements import insert_new, rows_in


async def decided_among(tx: Tx, changes: Collection[bytes]) -> dict[bytes, Decided]:
    fields = Decided.__struct_fields__
    rows = await rows_in(tx, f"SELECT {', '.join(fields)} FROM review WHERE change", changes)  # noqa: S608
    return {row[0]: Decided(**dict(zip(fields, row, strict=True))) for row in rows}


async def add(tx: Tx, decisions: Collection[Decided]) -> None:
    """One that was decided before stays as it was decided."""
    await insert_new(tx, ReviewRow, [msgspec.structs.asdict(one) for one in decisions])
