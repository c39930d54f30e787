"""What a page of another site can make a browser send: it stops at the door, or is not signed."""

import httpx
import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler

from backend.app import ROUTES
from backend.door import own_page
from tests.support.hub import ORIGIN, Hub, settings_for
from tests.support.people import enrolled_phone, enrolment, phone, problem_of, request_of

EMPTY = msgspec.msgpack.encode(request_of())
# The types that a form or a beacon can have
SIMPLE = (
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain;charset=UTF-8",
)
CHALLENGE = "/api/devices/challenge"
# These read no body. All but a challenge, which changes nothing, want a signature, which no form can give.
BODILESS = {
    CHALLENGE,
    "/api/session/offer",
    "/api/session/code",
    "/api/session/end",
    "/api/passkeys/offer",
    "/api/badge",
    f"/api/consents/{'0f' * 16}/end",
    f"/api/me/devices/{'0f' * 16}/revoke",
}
FOREIGN = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none-such"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9999"},
    {"origin": "http://127.0.0.1:8000.evil.example"},
    {"origin": ""},
    {"sec-fetch-site": "cross-site", "origin": ORIGIN},
)
OWN: tuple[dict[str, str], ...] = (
    {"sec-fetch-site": "same-origin", "origin": ORIGIN},
    {"sec-fetch-site": "none"},
    {"origin": ORIGIN},
    {"origin": ORIGIN.replace("http", "https")},
    {},
)


def writes() -> list[tuple[str, str]]:
    """Every route that may change something, with ids where it takes them."""
    found = []
    for route in ROUTES:
        assert isinstance(route, HTTPRouteHandler)
        for method in sorted({str(one) for one in route.http_methods} - {"GET", "HEAD", "OPTIONS"}):
            for path in sorted(route.paths):
                found.append(
                    (method, "/".join("0f" * 16 if "{" in part else part for part in path.split("/")))
                )
    return found


def test_there_are_such_routes() -> None:
    assert ("POST", "/api/sync") in writes()
    assert len(writes()) >= 5


async def test_T19_no_route_that_changes_something_is_reached_from_another_page(hub: Hub) -> None:
    """Also with the signature that it asks for."""
    device = await enrolled_phone(hub, "lan-1", "Lan")
    for method, path in writes():
        for headers in FOREIGN:
            response = await device.send(method, path, EMPTY, headers)
            assert problem_of(response).code == "not-permitted", (method, path, headers)
        for headers in OWN:
            response = await device.send(method, path, EMPTY, headers)
            assert response.status_code != 403, (method, path, headers)


async def test_T19_every_such_route_wants_a_signature_or_stops_other_pages_by_the_door_alone(
    hub: Hub,
) -> None:
    unsigned = set()
    async with hub.client() as client:
        for method, path in writes():
            response = await client.request(method, path, content=EMPTY)
            if response.status_code == 200 or problem_of(response).code != "bad-signature":
                unsigned.add(path)
    # A challenge changes nothing; to enrol takes a key and a code, a passkey or a provider's answer; and a
    # consent ends by whoever has the code on its paper.
    assert unsigned == {
        "/api/devices",
        "/api/devices/challenge",
        "/api/devices/passkey",
        "/api/oidc/enrol/begin",
        "/api/oidc/enrol/finish",
        "/api/consents/cancel",
    }


async def test_T19_no_body_that_a_form_can_send_reaches_a_handler(hub: Hub) -> None:
    assert {path for _, path in writes()} >= BODILESS
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    for kind in SIMPLE:
        for method, path in writes():
            headers = {"content-type": kind}
            if path not in BODILESS:
                response = await officer.send(method, path, EMPTY, headers)
                assert problem_of(response).code == "unsupported-type", (kind, method, path)
            elif path != CHALLENGE:
                response = await officer.client.request(method, path, content=EMPTY, headers=headers)
                assert problem_of(response).code == "bad-signature", (kind, method, path)
    for kind in ("application/json", "text/plain; application/msgpack", "msgpack", ""):
        response = await officer.send("POST", "/api/sync", EMPTY, {"content-type": kind})
        assert problem_of(response).code == "unsupported-type", kind
    assert (
        await officer.send("POST", "/api/sync", EMPTY, {"content-type": "Application/Msgpack"})
    ).status_code == 200


async def test_a_preflight_allows_nobody_anything(hub: Hub) -> None:
    async with hub.client() as client:
        for method, path in writes():
            response = await client.options(
                path,
                headers={
                    "origin": "https://evil.example",
                    "access-control-request-method": method,
                    "access-control-request-headers": "content-type,signature,signature-input",
                },
            )
            assert not [name for name in response.headers if name.startswith("access-control-")], path


async def test_behind_a_proxy_the_address_that_people_see_is_ours_too(hub: Hub) -> None:
    extra = {"PUBLIC_URL": "https://hub.example:8443"}
    hub.settings = settings_for(hub.settings.data, hub.settings.database, extra)
    await hub.restart()
    async with hub.client() as client:
        for origin, status in (("https://hub.example:8443", 200), ("https://hub.example", 403)):
            headers = {"origin": origin, "host": "127.0.0.1"}
            response = await client.post("/api/devices/challenge", headers=headers)
            assert response.status_code == status, origin


@pytest.mark.parametrize("prefix", ["//api/", "/api//", "/%61pi/", "/api/%2e/"])
async def test_no_other_spelling_of_a_route_is_one(hub: Hub, prefix: str) -> None:
    async with hub.client() as client:
        for rest in ("hub", "catalogue", "devices/challenge"):
            address = httpx.URL(ORIGIN).copy_with(raw_path=(prefix + rest).encode())
            for method in ("GET", "POST"):
                response = await client.request(method, address)
                assert response.status_code == 404, (method, address)


def test_what_names_neither_its_site_nor_its_page_is_no_browser() -> None:
    assert own_page([(b"host", b"hub.example")])
    assert not own_page([(b"host", b"hub.example"), (b"origin", b"http://hub.example")] * 2)
    assert not own_page([(b"origin", b"http://")])
    assert not own_page([(b"sec-fetch-site", b"none"), (b"sec-fetch-site", b"cross-site")])


async def test_an_enrolment_from_another_page_makes_nothing(hub: Hub) -> None:
    device = phone(hub, "new")
    challenge = await device.client.post("/api/devices/challenge")
    nonce = msgspec.msgpack.decode(challenge.content)["nonce"]
    body = msgspec.msgpack.encode(enrolment(device.key, nonce, await hub.code_for("Lan"), "Máy"))
    for headers in FOREIGN:
        assert (await device.client.post("/api/devices", content=body, headers=headers)).status_code == 403
    assert await hub.rows("SELECT count(*) FROM device") == [(0,)]
    assert await hub.rows("SELECT count(*) FROM enrolment_try") == [(0,)]
    assert (await device.client.post("/api/devices", content=body, headers=OWN[0])).status_code == 200
