"""SIGKILL at any moment, to hub and database: what was acknowledged is there, once (P1, P2, P3)."""

import asyncio
import os
from collections.abc import AsyncIterator
from random import Random
from statistics import median

import pytest

from tests.support.audit import Ledger
from tests.support.cluster import Cluster
from tests.support.house import opened
from tests.support.hub import Hub
from tests.support.load import at_work, nothing_is_lost, said
from tests.support.process import HubProcess

KILLS = int(os.environ.get("HAIDANG_KILLS", "5"))
SEED = 20_261_122
# A kill comes somewhere within the next request or two.
SECONDS_LATER_MAX = 0.05
ACKNOWLEDGED_MIN = 4


@pytest.fixture
async def hub(address: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hub]:
    made = await opened(tmp_path_factory.mktemp("data"), address)
    yield made
    await made.stop()


@pytest.mark.timeout(300 + 10 * KILLS)
async def test_P1_P2_P3_nothing_acknowledged_is_lost_however_often_it_is_killed(
    hub: Hub, address: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster: Cluster | None = None
    if address.startswith("postgresql"):
        cluster = request.getfixturevalue("cluster")
    random, ledger = Random(SEED), Ledger()
    place = HubProcess(hub.settings.data, address)
    seconds: dict[str, list[float]] = {}
    place.start()
    try:
        await place.ready()
        async with at_work(hub, place, ledger, SEED) as workers:
            for number in range(KILLS):
                await said(ledger, random.randint(ACKNOWLEDGED_MIN, 3 * ACKNOWLEDGED_MIN))
                await asyncio.sleep(random.random() * SECONDS_LATER_MAX)
                # Every way once, then any.
                ways = ("hub",) if cluster is None else ("hub", "cluster", "hub and cluster")
                way = ways[number] if number < len(ways) else random.choice(ways)
                seconds.setdefault(way, []).append(await kill(way, place, cluster))
        await nothing_is_lost(hub, place, ledger, workers)
    finally:
        if place.is_running:
            place.kill()
    for way, all_of_them in seconds.items():
        with capsys.disabled():
            print(  # noqa: T201
                f"\n{hub.database.engine.dialect.name}: {way} killed {len(all_of_them)} times, "
                f"ready after {median(all_of_them):.1f} s, at most {max(all_of_them):.1f} s"
            )


async def kill(way: str, place: HubProcess, cluster: Cluster | None) -> float:
    """Seconds until the hub is ready again."""
    if "hub" in way:
        place.kill()
    if cluster is not None and "cluster" in way:
        cluster.kill()
        cluster.start(wait="hub" in way)
    if "hub" in way:
        place.start()
    return await place.ready()
