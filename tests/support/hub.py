"""A hub for tests: the real application over a real database, with a clock that the test turns."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from litestar import Litestar
from sqlalchemy import text

from backend import demo, settings, wall
from backend.app import Parts, behind_door, framework, identity_of, issue, parts_of
from backend.database import CoreTx, Database
from backend.devices import enrol
from backend.door import App
from backend.forms.bundle import Bundle
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.migrations.tables import ALL
from backend.migrations.upgrade import upgrade
from backend.people import store as people
from backend.settings import Settings
from tests.support.authenticator import Authenticator
from tests.support.replies import lawful

ORIGIN = "http://127.0.0.1:8000"
# 2026-11-21T08:00+07:00
START_MS = 1_795_222_800_000


class HubClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now_ms = START_MS

    def __call__(self) -> int:
        return self.now_ms


class Frame:
    """The framework's application. Making one takes longer than most tests: a hub leaves it to the next."""

    def __init__(self) -> None:
        self._parts: Parts = {}
        self._made: Litestar | None = None

    def over(self, hub: "Hub") -> App:
        """As `create_app` makes it."""
        self._parts.clear()
        self._parts |= parts_of(
            hub.settings,
            hub.database,
            hub.identity,
            hub.bundle,
            hub.clock,
            is_demo=hub.is_demo,
            limits=None,
        )
        self._made = self._made or framework(self._parts)
        return behind_door(self._made, hub.settings, self._parts)


_IDLE: list[Frame] = []


class Hub:
    """One hub. `restart` puts another over the same data, as after a crash."""

    def __init__(self, settings: Settings, clock: HubClock, *, is_demo: bool = False) -> None:
        self.is_demo = is_demo
        self.settings = settings
        self.clock = clock
        self.database: Database
        self.identity: Identity
        self.bundle: Bundle
        self.app: App
        # of people of the city's, by account: what they show who they are with
        self.authenticators: dict[bytes, Authenticator] = {}

    async def start(self) -> None:
        self.database = Database(self.settings.database)
        self.identity = await identity_of(self.settings, self.database, self.clock())
        self.bundle = await issue(self.database, self.identity, self.clock())
        self._frame = _IDLE.pop() if _IDLE else Frame()
        self.app = self._frame.over(self)

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        await self.database.close()
        if self._frame not in _IDLE:
            _IDLE.append(self._frame)

    async def end(self) -> None:
        """As when it is asked to stop: what it does at its beginning and at its end is done."""
        said: asyncio.Queue[str] = asyncio.Queue()
        asked: asyncio.Queue[dict[str, str]] = asyncio.Queue()

        async def send(message: MutableMapping[str, Any]) -> None:
            said.put_nowait(message["type"])

        running = asyncio.ensure_future(self.app({"type": "lifespan", "state": {}}, asked.get, send))
        for part in ("startup", "shutdown"):
            asked.put_nowait({"type": f"lifespan.{part}"})
            assert await said.get() == f"lifespan.{part}.complete"
        await running

    def client(self, app: App | None = None) -> httpx.AsyncClient:
        """Speaks to the application in this process; `app` may be one wrapped around it."""
        transport = httpx.ASGITransport(app or self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=ORIGIN, event_hooks={"response": [lawful]})

    async def seed(self) -> None:
        """The demo's people, without codes."""
        async with self.database.write() as tx:
            await people.add(tx, demo.people_of_demo())
            await mandates.add(tx, demo.mandates_of_demo())

    async def code_for(self, person: str, *, uses: int = 1, lasts_ms: int = 3_600_000) -> str:
        account = next(one for one in demo.people_of_demo() if person in one.person)
        code = enrol.fresh_code()
        async with self.database.write() as tx:
            await enrol.add_code(
                tx,
                self.identity,
                account=account.account,
                code=code,
                uses=uses,
                expires_ms=self.clock() + lasts_ms,
            )
        return code

    async def rows(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        async with self.read() as tx:
            return [tuple(row) for row in await tx.execute(text(statement), values)]

    async def execute(self, statement: str, **values: object) -> None:
        async with self.write() as tx:
            await tx.execute(text(statement), values)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[CoreTx]:
        """A transaction to which the wall is open, as the hub's own operations have it."""
        async with self.database.read() as tx:
            await wall.open_to_hub(tx)
            yield tx

    @asynccontextmanager
    async def write(self) -> AsyncIterator[CoreTx]:
        """As `read`."""
        async with self.database.write() as tx:
            await wall.open_to_hub(tx)
            yield tx


def settings_for(data: Path, database: str, extra: Mapping[str, str] | None = None) -> Settings:
    pages = data / "dist"
    return settings.read(
        {
            "HAIDANG_DATA_DIR": str(data),
            "DATABASE_URL": database,
            "HAIDANG_PAGES": str(pages),
            # A name: passkeys belong to one.
            "PUBLIC_URL": "http://localhost:8000",
            **(extra or {}),
        }
    )


async def migrated_sqlite(path: Path) -> None:
    """A migrated file with everything in it, ready to be copied."""
    database = Database(f"sqlite+aiosqlite:///{path}")
    await upgrade(database)
    async with database.engine.connect() as connection:
        await connection.exec_driver_sql("COMMIT")
        await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    await database.close()


async def empty(database: str) -> None:
    """Forget everything in a migrated PostgreSQL database."""
    connection = Database(database)
    names = ", ".join(f'"{row.__tablename__}"' for row in ALL)
    async with connection.write() as tx:
        await tx.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    await connection.close()


@asynccontextmanager
async def served(app: App) -> AsyncIterator[str]:
    """The application behind a real server on a free port; its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server._serve([listener]))
    while not server.started:  # noqa: ASYNC110 (it has no event to wait for)
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listener.close()
