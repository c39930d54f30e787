"""The case to get right: the hub has committed, and its answer never arrives (SPEC T10, T12; promise P2)."""

import itertools
import os
from random import Random

import httpx
import pytest

from backend.app import create_app
from backend.door import App, Message, Receive, Scope, Send
from backend.limits import Limits
from sync.change import Set
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone

LOST = int(os.environ.get("HAIDANG_LOST", "100"))


class TornLine:
    """A network that lets every request through, and cuts some replies: before, within or at their end."""

    def __init__(self, inner: App, random: Random) -> None:
        self.inner = inner
        self.random = random
        self.cut = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self.inner(scope, receive, keep)
        if scope["path"] == "/api/sync" and self.random.random() < 0.5:
            self.cut += 1
            for message in messages[: self.random.randrange(len(messages))]:
                await send(message)
            raise ConnectionResetError
        for message in messages:
            await send(message)


async def sync_until_heard(device: Phone) -> None:
    """As a phone does: the same again, until an answer comes that can be decoded."""
    while device.unsent:
        request = device.plan()
        try:
            answer = await device.exchange(request)
        except (ConnectionResetError, httpx.TransportError, AssertionError):
            continue
        device.take(request, answer)


async def test_T10_each_change_is_applied_once_however_often_the_answer_is_lost(hub: Hub) -> None:
    # A second passes with each request: a phone is not as quick as this test.
    limits = Limits(seconds=itertools.count().__next__)
    app = create_app(hub.settings, hub.database, hub.identity, hub.bundle, hub.clock, limits=limits)
    line = TornLine(app, Random(20_261_121))
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    device.client = httpx.AsyncClient(
        transport=httpx.ASGITransport(line), base_url=str(device.client.base_url)
    )
    for number in range(LOST):
        device.write(document, Set("/a", number))
        await sync_until_heard(device)
    while line.cut < LOST:
        # As after a crash of the phone: it does not know what it had heard.
        device.unsent |= dict.fromkeys(list(device.held)[-3:])
        await sync_until_heard(device)

    changes = LOST + 1
    assert {verdict.verdict for verdict in device.verdicts.values()} == {"accepted"}
    assert len(device.verdicts) == changes
    for count in (
        "SELECT count(*) FROM change",
        "SELECT count(DISTINCT change) FROM feed WHERE kind = 'change'",
        "SELECT count(*) FROM feed WHERE kind = 'change'",
    ):
        assert await hub.rows(count) == [(changes,)]
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    await reader.sync()
    assert reader.replica.state(document) == device.replica.state(document)


async def test_T12_what_was_acknowledged_is_there_after_the_process_is_gone(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    # Nothing is closed or flushed: another process reads what is on disk.
    other = Hub(hub.settings, hub.clock)
    await other.start()
    assert await other.rows("SELECT verdict FROM change WHERE document = :one", one=document) == [
        ("accepted",)
    ]
    await other.stop()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
async def test_T12_sqlite_waits_for_the_disk_at_every_commit(hub: Hub) -> None:
    async with hub.database.read() as tx:
        for pragma, value in (("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1)):
            assert (await tx.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one() == value
