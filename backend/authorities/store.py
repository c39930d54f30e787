"""Reads and writes authorities."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import select

from backend.authorities.rules import Authority
from backend.authorities.tables import AuthorityRow
from backend.database import CoreTx
from backend.statements import table_of, upsert

AUTHORITY = table_of(AuthorityRow)


async def all_authorities(tx: CoreTx) -> list[Authority]:
    """By code; also what has ended."""
    rows = await tx.execute(select(AUTHORITY).order_by(AUTHORITY.c.code))
    return [_authority(dict(row._mapping)) for row in rows]


async def save(tx: CoreTx, authorities: Iterable[Authority]) -> None:
    """Write each as it now is."""
    rows = [{**msgspec.structs.asdict(one), "covers": " ".join(one.covers)} for one in authorities]
    await upsert(tx, AuthorityRow, rows, key="code")


def _authority(row: dict[str, Any]) -> Authority:
    return msgspec.convert({**row, "covers": row["covers"].split()}, Authority)
