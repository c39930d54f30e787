"""Whoever alters the audit past the hub is found: a thousand ways, each taken back again."""

import random
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from backend.audit import rules, store
from backend.audit.checking import Chain, Fault
from backend.audit.rules import Deed, Head, Link
from backend.database import CoreTx
from backend.operations import audit
from backend.statements import fetch
from tests.support.hub import Hub

TAMPERED = 1_000
ROWS = 30
TEXTS = frozenset({"action", "ground", "reason"})
NUMBERS = frozenset({"number", "moment"})
COLUMNS = Link.__struct_fields__

# Tampers, and says which row it shows at; None for whichever
Way = Callable[[CoreTx, random.Random, list[Link]], Coroutine[Any, Any, int | None]]


@pytest.fixture
async def opened(hub: Hub) -> AsyncIterator[Hub]:
    """A hub with a chain, whose owner has taken every guard away."""
    for number in range(ROWS):
        async with hub.write() as tx:
            deed = Deed(
                account=bytes([number % 3]), action="read", document=bytes([number % 5]), ground="waiting"
            )
            await store.note(tx, hub.identity, hub.clock() + number, deed)
    if hub.database.sqlite:
        await hub.execute("DROP TRIGGER audit_stays_update")
        await hub.execute("DROP TRIGGER audit_stays_delete")
        yield hub
        return
    await hub.execute("ALTER TABLE audit DISABLE TRIGGER audit_stays")
    await hub.execute("ALTER TABLE audit NO FORCE ROW LEVEL SECURITY")
    yield hub
    await hub.execute("ALTER TABLE audit FORCE ROW LEVEL SECURITY")
    await hub.execute("ALTER TABLE audit ENABLE TRIGGER audit_stays")


async def alter(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    """One column of one row."""
    link, name = chance.choice(links), chance.choice(COLUMNS[1:])
    await put(tx, link.number, name, other(chance, getattr(link, name)))
    return link.number


async def alter_and_hash(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    """One row, and its hash made to fit it: the next one, or the head, no longer does."""
    link, name = chance.choice(links), chance.choice(COLUMNS[1:-2])
    altered = msgspec.structs.replace(link, **{name: other(chance, getattr(link, name))})
    await put(tx, link.number, name, getattr(altered, name))
    await put(tx, link.number, "hash", rules.hash_of(altered))
    return link.number + 1 if link.number < len(links) else link.number


async def alter_and_hash_all(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    """The whole chain from there on made to fit: the head does not, for nobody else can sign it."""
    at = chance.randrange(len(links))
    previous = links[at].previous
    for link in links[at:]:
        account = b"another" if link is links[at] else link.account
        moved = msgspec.structs.replace(link, previous=previous, account=account)
        previous = rules.hash_of(moved)
        await put(tx, link.number, "account", account)
        await put(tx, link.number, "previous", moved.previous)
        await put(tx, link.number, "hash", previous)
    return len(links)


async def delete(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    link = chance.choice(links)
    await fetch(tx, "DELETE FROM audit WHERE number = $1", link.number)
    return link.number


async def delete_and_close(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    """Those behind it move up, as if it had never been."""
    link = chance.choice(links[:-1])
    await fetch(tx, "DELETE FROM audit WHERE number = $1", link.number)
    for later in links[link.number :]:
        await put(tx, later.number, "number", later.number - 1)
    return link.number


async def cut(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    left = chance.randrange(len(links))
    await fetch(tx, "DELETE FROM audit WHERE number > $1", left)
    return left + 1


async def cut_with_the_head(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    """The head is made to name the last one that is left; its signature cannot be."""
    left = chance.randrange(1, len(links))
    await cut_at(tx, links, left)
    return left


async def behead(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    await fetch(tx, "DELETE FROM audit_head")
    return 1


async def alter_the_head(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    name = chance.choice(("count", "hash", "moment", "signature"))
    [(value,)] = await fetch(tx, f"SELECT {name} FROM audit_head")
    await fetch(tx, f"UPDATE audit_head SET {name} = $1", other(chance, value))
    return None


async def insert(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    """Behind the last, before the first, or between two that move apart; as well hashed as can be."""
    at = chance.choice((len(links) + 1, 0, -1, chance.randrange(1, len(links) + 1)))
    for link in reversed(links[at - 1 :] if at > 0 else []):
        await put(tx, link.number, "number", link.number + 1)
    previous = links[at - 2].hash if at > 1 else rules.START
    deed = Deed(account=b"another", action="read", ground="waiting")
    added = rules.link_of(deed, number=at, previous=previous, now_ms=1)
    await fetch(tx, store.INSERT, *msgspec.structs.astuple(added))
    return None if at > 0 else at


async def swap(tx: CoreTx, chance: random.Random, links: list[Link]) -> int | None:
    one, two = chance.sample(links, 2)
    await put(tx, one.number, "number", -5)
    await put(tx, two.number, "number", one.number)
    await put(tx, -5, "number", two.number)
    return one.number


WAYS: tuple[Way, ...] = (
    *([alter] * 4),
    alter_and_hash,
    alter_and_hash_all,
    delete,
    delete_and_close,
    cut,
    cut_with_the_head,
    behead,
    alter_the_head,
    *([insert] * 2),
    swap,
)


async def test_a_thousand_tampered_chains_are_a_thousand_found(opened: Hub) -> None:
    links = await chain_of(opened)
    assert await faults(opened, links) == []
    found = 0
    for number in range(TAMPERED):
        way, chance = WAYS[number % len(WAYS)], random.Random(number)
        told, at = await tampered(opened, way, chance, links)
        assert told, (way.__name__, number)
        named = at is None or any(fault.number <= at <= fault.last for fault in told)
        assert named, (way.__name__, number, at, told)
        found += 1
    assert found == TAMPERED
    assert await faults(opened, links) == []


async def test_a_cut_that_an_old_head_covers_is_found_by_a_newer_one(opened: Hub) -> None:
    """Who watched the database long enough has a head of before. Nothing in it shows the cut then."""
    links = await chain_of(opened)
    left = ROWS - 4
    old = rules.head_of(links[left - 1], opened.identity.node, opened.identity.key)
    newest = rules.head_of(links[-1], opened.identity.node, opened.identity.key)
    for noted, seen in ((None, []), (newest, [Fault("noted", ROWS, ROWS)]), (old, [])):
        async with opened.database.engine.connect() as tx:
            begun = await tx.begin()
            await to_the_hub(tx)
            await cut_at(tx, links, left)
            await fetch(tx, "UPDATE audit_head SET signature = $1", old.signature)
            head = await store.head(tx)
            assert head == old
            chain = Chain(noted)
            told = [one async for one in audit.faults(tx, chain, head, opened.identity)]
            await begun.rollback()
        assert told == seen


async def chain_of(hub: Hub) -> list[Link]:
    async with hub.write() as tx:
        return [link async for link in store.whole(tx)]


async def faults(hub: Hub, links: list[Link]) -> list[Fault]:
    async def nothing(_tx: CoreTx, _chance: random.Random, _links: list[Link]) -> None:
        pass

    return (await tampered(hub, nothing, random.Random(0), links))[0]


async def tampered(
    hub: Hub, way: Way, chance: random.Random, links: list[Link]
) -> tuple[list[Fault], int | None]:
    """What is found while it is so."""
    async with hub.database.engine.connect() as tx:
        begun = await tx.begin()
        await to_the_hub(tx)
        at = await way(tx, chance, links)
        head = await store.head(tx)
        told = [fault async for fault in audit.faults(tx, Chain(), head, hub.identity)]
        await begun.rollback()
    return told, at


async def to_the_hub(tx: CoreTx) -> None:
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SET LOCAL haidang.scope = 'hub'"))
    else:
        await tx.execute(text("SELECT 1"))


async def put(tx: CoreTx, number: int, name: str, value: object) -> None:
    await fetch(tx, f"UPDATE audit SET {name} = $1 WHERE number = $2", value, number)


async def cut_at(tx: CoreTx, links: list[Link], left: int) -> None:
    last = links[left - 1]
    await fetch(tx, "DELETE FROM audit WHERE number > $1", left)
    head = Head(count=left, hash=last.hash, moment=last.moment, signature=b"")
    await fetch(
        tx, "UPDATE audit_head SET count = $1, hash = $2, moment = $3", head.count, head.hash, head.moment
    )


def other(chance: random.Random, value: object) -> object:
    """Something else of the same kind: one more, one letter, one bit."""
    if isinstance(value, int):
        return value + chance.choice((1, -1, 1_000))
    if isinstance(value, str):
        return value + chance.choice((" ", "x", "ệ"))
    assert isinstance(value, bytes)
    if not value:
        return b"x"
    bit = chance.randrange(8 * len(value))
    turned = int.from_bytes(value) ^ (1 << bit)
    return turned.to_bytes(len(value))
