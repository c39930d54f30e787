"""Every test of the hub runs on both databases."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from backend import logs
from backend.database import Database
from backend.migrations.upgrade import upgrade
from tests.support.database import create_database, postgres_server
from tests.support.hub import Hub, HubClock, empty, migrated_sqlite, settings_for
from tests.support.oidc import OidcProvider, hub_with
from tests.support.signing_in import PAGE


@pytest.fixture(scope="session", autouse=True)
def quiet() -> Iterator[None]:
    """Nobody reads logs here but the tests of logs."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        logs.configure(nowhere)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_address(postgres: str) -> str:
    """A migrated database, emptied before each test."""

    async def make() -> str:
        address = await create_database(postgres, f"haidang_test_{os.getpid()}")
        database = Database(address)
        await upgrade(database)
        await database.close()
        return address

    return asyncio.run(make())


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    asyncio.run(migrated_sqlite(path))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated database of either kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_address"))
    path = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "hub.sqlite")
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def hub(address: str, tmp_path: Path) -> AsyncIterator[Hub]:
    """A hub with the demo's people and nothing else."""
    if address.startswith("postgresql"):
        await empty(address)
    running = Hub(settings_for(tmp_path, address), HubClock())
    await running.start()
    await running.seed()
    yield running
    await running.stop()


@pytest.fixture(scope="session")
def running_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OidcProvider]:
    provider = OidcProvider(tmp_path_factory.mktemp("oidc"), f"{PAGE}/vao/oidc")
    yield provider
    provider.stop()


@pytest.fixture
def provider(running_provider: OidcProvider) -> OidcProvider:
    """A provider of sign-in that behaves."""
    running_provider.switch(token={}, sign="", answer={})
    return running_provider


@pytest.fixture
async def federated(address: str, tmp_path: Path, provider: OidcProvider) -> AsyncIterator[Hub]:
    """A hub whose people may come by that provider, and whose clock is the provider's."""
    running = await hub_with(address, tmp_path, provider.written())
    yield running
    await running.stop()
