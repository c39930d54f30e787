"""Reads and writes grants. Whoever adds or removes one also says so in the feed, in the same transaction."""

from collections.abc import Collection, Iterable

from backend.database import Tx
from backend.grants.rules import Grant
from backend.grants.tables import GrantRow
from backend.statements import fetch, insert_new, rows_in


async def of_documents(tx: Tx, documents: Collection[bytes]) -> frozenset[Grant]:
    found = await rows_in(tx, "SELECT document, account FROM document_grant WHERE document", documents)
    return frozenset(Grant(document, account) for document, account in found)


async def add(tx: Tx, grants: Iterable[Grant], now_ms: int) -> None:
    rows = [{"document": grant.document, "account": grant.account, "granted": now_ms} for grant in grants]
    await insert_new(tx, GrantRow, rows)


async def remove(tx: Tx, grant: Grant) -> None:
    statement = "DELETE FROM document_grant WHERE document = $1 AND account = $2"
    await fetch(tx, statement, grant.document, grant.account)
