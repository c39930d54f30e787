"""The door: every request passes in and out here. Host, page, request id, headers, a log line, a measurement.

What a page of another site can make a browser send stops here, before any route (`own_page`). The framework's
own means are off: its CSRF token needs a cookie, and there is none; CORS would open what is to stay shut; its
list of hosts would answer in words of its own.
"""

import base64
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

import structlog

from backend import nonces
from backend.metrics import Metrics
from backend.problems import MEDIA_TYPE, body_of, status_of
from schemas.wire.problems import ProblemCode

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    # A clip that a person has asked for is played from the device.
    "media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; "
    # No text becomes script. The one policy is the app's own, and lets its worker's address through.
    "require-trusted-types-for 'script'; trusted-types haidang"
)
PERMISSIONS_POLICY = (
    b"camera=(), microphone=(), payment=(), usb=(), geolocation=(self), "
    b"publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
# No Cross-Origin-Embedder-Policy: nothing foreign is embedded, and it would give scripts finer clocks.
# No Clear-Site-Data, ever: it would take away what was not sent yet.
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", PERMISSIONS_POLICY),
)
HTTPS_ONLY = (b"strict-transport-security", b"max-age=31536000")
# Unless the route itself says otherwise
NEVER_STORED = ("/api/", "/health/", "/metrics", "/schema/")
# Methods that change nothing. A preflight (OPTIONS) is answered, and allows nobody anything.
SAFE = ("GET", "HEAD", "OPTIONS")
# A probe speaks to an address, not to a name.
ANY_HOST = ("/health/",)
# What a proxy may hide, and what is never stored, is known by the beginning of its one spelling.
ONE_SPELLING = ("api", "health", "metrics", "schema")

log = structlog.get_logger()


class Door:
    """An ASGI application around another."""

    def __init__(
        self, inner: App, *, hosts: frozenset[str], origin: str, https_only: bool, metrics: Metrics
    ) -> None:
        self._inner = inner
        self._hosts = hosts
        self._origin = origin.lower().encode()
        self._headers = (*HEADERS, HTTPS_ONLY) if https_only else HEADERS
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        passage = _Passage(scope, send, (*self._headers, (b"x-request-id", request_id.encode())))
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=request_id):
            try:
                if not self._welcome(scope):
                    await passage.refuse("bad-request")
                elif _evades(scope):
                    await passage.refuse("not-found")
                elif scope["method"] not in SAFE and not own_page(scope["headers"], self._origin):
                    await passage.refuse("not-permitted")
                else:
                    await self._inner(scope, receive, passage.send)
            except Exception as fault:
                log.error("request failed", fault=fault)
                if passage.status == 0:
                    await passage.refuse("internal")
            finally:
                self._note(scope, passage, time.perf_counter() - began)

    def _welcome(self, scope: Scope) -> bool:
        if "*" in self._hosts or scope["path"].startswith(ANY_HOST):
            return True
        named = [value for name, value in scope["headers"] if name == b"host"]
        return len(named) == 1 and host_of(named[0]) in self._hosts

    def _note(self, scope: Scope, passage: "_Passage", seconds: float) -> None:
        # The route's pattern, never the path: a path names a dossier.
        route = scope.get("path_template") or "-"
        self._metrics.request_seconds.labels(scope["method"], route, passage.status).observe(seconds)
        problem = scope["state"].get("problem", "")
        if problem:
            self._metrics.problems.labels(problem).inc()
        log.info(
            "request",
            method=scope["method"],
            route=route,
            status=passage.status,
            problem=problem,
            ms=round(seconds * 1000, 1),
            bytes=passage.bytes,
        )


class _Passage:
    """One reply on its way out."""

    def __init__(self, scope: Scope, send: Send, headers: tuple[tuple[bytes, bytes], ...]) -> None:
        self.status = 0
        self.bytes = 0
        self._scope = scope
        self._send = send
        self._headers = headers

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = tuple(message.get("headers", ()))
            message["headers"] = _merged(given, self._own_headers(given))
        elif message["type"] == "http.response.body":
            self.bytes += len(message.get("body", b""))
        await self._send(message)

    def _own_headers(self, given: tuple[tuple[bytes, bytes], ...]) -> list[tuple[bytes, bytes]]:
        own = list(self._headers)
        said = any(name.lower() == b"cache-control" for name, _ in given)
        if self._scope["path"].startswith(NEVER_STORED) and not said:
            own.append((b"cache-control", b"no-store"))
        fresh = self._scope["state"].get(nonces.HEADER)
        if fresh is not None:
            own.append((nonces.HEADER.encode(), base64.b64encode(fresh)))
        return own

    async def refuse(self, code: ProblemCode) -> None:
        self._scope["state"]["problem"] = code
        body = body_of(code, self._scope["state"]["request_id"])
        headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
        await self.send({"type": "http.response.start", "status": status_of(code), "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


def own_page(headers: Iterable[tuple[bytes, bytes]], origin: bytes = b"") -> bool:
    """Whether no other site's page can have made a browser send this.

    Browsers say it in Sec-Fetch-Site. Older ones, and those on plain HTTP, name at least the page's Origin,
    which must be where the request went, or `origin`, where a proxy gives another Host. What sends neither is
    no browser, and has no person's keys at hand.
    """
    site, named, host = (_values(headers, name) for name in (b"sec-fetch-site", b"origin", b"host"))
    if site:
        return site in ([b"same-origin"], [b"none"])
    own = (
        {b"http://" + host[0].lower(), b"https://" + host[0].lower(), origin} if len(host) == 1 else {origin}
    )
    return not named or (len(named) == 1 and named[0].lower() in own - {b""})


def _values(headers: Iterable[tuple[bytes, bytes]], wanted: bytes) -> list[bytes]:
    return [value for name, value in headers if name == wanted]


def _evades(scope: Scope) -> bool:
    """Whether a proxy, or we, may not know it by its spelling for what it is: "//api/hub", "/metrics/"."""
    path: str = scope["path"]
    parts = [part for part in path.split("/") if part]
    if not parts or parts[0] not in ONE_SPELLING:
        return False
    return bool(scope["raw_path"] != f"/{'/'.join(parts)}".encode())


def host_of(value: bytes) -> str:
    """The name in a Host header, without its port."""
    text = value.decode("latin-1").lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def _merged(
    given: Iterable[tuple[bytes, bytes]], added: Iterable[tuple[bytes, bytes]]
) -> list[tuple[bytes, bytes]]:
    names = {name for name, _ in added}
    return [(name, value) for name, value in given if name.lower() not in names] + list(added)
