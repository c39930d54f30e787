"""The audit as an operator checks it: its newest head, and every row that does not fit."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

from backend import wall
from backend.audit import rules, store
from backend.audit.checking import Chain, Fault
from backend.audit.rules import Head
from backend.database import CoreTx, Database
from backend.identity import Identity
from backend.operations.stopped import Stopped

NOTHING = "Nothing is written down yet."


async def newest_head(database: Database) -> list[str]:
    """One word, to keep elsewhere."""
    async with database.read() as tx:
        head = await store.head(tx)
    return [NOTHING if head is None else rules.written(head)]


async def verify(database: Database, identity: Identity, against: str | None) -> AsyncIterator[str]:
    """A line for each row that does not fit, as they are read; raises `Stopped` where there was one."""
    chain = Chain(_noted(against, identity))
    wrong = 0
    async with database.read() as tx:
        await store.hold_still(tx)
        await wall.open_to_hub(tx)
        head = await store.head(tx)
        async for fault in faults(tx, chain, head, identity):
            wrong += 1
            yield told(fault)
    yield f"{chain.count} rows" + ("" if head is None else f", the last of {_moment(head)}")
    yield NOTHING if head is None else f"head: {rules.written(head)}"
    if wrong:
        raise Stopped(f"{wrong} of these do not fit: somebody altered the audit past the hub.")


async def faults(tx: CoreTx, chain: Chain, head: Head | None, identity: Identity) -> AsyncIterator[Fault]:
    """Of every row as it is read, and then of the head."""
    async for link in store.whole(tx):
        for fault in chain.take(link):
            yield fault
    is_signed = head is not None and rules.is_signed(head, identity.node, identity.key.public)
    for fault in chain.end(head, is_signed=is_signed):
        yield fault


def _noted(word: str | None, identity: Identity) -> Head | None:
    if word is None:
        return None
    noted = rules.read(word)
    if noted is None:
        raise Stopped("--against is a head as `audit head` prints it.")
    if not rules.is_signed(noted, identity.node, identity.key.public):
        raise Stopped("The head given with --against was not signed by this hub.")
    return noted


def told(fault: Fault) -> str:
    where = f"row {fault.number}" if fault.number == fault.last else f"rows {fault.number} to {fault.last}"
    match fault.what:
        case "altered":
            return f"{where}: not as it was written"
        case "loose":
            return f"{where}: does not follow the row before"
        case "missing":
            return f"{where}: missing"
        case "uncounted":
            return f"{where}: not among what the head counts"
        case "noted":
            return f"{where}: not the one of the head that was noted"
    return f"{where}: the head is not signed by this hub, or names another last row"


def _moment(head: Head) -> str:
    return f"{datetime.fromtimestamp(head.moment / 1000, UTC):%Y-%m-%d %H:%M} UTC"
