"""Back up a hub that is running: the data in one folder, the keys in another, each with its manifest.

The data without the keys cannot sign for this hub, the keys without the data hold nobody's answers: they are
to be kept in two places. A backup is there whole or not at all, and never takes the place of another.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from backend.app import VERSION
from backend.database import Database
from backend.identity import KEY_FILE
from backend.node import store as nodes
from backend.node.store import Node
from backend.operations import keys, manifest, postgres, shape, sqlite
from backend.operations.folders import PRIVATE, whole_folder
from backend.operations.keys import Keys
from backend.operations.manifest import Manifest
from backend.operations.stopped import Stopped
from backend.settings import Settings

NOTE = "last-backup.json"


class Note(Struct, frozen=True, kw_only=True):
    """What a hub remembers of its last backup."""

    made_ms: int
    data: str
    keys: str


async def back_up(settings: Settings, to: Path, keys_to: Path, now_ms: int) -> AsyncIterator[str]:
    """Sentences as the work goes on. Both places are absolute."""
    if keys_to.is_relative_to(to) or to.is_relative_to(keys_to):
        raise Stopped("--to and --keys must be two places, neither within the other.")
    found, description = await _look(settings, now_ms)
    name = f"haidang-{datetime.fromtimestamp(now_ms / 1000, UTC):%Y-%m-%dT%H%M%SZ}"
    yield f"Copying the {description.database} database to {to / name}"
    with whole_folder(to / name) as data_draft:
        source = sqlite.copy if description.database == "sqlite" else postgres.dump
        async for line in source(settings.database, data_draft):
            yield line
        await _describe(data_draft, description)
        # The keys get their name first: data without keys would be no backup.
        with whole_folder(keys_to / name) as keys_draft:
            keys.write(keys_draft, found)
            await _describe(keys_draft, msgspec.structs.replace(description, holds="keys"))
    _remember(settings.data, Note(made_ms=now_ms, data=str(to / name), keys=str(keys_to / name)))
    yield f"The data are in  {to / name}"
    yield f"The keys are in  {keys_to / name}  (keep them elsewhere than the data)"


def last_backup(data: Path) -> Note | None:
    try:
        return msgspec.json.decode((data / NOTE).read_bytes(), type=Note)
    except (OSError, msgspec.MsgspecError):
        return None


async def _look(settings: Settings, now_ms: int) -> tuple[Keys, Manifest]:
    """The keys, and what the manifests say of the hub."""
    if settings.database.startswith("sqlite") and not sqlite.path_of(settings.database).is_file():
        raise Stopped(f"There is no database at {sqlite.path_of(settings.database)}: look at DATABASE_URL.")
    database = Database(settings.database)
    try:
        revision = await shape.revision_of(database)
        if revision is None:
            raise Stopped("The database is empty: there is nothing to back up. Look at DATABASE_URL.")
        async with database.read() as tx:
            node = await nodes.node_of(tx)
        wrong = await keys.trouble(database, settings.data)
    finally:
        await database.close()
    if wrong is not None:
        raise Stopped(wrong)
    found = _keys(settings.data / KEY_FILE, node)
    assert node is not None
    description = Manifest(
        holds="data",
        made=datetime.fromtimestamp(now_ms / 1000, UTC).isoformat(timespec="seconds"),
        made_ms=now_ms,
        release=VERSION,
        hub=found.fingerprint,
        node=node.node.hex(),
        node_created_ms=node.created,
        database="sqlite" if database.sqlite else "postgresql",
        revision=revision,
        files=[],
    )
    return found, description


def _keys(key: Path, node: Node | None) -> Keys:
    if node is None or not key.is_file():
        raise Stopped("This hub was never started, so it has no keys yet: start it once, then back it up.")
    return Keys(key.read_bytes(), node.secret)


async def _describe(folder: Path, description: Manifest) -> None:
    parts = await asyncio.to_thread(manifest.parts_of, folder)
    manifest.write(folder, msgspec.structs.replace(description, files=parts))


def _remember(data: Path, note: Note) -> None:
    draft = data / f"{NOTE}.{os.getpid()}"
    draft.write_bytes(msgspec.json.encode(note))
    draft.chmod(PRIVATE)
    draft.replace(data / NOTE)
