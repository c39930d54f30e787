"""What every reply carries, who may knock, and what is served beside the API."""

import json
import re

import httpx
import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler

from backend.app import ROUTES
from backend.door import CONTENT_SECURITY_POLICY, host_of
from schemas.wire.devices import Hub as HubCard
from tests.support.hub import Hub, settings_for
from tests.support.people import enrolled_phone, problem_of

FILES = {
    "index.html": b"<!doctype html><title>app</title>" + b" " * 2_000,
    "sw.js": b"self.x = 1",
    "manifest.webmanifest": b"{}",
    "assets/app-3f2a.js": b"export {}" + b" " * 2_000,
    "icons/a.png": b"\x89PNG",
}


@pytest.fixture
async def built(hub: Hub) -> httpx.AsyncClient:
    """The hub with a built app."""
    for name, content in FILES.items():
        path = hub.settings.pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    await hub.restart()
    return hub.client()


async def test_every_reply_carries_the_security_headers(hub: Hub) -> None:
    async with hub.client() as client:
        for path in ("/", "/api/hub", "/api/none", "/health/live", "/metrics"):
            headers = (await client.get(path)).headers
            assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert re.fullmatch("[0-9a-f]{16}", headers["x-request-id"])
            assert "strict-transport-security" not in headers
        assert (await client.get("/api/hub")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("public", "told"),
    [
        ("https://hub.example", True),
        ("http://hub.example", False),
        # A year without plain HTTP would hit whatever else runs under these.
        ("https://localhost:8000", False),
        ("https://192.168.1.20:8000", False),
        ("https://[::1]:8000", False),
    ],
)
async def test_browsers_are_told_to_come_by_https_where_the_name_is_ours_alone(
    hub: Hub, public: str, told: bool
) -> None:
    extra = {"PUBLIC_URL": public, "HAIDANG_HOSTS": "127.0.0.1"}
    hub.settings = settings_for(hub.settings.data, hub.settings.database, extra)
    await hub.restart()
    async with hub.client() as client:
        assert ("strict-transport-security" in (await client.get("/")).headers) is told


def test_the_policy_lets_no_script_in_that_is_not_ours() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY
    for rule in ("object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"):
        assert rule in CONTENT_SECURITY_POLICY


async def test_only_known_hosts_are_served(hub: Hub) -> None:
    async with hub.client() as client:
        for host in ("localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"):
            assert (await client.get("/api/hub", headers={"host": host})).status_code == 200
        for host in ("evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:8000"):
            response = await client.get("/api/hub", headers={"host": host})
            assert problem_of(response).code == "bad-request"
            assert (await client.get("/health/live", headers={"host": host})).status_code == 200


async def test_hosts_are_a_setting(hub: Hub) -> None:
    hub.settings = settings_for(
        hub.settings.data,
        hub.settings.database,
        {"HAIDANG_HOSTS": "hub.example, other.example", "PUBLIC_URL": "https://Public.example/"},
    )
    await hub.restart()
    async with hub.client() as client:
        for host in ("hub.example", "other.example:443", "public.example"):
            assert (await client.get("/api/hub", headers={"host": host})).status_code == 200
    assert host_of(b"[2001:db8::1]:80") == "2001:db8::1"


async def test_the_hub_says_who_it_is(hub: Hub) -> None:
    async with hub.client() as client:
        card = msgspec.json.decode((await client.get("/api/hub")).content, type=HubCard)
    assert card.node == hub.identity.node.hex()
    assert card.public == hub.identity.key.public
    assert (card.name, card.time) == ("Hải Đăng", hub.clock())


async def test_the_key_is_a_file_that_only_its_owner_reads_and_stays_the_same(hub: Hub) -> None:
    path = hub.settings.data / "hub-key.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    public, node = hub.identity.key.public, hub.identity.node
    await hub.restart()
    assert (hub.identity.key.public, hub.identity.node) == (public, node)
    assert [one.name for one in hub.settings.data.iterdir() if "hub-key" in one.name] == ["hub-key.pem"]


async def test_the_app_is_served_and_any_address_opens_it(built: httpx.AsyncClient) -> None:
    for path in ("/", "/index.html", "/ho-so/0123", "/vao"):
        response = await built.get(path, headers={"accept-encoding": "identity"})
        assert response.content == FILES["index.html"]
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert response.headers["cache-control"] == "no-cache"
    for path, media_type, cache in (
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/assets/app-3f2a.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/icons/a.png", "image/png", "no-cache"),
    ):
        response = await built.get(path)
        assert response.content == FILES[path[1:]]
        assert response.headers["content-type"] == media_type
        assert response.headers["cache-control"] == cache
    for path in (
        "/assets/none.js",
        "/none.js",
        "/../pyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/assets/../none.x",
    ):
        assert (await built.get(path)).status_code == 404


async def test_files_travel_compressed_and_only_when_they_changed(built: httpx.AsyncClient) -> None:
    first = await built.get("/assets/app-3f2a.js", headers={"accept-encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    assert int(first.headers["content-length"]) < len(first.content)
    again = await built.get("/", headers={"if-none-match": (await built.get("/")).headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await built.head("/")).status_code == 200


async def test_without_a_build_a_page_says_how_to_make_one(hub: Hub) -> None:
    async with hub.client() as client:
        response = await client.get("/")
    assert response.status_code == 200
    assert "make run" in response.text


async def test_the_api_describes_itself(hub: Hub) -> None:
    async with hub.client() as client:
        described = json.loads((await client.get("/schema/openapi.json")).content)
    # All there are, but the pages and what the proxy keeps to itself
    routes = [route for route in ROUTES if isinstance(route, HTTPRouteHandler)]
    paths = {re.sub(r":\w+}", "}", path) for route in routes for path in route.paths}
    assert set(described["paths"]) == paths - {"/", "/{path}", "/metrics"}


async def test_metrics_count_changes_by_verdict_and_requests_by_route(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.begin(bytes(16))
    await device.sync()
    await device.send("POST", "/api/sync", b"")
    async with hub.client() as client:
        text = (await client.get("/metrics")).text
    assert 'haidang_changes_total{code="",verdict="accepted"} 1.0' in text
    assert 'haidang_request_seconds_count{method="POST",route="/api/sync",status="200"} 1.0' in text
    assert 'haidang_problems_total{code="bad-request"} 1.0' in text
    assert "haidang_waiting 0.0" in text
    assert "haidang_feed_position 2.0" in text
    assert device.key.device.hex() not in text


async def test_what_a_proxy_hides_by_its_name_answers_to_no_other_spelling(hub: Hub) -> None:
    async with hub.client() as client:
        for spelling in ("/metrics/", "/metrics//", "/metrics%2F", "/%6Detrics", "///metrics"):
            reply = await client.get(f"{client.base_url}{spelling}")
            assert reply.status_code == 404, spelling
            assert "haidang_waiting" not in reply.text
        assert (await client.get("/metrics?name=up")).status_code == 200


async def test_probes(hub: Hub) -> None:
    async with hub.client() as client:
        assert (await client.get("/health/live")).text == "ok"
        assert (await client.get("/health/ready")).text == "ok"
