"""Two machines: the one that a hub runs on, and another that it is restored to, on both kinds of database."""

import itertools
import os
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from backend import logs
from tests.operations.place import Place
from tests.support.cluster import Cluster, cluster_in
from tests.support.database import create_database

# Makes a place with an empty database, on the machine of that number.
Places = Callable[[int], Coroutine[Any, Any, Place]]


@pytest.fixture(scope="session", autouse=True)
def quiet() -> Iterator[None]:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        logs.configure(nowhere)
        yield


@pytest.fixture(scope="session")
def clusters() -> Iterator[list[Cluster]]:
    """Two servers, that have never heard of each other's transactions."""
    with cluster_in() as first, cluster_in() as second:
        yield [first, second]


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    numbers = itertools.count()

    async def place(machine: int) -> Place:
        data = tmp_path / f"place{next(numbers)}"
        if request.param == "sqlite":
            return Place(data, f"sqlite:///{data / 'hub.sqlite'}")
        server = request.getfixturevalue("clusters")[machine].server
        return Place(data, await create_database(server, f"{tmp_path.name}_{data.name}"[-60:]))

    return place
