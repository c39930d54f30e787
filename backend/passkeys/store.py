"""Reads and writes passkeys, permits to make one, and answered challenges."""

from collections.abc import Collection

import msgspec
from sqlalchemy import delete, func, select, update

from backend.database import CoreTx, Tx
from backend.passkeys.rules import Passkey, Permit
from backend.passkeys.tables import PasskeyRow, PermitRow, SpentChallengeRow
from backend.statements import insert_new, rows_in, table_of, upsert

PASSKEY = table_of(PasskeyRow)
PERMIT = table_of(PermitRow)
SPENT = table_of(SpentChallengeRow)
FIELDS = Passkey.__struct_fields__


async def passkey_of(tx: CoreTx, credential: bytes) -> Passkey | None:
    """Also one that was withdrawn. Whoever reads it to count a use has it alone until then."""
    wanted = select(PASSKEY).where(PASSKEY.c.credential == credential).with_for_update()
    row = (await tx.execute(wanted)).one_or_none()
    return None if row is None else msgspec.convert(row, Passkey, from_attributes=True)


async def known(tx: Tx, credential: bytes) -> Passkey | None:
    """The same, to look at and not to count a use of it."""
    rows = await rows_in(tx, f"SELECT {', '.join(FIELDS)} FROM passkey WHERE credential", [credential])  # noqa: S608
    # SQLite keeps a yes or no as a number.
    return msgspec.convert(dict(zip(FIELDS, rows[0], strict=True)), Passkey, strict=False) if rows else None


async def of_account(tx: CoreTx, account: bytes) -> list[Passkey]:
    """Those that are good, the oldest first."""
    is_good = (PASSKEY.c.account == account) & PASSKEY.c.withdrawn.is_(None)
    rows = await tx.execute(select(PASSKEY).where(is_good).order_by(PASSKEY.c.created, PASSKEY.c.credential))
    return [msgspec.convert(row, Passkey, from_attributes=True) for row in rows]


async def save(tx: CoreTx, passkey: Passkey) -> None:
    """Write it as it now is."""
    await upsert(tx, PasskeyRow, [msgspec.structs.asdict(passkey)], key="credential")


async def withdraw(tx: CoreTx, credentials: Collection[bytes], now_ms: int) -> None:
    """One that was withdrawn before keeps its moment."""
    still = PASSKEY.c.credential.in_(credentials) & PASSKEY.c.withdrawn.is_(None)
    await tx.execute(update(PASSKEY).where(still).values(withdrawn=now_ms))


async def spend_challenge(tx: CoreTx, challenge: bytes, now_ms: int, stale_ms: int) -> bool:
    """Whether it was not answered before; what is stale anyway is forgotten."""
    await tx.execute(delete(SPENT).where(SPENT.c.spent < stale_ms))
    known = select(func.count()).select_from(SPENT).where(SPENT.c.challenge == challenge)
    if (await tx.execute(known)).scalar_one():
        return False
    await insert_new(tx, SpentChallengeRow, [{"challenge": challenge, "spent": now_ms}])
    return True


async def permit_of(tx: CoreTx, device: bytes) -> Permit | None:
    row = (await tx.execute(select(PERMIT).where(PERMIT.c.device == device))).one_or_none()
    return None if row is None else msgspec.convert(row, Permit, from_attributes=True)


async def permit(tx: CoreTx, *, device: bytes, account: bytes, now_ms: int) -> None:
    """For a device that has come in by a code."""
    given = Permit(device=device, account=account, given=now_ms)
    await upsert(tx, PermitRow, [msgspec.structs.asdict(given)], key="device")


async def use_permit(tx: CoreTx, device: bytes) -> None:
    await tx.execute(delete(PERMIT).where(PERMIT.c.device == device))
