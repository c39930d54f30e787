"""Reads the node's row, or writes it on the first run and after a restore."""

import secrets

import msgspec
from msgspec import Struct
from sqlalchemy import select, update

from backend.database import CoreTx, Database, Tx
from backend.node.tables import NodeRow
from backend.statements import insert_new, table_of

NODE = table_of(NodeRow)
PLACE = 1
NODE_BYTES = 16
INCARNATION_BYTES = 16
SECRET_BYTES = 32


class Node(Struct, frozen=True, kw_only=True):
    node: bytes
    incarnation: bytes
    secret: bytes
    # Unix milliseconds
    created: int


async def load_or_make(database: Database, now_ms: int) -> Node:
    async with database.write() as tx:
        # Of two starters one row wins, and both read it.
        first = Node(
            node=secrets.token_bytes(NODE_BYTES),
            incarnation=secrets.token_bytes(INCARNATION_BYTES),
            secret=secrets.token_bytes(SECRET_BYTES),
            created=now_ms,
        )
        await write(tx, first)
        found = await node_of(tx)
    assert found is not None
    return found


async def node_of(tx: CoreTx) -> Node | None:
    row = (await tx.execute(select(NODE))).one_or_none()
    return None if row is None else msgspec.convert(row, Node, from_attributes=True)


async def write(tx: Tx, node: Node) -> None:
    """The row, unless there is one."""
    await insert_new(tx, NodeRow, [{"place": PLACE, **msgspec.structs.asdict(node)}])


async def touch(tx: CoreTx) -> None:
    """Write the row as it is, as a proof that something can be written."""
    # There and back: SQLite writes nothing where it would write what stands there.
    await tx.execute(update(NODE).values(created=NODE.c.created + 1))
    await tx.execute(update(NODE).values(created=NODE.c.created - 1))
