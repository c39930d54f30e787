"""Restore a hub from a backup, into an empty database: verified first, migrated up, and a new incarnation.

The node stays who it was; its incarnation is always new, so that no cursor outlives the tail that was lost
(SPEC T8): devices notice, offer what they hold, and send what this hub lacks.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from backend import wall
from backend.database import Database
from backend.identity import KEY_FILE, keep_key
from backend.migrations.upgrade import is_known, upgrade
from backend.node import store as nodes
from backend.node.store import INCARNATION_BYTES, Node
from backend.operations import keys, manifest, postgres, shape, sqlite
from backend.operations.folders import PRIVATE, make_private, sync
from backend.operations.keys import Keys
from backend.operations.manifest import Manifest
from backend.operations.stopped import Stopped
from backend.settings import Settings

DRAFT = ".restoring"
AFTER = "docs/operations.md, “After a restore”"


async def restore(settings: Settings, source: Path, keys_source: Path) -> AsyncIterator[str]:
    """Sentences as the work goes on."""
    data, kept = manifest.read(source, "data"), manifest.read(keys_source, "keys")
    yield f"Checking the backup of {data.made}"
    await asyncio.to_thread(manifest.verify, source, data)
    await asyncio.to_thread(manifest.verify, keys_source, kept)
    found = keys.read(keys_source)
    _refuse_what_does_not_fit(settings, data, found)
    node = Node(
        node=bytes.fromhex(data.node),
        incarnation=secrets.token_bytes(INCARNATION_BYTES),
        secret=found.secret,
        created=data.node_created_ms,
    )
    into = _into_file if data.database == "sqlite" else _into_server
    async for line in into(settings, source, found, node):
        yield line
    yield f"Restored: this hub stands as it did at {data.made}, as a new incarnation."
    yield "Start it. Devices will notice and send again what it has lost since."
    yield f"Officers' commands since then are lost with it, and so are new devices: see {AFTER}."


def _refuse_what_does_not_fit(settings: Settings, data: Manifest, found: Keys) -> None:
    if found.fingerprint != data.hub:
        raise Stopped("These are the keys of another hub: give --keys the folder of the same name.")
    kind = "sqlite" if settings.database.startswith("sqlite") else "postgresql"
    if kind != data.database:
        raise Stopped(f"The backup is of {data.database}, but DATABASE_URL names {kind}: set it accordingly.")
    if not is_known(data.revision):
        raise Stopped(f"The backup is of a newer release ({data.release}): install that one, or a later one.")
    own = settings.data / KEY_FILE
    if own.exists() and own.read_bytes() != found.pem:
        raise Stopped(f"{own} is the key of another hub: move it aside, or set HAIDANG_DATA_DIR.")


async def _into_file(settings: Settings, source: Path, found: Keys, node: Node) -> AsyncIterator[str]:
    """Made ready under another name; the database's own name appears last."""
    target = sqlite.path_of(settings.database)
    for there in (target, target.with_name(f"{target.name}-wal")):
        if there.exists():
            raise Stopped(f"{there} is there already: stop the hub, then move it aside, -wal and -shm too.")
    make_private(target.parent)
    draft = target.with_name(target.name + DRAFT)
    for old in target.parent.glob(f"{draft.name}*"):
        old.unlink()
    yield f"Copying to {target}"
    await asyncio.to_thread(shutil.copyfile, source / sqlite.FILE, draft)
    draft.chmod(PRIVATE)
    await asyncio.to_thread(sqlite.check, draft)
    yield "Bringing it up to date"
    await _finish(f"sqlite+aiosqlite:///{draft}", node)
    sync(draft)
    keep_key(settings.data, found.pem)
    # A link does not overwrite, should a hub have been started meanwhile.
    os.link(draft, target)
    draft.unlink()
    sync(target.parent)


async def _into_server(settings: Settings, source: Path, found: Keys, node: Node) -> AsyncIterator[str]:
    database = Database(settings.database)
    try:
        empty = await shape.is_empty(database)
    finally:
        await database.close()
    if not empty:
        name = make_url(settings.database).database
        raise Stopped(f"The database {name} is not empty: create another one, and name that in DATABASE_URL.")
    yield "Reading the dump into the database"
    async for line in postgres.put_back(settings.database, source):
        yield line
    keep_key(settings.data, found.pem)
    yield "Bringing it up to date"
    await _finish(settings.database, node)


async def _finish(url: str, node: Node) -> None:
    database = Database(url)
    try:
        await upgrade(database)
        async with database.write() as tx:
            await wall.open_to_hub(tx)
            if not database.sqlite:
                await tx.execute(text("SET LOCAL statement_timeout = 0"))
                # Numbers of another server's transactions: this one may count lower, and would hide these
                # entries until it has come as far. What is restored is committed, in the order of positions.
                await tx.execute(text("UPDATE feed SET xid = 0"))
            # Phones may hold a catalogue that was issued after the backup, and never go back to an older one.
            await tx.execute(text("DELETE FROM catalogue_issue"))
            # Some had ended since, or were of a passkey that is withdrawn: everybody shows themselves anew.
            await tx.execute(text("UPDATE session SET ended = opened WHERE ended IS NULL"))
            await tx.execute(text("DELETE FROM passkey_permit"))
            await nodes.write(tx, node)
    finally:
        await database.close()
