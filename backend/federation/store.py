"""Reads and writes sign-ins that were begun, and links."""

import msgspec
from sqlalchemy import delete, select, update

from backend.database import CoreTx
from backend.federation.rules import PENDING_MAX, Link, Pending
from backend.federation.tables import LinkRow, PendingRow
from backend.statements import insert_new, table_of

PENDING = table_of(PendingRow)
LINK = table_of(LinkRow)


async def begin(tx: CoreTx, pending: Pending, now_ms: int) -> None:
    """Note a sign-in; what is over is forgotten, and of one device the oldest beyond its number."""
    await tx.execute(delete(PENDING).where(PENDING.c.expires <= now_ms))
    older = (
        select(PENDING.c.state)
        .where(PENDING.c.device == pending.device)
        .order_by(PENDING.c.begun.desc(), PENDING.c.state)
        .offset(PENDING_MAX - 1)
    )
    gone = [row.state for row in await tx.execute(older)]
    if gone:
        await tx.execute(delete(PENDING).where(PENDING.c.state.in_(gone)))
    await insert_new(tx, PendingRow, [msgspec.structs.asdict(pending)])


async def pending_of(tx: CoreTx, state: bytes) -> Pending | None:
    row = (await tx.execute(select(PENDING).where(PENDING.c.state == state))).one_or_none()
    return None if row is None else msgspec.convert(row, Pending, from_attributes=True)


async def take(tx: CoreTx, state: bytes, code: bytes, now_ms: int) -> bool:
    """Whether this is the first answer to that state. Of two at once one is."""
    fresh = (PENDING.c.state == state) & PENDING.c.taken.is_(None)
    taken = await tx.execute(update(PENDING).where(fresh).values(taken=now_ms, code=code))
    return taken.rowcount == 1


async def settle(tx: CoreTx, state: bytes, account: bytes) -> None:
    """Whom the answer has proved."""
    await tx.execute(update(PENDING).where(PENDING.c.state == state).values(account=account))


async def link_of(tx: CoreTx, issuer: str, subject: bytes) -> Link | None:
    same = (LINK.c.issuer == issuer) & (LINK.c.subject == subject)
    row = (await tx.execute(select(LINK).where(same))).one_or_none()
    return None if row is None else msgspec.convert(row, Link, from_attributes=True)


async def account_by_number(tx: CoreTx, issuer: str, number: bytes) -> bytes | None:
    """Whom the same issuer has vouched for under the same number."""
    same = (LINK.c.issuer == issuer) & (LINK.c.number == number)
    rows = await tx.execute(select(LINK.c.account).where(same).order_by(LINK.c.linked).limit(1))
    return rows.scalar_one_or_none()


async def add_link(tx: CoreTx, link: Link) -> None:
    await insert_new(tx, LinkRow, [msgspec.structs.asdict(link)])
