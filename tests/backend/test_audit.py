"""The audit: what is noted stands in one chain, under one signed head, and nothing is altered unseen."""

import msgspec

from backend.audit import store
from backend.audit.rules import START, Deed, Link, hash_of, is_signed
from tests.support.hub import Hub

LINKS = f"SELECT {', '.join(Link.__struct_fields__)} FROM audit ORDER BY number"


async def noted(hub: Hub, count: int) -> None:
    for number in range(count):
        async with hub.database.write() as tx:
            deed = Deed(account=b"a", device=b"d", action="read", document=bytes([number]), ground="waiting")
            await store.note(tx, hub.identity, hub.clock(), deed)


async def links(hub: Hub) -> list[Link]:
    named = (dict(zip(Link.__struct_fields__, row, strict=True)) for row in await hub.rows(LINKS))
    return [msgspec.convert(row, Link) for row in named]


async def test_each_row_follows_the_one_before_and_the_head_is_signed(hub: Hub) -> None:
    await noted(hub, 3)
    rows = await links(hub)
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == [START, rows[0].hash, rows[1].hash]
    assert [hash_of(row) for row in rows] == [row.hash for row in rows]
    async with hub.database.write() as tx:
        head = await store.head(tx)
    assert head is not None
    assert (head.count, head.hash, head.moment) == (3, rows[2].hash, hub.clock())
    assert is_signed(head, hub.identity.node, hub.identity.key.public)
    assert not is_signed(head, b"another node", hub.identity.key.public)
