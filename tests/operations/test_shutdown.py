"""An end with connections held: what was accepted is answered, half a request is not, and nothing is lost."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import msgspec
import pytest

from sync.change import Set
from tests.support.audit import audit
from tests.support.house import enrolled, opened
from tests.support.people import Phone, signed_headers
from tests.support.process import HubProcess

SECONDS_MAX = 60
HELD = 20


class Line:
    """A connection on which a test says what it likes, as slowly as it likes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def say(self, words: bytes) -> None:
        self.writer.write(words)
        await self.writer.drain()

    async def head(self) -> bytes:
        return await self._reader.readuntil(b"\r\n\r\n")

    async def heard(self) -> bytes:
        """All that comes until the hub closes it; nothing where it was cut."""
        try:
            return await self._reader.read()
        except ConnectionResetError:
            return b""


async def line_to(place: HubProcess) -> Line:
    return Line(*await asyncio.open_connection("127.0.0.1", place.port))


def request_of(device: Phone, body: bytes) -> bytes:
    headers = signed_headers(device.key, device.nonce, "POST", "/api/sync", body)
    lines = [f"{name}: {value}" for name, value in headers.items()]
    first = ["POST /api/sync HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}"]
    return "\r\n".join([*first, "content-type: application/msgpack", *lines, "", ""]).encode()


async def test_it_ends_with_idle_half_sent_and_uploading_connections_and_loses_nothing(
    tmp_path: Path,
) -> None:
    place = HubProcess(tmp_path / "hub", f"sqlite:///{tmp_path / 'hub' / 'hub.sqlite'}")
    place.start()
    await place.ready()
    hub = await opened(place.data, place.database)
    async with place.client() as client:
        device = await enrolled(hub, "lan-1", "Lan", client)
        document = device.begin(bytes(16))
        await device.sync()
        settled = set(device.held)
        changes = [device.write(document, Set("/a", number)) for number in range(50)]
        body = msgspec.msgpack.encode(device.plan())

        idle, half, uploading = [], [], []
        for _ in range(HELD):
            idle.append(await line_to(place))
            await idle[-1].say(b"GET /api/hub HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
            assert (await idle[-1].head()).startswith(b"HTTP/1.1 200")
            half.append(await line_to(place))
            await half[-1].say(b"POST /api/sync HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-")
            uploading.append(await line_to(place))
            await uploading[-1].say(request_of(device, body) + body[: len(body) // 2])
        # One request is whole, and waits for a writer that does not let go.
        whole = await line_to(place)
        with closing(sqlite3.connect(place.data / "hub.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await whole.say(request_of(device, body) + body)
            place.send(signal.SIGTERM)
            await asyncio.sleep(0.5)
            other.execute("ROLLBACK")
            answered = await asyncio.wait_for(whole.heard(), SECONDS_MAX)
            cut = [await asyncio.wait_for(one.heard(), SECONDS_MAX) for one in (*half, *uploading)]
            for one in idle:
                await asyncio.wait_for(one.heard(), SECONDS_MAX)
        assert await asyncio.to_thread(place.ended, SECONDS_MAX) == 0
        assert not [one for one in cut if one.startswith(b"HTTP/1.1 200")], "acknowledged half a request"
        stored = {row[0] for row in await hub.rows("SELECT change FROM change")}
        if answered.startswith(b"HTTP/1.1 200"):
            assert set(changes) <= stored, "acknowledged, and gone"
        with pytest.raises(httpx.TransportError):
            await device.sync()

        place.start()
        await place.ready()
        await device.sync()
        await audit(hub, settled | set(changes))
        assert not device.unsent
    await hub.stop()
    place.kill()
