"""Which migration a database has come to."""

from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from backend.database import Database
from backend.migrations.upgrade import scripts


async def revision_of(database: Database) -> str | None:
    """None where nothing was ever migrated."""
    async with database.read() as tx:
        return await tx.run_sync(lambda plain: MigrationContext.configure(plain).get_current_revision())


def head() -> str:
    newest = scripts().get_current_head()
    assert newest is not None
    return newest


async def is_empty(database: Database) -> bool:
    """Whether it has no table at all, ours or another's."""
    async with database.read() as tx:
        return await tx.run_sync(lambda plain: not inspect(plain).get_table_names())
