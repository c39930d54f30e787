"""Reads and writes consents and phone codes."""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from backend.consents.rules import LISTED_MAX, Consent, PhoneCode
from backend.consents.tables import ConsentRow, PhoneCodeRow
from backend.database import Tx
from backend.statements import fetch, for_each, insert_new, rows_in, upsert

FIELDS = Consent.__struct_fields__
CONSENTS = f"SELECT {', '.join(FIELDS)} FROM consent WHERE"  # noqa: S608
CODE_FIELDS = PhoneCode.__struct_fields__
CODES = f"SELECT {', '.join(CODE_FIELDS)} FROM consent_code WHERE code_hash"  # noqa: S608


async def of_documents(tx: Tx, documents: Collection[bytes]) -> dict[bytes, Consent]:
    return {row[0]: _consent(row) for row in await rows_in(tx, f"{CONSENTS} document", documents)}


async def of_owner(tx: Tx, owner: bytes) -> list[Consent]:
    """The newest."""
    statement = f"{CONSENTS} owner = $1 ORDER BY began DESC, document LIMIT {LISTED_MAX}"
    return [_consent(row) for row in await fetch(tx, statement, owner)]


async def open_of_helpers(tx: Tx, helpers: Collection[bytes], now_ms: int) -> list[bytes]:
    """The dossiers of their consents that are not over, in order."""
    statement = "SELECT document, expires FROM consent WHERE declined = '' AND ended IS NULL AND helper"
    return sorted(document for document, expires in await rows_in(tx, statement, helpers) if expires > now_ms)


async def by_cancel(tx: Tx, cancels: Collection[bytes]) -> dict[bytes, Consent]:
    """Those that count, by the hashes of their cancel codes."""
    rows = await rows_in(tx, f"{CONSENTS} declined = '' AND cancel", cancels)
    return {consent.cancel: consent for consent in map(_consent, rows)}


async def ended_by_code(tx: Tx, since_ms: int) -> list[tuple[bytes, int]]:
    """Of those that their citizens ended by the code since: the helper, and when."""
    statement = "SELECT helper, ended FROM consent WHERE ended_by = 'code' AND ended >= $1"
    return [(row[0], row[1]) for row in await fetch(tx, statement, since_ms)]


async def unconfirmed_cards(tx: Tx, since_ms: int, before_ms: int) -> list[Consent]:
    """Of what was handed in within that time, the oldest first."""
    unconfirmed = "mode = 'card' AND confirmed IS NULL AND declined = ''"
    statement = f"{CONSENTS} {unconfirmed} AND submitted >= $1 AND submitted < $2 ORDER BY submitted"
    return [_consent(row) for row in await fetch(tx, statement, since_ms, before_ms)]


async def save(tx: Tx, consents: Iterable[Consent]) -> None:
    """Write each as it now is; the caller holds the locks of their documents."""
    rows = [
        {**msgspec.structs.asdict(one), "reopened": msgspec.msgpack.encode(one.reopened)} for one in consents
    ]
    await upsert(tx, ConsentRow, rows, key="document")


async def misses_since(tx: Tx, helpers: Collection[bytes], since_ms: int) -> dict[bytes, int]:
    """How many dossiers each of these began lately with a phone's code that was not good."""
    found: dict[bytes, int] = dict.fromkeys(helpers, 0)
    statement = "SELECT helper, began FROM consent WHERE mode = 'phone' AND confirmed IS NULL AND helper"
    for helper, began in await rows_in(tx, statement, helpers):
        found[helper] += began > since_ms
    return found


async def codes_of(tx: Tx, hashes: Collection[bytes]) -> dict[bytes, PhoneCode]:
    """Those of the codes that are known, held until the transaction ends."""
    held = "" if tx.dialect.name == "sqlite" else "ORDER BY code_hash FOR UPDATE"
    rows = await rows_in(tx, CODES, hashes, held)
    return {row[0]: PhoneCode(**dict(zip(CODE_FIELDS, row, strict=True))) for row in rows}


async def add_code(tx: Tx, code: PhoneCode) -> None:
    """The account's newest for this procedure; those that it did not use are gone."""
    unused = "DELETE FROM consent_code WHERE account = $1 AND procedure = $2 AND document IS NULL"
    await for_each(tx, unused, [(code.account, code.procedure)])
    await insert_new(tx, PhoneCodeRow, [msgspec.structs.asdict(code)])


async def spend(tx: Tx, used: Iterable[PhoneCode]) -> None:
    statement = "UPDATE consent_code SET document = $2 WHERE code_hash = $1"
    await for_each(tx, statement, [(code.code_hash, code.document) for code in used])


def _consent(row: Any) -> Consent:
    values = dict(zip(FIELDS, row, strict=True))
    return Consent(**{**values, "reopened": msgspec.msgpack.decode(values["reopened"], type=tuple[str, ...])})
