"""Reads and writes sessions. A device has at most one that is open: opening again goes on with it."""

import secrets

import msgspec
from sqlalchemy import ColumnElement, select, update

from backend.database import CoreTx
from backend.sessions import rules
from backend.sessions.rules import Method, Session
from backend.sessions.tables import SessionRow
from backend.statements import lock, table_of, upsert

SESSION = table_of(SessionRow)
ID_BYTES = 16


async def of_device(tx: CoreTx, device: bytes) -> Session | None:
    """The one that was opened last, whether or not it stands."""
    newest = (
        select(SESSION)
        .where(SESSION.c.device == device)
        .order_by(SESSION.c.opened.desc(), SESSION.c.ended.is_(None).desc(), SESSION.c.session)
        .limit(1)
    )
    row = (await tx.execute(newest)).one_or_none()
    return None if row is None else msgspec.convert(row, Session, from_attributes=True)


async def standing(tx: CoreTx, *, device: bytes, account: bytes, now_ms: int) -> Session | None:
    """The device's session, where it is open for this account."""
    found = await of_device(tx, device)
    return found if rules.stands(found, device=device, account=account, now_ms=now_ms) else None


async def open_or_prove(tx: CoreTx, *, device: bytes, account: bytes, method: Method, now_ms: int) -> Session:
    """The person has shown who they are: the session that stands is proven again, or one is opened."""
    await lock(tx, [device])
    known = await standing(tx, device=device, account=account, now_ms=now_ms)
    if known is None:
        fresh = secrets.token_bytes(ID_BYTES)
        now = rules.opened(fresh, device=device, account=account, method=method, now_ms=now_ms)
    else:
        now = rules.proven_again(known, method, now_ms)
    await upsert(tx, SessionRow, [msgspec.structs.asdict(now)], key="session")
    return now


async def end(tx: CoreTx, device: bytes, now_ms: int) -> None:
    """All of a device. One that had ended keeps its moment."""
    await _end(tx, SESSION.c.device == device, now_ms)


async def end_elsewhere(tx: CoreTx, account: bytes, device: bytes, now_ms: int) -> None:
    """Those of an account on its other devices."""
    await _end(tx, (SESSION.c.account == account) & (SESSION.c.device != device), now_ms)


async def _end(tx: CoreTx, of: ColumnElement[bool], now_ms: int) -> None:
    still = of & SESSION.c.ended.is_(None) & (SESSION.c.ends > now_ms)
    await tx.execute(update(SESSION).where(still).values(ended=now_ms))
