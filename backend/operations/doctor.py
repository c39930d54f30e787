"""Examine a hub: a line for each thing that must be right, well or with its remedy."""

import asyncio
from collections.abc import AsyncIterator

from backend.clock import Clock
from backend.database import Database
from backend.identity import KEY_FILE
from backend.operations import doors, forms, keys, machine, shape, sqlite, stored
from backend.operations.finding import Finding, fine, mend
from backend.problems import Refused
from backend.settings import Settings
from sync.seal import SigningKey


async def examine(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """Changes nothing."""
    yield fine("settings", f"understood; the database is {_kind(settings)}")
    yield machine.data_folder(settings)
    yield machine.free_space(settings)
    for finding in await _database(settings, clock()):
        yield finding
    yield machine.built_pages(settings)
    yield machine.certificate(settings, clock())
    yield await asyncio.to_thread(machine.address, settings, _public(settings))
    for finding in await doors.findings(settings, clock):
        yield finding
    yield machine.backup(settings, clock())
    yield forms.succession(clock())


async def _database(settings: Settings, now_ms: int) -> list[Finding]:
    about = "database"
    if settings.database.startswith("sqlite") and not sqlite.path_of(settings.database).exists():
        # To look would make it.
        return [mend(about, "there is none yet: run `migrate`")]
    database = Database(settings.database)
    try:
        revision = await shape.revision_of(database)
        if revision is None:
            return [mend(about, "it answers and is empty: run `migrate`, or restore a backup.")]
        found = await stored.findings(database, revision, now_ms)
        wrong = await keys.trouble(database, settings.data)
    except Refused as trouble:
        return [mend(about, f"does not answer ({trouble.code}): look at DATABASE_URL, and whether it runs.")]
    finally:
        await database.close()
    fit = mend("keys", wrong) if wrong else fine("keys", "readable, and this database's")
    return [fine(about, "answers"), *found, fit]


def _kind(settings: Settings) -> str:
    return "SQLite" if settings.database.startswith("sqlite") else "PostgreSQL"


def _public(settings: Settings) -> bytes | None:
    """The hub's public key, where its own can be read."""
    try:
        return SigningKey.from_pem((settings.data / KEY_FILE).read_bytes()).public
    except (OSError, ValueError, TypeError):
        return None
