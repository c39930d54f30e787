"""Phones at the door: requests signed beforehand, some in flight at a time over kept-alive connections.

It does no more than write, read and note the time, so that it takes little from what it measures.
"""

import asyncio
import base64
import gzip
import time
import zlib
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from backend.devices import signatures
from backend.devices.authenticate import REQUEST_LABEL
from bench.city import Device
from bench.dossiers import Signed
from schemas.wire.exchange import SyncRequest, SyncResponse

LIMIT_BYTES = 65_536
# as the app does: shorter bodies travel as they are
GZIP_FROM_BYTES = 512


class Sent(Struct, frozen=True):
    """What came of some requests: the replies in their order, and seconds."""

    replies: list[bytes]
    each: list[float]
    wall: float
    client: float


def request_of(
    device: Device,
    nonce: bytes,
    cursor: bytes,
    changes: Sequence[Signed],
    limit: int = LIMIT_BYTES,
    takes: str = "gzip",
) -> bytes:
    """The bytes of one HTTP request, body and signature as the app makes them."""
    envelopes = [change.envelope() for change in changes]
    asked = SyncRequest(cursor=cursor, changes=envelopes, exclusions=[], heads=[], limit=limit)
    body = msgspec.msgpack.encode(asked)
    coding = ""
    if len(body) >= GZIP_FROM_BYTES:
        body, coding = gzip.compress(body, 6, mtime=0), "content-encoding: gzip\r\n"
    digest, params = signatures.content_digest_of(body), signatures.params_of(device.key.device, nonce)
    base = signatures.signature_base(
        method="POST", path=b"/api/sync", query=b"", digest=digest, params=params
    )
    signature = base64.b64encode(device.key.sign(REQUEST_LABEL, base)).decode()
    head = (
        "POST /api/sync HTTP/1.1\r\nhost: localhost\r\naccept: application/msgpack\r\n"
        f"accept-encoding: {takes}\r\ncontent-type: application/msgpack\r\n"
        f"content-length: {len(body)}\r\n{coding}content-digest: {digest}\r\n"
        f"signature-input: haidang={params}\r\nsignature: haidang=:{signature}:\r\n\r\n"
    )
    return head.encode() + body


async def send_all(port: int, requests: Sequence[bytes], in_flight: int) -> Sent:
    replies = [b""] * len(requests)
    each = [0.0] * len(requests)
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(min(in_flight, len(requests)))]
    left = iter(enumerate(requests))
    began, began_client = time.perf_counter(), time.process_time()
    await asyncio.gather(*(_talk(*line, left, replies, each) for line in lines))
    wall, client = time.perf_counter() - began, time.process_time() - began_client
    for _, writer in lines:
        writer.close()
    return Sent(replies, each, wall, client)


def answer_of(reply: bytes) -> SyncResponse:
    """The decoded answer; a refusal is a fault of the bench."""
    head, _, body = reply.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), reply[:2_000]
    if b"content-encoding: gzip" in head:
        body = zlib.decompress(body, 16 + zlib.MAX_WBITS)
    return msgspec.msgpack.decode(body, type=SyncResponse)


async def _talk(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    left: Iterator[tuple[int, bytes]],
    replies: list[bytes],
    each: list[float],
) -> None:
    for place, request in left:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        size = int(head.lower().partition(b"\r\ncontent-length: ")[2].partition(b"\r\n")[0])
        replies[place] = head + await reader.readexactly(size)
        each[place] = time.perf_counter() - began
