"""By which ways people show this hub who they are, beside the codes that somebody hands them."""

import ipaddress
from urllib.parse import urlsplit

from msgspec import Struct


class Site(Struct, frozen=True):
    """Where this hub's passkeys belong (WebAuthn's relying party), and the pages that may ask for them."""

    name: str
    origins: tuple[str, ...]


class Ways(Struct, frozen=True, kw_only=True):
    # None where the hub has no name: a browser ties no passkey to a bare address
    site: Site | None
    # A demo opens sessions without any proof. Only the command line says so, never a setting.
    is_demo: bool = False


def site_of(public_url: str) -> Site | None:
    """The name in the hub's public address, and the one origin that it has."""
    parts = urlsplit(public_url)
    name = (parts.hostname or "").lower()
    if not name or _is_address(name):
        return None
    port = "" if parts.port is None else f":{parts.port}"
    return Site(name, (f"{parts.scheme}://{name}{port}",))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
