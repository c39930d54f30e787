"""Reads and writes what units say of themselves: of each fact the newest version."""

import msgspec
from sqlalchemy import ColumnElement, func, or_, select

from backend.database import CoreTx
from backend.statements import insert_new, table_of
from backend.units.rules import FACTS_MAX, Fact
from backend.units.tables import UnitFactRow

FACT = table_of(UnitFactRow)
# of one unit: what has not ended, and of the rest what ended last
READ_MAX = FACTS_MAX + 200
# Later than any last day
NEVER = "9999-12-31"


async def fact_of(tx: CoreTx, fact: bytes) -> Fact | None:
    newest = select(FACT).where(FACT.c.fact == fact).order_by(FACT.c.version.desc()).limit(1)
    row = (await tx.execute(newest)).one_or_none()
    return None if row is None else msgspec.convert(row, Fact, from_attributes=True)


async def facts_of(tx: CoreTx, unit: str) -> list[Fact]:
    """At most READ_MAX of them, whatever has not ended first."""
    latest = func.coalesce(FACT.c.ends, NEVER).desc()
    rows = await tx.execute(
        select(FACT)
        .where(FACT.c.unit == unit, _is_newest())
        .order_by(latest, FACT.c.written.desc())
        .limit(READ_MAX)
    )
    return [msgspec.convert(row, Fact, from_attributes=True) for row in rows]


async def not_ended(tx: CoreTx, day: str) -> list[Fact]:
    """Of every unit, what has not ended by a day."""
    goes_on = or_(FACT.c.ends.is_(None), FACT.c.ends >= day)
    rows = await tx.execute(select(FACT).where(goes_on, _is_newest()))
    return [msgspec.convert(row, Fact, from_attributes=True) for row in rows]


async def add(tx: CoreTx, fact: Fact) -> None:
    await insert_new(tx, UnitFactRow, [msgspec.structs.asdict(fact)])


def _is_newest() -> ColumnElement[bool]:
    later = FACT.alias()
    newest = select(func.max(later.c.version)).where(later.c.fact == FACT.c.fact).scalar_subquery()
    return FACT.c.version == newest
