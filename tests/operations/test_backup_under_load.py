"""A backup taken by a command of its own while devices write to a hub, restored on another machine."""

import asyncio
import sys

from tests.operations.conftest import Places
from tests.support.audit import Ledger, audit
from tests.support.house import opened
from tests.support.load import at_work, nothing_is_lost, said
from tests.support.process import ROOT, HubProcess

ACKNOWLEDGED = 25


async def test_restored_elsewhere_it_loses_nothing_that_was_acknowledged_once_devices_sync(
    places: Places,
) -> None:
    place, elsewhere = await places(0), await places(1)
    first = HubProcess(place.data, place.database)
    first.start()
    await first.ready()
    hub = await opened(place.data, place.database)
    ledger = Ledger()
    async with at_work(hub, first, ledger, seed=1) as workers:
        await said(ledger, ACKNOWLEDGED)
        before = set(ledger.acknowledged)
        backup = place.data.parent / "backup"
        command = ("-m", "backend", "backup", "--to", str(backup / "data"), "--keys", str(backup / "keys"))
        asked = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, env=first.environment, stdout=asyncio.subprocess.DEVNULL
        )
        assert await asked.wait() == 0
        await said(ledger, ACKNOWLEDGED)
    first.kill()
    await hub.stop()

    await elsewhere.restore((next((backup / "data").iterdir()), next((backup / "keys").iterdir())))
    there = await opened(elsewhere.data, elsewhere.database)
    kept = {row[0] for row in await there.rows("SELECT change FROM change")}
    assert before <= kept, "what was acknowledged before the backup is in it"
    assert set(ledger.acknowledged) - kept, "the backup is older than the last acknowledgement"
    await audit(there, before)

    second = HubProcess(elsewhere.data, elsewhere.database)
    second.start()
    await second.ready()
    for worker in workers:
        await worker.phone.client.aclose()
        worker.phone.client = second.client()
    await nothing_is_lost(there, second, ledger, workers)
    await there.stop()
    second.kill()
