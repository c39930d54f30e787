"""Brings a database to the present shape; safe to call by two starters at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
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


def _upgrade(connection: Connection) -> None:
    command.upgrade(config_for(connection), "head")
