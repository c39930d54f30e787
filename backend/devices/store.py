"""Reads and writes devices, codes, used challenges and tries."""

from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from backend.database import CoreTx, Tx
from backend.devices.rules import Code, Device, Key, Tries
from backend.devices.tables import DeviceRow, DeviceSeenRow, EnrolmentCodeRow, TryRow, UsedChallengeRow
from backend.statements import insert_new, rows_in, table_of, upsert

DEVICE = table_of(DeviceRow)
CODE = table_of(EnrolmentCodeRow)
USED = table_of(UsedChallengeRow)
TRY = table_of(TryRow)


async def devices_of(tx: Tx, ids: Collection[bytes]) -> dict[bytes, Device]:
    fields = Device.__struct_fields__
    rows = await rows_in(tx, f"SELECT {', '.join(fields)} FROM device WHERE device", ids)  # noqa: S608
    return {row[0]: Device(**dict(zip(fields, row, strict=True))) for row in rows}


async def keys_of(tx: Tx, ids: Collection[bytes]) -> dict[bytes, Key]:
    rows = await rows_in(tx, "SELECT device, public, account, record FROM device WHERE device", ids)
    return {row[0]: Key(*row) for row in rows}


async def revoked_of(tx: Tx, ids: Collection[bytes]) -> dict[bytes, int]:
    """Those that were withdrawn, and when."""
    rows = await rows_in(tx, "SELECT device, revoked FROM device WHERE revoked IS NOT NULL AND device", ids)
    return dict(map(tuple, rows))


async def add(tx: Tx, device: Device) -> None:
    await insert_new(tx, DeviceRow, [msgspec.structs.asdict(device)])


async def revoke(tx: CoreTx, device: bytes, now_ms: int) -> None:
    """Withdraw a key. The first withdrawal counts: a later one moves nothing."""
    good = (DEVICE.c.device == device) & DEVICE.c.revoked.is_(None)
    await tx.execute(update(DEVICE).where(good).values(revoked=now_ms))


async def code_of(tx: CoreTx, code_hash: bytes) -> Code | None:
    row = (
        await tx.execute(select(CODE).where(CODE.c.code_hash == code_hash).with_for_update())
    ).one_or_none()
    return None if row is None else msgspec.convert(row, Code, from_attributes=True)


async def add_code(tx: Tx, code_hash: bytes, code: Code) -> None:
    await insert_new(tx, EnrolmentCodeRow, [{"code_hash": code_hash, **msgspec.structs.asdict(code)}])


async def drop_codes(tx: CoreTx, accounts: Collection[bytes]) -> None:
    await tx.execute(delete(CODE).where(CODE.c.account.in_(accounts)))


async def spend(tx: CoreTx, code_hash: bytes, device: bytes) -> None:
    after = {"uses_left": CODE.c.uses_left - 1, "spent_by": device}
    await tx.execute(update(CODE).where(CODE.c.code_hash == code_hash).values(after))


async def use_challenge(tx: CoreTx, nonce: bytes, device: bytes, now_ms: int, stale_ms: int) -> bool:
    """True where this nonce is new or was used by this very key; what is stale anyway is forgotten."""
    await tx.execute(delete(USED).where(USED.c.used < stale_ms))
    await insert_new(tx, UsedChallengeRow, [{"nonce": nonce, "device": device, "used": now_ms}])
    user = (await tx.execute(select(USED.c.device).where(USED.c.nonce == nonce))).scalar_one()
    return bool(user == device)


async def tries_of(tx: CoreTx, subjects: Collection[bytes]) -> dict[bytes, Tries]:
    rows = await tx.execute(select(TRY).where(TRY.c.subject.in_(subjects)))
    return {row.subject: msgspec.convert(row, Tries, from_attributes=True) for row in rows}


async def save_tries(tx: CoreTx, tries: list[Tries], stale_ms: int) -> None:
    """Note failures. Series that ended before `stale_ms` count no more, and are forgotten."""
    await tx.execute(delete(TRY).where(TRY.c.since < stale_ms))
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    for one in tries:
        values = msgspec.structs.asdict(one)
        await tx.execute(
            dialect.insert(TRY).values(values).on_conflict_do_update(index_elements=["subject"], set_=values)
        )


async def newest_record(tx: CoreTx) -> bytes | None:
    """The hub-signed enrolment of the device that came last."""
    newest = select(DEVICE.c.record).order_by(DEVICE.c.enrolled.desc()).limit(1)
    return (await tx.execute(newest)).scalar_one_or_none()


async def seen_of(tx: Tx, ids: Collection[bytes]) -> dict[bytes, str]:
    """The last day on which each asked for something, as it was written down."""
    return dict(map(tuple, await rows_in(tx, "SELECT device, day FROM device_seen WHERE device", ids)))


async def save_seen(tx: Tx, days: Mapping[bytes, str]) -> None:
    rows = [{"device": device, "day": day} for device, day in days.items()]
    await upsert(tx, DeviceSeenRow, rows, key="device")


async def of_account(tx: CoreTx, account: bytes) -> list[Device]:
    """All that ever wrote for it, the oldest first."""
    own = select(DEVICE).where(DEVICE.c.account == account).order_by(DEVICE.c.enrolled, DEVICE.c.device)
    return [msgspec.convert(row, Device, from_attributes=True) for row in await tx.execute(own)]


async def all_devices(tx: CoreTx) -> list[Device]:
    """Every device ever enrolled, the oldest first."""
    rows = await tx.execute(select(DEVICE).order_by(DEVICE.c.enrolled, DEVICE.c.device))
    return [msgspec.convert(row, Device, from_attributes=True) for row in rows]
