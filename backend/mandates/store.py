"""Reads and writes mandates."""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from sqlalchemy import select

from backend.database import CoreTx, Tx
from backend.mandates.rules import Mandate
from backend.mandates.tables import MandateRow
from backend.statements import for_each, insert_new, rows_in, table_of

MANDATE = table_of(MandateRow)
FIELDS = Mandate.__struct_fields__
# Whoever gives or takes mandates holds it: of two at once the second waits, and finds what the first wrote.
LOCK = b"roster"


async def of_account(tx: CoreTx, account: bytes) -> list[Mandate]:
    """All that it was ever given, whether or not it holds now."""
    rows = await tx.execute(select(MANDATE).where(MANDATE.c.account == account).order_by(MANDATE.c.mandate))
    return [_mandate(dict(row._mapping)) for row in rows]


async def one(tx: CoreTx, mandate: bytes) -> Mandate | None:
    row = (await tx.execute(select(MANDATE).where(MANDATE.c.mandate == mandate))).one_or_none()
    return None if row is None else _mandate(dict(row._mapping))


async def of_accounts(tx: Tx, accounts: Collection[bytes]) -> dict[bytes, tuple[Mandate, ...]]:
    """All that each of these was ever given."""
    found: dict[bytes, list[Mandate]] = {account: [] for account in accounts}
    statement = f"SELECT {', '.join(FIELDS)} FROM mandate WHERE account"  # noqa: S608
    for row in await rows_in(tx, statement, accounts):
        mandate = _mandate(dict(zip(FIELDS, row, strict=True)))
        found[mandate.account].append(mandate)
    return {account: tuple(mandates) for account, mandates in found.items()}


async def all_mandates(tx: CoreTx) -> list[Mandate]:
    """Everybody's, whether or not it holds now."""
    rows = await tx.execute(select(MANDATE).order_by(MANDATE.c.begins, MANDATE.c.mandate))
    return [_mandate(dict(row._mapping)) for row in rows]


async def begun(tx: CoreTx, since_ms: int, now_ms: int) -> list[Mandate]:
    """Those whose first moment lies behind the one and not behind the other."""
    begins = MANDATE.c.begins
    rows = await tx.execute(select(MANDATE).where(begins > since_ms, begins <= now_ms))
    return [_mandate(dict(row._mapping)) for row in rows]


async def add(tx: CoreTx, mandates: Iterable[Mandate]) -> None:
    await insert_new(tx, MandateRow, [_row(mandate) for mandate in mandates])


async def revoke(tx: CoreTx, mandates: Iterable[bytes], now_ms: int) -> None:
    """One that was revoked before keeps its moment."""
    statement = "UPDATE mandate SET revoked = $1 WHERE mandate = $2 AND revoked IS NULL"
    await for_each(tx, statement, [(now_ms, mandate) for mandate in mandates])


def _mandate(row: dict[str, Any]) -> Mandate:
    procedures = None if row["procedures"] is None else row["procedures"].split()
    return msgspec.convert({**row, "procedures": procedures}, Mandate)


def _row(mandate: Mandate) -> dict[str, Any]:
    procedures = None if mandate.procedures is None else " ".join(sorted(mandate.procedures))
    return {**msgspec.structs.asdict(mandate), "procedures": procedures}
