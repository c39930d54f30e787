"""Seeded mutations of envelopes and requests: none is accepted wrongly, none is our fault (no 5xx)."""

import gzip
import os
from random import Random

import httpx
import msgspec

from schemas.wire.devices import Challenge
from schemas.wire.exchange import Heads, SyncRequest, SyncResponse
from sync import seal
from sync.change import Set
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, enrolment, phone, request_of, signed_headers

MUTANTS = int(os.environ.get("HAIDANG_MUTANTS", "2000"))
BATCH = 50
INTRUDER = "bay-1"
FIELDS = ("method", "path", "body", "header", "packed")


def mutated(random: Random, data: bytes) -> bytes:
    """One to three cuts, flips, insertions, doublings or swaps."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(changed) + 1)
        match random.randrange(6):
            case 0 if at < len(changed):
                changed[at] ^= 1 << random.randrange(8)
            case 1:
                changed[at:at] = random.randbytes(random.randint(1, 4))
            case 2:
                del changed[at : at + random.randint(1, 8)]
            case 3:
                changed[at:] = b""
            case 4:
                changed += changed[at : at + 16]
            case _ if at < len(changed):
                changed[at] = random.choice((0x00, 0x7F, 0x80, 0x90, 0xC0, 0xC1, 0xC4, 0xD9, 0xDF, 0xFF))
    return bytes(changed)


async def test_no_mutated_envelope_is_taken_for_its_original(hub: Hub) -> None:
    random = Random(1)
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    for number in range(10):
        device.write(document, Set("/a", f"giá trị {number}"), Set("/b", [number, {"x": None}]))
    originals = [envelope for _, envelope in device.held.values()]
    sent = 0
    while sent < MUTANTS // 2:
        batch = [mutated(random, random.choice(originals)) for _ in range(BATCH)]
        batch = [envelope for envelope in batch if envelope not in originals]
        response = await device.send("POST", "/api/sync", msgspec.msgpack.encode(request_of(*batch)))
        assert response.status_code == 200
        verdicts = msgspec.msgpack.decode(response.content, type=SyncResponse).verdicts
        assert len(verdicts) == len(batch)
        for verdict in verdicts:
            # A flipped author waits for a key that nobody has; that is all a mutation can achieve.
            assert verdict.verdict == "refused" or verdict.code in ("unknown-key", "full")
        sent += len(batch)
    assert await hub.rows("SELECT count(*) FROM change") == [(0,)]
    await device.sync()
    assert {one.verdict for change, one in device.verdicts.items() if change in device.held} == {"accepted"}


async def test_no_mutated_request_is_obeyed(hub: Hub) -> None:
    random = Random(2)
    device, full = await _with_every_field(hub)
    stranger = phone(hub, "stranger")
    answers: dict[int, int] = {}
    for _ in range(MUTANTS // 2):
        response = await _send_mutated(random, device, stranger, full)
        answers[response.status_code] = answers.get(response.status_code, 0) + 1
        assert response.status_code < 500, response.text
        if response.status_code == 200:
            # Only a body that was mutated before it was signed: what was taken of it, the device signed.
            for verdict in msgspec.msgpack.decode(response.content, type=SyncResponse).verdicts:
                assert verdict.verdict == "refused" or verdict.code or verdict.id in device.held
    assert answers[401] > MUTANTS // 5
    rows = await hub.rows("SELECT payload, signature FROM change")
    authors = (device.key.public, phone(hub, INTRUDER).key.public)
    for payload, signature in rows:
        assert isinstance(payload, bytes)
        assert isinstance(signature, bytes)
        assert any(seal.verify(public, seal.CHANGE, payload, signature) for public in authors)


async def test_no_mutated_enrolment_is_obeyed(hub: Hub) -> None:
    random = Random(3)
    device = phone(hub, "lan-1")
    code = await hub.code_for("Lan")
    for _ in range(MUTANTS // 20):
        nonce = msgspec.msgpack.decode(await device.post("/api/devices/challenge", b""), type=Challenge).nonce
        body = msgspec.msgpack.encode(enrolment(device.key, nonce, code, "Máy"))
        # Its label is the one thing that the key did not sign.
        at = body.index(b"label")
        sent = mutated(random, body[:at]) + body[at:]
        if sent == body:
            continue
        response = await device.client.post("/api/devices", content=sent)
        assert 400 <= response.status_code < 500, response.text
    assert await hub.rows("SELECT count(*) FROM device") == [(0,)]


async def _with_every_field(hub: Hub) -> tuple[Phone, SyncRequest]:
    """A device, and a request of it in which no field is empty."""
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    intruder = await enrolled_phone(hub, INTRUDER, "Bảy")
    intruder.write(document, Set("/a", 1))
    await intruder.sync()
    await device.sync()
    assert device.exclusions
    device.write(document, Set("/a", "của tôi"))
    heads = [Heads(document, list(device.replica.document(document).heads()))]
    asked = device.plan()
    return device, msgspec.structs.replace(asked, exclusions=list(device.exclusions.values()), heads=heads)


def _packed_otherwise(random: Random, full: SyncRequest) -> tuple[bytes, dict[str, str]]:
    """A body that its device signs: other bytes, one other field, or torn compression."""
    body = msgspec.msgpack.encode(full)
    match random.randrange(3):
        case 0:
            return mutated(random, body), {}
        case 1:
            return msgspec.msgpack.encode(_with_one_field_mutated(random, full)), {}
        case _:
            zipped = gzip.compress(body, mtime=0)
            return random.choice((zipped, mutated(random, zipped))), {"content-encoding": "gzip"}


def _with_one_field_mutated(random: Random, full: SyncRequest) -> SyncRequest:
    match random.choice(full.__struct_fields__):
        case "cursor":
            return msgspec.structs.replace(full, cursor=mutated(random, full.cursor))
        case "changes":
            return msgspec.structs.replace(full, changes=[mutated(random, one) for one in full.changes])
        case "exclusions":
            return msgspec.structs.replace(full, exclusions=[mutated(random, one) for one in full.exclusions])
        case "heads":
            heads = [
                Heads(mutated(random, one.document), [mutated(random, head) for head in one.heads])
                for one in full.heads
            ]
            return msgspec.structs.replace(full, heads=heads)
    return msgspec.structs.replace(full, limit=random.choice((-(2**63), -1, 0, 1, 2**31, 2**63, 2**64 - 1)))


async def _send_mutated(random: Random, device: Phone, stranger: Phone, full: SyncRequest) -> httpx.Response:
    """One request with one part of it changed; all but "packed" is changed after it was signed."""
    method, path, body = "POST", "/api/sync", msgspec.msgpack.encode(full)
    headers = signed_headers(device.key, device.nonce, method, path, body)
    match random.choice(FIELDS):
        case "method":
            method = random.choice(("GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"))
        case "path":
            path = random.choice(
                ("/api/sync?", "/api/sync?a=1", "/api/sync/", "/api/desk/dossiers", "/api//sync")
            )
        case "body":
            body = mutated(random, body)
        case "header":
            name = random.choice(list(headers))
            text = mutated(random, headers[name].encode()).decode("latin-1")
            headers[name] = "".join(one for one in text if " " <= one <= "\xff" and one != "\x7f")
        case _:
            body, coding = _packed_otherwise(random, full)
            headers = signed_headers(device.key, device.nonce, method, path, body) | coding
            if random.random() < 0.2:
                headers |= signed_headers(stranger.key, device.nonce, method, path, body)
    return await device.client.request(
        method,
        path,
        content=body,
        headers=[(name.encode(), text.encode("latin-1")) for name, text in headers.items()],
    )
