"""A disk that is full or takes no writes: 507 and no loss, reading goes on, and it heals by itself."""

import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from schemas.wire.exchange import SyncResponse
from sync.change import Set
from tests.faults.conftest import migrated, migrated_postgres
from tests.support.audit import audit
from tests.support.cluster import Cluster, owned
from tests.support.disk import LoopDisk, fill, small_disk
from tests.support.house import enrolled, opened
from tests.support.hub import Hub, migrated_sqlite
from tests.support.people import Phone, problem_of, request_of
from tests.support.process import HubProcess

# More than any of these disks has left
CHANGES, CHANGE_BYTES = 8, 60_000
QUOTA_SPARE_BYTES = 128 * 1024
FULL = (507, "storage-full")


class Trouble:
    """A hub whose disk fails and heals, and a phone that has something to send."""

    def __init__(self, hub: Hub, place: HubProcess, phone: Phone) -> None:
        self.hub = hub
        self.place = place
        self.phone = phone
        self.client = phone.client

    async def shows(self) -> None:
        """Pushes are refused for want of room; everything else goes on."""
        body = msgspec.msgpack.encode(self.phone.plan())
        for _ in range(3):
            response = await self.phone.send("POST", "/api/sync", body)
            assert (response.status_code, problem_of(response).code) == FULL
        pulled = await self.phone.send("POST", "/api/sync", msgspec.msgpack.encode(request_of()))
        assert pulled.status_code == 200
        assert len(msgspec.msgpack.decode(pulled.content, type=SyncResponse).changes) == 1
        assert (await self.client.get("/health/live")).status_code == 200

    async def is_ready(self) -> bool:
        return (await self.client.get("/health/ready")).status_code == 200

    async def is_over(self) -> None:
        """Without anybody's help: what could not be taken in is taken in."""
        assert self.phone.unsent
        assert await self.is_ready()
        await self.phone.sync()
        assert not self.phone.unsent
        await audit(self.hub, self.phone.held)


@asynccontextmanager
async def trouble_on(disk: Path, address: str) -> AsyncIterator[Trouble]:
    """The hub runs, and a phone with one acknowledged change has more than there will be room for."""
    hub = await opened(disk / "hub", address)
    place = HubProcess(disk / "hub", address)
    place.start()
    try:
        await place.ready()
        async with place.client() as client:
            phone = await enrolled(hub, "phone", "Lan", client)
            document = phone.begin(bytes(16))
            await phone.sync()
            random = Random(1)
            for _ in range(CHANGES):
                # PostgreSQL would make little of anything that repeats.
                phone.write(document, Set("/workName", random.randbytes(CHANGE_BYTES // 2).hex()))
            yield Trouble(hub, place, phone)
    finally:
        if place.is_running:
            place.kill()
        await hub.stop()


async def sqlite_on(disk: Path) -> str:
    await migrated_sqlite(disk / "hub.sqlite")
    return f"sqlite+aiosqlite:///{disk / 'hub.sqlite'}"


async def test_a_full_disk_under_sqlite(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=8) as disk:
        async with trouble_on(disk, await sqlite_on(disk)) as trouble:
            ballast = fill(disk)
            await trouble.shows()
            ballast.unlink()
            await trouble.is_over()


async def test_a_file_that_may_not_grow_under_sqlite(tmp_path: Path) -> None:
    """A quota, for which nobody needs to be root."""
    async with trouble_on(tmp_path, await sqlite_on(tmp_path)) as trouble:
        log = (tmp_path / "hub.sqlite-wal").stat().st_size
        limits = resource.prlimit(trouble.place.pid, resource.RLIMIT_FSIZE, (log + QUOTA_SPARE_BYTES, -1))
        await trouble.shows()
        resource.prlimit(trouble.place.pid, resource.RLIMIT_FSIZE, limits)
        await trouble.is_over()


async def test_a_disk_that_goes_read_only_under_sqlite_loses_nothing(tmp_path: Path) -> None:
    """It takes an operator, and a start, to mend it."""
    disk = LoopDisk(tmp_path / "loop", megabytes=16)
    disk.mount()
    try:
        async with trouble_on(disk.place, await sqlite_on(disk.place)) as trouble:
            disk.go_read_only()
            await trouble.shows()
            assert not await trouble.is_ready()
            trouble.place.kill()
            await trouble.hub.stop()
            disk.unmount()
            disk.mount()
            trouble.place.start()
            await trouble.place.ready()
            await trouble.is_over()
    finally:
        disk.unmount()


async def test_a_full_disk_under_postgresql(tmp_path: Path, cluster: Cluster) -> None:
    """The tables' disk. Where PostgreSQL's own log finds no room it ends, as after `kill`."""
    # Beside the cluster, where its user may go.
    with small_disk(cluster.folder / "small", megabytes=24) as disk:
        tables = disk / "tables"
        tables.mkdir()
        owned(cluster, tables)
        async with on_tablespace(cluster, tables) as address, trouble_on(tmp_path, address) as trouble:
            ballast = fill(disk)
            await trouble.shows()
            ballast.unlink()
            await trouble.is_over()


@asynccontextmanager
async def on_tablespace(cluster: Cluster, folder: Path) -> AsyncIterator[str]:
    """A migrated database on a disk of its own."""
    await execute(cluster, f"CREATE TABLESPACE small LOCATION '{folder}'")
    await execute(cluster, "CREATE DATABASE small_one TABLESPACE small")
    # A superuser's: a wall that holds nobody here is of no matter to a disk.
    address = f"{cluster.server}/small_one"
    try:
        await migrated(address)
        yield address
    finally:
        await execute(cluster, "DROP DATABASE small_one WITH (FORCE)")
        await execute(cluster, "DROP TABLESPACE small")


async def execute(cluster: Cluster, statement: str) -> None:
    engine = create_async_engine(f"{cluster.server}/postgres", isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


async def test_a_database_that_takes_no_writes_under_postgresql(tmp_path: Path, cluster: Cluster) -> None:
    """As a standby that was not promoted yet, or a primary that was told to spare its disk."""
    address = await migrated_postgres(cluster, "read_only")
    async with trouble_on(tmp_path, address) as trouble:
        await read_only(cluster, "on")
        await trouble.shows()
        assert not await trouble.is_ready()
        await read_only(cluster, "off")
        await trouble.is_over()


async def read_only(cluster: Cluster, whether: str) -> None:
    """For sessions that are open too; a statement of the configuration is none of a transaction."""
    await execute(cluster, f"ALTER SYSTEM SET default_transaction_read_only = {whether}")
    await execute(cluster, "SELECT pg_reload_conf()")
