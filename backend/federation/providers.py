"""Providers as an operator writes them down: one TOML file, read once and strictly (docs/operations.md)."""

import ipaddress
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from msgspec import Meta, Struct, field

from backend.settings import Unusable

PROVIDERS_MAX = 8
FILE_BYTES_MAX = 65_536
SKEW_SECONDS_MAX = 60
RSA_BITS_MIN = 2_048
ID = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)

Whom = Literal["citizen", "staff"]
Authentication = Literal["client_secret_basic", "private_key_jwt"]
Text = Annotated[str, Meta(min_length=1, max_length=255)]
Names = Annotated[list[Text], Meta(min_length=1, max_length=16)]


class Shown(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What people know the provider by, on a button."""

    vi: Annotated[str, Meta(min_length=1, max_length=40)]
    en: Annotated[str, Meta(min_length=1, max_length=40)]


class Claims(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the provider calls the things that the hub asks for."""

    subject: Text = "sub"
    name: Text = "name"
    # the personal identification number, where the provider tells it
    number: Text | None = None
    level: Text = "acr"
    # the city's own id of who works for it
    staff: Text | None = None


class Written(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One `[[provider]]` of the file."""

    id: Text
    name: Shown
    issuer: Text
    client_id: Text
    authentication: Authentication
    secret_file: Text | None = None
    key_file: Text | None = None
    scopes: Names = field(default_factory=lambda: ["openid"])
    claims: Claims = field(default_factory=Claims)
    # the lowest first
    levels: Names
    least: Text
    whom: Annotated[list[Whom], Meta(min_length=1, max_length=2)] = field(name="for")
    skew_seconds: Annotated[int, Meta(ge=0, le=SKEW_SECONDS_MAX)] = 30
    # ask the provider's userinfo for what its id token does not say
    userinfo: bool = False


class File(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    provider: Annotated[list[Written], Meta(min_length=1, max_length=PROVIDERS_MAX)]


class Provider(Struct, frozen=True, kw_only=True):
    """A provider as the hub uses it: what was written, understood, and with its secret read."""

    id: str
    name: Shown
    issuer: str
    client_id: str
    # one of the two
    secret: str | None
    key: RSAKey | ECKey | None
    scopes: tuple[str, ...]
    claims: Claims
    levels: tuple[str, ...]
    least: str
    whom: frozenset[Whom]
    skew_ms: int
    userinfo: bool

    @property
    def good_levels(self) -> tuple[str, ...]:
        """The least and those above it."""
        return self.levels[self.levels.index(self.least) :]


def read(path: Path | None) -> tuple[Provider, ...]:
    """Every provider of the file, in its order; none without a file. Raises `Unusable` with a sentence."""
    if path is None:
        return ()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Unusable(f"HAIDANG_OIDC names {path}, which cannot be read as a text file.") from None
    try:
        if len(text) > FILE_BYTES_MAX:
            raise Unusable(f"HAIDANG_OIDC: {path} is far too long for what it is.")
        written = msgspec.convert(tomllib.loads(text), type=File).provider
    except tomllib.TOMLDecodeError as fault:
        raise Unusable(f"HAIDANG_OIDC: {path} is not TOML: {fault}.") from None
    except msgspec.ValidationError as fault:
        raise Unusable(f"HAIDANG_OIDC: {path}: {fault}.") from None
    ids = [one.id for one in written]
    for one in ids:
        if ids.count(one) > 1:
            raise Unusable(f"HAIDANG_OIDC: {path}: two providers have the id {one!r}.")
    return tuple(_provider(one, path) for one in written)


def is_safe(address: str) -> bool:
    """https, or http on this very machine, where only tests have a provider."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.fragment or port == 0:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _provider(one: Written, path: Path) -> Provider:
    def unusable(sentence: str) -> Unusable:
        return Unusable(f"HAIDANG_OIDC: {path}: provider {one.id!r}: {sentence}")

    if ID.fullmatch(one.id) is None:
        raise unusable("its id is small letters, digits and hyphens, at most 32 of them.")
    if not is_safe(one.issuer) or urlsplit(one.issuer).query:
        raise unusable("issuer must be an https address, without a query.")
    if len(set(one.levels)) != len(one.levels) or one.least not in one.levels:
        raise unusable("levels are named once each, the lowest first, and least is one of them.")
    if "openid" not in one.scopes or any(scope.split() != [scope] for scope in one.scopes):
        raise unusable('scopes are words, and "openid" is one of them.')
    if "staff" in one.whom and one.claims.staff is None:
        raise unusable("for staff, claims.staff names the claim that holds the city's own staff id.")
    by_secret = one.authentication == "client_secret_basic"
    if (one.secret_file is None) == by_secret or (one.key_file is None) != by_secret:
        raise unusable("client_secret_basic goes with secret_file, and private_key_jwt with key_file.")
    return Provider(
        id=one.id,
        name=one.name,
        issuer=one.issuer,
        client_id=one.client_id,
        secret=None if one.secret_file is None else _secret(path.parent / one.secret_file),
        key=None if one.key_file is None else _key(path.parent / one.key_file),
        scopes=tuple(one.scopes),
        claims=one.claims,
        levels=tuple(one.levels),
        least=one.least,
        whom=frozenset(one.whom),
        skew_ms=one.skew_seconds * 1_000,
        userinfo=one.userinfo,
    )


def _secret(path: Path) -> str:
    secret = _content(path).decode("ascii", "replace").strip()
    if not secret or not secret.isascii() or not secret.isprintable():
        raise Unusable(f"HAIDANG_OIDC: {path} must hold the client's secret and nothing else, on one line.")
    return secret


def _key(path: Path) -> RSAKey | ECKey:
    pem = _content(path)
    for kind in (ECKey, RSAKey):
        try:
            key = kind.import_key(pem)
        except (JoseError, ValueError, TypeError):
            continue
        is_strong = key.curve_name == "P-256" if isinstance(key, ECKey) else is_long(key)
        if key.is_private and is_strong:
            return key
    raise Unusable(f"HAIDANG_OIDC: {path} must be a private key in PEM: P-256, or RSA of 2048 bits and more.")


def is_long(key: RSAKey) -> bool:
    return key.public_key.key_size >= RSA_BITS_MIN


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Unusable(f"HAIDANG_OIDC: {path} cannot be read.") from None
