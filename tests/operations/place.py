"""A place for a hub: a folder and a database; what an operator does there, and the hub that runs there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec import Struct

from backend.database import Database
from backend.migrations.upgrade import upgrade
from backend.operations.backup import back_up
from backend.operations.restore import restore
from backend.settings import Settings
from tests.support.hub import START_MS, Hub, HubClock, settings_for

Backup = tuple[Path, Path]


class Place(Struct, frozen=True):
    data: Path
    database: str

    @property
    def settings(self) -> Settings:
        return settings_for(self.data, self.database)

    async def back_up(self, name: str = "backup", now_ms: int = START_MS) -> Backup:
        """The folders of data and of keys."""
        to = self.data.parent / name
        async for _ in back_up(self.settings, to / "data", to / "keys", now_ms):
            pass
        (data,), (keys,) = (to / "data").iterdir(), (to / "keys").iterdir()
        return data, keys

    async def restore(self, backup: Backup) -> list[str]:
        """What the operator reads."""
        return [line async for line in restore(self.settings, *backup)]

    @asynccontextmanager
    async def hub(self) -> AsyncIterator[Hub]:
        """A hub with the demo's people, without HTTP."""
        self.data.mkdir(exist_ok=True)
        database = Database(self.settings.database)
        await upgrade(database)
        await database.close()
        hub = Hub(self.settings, HubClock())
        await hub.start()
        await hub.seed()
        yield hub
        await hub.stop()
