"""Bad links and worse answers: a backlog gets through for bounded bytes, each change applied once (T10)."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import chain, repeat
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest

from sync.change import Set
from sync.limits import BATCH_BYTES_MAX
from tests.faults.conftest import migrated_postgres
from tests.support.audit import Ledger, audit
from tests.support.chaos import CALM, KINDS, Fault, Kind, chaos, storm
from tests.support.hub import Hub, HubClock, migrated_sqlite, served, settings_for
from tests.support.links import HOUR_MS, LINKS, PERFECT, Carrier, VirtualClock
from tests.support.people import Declined, Phone, enrolled_phone

SEED = 20_261_122
# A backlog of three batches
CHANGES, CHANGE_BYTES = 60, 20_000
BATCHES = 3
# Seconds of a phone between two tries: as many again each time, but never more than these.
FIRST_WAIT_MS, WAIT_MS_MAX = 5_000, 900_000
TRIES_MAX = 600
# A portal's page, a gateway's error, half an answer
UNANSWERED = (httpx.TransportError, msgspec.MsgspecError, Declined, AssertionError)


@pytest.fixture
async def hub(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Hub]:
    """On SQLite; on PostgreSQL for the tests that say so."""
    if hasattr(request, "param"):
        address = await migrated_postgres(request.getfixturevalue("cluster"), "links")
    else:
        await migrated_sqlite(tmp_path / "hub.sqlite")
        address = f"sqlite+aiosqlite:///{tmp_path / 'hub.sqlite'}"
    running = Hub(settings_for(tmp_path, address), HubClock())
    await running.start()
    await running.seed()
    yield running
    await running.stop()


class Far:
    """A phone behind a link, on a hub whose clock is the link's."""

    def __init__(self, hub: Hub, phone: Phone, clock: VirtualClock) -> None:
        self.hub = hub
        self.phone = phone
        self.clock = clock
        self.ledger = Ledger()
        self.tries = 0

    async def send_all(self) -> None:
        """As a phone does: the same again, later and later, until everything is acknowledged."""
        wait_ms = FIRST_WAIT_MS
        while self.phone.unsent:
            assert self.tries < TRIES_MAX
            self.tries += 1
            if await self.is_answered():
                wait_ms = FIRST_WAIT_MS
            else:
                await self.clock.sleep(wait_ms)
                wait_ms = min(2 * wait_ms, WAIT_MS_MAX)

    async def is_answered(self) -> bool:
        request = self.phone.plan()
        try:
            response = await self.phone.exchange(request)
        except UNANSWERED:
            return False
        self.ledger.note(request, response)
        self.phone.take(request, response)
        return True

    async def applied_once(self) -> None:
        await audit(self.hub, self.ledger.acknowledged)
        assert set(self.ledger.acknowledged) == set(self.phone.held)
        assert await self.hub.rows("SELECT verdict, count(*) FROM change GROUP BY verdict") == [
            ("accepted", len(self.phone.held))
        ]
        reader = await enrolled_phone(self.hub, "reader", "Lan")
        await reader.sync()
        for document in {document for document, _ in self.phone.held.values()}:
            assert reader.replica.state(document) == self.phone.replica.state(document)


@pytest.mark.parametrize("name", LINKS)
async def test_T10_a_backlog_gets_through(name: str, hub: Hub) -> None:
    phone = await enrolled_phone(hub, "phone", "Lan")
    document = phone.begin(bytes(16))
    for number in range(CHANGES):
        phone.write(document, Set("/workName", f"{number:04} " * (CHANGE_BYTES // 5)))
    backlog = sum(len(envelope) for _, envelope in phone.held.values())
    clock = VirtualClock(hub.clock)
    async with served(hub.app) as address:
        carrier = Carrier(LINKS[name], clock, Random(SEED))
        async with chaos(carrier, repeat(CALM), to=_port(address)) as (proxy, through):
            far = Far(hub, phone, clock)
            phone.client = httpx.AsyncClient(base_url=through)
            await far.send_all()
            await phone.client.aclose()
    await far.applied_once()
    # A nonce that grew stale costs one batch once more, and so does each time that the link goes.
    resent = 2 if LINKS[name].down_ms else 1
    assert proxy.requests <= BATCHES + resent
    assert proxy.up_bytes <= (backlog + resent * BATCH_BYTES_MAX) * 1.01
    if LINKS[name].silent_ms:
        assert clock.now_ms() > 72 * HOUR_MS


@pytest.mark.parametrize("kind", KINDS)
async def test_T10_each_change_is_applied_once_whatever_happens_to(kind: Kind, hub: Hub) -> None:
    async with behind(hub, storm(Random(SEED), kind)) as far:
        document = far.phone.begin(bytes(16))
        for number in range(6):
            far.phone.write(document, Set("/workName", number))
            await far.send_all()
    await far.applied_once()


@pytest.mark.parametrize("hub", ["postgresql"], indirect=True)
async def test_T10_each_change_is_applied_once_in_a_storm_of_everything(hub: Hub) -> None:
    async with behind(hub, storm(Random(SEED), share=0.7)) as far:
        document = far.phone.begin(bytes(16))
        for number in range(30):
            far.phone.write(document, Set("/workName", number))
            await far.send_all()
    await far.applied_once()


@pytest.mark.parametrize("kind", ["cut request", "cut answer"])
async def test_a_message_cut_at_any_byte_is_no_message(kind: Kind, hub: Hub) -> None:
    # From the first byte on, and up to the last but one.
    cuts = [Fault(kind, at) for at in (*range(0, 300, 61), *range(-300, 0, 23), -1)]
    async with behind(hub, chain(cuts, repeat(CALM))) as far:
        far.phone.begin(bytes(16))
        heard = [await far.is_answered() for _ in cuts]
        stored = await hub.rows("SELECT count(*) FROM change")
        assert not any(heard)
        assert stored == [(0 if kind == "cut request" else 1,)]
        await far.send_all()
    await far.applied_once()


@asynccontextmanager
async def behind(hub: Hub, faults: Iterator[Fault]) -> AsyncIterator[Far]:
    """A phone whose every exchange meets the next fault, on a link that is perfect otherwise."""
    phone = await enrolled_phone(hub, "phone", "Lan")
    clock = VirtualClock(hub.clock)
    carrier = Carrier(PERFECT, clock, Random(SEED))
    async with served(hub.app) as address, chaos(carrier, faults, to=_port(address)) as (_, through):
        phone.client = httpx.AsyncClient(base_url=through)
        yield Far(hub, phone, clock)
        await phone.client.aclose()


def _port(address: str) -> int:
    port = urlsplit(address).port
    assert port is not None
    return port
