"""Devices at work: they write and sync without pause, whatever the hub answers, and a ledger notes all."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from random import Random

import httpx

from sync.change import Set
from tests.support.audit import Ledger, audit
from tests.support.house import enrolled
from tests.support.hub import Hub
from tests.support.people import Declined, Phone
from tests.support.process import HubProcess

PATHS = ("/workName", "/floors", "/investor/name", "/a")
# Dossiers stay as short as people's are.
CHANGES_OF_ONE_MAX = 12
CHANGES_AT_ONCE_MAX = 3
RETRY_SECONDS = 0.02
# What a hub in trouble may answer, beside an answer and a stale nonce.
TROUBLES = frozenset({503, 507})


class Worker:
    """One device, its person and what it may do next, all by one seed."""

    def __init__(self, phone: Phone, ledger: Ledger, seed: int) -> None:
        self.phone = phone
        self._ledger = ledger
        self._random = Random(seed)
        self._begun = 0
        self._written: Counter[bytes] = Counter()

    async def work(self) -> None:
        """Until it is cancelled."""
        while True:
            self._write()
            if not await self.talk():
                await asyncio.sleep(RETRY_SECONDS)

    async def finish(self) -> None:
        """Everything said, and everything heard."""
        await self.phone.sync()

    async def talk(self) -> bool:
        """One round trip; False where no answer came."""
        request = self.phone.plan()
        try:
            response = await self.phone.exchange(request)
        except (httpx.TransportError, Declined):
            return False
        self._ledger.note(request, response)
        self.phone.take(request, response)
        return True

    def _write(self) -> None:
        known = sorted({document for document, _ in self.phone.held.values()})
        open_ones = [one for one in known if self._written[one] < CHANGES_OF_ONE_MAX]
        if not open_ones or self._random.random() < 0.1:
            self._begun += 1
            open_ones = [self.phone.begin(self._begun.to_bytes(16, "big"))]
        document = self._random.choice(open_ones)
        for _ in range(self._random.randint(1, CHANGES_AT_ONCE_MAX)):
            self._written[document] += 1
            self.phone.write(document, Set(self._random.choice(PATHS), self._random.randrange(1_000_000)))


@asynccontextmanager
async def at_work(hub: Hub, place: HubProcess, ledger: Ledger, seed: int) -> AsyncIterator[list[Worker]]:
    """Two devices of one person and one of another, at work for as long as the block runs."""
    workers = []
    for number, person in enumerate(("Lan", "Lan", "Bảy")):
        client = place.client()
        client.event_hooks = {"response": [_noting(ledger)]}
        device = await enrolled(hub, f"worker {seed} {number}", person, client)
        workers.append(Worker(device, ledger, seed + number))
    tasks = [asyncio.create_task(worker.work()) for worker in workers]
    try:
        yield workers
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(one, asyncio.CancelledError) for one in ended), ended


async def nothing_is_lost(hub: Hub, place: HubProcess, ledger: Ledger, workers: Sequence[Worker]) -> None:
    """Once all is well again: said, heard, stored once, and the same everywhere."""
    for _ in range(2):
        for worker in workers:
            await worker.finish()
    await audit(hub, ledger.acknowledged)
    assert not {status for status in ledger.statuses if status >= 500} - TROUBLES
    written = {change for worker in workers for change in worker.phone.held}
    assert await hub.rows("SELECT count(*), count(DISTINCT change) FROM feed WHERE kind = 'change'") == [
        (len(written), len(written))
    ]
    first, second = workers[0].phone, workers[1].phone
    async with place.client() as client:
        reader = await enrolled(hub, f"reader {len(written)}", "Lan", client)
        await reader.sync()
    for document in {document for document, _ in reader.held.values()}:
        states = {each.replica.state(document) for each in (first, second, reader)}
        assert len(states) == 1, "replicas differ"
    for worker in workers:
        await worker.phone.client.aclose()


def _noting(ledger: Ledger) -> Callable[[httpx.Response], Awaitable[None]]:
    async def note(response: httpx.Response) -> None:
        ledger.statuses[response.status_code] += 1

    return note


async def said(ledger: Ledger, count: int) -> None:
    """Until devices have heard so many more acknowledgements."""
    until = len(ledger.acknowledged) + count
    while len(ledger.acknowledged) < until:  # noqa: ASYNC110 (devices have no event for it)
        await asyncio.sleep(RETRY_SECONDS / 4)
