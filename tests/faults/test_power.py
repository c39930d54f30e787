"""A power cut loses nothing acknowledged: neither under SQLite nor under PostgreSQL (P1, T12).

Where a disk may be mounted, it is ext4 in a file: the processes are stopped under load, and the file is
copied as it is, with nothing written back. Elsewhere the folder of the stopped processes is copied, which
shows less: what was written and had not reached the disk is in that copy too. The output says which it was.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import migrated_postgres
from tests.support.audit import Ledger, audit
from tests.support.cluster import Cluster, cluster_in
from tests.support.disk import LoopDisk
from tests.support.house import opened
from tests.support.hub import migrated_sqlite
from tests.support.load import at_work, said
from tests.support.process import HubProcess

CUTS = int(os.environ.get("HAIDANG_CUTS", "1"))
ACKNOWLEDGED = 25
MEGABYTES = 160
FILE = "hub.sqlite"
SEED = 20_261_122


class Cuttable:
    """A place for data whose state at one moment can be looked at, as after a cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._disk = LoopDisk(folder, MEGABYTES)
        self._is_disk = self._disk.is_mounted()
        self.place = self._disk.place
        self.how = "image of a disk" if self._is_disk else "copy of a folder"

    @contextmanager
    def after_cut(self, number: int) -> Iterator[Path]:
        """Where everything is as a cut at this moment leaves it."""
        folder = self._folder / str(number)
        if not self._is_disk:
            yield Path(shutil.copytree(self.place, folder))
            return
        copy = self._disk.copy_to(folder)
        copy.mount()
        try:
            yield copy.place
        finally:
            copy.unmount()

    def close(self) -> None:
        if self._is_disk:
            self._disk.unmount()


@pytest.fixture
def cuttable() -> Iterator[Cuttable]:
    # Short, and where PostgreSQL's user may go.
    folder = Path(tempfile.mkdtemp(prefix="haidang-cut-"))
    folder.chmod(0o755)
    made = Cuttable(folder / "power")
    yield made
    made.close()
    shutil.rmtree(folder)


async def test_P1_a_power_cut_under_sqlite_loses_nothing_acknowledged(
    cuttable: Cuttable, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = await sqlite_in(cuttable.place)
    async with working(tmp_path, address) as (place, ledger):
        for number in range(CUTS):
            await said(ledger, ACKNOWLEDGED)
            place.send(signal.SIGSTOP)
            promised = dict(ledger.acknowledged)
            with cuttable.after_cut(number) as left:
                await holds(tmp_path, f"sqlite+aiosqlite:///{left / FILE}", promised)
            place.send(signal.SIGCONT)
    say(capsys, f"sqlite: {CUTS} power cuts, by {cuttable.how}")


async def test_P1_a_power_cut_under_postgresql_loses_nothing_acknowledged(
    cuttable: Cuttable, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with cluster_in(cuttable.place) as cluster:
        address = await migrated_postgres(cluster, "power")
        async with working(tmp_path, address) as (place, ledger):
            for number in range(CUTS):
                await said(ledger, ACKNOWLEDGED)
                place.send(signal.SIGSTOP)
                cluster.freeze()
                promised = dict(ledger.acknowledged)
                with cuttable.after_cut(number) as left:
                    await holds_in_cluster(tmp_path, left, promised)
                cluster.thaw()
                place.send(signal.SIGCONT)
    say(capsys, f"postgresql: {CUTS} power cuts, by {cuttable.how}")


async def holds_in_cluster(data: Path, left: Path, promised: Collection[bytes]) -> None:
    second = Cluster(left)
    (second.data / "postmaster.pid").unlink()
    second.start()
    try:
        await holds(data, f"{second.server}/power", promised)
    finally:
        second.kill()


async def holds(data: Path, address: str, promised: Collection[bytes]) -> None:
    """Everything acknowledged before the cut is there, and a hub goes on from it."""
    hub = await opened(data, address)
    try:
        await audit(hub, promised)
    finally:
        await hub.stop()


@asynccontextmanager
async def working(data: Path, address: str) -> AsyncIterator[tuple[HubProcess, Ledger]]:
    """A hub under load. Its key and its log are on another disk."""
    hub = await opened(data, address)
    place, ledger = HubProcess(data, address), Ledger()
    place.start()
    try:
        await place.ready()
        async with at_work(hub, place, ledger, SEED):
            yield place, ledger
    finally:
        place.kill()
        await hub.stop()


async def sqlite_in(folder: Path) -> str:
    await migrated_sqlite(folder / FILE)
    return f"sqlite+aiosqlite:///{folder / FILE}"


def say(capsys: pytest.CaptureFixture[str], what: str) -> None:
    with capsys.disabled():
        print(f"\n{what}")  # noqa: T201
