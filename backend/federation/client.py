"""Talking with one provider: what it publishes, the keys it signs with, and a code turned into a token.

A provider may be slow, away, or in somebody else's hands. Each question ends within five seconds and 64 KiB,
no redirect is followed, no proxy of the environment is used, and what does not decode is a `Trouble`.
"""

import asyncio
import base64
import secrets
import ssl
import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

import httpx
import msgspec
from joserfc import jwt
from joserfc.jwk import ECKey
from msgspec import Struct

from backend.federation import rules
from backend.federation.id_tokens import Key, Trouble, keys_in, refused
from backend.federation.providers import Provider, is_safe
from backend.federation.rules import Pending

STEP_SECONDS_MAX = 3.0
TOTAL_SECONDS_MAX = 5.0
BODY_BYTES_MAX = 65_536
# How long what a provider publishes is believed. A key that it withdraws is good here no longer than that.
KEPT_MS = 3_600_000
# An unknown key may be a new one: asked for again, and no oftener than this.
UNKNOWN_KEY_MS = 60_000
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 60
CALLBACK = "/vao/oidc"

Shape = TypeVar("Shape", bound=Struct)


class Discovered(Struct, frozen=True, kw_only=True):
    """Of OpenID Connect Discovery 1.0, what is used here."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    pushed_authorization_request_endpoint: str | None = None
    code_challenge_methods_supported: list[str] | None = None
    # RFC 9207: its answers name it
    authorization_response_iss_parameter_supported: bool = False


class Tokens(Struct, frozen=True, kw_only=True):
    access_token: str
    id_token: str


class Pushed(Struct, frozen=True, kw_only=True):
    request_uri: str


class Client:
    """One provider, and what of it is kept in memory."""

    def __init__(self, provider: Provider, public_url: str) -> None:
        self.provider = provider
        self.back = public_url + CALLBACK
        self._discovered: tuple[int, Discovered] | None = None
        self._keys: tuple[int, tuple[Key, ...]] | None = None
        self._asking = asyncio.Lock()

    async def discovered(self, now_ms: int) -> Discovered | Trouble:
        """What the provider publishes of itself, read once an hour."""
        async with self._asking:
            if self._discovered is not None and 0 <= now_ms - self._discovered[0] < KEPT_MS:
                return self._discovered[1]
            address = self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
            found = await self._ask("GET", address, Discovered)
            if isinstance(found, Trouble):
                return found
            why = unfit(found, self.provider)
            if why is not None:
                return _away(why)
            self._discovered = (now_ms, found)
            return found

    async def keys(self, key_id: str | None, now_ms: int) -> tuple[Key, ...] | Trouble:
        """The provider's keys; read again where the one that is asked for is not among them."""
        found = await self.discovered(now_ms)
        if isinstance(found, Trouble):
            return found
        async with self._asking:
            if self._keys is not None:
                read, keys = self._keys
                is_known = key_id is None or any(key.kid == key_id for key in keys)
                if 0 <= now_ms - read < (KEPT_MS if is_known else UNKNOWN_KEY_MS):
                    return keys
            body = await self._body("GET", found.jwks_uri)
            if isinstance(body, Trouble):
                return body
            published = keys_in(body)
            if published is None:
                return _away("keys")
            self._keys = (now_ms, published)
            return published

    async def address(self, state: str, pending: Pending, now_ms: int) -> str | Trouble:
        """Where the person goes. What is asked stays out of it where the provider takes that beforehand."""
        found = await self.discovered(now_ms)
        if isinstance(found, Trouble):
            return found
        asked = self._question(state, pending)
        if found.pushed_authorization_request_endpoint is not None:
            pushed = await self._ask(
                "POST", found.pushed_authorization_request_endpoint, Pushed, self._as_client(asked)
            )
            if isinstance(pushed, Trouble):
                return pushed
            asked = {"client_id": self.provider.client_id, "request_uri": pushed.request_uri}
        joint = "&" if urlsplit(found.authorization_endpoint).query else "?"
        return f"{found.authorization_endpoint}{joint}{urlencode(asked)}"

    async def tokens(self, code: str, pending: Pending, now_ms: int) -> Tokens | Trouble:
        found = await self.discovered(now_ms)
        if isinstance(found, Trouble):
            return found
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": pending.verifier,
        }
        tokens = await self._ask("POST", found.token_endpoint, Tokens, self._as_client(given))
        # It is there, and takes no such code.
        return refused("code") if tokens == _away("answered-400") else tokens

    async def userinfo(self, tokens: Tokens, now_ms: int) -> Mapping[str, Any] | Trouble:
        """What the provider says beside the id token; whether of the same person, is for the caller."""
        found = await self.discovered(now_ms)
        if isinstance(found, Trouble):
            return found
        if found.userinfo_endpoint is None:
            return _away("no-userinfo")
        bearer = {"authorization": f"Bearer {tokens.access_token}"}
        body = await self._body("GET", found.userinfo_endpoint, ({}, bearer))
        if isinstance(body, Trouble):
            return body
        told = _decoded(body, dict[str, Any])
        return _away("userinfo") if told is None else told

    def _question(self, state: str, pending: Pending) -> dict[str, str]:
        asked = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": self.back,
            "scope": " ".join(self.provider.scopes),
            "state": state,
            "nonce": pending.nonce,
            "code_challenge": rules.challenge_of(pending.verifier),
            "code_challenge_method": "S256",
            # The phone may be shared: whoever is still signed in there shows once more that it is they.
            "prompt": "login",
            "max_age": "0",
        }
        if self.provider.claims.level == "acr":
            asked["acr_values"] = " ".join(self.provider.good_levels)
        return asked

    def _as_client(self, form: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """A form and headers that say which client this is, as the provider has agreed to be told."""
        provider = self.provider
        if provider.key is None:
            assert provider.secret is not None
            # RFC 6749 2.3.1: both parts as a form would write them.
            both = f"{quote(provider.client_id, safe='')}:{quote(provider.secret, safe='')}"
            return dict(form), {"authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}
        now = int(time.time())
        said = {
            "iss": provider.client_id,
            "sub": provider.client_id,
            "aud": provider.issuer,
            "jti": secrets.token_urlsafe(rules.SECRET_BYTES),
            "iat": now,
            "exp": now + ASSERTION_SECONDS,
        }
        header = {"alg": "ES256" if isinstance(provider.key, ECKey) else "RS256"}
        signed = jwt.encode(header, said, provider.key, algorithms=["ES256", "RS256"])
        client = {
            "client_id": provider.client_id,
            "client_assertion_type": ASSERTION,
            "client_assertion": signed,
        }
        return {**form, **client}, {}

    async def _ask(
        self,
        method: str,
        address: str,
        shape: type[Shape],
        sent: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
    ) -> Shape | Trouble:
        body = await self._body(method, address, sent)
        if isinstance(body, Trouble):
            return body
        answer = _decoded(body, shape)
        return _away("not-understood") if answer is None else answer

    async def _body(
        self,
        method: str,
        address: str,
        sent: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
    ) -> bytes | Trouble:
        """The body of a good answer. `sent`: a form and headers."""
        form, headers = sent
        # Bytes are counted as they come: packed ones could unfold to any size.
        plain = {"accept": "application/json", "accept-encoding": "identity", **headers}
        content = urlencode(form).encode() if form else None
        if content is not None:
            plain["content-type"] = "application/x-www-form-urlencoded"
        try:
            async with (
                asyncio.timeout(TOTAL_SECONDS_MAX),
                httpx.AsyncClient(
                    verify=self._trust, trust_env=False, follow_redirects=False, timeout=STEP_SECONDS_MAX
                ) as line,
                line.stream(method, address, content=content, headers=plain) as answer,
            ):
                body = bytearray()
                async for piece in answer.aiter_raw():
                    body += piece
                    if len(body) > BODY_BYTES_MAX:
                        return _away("too-large")
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError):
            return _away("unreachable")
        return bytes(body) if answer.is_success else _away(f"answered-{answer.status_code}")

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """What this machine trusts, a city's own authority among them."""
        return ssl.create_default_context()


# Every provider of this hub, by its id and in the operator's order
Doors = Mapping[str, Client]


def unfit(found: Discovered, provider: Provider) -> str | None:
    """Why what a provider publishes cannot be used."""
    if found.issuer != provider.issuer:
        return "issuer"
    addresses = (
        found.authorization_endpoint,
        found.token_endpoint,
        found.jwks_uri,
        found.userinfo_endpoint,
        found.pushed_authorization_request_endpoint,
    )
    if not all(address is None or is_safe(address) for address in addresses):
        return "addresses"
    if "S256" not in (found.code_challenge_methods_supported or ["S256"]):
        return "no-pkce"
    return "no-userinfo" if provider.userinfo and found.userinfo_endpoint is None else None


def _away(why: str) -> Trouble:
    return Trouble("provider-away", why)


def _decoded(body: bytes, shape: type[Any]) -> Any:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
