"""Problems: each has its code, its status and its sentence, and nothing of ours shows through."""

import base64
import gzip
import re

import httpx
import msgspec
import pytest

from backend import bodies, nonces, problems
from backend.app import create_app
from backend.database import Database
from backend.devices import store as devices
from schemas.wire.problems import ProblemCode
from sync.packing import pack
from tests.support.hub import Hub
from tests.support.people import enrolled_phone, enrolment, phone, problem_of, request_of, signed_headers

EMPTY = msgspec.msgpack.encode(request_of())


def assert_problem(response: httpx.Response, code: ProblemCode) -> None:
    problem = problem_of(response)
    assert (problem.code, problem.status) == (code, response.status_code)
    assert problem.status == problems.status_of(code)
    assert problem.type == f"urn:haidang:problem:{code}"
    assert problem.request_id == response.headers["x-request-id"]
    assert "Traceback" not in response.text


def test_every_code_has_an_entry_and_every_status_its_code() -> None:
    codes = msgspec.json.schema(ProblemCode)["enum"]
    assert set(codes) == set(problems.CATALOGUE)
    for status in range(400, 600):
        assert problems.code_of(status) in problems.CATALOGUE


async def test_an_unsigned_request_is_not_signed(hub: Hub) -> None:
    async with hub.client() as client:
        assert_problem(await client.post("/api/sync", content=EMPTY), "bad-signature")
        assert_problem(await client.get("/api/desk/dossiers"), "bad-signature")


async def test_a_device_that_nobody_knows(hub: Hub) -> None:
    assert_problem(await phone(hub, "nobody").send("POST", "/api/sync", EMPTY), "unknown-device")


async def test_a_signature_by_another_key(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    headers = signed_headers(device.key, device.nonce, "POST", "/api/sync", EMPTY)
    other = phone(hub, "nobody")
    forged = signed_headers(other.key, device.nonce, "POST", "/api/sync", EMPTY)
    response = await device.client.post(
        "/api/sync", content=EMPTY, headers={**headers, "signature": forged["signature"]}
    )
    assert_problem(response, "bad-signature")


async def test_a_signature_is_for_one_method_path_query_and_body(hub: Hub) -> None:
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    headers = signed_headers(officer.key, officer.nonce, "GET", "/api/desk/dossiers", b"")
    assert (await officer.client.get("/api/desk/dossiers", headers=headers)).status_code == 200
    wrong = (
        officer.client.get("/api/desk/dossiers?before=5", headers=headers),
        officer.client.get(f"/api/desk/dossiers/{'0' * 32}", headers=headers),
        officer.client.post("/api/sync", headers=headers),
        officer.client.request("GET", "/api/desk/dossiers", headers=headers, content=b"x"),
    )
    for request in wrong:
        assert_problem(await request, "bad-signature")


async def test_T11_a_stale_nonce_costs_one_retry(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    hub.clock.now_ms += 2 * nonces.BUCKET_MS
    first = await device.send("POST", "/api/sync", EMPTY)
    assert_problem(first, "stale-nonce")
    fresh = problem_of(first).nonce
    assert fresh == base64.b64decode(first.headers["haidang-nonce"])
    assert fresh is not None
    device.nonce = fresh
    assert (await device.send("POST", "/api/sync", EMPTY)).status_code == 200


async def test_a_nonce_of_another_device_or_of_nobody_is_stale(hub: Hub) -> None:
    device, other = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    for nonce in (other.nonce, b"", bytes(24), bytes(64)):
        device.nonce = nonce
        assert_problem(await device.send("POST", "/api/sync", EMPTY), "stale-nonce")


async def test_every_signed_reply_brings_the_next_nonce(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    good = await device.send("POST", "/api/sync", EMPTY)
    bad = await device.send("POST", "/api/sync", b"\xc1")
    for response in (good, bad):
        assert base64.b64decode(response.headers["haidang-nonce"]) == device.nonce
    hub.clock.now_ms += nonces.BUCKET_MS
    later = await device.send("POST", "/api/sync", EMPTY)
    assert later.status_code == 200
    assert base64.b64decode(later.headers["haidang-nonce"]) != device.nonce


def nested(levels: int) -> bytes:
    return b"\x91" * levels + b"\xc0"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xc1",
        b"{}",
        EMPTY[:-1],
        EMPTY + b"\0",
        nested(1_000_000),
        b"\x85\xa6cursor" + nested(1_000_000),
        pack({"cursor": b"", "changes": [], "exclusions": [], "heads": []}),
        pack({**msgspec.to_builtins(request_of(), builtin_types=(bytes,)), "more": 1}),
        pack({**msgspec.to_builtins(request_of(), builtin_types=(bytes,)), "limit": 10}),
        pack({**msgspec.to_builtins(request_of(), builtin_types=(bytes,)), "cursor": bytes(97)}),
        pack({**msgspec.to_builtins(request_of(), builtin_types=(bytes,)), "changes": [b""] * 4_097}),
        pack({**msgspec.to_builtins(request_of(), builtin_types=(bytes,)), "changes": ["text"]}),
        b"\x81\xa6\xff\xff\xff\xff\xff\xff\x01",
    ],
    ids=range(14),
)
async def test_a_body_that_is_no_request(hub: Hub, body: bytes) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    assert_problem(await device.send("POST", "/api/sync", body), "bad-request")


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b'{"version":1.5}', b'{"version":-1}', b"\xff", b"{}"])
async def test_a_json_body_that_is_no_request(hub: Hub, body: bytes) -> None:
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    path = f"/api/desk/dossiers/{'0' * 32}/receive"
    response = await officer.send("POST", path, body)
    assert_problem(response, "body-too-large" if len(body) > bodies.SMALL_BODY_BYTES_MAX else "bad-request")


async def test_a_body_that_is_too_large(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    assert_problem(await device.send("POST", "/api/sync", bytes(bodies.BODY_BYTES_MAX + 1)), "body-too-large")
    other = phone(hub, "lan-2")
    request = enrolment(other.key, bytes(40), "x", "x")
    large = msgspec.msgpack.encode(request) + bytes(bodies.SMALL_BODY_BYTES_MAX)
    assert_problem(await other.client.post("/api/devices", content=large), "body-too-large")


async def test_only_gzip_is_an_encoding(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    for encoding in ("br", "deflate", "gzip, gzip", "zstd"):
        response = await device.send("POST", "/api/sync", EMPTY, {"content-encoding": encoding})
        assert_problem(response, "unsupported-encoding")
    zipped = gzip.compress(EMPTY)
    for broken in (EMPTY, zipped[:-9], zipped + b"x", zipped + zipped, b"", zipped[:-8] + bytes(8)):
        response = await device.send("POST", "/api/sync", broken, {"content-encoding": "gzip"})
        assert_problem(response, "bad-request")


async def test_what_is_not_there(hub: Hub) -> None:
    async with hub.client() as client:
        for path in ("/api/none", "/api/", "/assets/none.js", "/none.js", "/api/desk/none", "/schema/x.json"):
            assert_problem(await client.get(path), "not-found")
        assert_problem(await client.get("/api/sync"), "not-found")
        assert_problem(await client.put("/api/hub"), "not-found")
        assert_problem(await client.post("/anything"), "not-found")
        assert_problem(await client.delete("/"), "not-found")


async def test_the_page_of_a_procedure_is_a_page_though_its_code_has_a_point(hub: Hub) -> None:
    async with hub.client() as client:
        for path in ("/thu-tuc/2.000815", "/thu-tuc/CHUYEN_DOI", "/thu-tuc"):
            assert (await client.get(path)).headers["content-type"].startswith("text/html")
        assert_problem(await client.get("/thu-tuc/2.000815.js"), "not-found")


async def test_a_revoked_device_may_not_do_other_things(hub: Hub) -> None:
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    async with hub.database.write() as tx:
        await devices.revoke(tx, officer.key.device, hub.clock())
    assert_problem(await officer.send("GET", "/api/desk/dossiers", b""), "revoked-device")


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=", f"before={2**70}", "before=1.5"])
async def test_a_query_that_is_no_moment(hub: Hub, query: str) -> None:
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    assert_problem(await officer.send("GET", f"/api/desk/dossiers?{query}", b""), "bad-request")


async def test_our_own_fault_says_nothing_of_itself(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    await hub.execute("ALTER TABLE feed RENAME TO gone")
    try:
        response = await device.send("POST", "/api/sync", EMPTY)
    finally:
        await hub.execute("ALTER TABLE gone RENAME TO feed")
    assert_problem(response, "internal")
    assert not re.search(r"feed|sql|select|asyncpg|line \d", response.text, re.IGNORECASE)


async def test_a_database_that_is_away_is_busy_not_broken(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    await hub.stop()
    away = hub.settings.database.replace("127.0.0.1", "127.0.0.2").replace("hub.sqlite", "none/hub.sqlite")
    hub.settings = msgspec.structs.replace(hub.settings, database=away)
    hub.database = Database(away)
    hub.app = create_app(hub.settings, hub.database, hub.identity, hub.bundle, hub.clock)
    device.client = lost = hub.client()
    assert_problem(await device.send("POST", "/api/sync", EMPTY), "busy")
    assert_problem(await lost.get("/health/ready"), "busy")
    assert (await lost.get("/health/live")).status_code == 200


def test_the_list_of_problems_is_frozen() -> None:
    """A code is an agreement with devices that are offline for months: it is never renamed."""
    assert sorted(problems.CATALOGUE) == (
        [
            "bad-request",
            "bad-signature",
            "body-too-large",
            "busy",
            "code-refused",
            "internal",
            "level-too-low",
            "list-full",
            "moved-on",
            "not-found",
            "not-permitted",
            "only-aside",
            "passkey-refused",
            "proof-needed",
            "provider-away",
            "reason-needed",
            "revoked-device",
            "session-needed",
            "sign-in-refused",
            "stale-nonce",
            "storage-full",
            "taken",
            "too-many-requests",
            "too-many-tries",
            "unknown-device",
            "unsupported-encoding",
            "unsupported-type",
            "weak-key",
        ]
    )
