"""Runs migrations, for `alembic` and for a hub that starts and hands over its connection."""

import asyncio
import os
from typing import Literal

from alembic import context
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from backend import settings
from backend.columns import Position, Text
from backend.database import Database
from backend.migrations import tables

# A migration that would hold others up gives way, and is tried again at a quieter hour.
LOCK_TIMEOUT_MS = 5_000
STATEMENT_TIMEOUT_MS = 300_000
# One starter migrates, the others wait.
LOCK_KEY = 0x4844_0001


def run() -> None:
    connection = context.config.attributes.get("connection")
    if isinstance(connection, Connection):
        migrate(connection)
    else:
        asyncio.run(_from_command_line())


def migrate(connection: Connection) -> None:
    """All steps in one transaction, which the caller began with the right to write."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL statement_timeout = {STATEMENT_TIMEOUT_MS}"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
        connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}"))
        # What a step moves may be anybody's.
        connection.execute(text("SET LOCAL haidang.scope = 'hub'"))
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        render_item=_render,
        # SQLite too: the hub begins its transactions itself, and DDL is part of them.
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Column types of our own as what they are, so that a migration does not change when they do."""
    if kind != "type":
        return False
    if isinstance(item, Text) or type(item).__name__ == "AutoString":
        return 'sa.String().with_variant(sa.String(collation="C"), "postgresql")'
    if isinstance(item, Position):
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


async def _from_command_line() -> None:
    database = Database(settings.read(os.environ).database)
    async with database.write() as tx:
        await tx.run_sync(migrate)
    await database.close()


assert tables.ALL
run()
