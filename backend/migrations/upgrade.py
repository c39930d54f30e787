"""Brings a database to the present shape; safe to call by two starters at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from backend.database import Database

HERE = Path(__file__).resolve().parent


async def upgrade(database: Database) -> None:
    async with database.write() as tx:
        await tx.run_sync(_upgrade)


def config_for(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def scripts() -> ScriptDirectory:
    return ScriptDirectory(str(HERE))


def is_known(revision: str) -> bool:
    """Whether this release has that migration."""
    return revision in {script.revision for script in scripts().walk_revisions()}


def _upgrade(connection: Connection) -> None:
    revision = MigrationContext.configure(connection).get_current_revision()
    # A newer release was here: what it made is safe for this one, and so its way back stays open.
    if revision is None or is_known(revision):
        command.upgrade(config_for(connection), "head")
