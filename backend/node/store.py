"""Reads the node's row, or writes it on the first run."""

import secrets

from msgspec import Struct
from sqlalchemy import select

from backend.database import Database, Tx, insert_new, table_of
from backend.node.tables import NodeRow

NODE = table_of(NodeRow)


class Node(Struct, frozen=True, kw_only=True):
    node: bytes
    incarnation: bytes
    secret: bytes


async def load_or_make(database: Database, now_ms: int) -> Node:
    async with database.write() as tx:
        # Of two starters one row wins, and both read it.
        first = {
            "place": 1,
            "node": secrets.token_bytes(16),
            "incarnation": secrets.token_bytes(16),
            "secret": secrets.token_bytes(32),
            "created": now_ms,
        }
        await insert_new(tx, NodeRow, [first])
        row = (await tx.execute(select(NODE))).one()
    return Node(node=row.node, incarnation=row.incarnation, secret=row.secret)


async def ping(tx: Tx) -> None:
    (await tx.execute(select(NODE.c.place))).one()
