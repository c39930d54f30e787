"""Settings: read once from the environment, typed, and passed on. Nothing else sees the environment."""

import ipaddress
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

REPOSITORY = Path(__file__).resolve().parent.parent

DRIVERS = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
}


# not a binding: what such an address is called
EVERY_INTERFACE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104


class Unusable(Exception):
    """A setting that cannot be used; the message names it and says what to write instead."""


class Settings(Struct, frozen=True, kw_only=True):
    data: Path
    database: str
    host: str
    port: int
    public_url: str
    # host names that a request may carry; "*" lets any through
    hosts: frozenset[str]
    name: str
    pages: Path
    # both or neither: with them the hub speaks HTTPS itself
    certificate: Path | None
    certificate_key: Path | None
    # providers of sign-in (OpenID Connect), where there are any
    oidc: Path | None
    # where a service manager waits to hear that the hub serves
    notify: str | None

    @property
    def https_only(self) -> bool:
        """Whether browsers are told never to come by plain HTTP: not for a name that other programs share."""
        parts = urlsplit(self.public_url)
        shared = "." not in (parts.hostname or "") or _is_address(parts.hostname or "")
        return parts.scheme == "https" and not shared


def read(environment: Mapping[str, str]) -> Settings:
    """Read every setting the hub knows. Raises `Unusable` with a sentence for a person."""
    data = Path(environment.get("HAIDANG_DATA_DIR") or "var").resolve()
    host = environment.get("HOST") or "127.0.0.1"
    port = _port(environment.get("PORT") or "8000")
    certificate, key = _path(environment, "HAIDANG_TLS_CERT"), _path(environment, "HAIDANG_TLS_KEY")
    if (certificate is None) != (key is None):
        raise Unusable("HAIDANG_TLS_CERT and HAIDANG_TLS_KEY go together: set both or neither.")
    scheme = "http" if certificate is None else "https"
    public_url = (environment.get("PUBLIC_URL") or f"{scheme}://{_link_host(host)}:{port}").rstrip("/")
    return Settings(
        data=data,
        database=_database(environment.get("DATABASE_URL") or f"sqlite:///{data / 'hub.sqlite'}"),
        host=host,
        port=port,
        public_url=public_url,
        hosts=_hosts(environment.get("HAIDANG_HOSTS") or "", host, public_url),
        name=environment.get("HAIDANG_NAME") or "Hải Đăng",
        pages=Path(environment.get("HAIDANG_PAGES") or REPOSITORY / "pwa" / "dist"),
        certificate=certificate,
        certificate_key=key,
        oidc=_path(environment, "HAIDANG_OIDC"),
        notify=environment.get("NOTIFY_SOCKET") or None,
    )


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65_535:
        raise Unusable("PORT must be a number between 0 and 65535, such as PORT=8001.")
    return int(text)


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    return Path(environment[name]) if environment.get(name) else None


def _link_host(host: str) -> str:
    """What to write in a link for an address that means "every interface"."""
    if host in EVERY_INTERFACE:
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _database(text: str) -> str:
    try:
        url = make_url(text)
    except ArgumentError:
        raise Unusable("DATABASE_URL is no database address such as postgresql://user@host/name.") from None
    if url.drivername not in DRIVERS:
        raise Unusable("DATABASE_URL must begin with postgresql:// or sqlite:///.")
    return url.set(drivername=DRIVERS[url.drivername]).render_as_string(hide_password=False)


def _hosts(text: str, host: str, public_url: str) -> frozenset[str]:
    named = {part.strip().lower() for part in text.split(",") if part.strip()}
    own = {host.lower(), (urlsplit(public_url).hostname or "").lower()}
    return frozenset(named | own | {"localhost", "127.0.0.1", "::1"}) - EVERY_INTERFACE
