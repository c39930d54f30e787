"""A proxy that treats HTTP as bad networks do: slow, lossy, cut, doubled, late, or answered by somebody else.

In Python tests `Chaos` is given a clock and the faults to come. For a browser it runs as a program:
`python -m tests.support.chaos --to 8000 --profile weak`.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import repeat
from random import Random
from typing import Literal

from msgspec import Struct

from tests.support.links import LINKS, PERFECT, Carrier, Gone, WallClock

Kind = Literal[
    "none", "refused", "portal", "error", "cut request", "cut answer", "lost answer", "late answer", "twice"
]
HEAD_BYTES_MAX = 65_536
HEAD_END = b"\r\n\r\n"
LATE_MS = 90_000
PORTAL = b"<!doctype html><title>Wi-Fi</title><form method=post><button>Accept</button></form>"
ERRORS = (500, 502, 503, 504)
STORM = "storm"


class Fault(Struct, frozen=True):
    """What befalls one exchange. `at`: where it is cut, negative from the end; or the status of an error."""

    kind: Kind
    at: int = 0


CALM = Fault("none")
KINDS: tuple[Kind, ...] = (
    "refused",
    "portal",
    "error",
    "cut request",
    "cut answer",
    "lost answer",
    "late answer",
    "twice",
)


def storm(random: Random, *kinds: Kind, share: float = 0.5) -> Iterator[Fault]:
    """Faults of these kinds, or of all, for a share of the exchanges."""
    while True:
        if random.random() >= share:
            yield CALM
            continue
        kind = random.choice(kinds or KINDS)
        yield Fault(kind, random.choice(ERRORS) if kind == "error" else random.randrange(4_096))


class Chaos:
    """One exchange a connection, so that each fault meets one request."""

    def __init__(self, port: int, carrier: Carrier, faults: Iterator[Fault]) -> None:
        self.requests = 0
        self.up_bytes = 0
        self.down_bytes = 0
        self._port = port
        self._carrier = carrier
        self._faults = faults

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a client."""
        try:
            await self._exchange(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, Gone):
            writer.transport.abort()
        finally:
            with suppress(OSError):
                writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._carrier.is_up:
            raise Gone
        fault = next(self._faults)
        if fault.kind == "refused":
            raise Gone
        request = await _read_request(reader)
        self.requests += 1
        arrived = await self._up(request, fault)
        match fault.kind:
            case "portal":
                answer = _page(200, PORTAL)
            case "error":
                answer = _page(fault.at, b"<h1>Bad gateway</h1>")
            case "twice":
                await self._ask(arrived)
                answer = await self._ask(arrived)
            case _:
                answer = await self._ask(arrived)
        if len(arrived) < len(request) or fault.kind == "lost answer":
            raise Gone
        if fault.kind == "late answer":
            await self._carrier.clock.sleep(LATE_MS)
        await self._down(answer[: fault.at] if fault.kind == "cut answer" else answer, writer)
        if fault.kind == "cut answer":
            raise Gone

    async def _up(self, request: bytes, fault: Fault) -> bytes:
        """What of a request gets through."""
        arrived = b""
        with suppress(Gone):
            async for piece in self._carrier.carry(
                request[: fault.at] if fault.kind == "cut request" else request
            ):
                arrived += piece
                self.up_bytes += len(piece)
        return arrived

    async def _down(self, answer: bytes, writer: asyncio.StreamWriter) -> None:
        async for piece in self._carrier.carry(answer):
            self.down_bytes += len(piece)
            writer.write(piece)
            await writer.drain()

    async def _ask(self, request: bytes) -> bytes:
        """The hub's answer; of half a request, whatever it says to that."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(request)
            if not _is_whole(request):
                writer.write_eof()
            return await reader.read()
        finally:
            writer.close()


@asynccontextmanager
async def chaos(
    carrier: Carrier, faults: Iterator[Fault], *, to: int, port: int = 0
) -> AsyncIterator[tuple[Chaos, str]]:
    """The proxy, and the address to speak to."""
    made = Chaos(to, carrier, faults)
    server = await asyncio.start_server(made.serve, "127.0.0.1", port, limit=HEAD_BYTES_MAX)
    async with server:
        yield made, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def _read_request(reader: asyncio.StreamReader) -> bytes:
    """A whole request, asking for the connection to end with the answer."""
    head = await reader.readuntil(HEAD_END)
    body = await reader.readexactly(_length(head))
    lines = [
        line for line in head[: -len(HEAD_END)].split(b"\r\n") if not line.lower().startswith(b"connection:")
    ]
    return b"\r\n".join([*lines, b"Connection: close"]) + HEAD_END + body


def _is_whole(request: bytes) -> bool:
    head, end, body = request.partition(HEAD_END)
    return bool(end) and len(body) == _length(head)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


def _page(status: int, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close"
    )
    return head.encode() + HEAD_END + body


async def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=int, required=True, help="the hub's port")
    parser.add_argument("--port", type=int, default=0, help="where to listen; any free port by itself")
    parser.add_argument("--profile", choices=[*LINKS, *KINDS, STORM], required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    random = Random(given.seed)
    carrier = Carrier(LINKS.get(given.profile, PERFECT), WallClock(), random)
    kinds = [one for one in KINDS if one == given.profile]
    calm = given.profile in LINKS
    faults = repeat(CALM) if calm else storm(random, *kinds, share=1.0 if kinds else 0.5)
    async with chaos(carrier, faults, to=given.to, port=given.port) as (_, address):
        print(address, flush=True)  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(main(sys.argv[1:]))
