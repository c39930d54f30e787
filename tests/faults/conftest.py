"""Databases that are meant to be broken: a SQLite file, and a cluster of our own that waits for the disk."""

import os
from collections.abc import Iterator

import pytest

from backend import logs
from backend.database import Database
from backend.migrations.upgrade import upgrade
from tests.support.cluster import Cluster, cluster_in
from tests.support.database import create_database
from tests.support.hub import migrated_sqlite


@pytest.fixture(scope="session", autouse=True)
def quiet() -> Iterator[None]:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        logs.configure(nowhere)
        yield


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with cluster_in() as made:
        yield made


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated and empty database of either kind, one for each file of tests."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("hub") / "hub.sqlite"
        await migrated_sqlite(path)
        return f"sqlite+aiosqlite:///{path}"
    made: Cluster = request.getfixturevalue("cluster")
    name = request.module.__name__.rpartition(".")[2]
    return await migrated_postgres(made, name)


async def migrated_postgres(cluster: Cluster, name: str) -> str:
    return await migrated(await create_database(cluster.server, name))


async def migrated(address: str) -> str:
    database = Database(address)
    await upgrade(database)
    await database.close()
    return address
