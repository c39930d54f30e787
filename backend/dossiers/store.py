"""Reads and writes dossiers and submissions."""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from sqlalchemy import select

from backend.database import CoreTx, Tx
from backend.dossiers.rules import Dossier, Step, Submission
from backend.dossiers.tables import DossierRow, StepRow, SubmissionRow
from backend.statements import fetch, insert_new, rows_in, table_of, upsert
from schemas.wire.dossiers import Answer

DOSSIER = table_of(DossierRow)
SUBMISSION = table_of(SubmissionRow)
DESK_PAGE = 50
FIELDS = Dossier.__struct_fields__
# What a command may change
HANDED = (
    *("state", "version", "holder", "holder_name", "since", "due"),
    *("stage", "code", "desk", "authority", "hop", "timer", "process"),
)


async def dossiers_of(tx: Tx, documents: Collection[bytes]) -> dict[bytes, Dossier]:
    rows = await rows_in(tx, f"SELECT {', '.join(FIELDS)} FROM dossier WHERE document", documents)  # noqa: S608
    return {row[0]: _dossier(dict(zip(FIELDS, row, strict=True))) for row in rows}


async def save(tx: Tx, dossiers: Iterable[Dossier]) -> None:
    """Write each as it now is; the caller holds the locks of their documents."""
    rows = [
        {**msgspec.structs.asdict(dossier), "answers": msgspec.msgpack.encode(dossier.answers)}
        for dossier in dossiers
    ]
    await upsert(tx, DossierRow, rows, key="document")


async def hand_over(tx: Tx, dossier: Dossier) -> None:
    """Write where it is now and how its case stands; the caller holds the lock of its document."""
    changes = ", ".join(f"{name} = ${place}" for place, name in enumerate(HANDED, start=2))
    values = (getattr(dossier, name) for name in HANDED)
    await fetch(tx, f"UPDATE dossier SET {changes} WHERE document = $1", dossier.document, *values)  # noqa: S608


async def add_step(tx: Tx, step: Step) -> None:
    await insert_new(tx, StepRow, [msgspec.structs.asdict(step)])


async def steps_of(tx: Tx, document: bytes) -> list[Step]:
    """In the order in which they were carried out."""
    fields = Step.__struct_fields__
    rows = await rows_in(
        tx,
        f"SELECT {', '.join(fields)} FROM dossier_step WHERE document",  # noqa: S608
        [document],
        "ORDER BY version",
    )
    return [Step(**dict(zip(fields, row, strict=True))) for row in rows]


async def document_told(tx: Tx, command: bytes) -> bytes | None:
    """The dossier for which a command of that name was carried out."""
    rows = await fetch(tx, "SELECT document FROM dossier_step WHERE command = $1", command)
    return rows[0][0] if rows else None


async def keep_submissions(tx: Tx, submissions: Iterable[Submission]) -> None:
    await insert_new(tx, SubmissionRow, [msgspec.structs.asdict(one) for one in submissions])


async def submissions_since(tx: CoreTx, since_ms: int) -> list[bytes]:
    """The changes of what was submitted and taken since then."""
    rows = await tx.execute(select(SUBMISSION.c.change).where(SUBMISSION.c.taken >= since_ms))
    return [row.change for row in rows]


async def submissions_of(tx: CoreTx, changes: Collection[bytes]) -> list[Submission]:
    rows = await tx.execute(select(SUBMISSION).where(SUBMISSION.c.change.in_(changes)))
    return [msgspec.convert(row, Submission, from_attributes=True) for row in rows]


async def submitted_before(tx: CoreTx, before_ms: int, units: Collection[str]) -> list[Dossier]:
    """The newest before a moment that were submitted and wait, or are at one of these units' desks.

    At most 50, and those of the last one's millisecond.
    """
    is_here = DOSSIER.c.holder.in_(["", *units])
    standing = (
        select(DOSSIER)
        .where(DOSSIER.c.submitted.is_not(None), is_here)
        .order_by(DOSSIER.c.submitted.desc(), DOSSIER.c.document)
    )
    rows = list(await tx.execute(standing.where(DOSSIER.c.submitted < before_ms).limit(DESK_PAGE)))
    if len(rows) == DESK_PAGE:
        last = rows[-1]
        same = DOSSIER.c.submitted == last.submitted
        rows += await tx.execute(standing.where(same & (DOSSIER.c.document > last.document)))
    return [_dossier(dict(row._mapping)) for row in rows]


def _dossier(row: dict[str, Any]) -> Dossier:
    answers = msgspec.msgpack.decode(row["answers"], type=tuple[Answer, ...])
    return msgspec.convert({**row, "answers": answers}, Dossier)
