"""Remembers which catalogues this hub issued and when, so that a restart does not make one look new.

And keeps of the catalogue what the database itself asks of it (`backend/wall.py`).
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from sqlalchemy import delete, select

from backend.database import CoreTx, Tx
from backend.forms.tables import CatalogueFormRow, CatalogueUnitRow, IssueRow
from backend.statements import fetch, insert_new, lock, table_of, upsert

ISSUE = table_of(IssueRow)
UNIT = table_of(CatalogueUnitRow)
ISSUING = b"catalogue"


class Issue(Struct, frozen=True):
    issued: int
    # bundle.content_digest
    content: bytes


async def hold(tx: Tx) -> None:
    """Whoever changes what the catalogue says is alone with it until the transaction ends."""
    await lock(tx, [ISSUING])


async def last_issue(tx: CoreTx) -> Issue | None:
    last = (await tx.execute(select(ISSUE).order_by(ISSUE.c.issued.desc()).limit(1))).one_or_none()
    return None if last is None else Issue(int(last.issued), last.content)


async def last_issued_ms(tx: Tx) -> int:
    """0 before the first."""
    rows = await fetch(tx, "SELECT issued FROM catalogue_issue ORDER BY issued DESC LIMIT 1")
    return int(rows[0][0]) if rows else 0


async def add_issue(tx: Tx, issue: Issue) -> None:
    await insert_new(tx, IssueRow, [{"issued": issue.issued, "content": issue.content}])


async def keep(tx: CoreTx, procedures: Mapping[str, str], units: Iterable[str]) -> None:
    """The procedures of forms, by their names, and all units there are; the caller holds the catalogue."""
    rows = [{"form": form, "procedure": procedure} for form, procedure in procedures.items()]
    await upsert(tx, CatalogueFormRow, rows, key="form")
    await tx.execute(delete(UNIT))
    await insert_new(tx, CatalogueUnitRow, [{"code": code} for code in units])
