"""Reads and writes accounts."""

from collections.abc import Collection
from typing import Literal

import msgspec
from msgspec import Struct
from sqlalchemy import select

from backend.database import CoreTx, Tx
from backend.people.tables import AccountRow
from backend.statements import insert_new, rows_in, table_of, upsert

ACCOUNT = table_of(AccountRow)


class Account(Struct, frozen=True, kw_only=True):
    account: bytes
    person: str
    role: Literal["citizen", "officer"]
    unit: str
    unit_name: str
    staff: str | None = None


FIELDS = Account.__struct_fields__


async def account_of(tx: CoreTx, account: bytes) -> Account | None:
    row = (await tx.execute(select(ACCOUNT).where(ACCOUNT.c.account == account))).one_or_none()
    return None if row is None else msgspec.convert(row, Account, from_attributes=True)


async def accounts_of(tx: Tx, accounts: Collection[bytes]) -> dict[bytes, Account]:
    rows = await rows_in(tx, f"SELECT {', '.join(FIELDS)} FROM account WHERE account", accounts)  # noqa: S608
    return {row[0]: msgspec.convert(dict(zip(FIELDS, row, strict=True)), Account) for row in rows}


async def persons_of(tx: Tx, accounts: Collection[bytes]) -> dict[bytes, str]:
    found = await rows_in(tx, "SELECT account, person FROM account WHERE account", accounts)
    return dict(map(tuple, found))


async def add(tx: Tx, accounts: list[Account]) -> None:
    await insert_new(tx, AccountRow, [msgspec.structs.asdict(account) for account in accounts])


async def save(tx: Tx, accounts: list[Account]) -> None:
    """Write each as it now is."""
    await upsert(tx, AccountRow, [msgspec.structs.asdict(account) for account in accounts], key="account")


async def at_units(tx: CoreTx, units: Collection[str]) -> list[Account]:
    """Those who work for one of these."""
    rows = await tx.execute(select(ACCOUNT).where(ACCOUNT.c.unit != "", ACCOUNT.c.unit.in_(units)))
    return [msgspec.convert(row, Account, from_attributes=True) for row in rows]


async def by_staff_id(tx: CoreTx, staff: str) -> Account | None:
    """Whom the city knows by this id."""
    row = (await tx.execute(select(ACCOUNT).where(ACCOUNT.c.staff == staff))).one_or_none()
    return None if row is None else msgspec.convert(row, Account, from_attributes=True)


async def staff_of_city(tx: CoreTx) -> list[Account]:
    """Those whom the city knows by an id of its own."""
    rows = await tx.execute(select(ACCOUNT).where(ACCOUNT.c.staff.is_not(None)))
    return [msgspec.convert(row, Account, from_attributes=True) for row in rows]


async def all_accounts(tx: CoreTx) -> list[Account]:
    """By name; with officers of one unit beside each other."""
    rows = await tx.execute(select(ACCOUNT).order_by(ACCOUNT.c.unit, ACCOUNT.c.person, ACCOUNT.c.account))
    return [msgspec.convert(row, Account, from_attributes=True) for row in rows]
