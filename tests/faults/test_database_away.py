"""A database that is away, restarted, frozen or slow: 503, no loss, and the hub goes on by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import httpx
import msgspec
import pytest

from backend.database import POOL_SIZE
from backend.problems import Refused
from sync.change import Set
from tests.faults.conftest import migrated_postgres
from tests.support.audit import audit
from tests.support.cluster import Cluster
from tests.support.hub import Hub, HubClock, migrated_sqlite, settings_for
from tests.support.people import Phone, enrolled_phone, problem_of

AWAY = (503, "busy")
# How long a request may stand before we look whether it is still standing
LOOK_SECONDS = 0.3


@pytest.fixture(scope="module")
async def address(cluster: Cluster) -> str:
    return await migrated_postgres(cluster, "away")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture
async def hub(address: str, data: Path) -> AsyncIterator[Hub]:
    running = Hub(settings_for(data, address), HubClock())
    await running.start()
    await running.seed()
    yield running
    await running.stop()


@pytest.fixture
async def phone(hub: Hub, request: pytest.FixtureRequest) -> Phone:
    """One acknowledged change, and one that is not."""
    device = await enrolled_phone(hub, request.node.name, "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    device.write(document, Set("/workName", "Nhà ở"))
    return device


async def push(phone: Phone) -> httpx.Response:
    return await phone.send("POST", "/api/sync", msgspec.msgpack.encode(phone.plan()))


async def health(phone: Phone) -> tuple[int, int]:
    """Of live and of ready."""
    live, ready = await phone.client.get("/health/live"), await phone.client.get("/health/ready")
    return live.status_code, ready.status_code


async def all_is_well(hub: Hub, phone: Phone) -> None:
    assert await health(phone) == (200, 200)
    await phone.sync()
    assert not phone.unsent
    await audit(hub, phone.held)


async def test_a_database_that_refuses_connections_is_busy_until_it_takes_them(
    hub: Hub, phone: Phone, cluster: Cluster
) -> None:
    cluster.stop()
    try:
        for _ in range(3):
            response = await push(phone)
            assert (response.status_code, problem_of(response).code) == AWAY
            assert response.headers["retry-after"] == "5"
        assert await health(phone) == (200, 503)
    finally:
        cluster.start()
    await all_is_well(hub, phone)


async def test_a_database_that_was_restarted_is_found_again(hub: Hub, phone: Phone, cluster: Cluster) -> None:
    """Every connection of the pool is dead, and nobody was told: each may cost one try, and no more."""
    cluster.stop()
    cluster.start()
    answers = [await push(phone)]
    while answers[-1].status_code != 200 and len(answers) <= POOL_SIZE:
        answers.append(await push(phone))
    assert answers[-1].status_code == 200
    assert {(one.status_code, problem_of(one).code) for one in answers[:-1]} <= {AWAY}
    await all_is_well(hub, phone)


async def test_a_database_that_dies_while_it_writes_is_busy(hub: Hub, phone: Phone, cluster: Cluster) -> None:
    with suppress(Refused):
        async with hub.database.write() as tx:
            await tx.exec_driver_sql("LOCK TABLE change IN EXCLUSIVE MODE")
            pushing = asyncio.create_task(push(phone))
            await asyncio.sleep(LOOK_SECONDS)
            assert not pushing.done()
            cluster.kill()
    response = await pushing
    assert (response.status_code, problem_of(response).code) == AWAY
    cluster.start()
    await all_is_well(hub, phone)


async def test_a_database_that_stands_still_is_waited_for(hub: Hub, phone: Phone, cluster: Cluster) -> None:
    cluster.freeze()
    try:
        pushing = asyncio.create_task(push(phone))
        await asyncio.sleep(LOOK_SECONDS)
        assert not pushing.done()
        live = await phone.client.get("/health/live")
        assert live.status_code == 200
    finally:
        cluster.thaw()
    assert (await pushing).status_code == 200
    await all_is_well(hub, phone)


async def test_a_statement_that_takes_too_long_is_busy(hub: Hub, phone: Phone) -> None:
    """The bound is lower here than in the hub, so that nobody waits for it."""
    await hub.execute("ALTER ROLE CURRENT_USER SET lock_timeout = '100ms'")
    await hub.restart()
    phone.client = hub.client()
    try:
        async with hub.database.write() as tx:
            await tx.exec_driver_sql("LOCK TABLE change IN EXCLUSIVE MODE")
            response = await push(phone)
            assert (response.status_code, problem_of(response).code) == AWAY
    finally:
        await hub.execute("ALTER ROLE CURRENT_USER RESET lock_timeout")
    await all_is_well(hub, phone)


async def test_a_sqlite_file_that_another_program_writes_to_is_waited_for(tmp_path: Path) -> None:
    await migrated_sqlite(tmp_path / "hub.sqlite")
    settings = settings_for(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'hub.sqlite'}")
    hub, other = Hub(settings, HubClock()), Hub(settings, HubClock())
    await hub.start()
    await other.start()
    await hub.seed()
    phone = await enrolled_phone(hub, "phone", "Lan")
    phone.begin(bytes(16))
    async with other.database.write():
        pushing = asyncio.create_task(push(phone))
        await asyncio.sleep(LOOK_SECONDS)
        assert not pushing.done()
    assert (await pushing).status_code == 200
    await all_is_well(hub, phone)
    await other.stop()
    await hub.stop()
