"""Remembers when this hub began to serve a catalogue, so that a restart does not make it look new."""

from sqlalchemy import select

from backend.database import CoreTx
from backend.forms.tables import IssueRow
from backend.statements import insert_new, lock, table_of

ISSUE = table_of(IssueRow)
ISSUING = b"catalogue"


async def issued_ms(tx: CoreTx, content: bytes, now_ms: int) -> int:
    """The moment of the last issue where it had this content, or else of a new one: later than every other.

    Who goes back to a release before issues its catalogue anew, so that phones follow there too.
    """
    await lock(tx, [ISSUING])
    last = (await tx.execute(select(ISSUE).order_by(ISSUE.c.issued.desc()).limit(1))).one_or_none()
    if last is not None and last.content == content:
        return int(last.issued)
    issued = now_ms if last is None else max(now_ms, last.issued + 1)
    await insert_new(tx, IssueRow, [{"issued": issued, "content": content}])
    return issued
