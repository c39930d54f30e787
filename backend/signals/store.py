"""Reads and writes filings, reports and signals."""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from sqlalchemy import delete, func, select

from backend.database import CoreTx
from backend.signals.rules import MAC_BYTES, Filing, Report, Signal
from backend.signals.tables import FilingRow, ReportRow, SignalRow
from backend.statements import insert_new, table_of, upsert

FILING = table_of(FilingRow)
REPORT = table_of(ReportRow)
SIGNAL = table_of(SignalRow)


async def filings_since(tx: CoreTx, since_ms: int) -> list[Filing]:
    rows = await tx.execute(select(FILING).where(FILING.c.taken >= since_ms))
    return [_filing(dict(row._mapping)) for row in rows]


async def add_filings(tx: CoreTx, filings: Iterable[Filing]) -> None:
    rows = [
        {
            **msgspec.structs.asdict(one),
            "phones": b"".join(one.phones),
            "identities": b"".join(one.identities),
        }
        for one in filings
    ]
    await insert_new(tx, FilingRow, rows)


async def drop_filings(tx: CoreTx, before_ms: int) -> None:
    """What is compared no more is not kept."""
    await tx.execute(delete(FILING).where(FILING.c.taken < before_ms))


async def add_report(tx: CoreTx, report: Report) -> None:
    await insert_new(tx, ReportRow, [msgspec.structs.asdict(report)])


async def report_of(tx: CoreTx, report: bytes) -> Report | None:
    row = (await tx.execute(select(REPORT).where(REPORT.c.report == report))).one_or_none()
    return None if row is None else msgspec.convert(row, Report, from_attributes=True)


async def reports_since(tx: CoreTx, account: bytes, since_ms: int) -> int:
    own = select(func.count()).where(REPORT.c.account == account, REPORT.c.received >= since_ms)
    return int((await tx.execute(own)).scalar_one())


async def signals_of(tx: CoreTx, ids: Collection[bytes]) -> dict[bytes, Signal]:
    rows = await tx.execute(select(SIGNAL).where(SIGNAL.c.signal.in_(ids)))
    return {row.signal: msgspec.convert(row, Signal, from_attributes=True) for row in rows}


async def open_signals(tx: CoreTx) -> list[Signal]:
    """The newest first."""
    rows = await tx.execute(select(SIGNAL).where(SIGNAL.c.closed.is_(None)).order_by(SIGNAL.c.last.desc()))
    return [msgspec.convert(row, Signal, from_attributes=True) for row in rows]


async def save(tx: CoreTx, signals: Iterable[Signal]) -> None:
    """Write each as it now is."""
    await upsert(tx, SignalRow, [msgspec.structs.asdict(one) for one in signals], key="signal")


def _filing(row: dict[str, Any]) -> Filing:
    cut = {name: _macs(row[name]) for name in ("phones", "identities")}
    return msgspec.convert({**row, **cut}, Filing)


def _macs(joined: bytes) -> tuple[bytes, ...]:
    return tuple(joined[place : place + MAC_BYTES] for place in range(0, len(joined), MAC_BYTES))
