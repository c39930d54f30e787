"""Who a provider says that somebody is, and how far a sign-in that was begun may go on. Pure."""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from backend.federation.id_tokens import Trouble, refused
from backend.federation.providers import Provider

PENDING_MS = 600_000
# Of one device at a time: a person who starts again, in another tab even.
PENDING_MAX = 4
SECRET_BYTES = 32
SUBJECT_CHARS_MAX = 255
NAME_CHARS_MAX = 100
NUMBER_CHARS_MAX = 32

Purpose = Literal["enrol", "session"]


class Pending(Struct, frozen=True, kw_only=True):
    """A sign-in that a device has begun, until the provider's answer comes back by the same device."""

    # SHA-256 of what travels
    state: bytes
    device: bytes
    provider: str
    purpose: Purpose
    # what the person calls the device
    label: str
    # of PKCE (RFC 7636)
    verifier: str
    nonce: str
    begun: int
    expires: int
    # when the answer came, MAC of its code, and whom it proved
    taken: int | None = None
    code: bytes | None = None
    account: bytes | None = None


class Person(Struct, frozen=True, kw_only=True):
    """What the provider said of somebody, at a level that is enough. Ids are MACs under the hub's secret."""

    subject: bytes
    name: str
    number: bytes | None
    staff: str | None


class Link(Struct, frozen=True, kw_only=True):
    """That a provider's subject is somebody whom the hub knows."""

    issuer: str
    subject: bytes
    account: bytes
    number: bytes | None
    linked: int


def begun(*, device: bytes, provider: str, purpose: Purpose, label: str, now_ms: int) -> tuple[str, Pending]:
    """A new sign-in, and its state as it travels: by its first letter the app knows what it began."""
    state = purpose[0] + secrets.token_urlsafe(SECRET_BYTES)
    pending = Pending(
        state=state_hash(state),
        device=device,
        provider=provider,
        purpose=purpose,
        label=label,
        verifier=secrets.token_urlsafe(SECRET_BYTES),
        nonce=secrets.token_urlsafe(SECRET_BYTES),
        begun=now_ms,
        expires=now_ms + PENDING_MS,
    )
    return state, pending


def state_hash(state: str) -> bytes:
    return hashlib.sha256(b"haidang/oidc/state/1\0" + state.encode()).digest()


def challenge_of(verifier: str) -> str:
    """S256 of PKCE."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def fault_of(pending: Pending | None, *, device: bytes, purpose: Purpose, now_ms: int) -> Trouble | None:
    """Why an answer with this state by this device goes nowhere. Outside all of these look the same."""
    if pending is None:
        return refused("state")
    if pending.device != device:
        return refused("another-device")
    if pending.purpose != purpose:
        return refused("another-purpose")
    return refused("late") if pending.expires <= now_ms else None


def person_of(claims: Mapping[str, Any], provider: Provider, secret: bytes) -> Person | Trouble:
    """Whom the claims mean. A level that is not said is too low."""
    names = provider.claims
    level = claims.get(names.level)
    if (str(level) if isinstance(level, int) else level) not in provider.good_levels:
        return Trouble("level-too-low", "level")
    subject = _text(claims.get(names.subject), SUBJECT_CHARS_MAX)
    if subject is None:
        return refused("subject")
    name = _text(claims.get(names.name), NAME_CHARS_MAX)
    number = None if names.number is None else _text(claims.get(names.number), NUMBER_CHARS_MAX)
    staff = None if names.staff is None else _text(claims.get(names.staff), SUBJECT_CHARS_MAX)
    return Person(
        subject=mac_of(secret, provider.issuer, "subject", subject),
        name=name or "",
        number=None if number is None else mac_of(secret, provider.issuer, "number", number),
        staff=staff,
    )


def mac_of(secret: bytes, issuer: str, kind: Literal["subject", "number", "code"], value: str) -> bytes:
    """How the hub keeps what it must know again and need not be able to read."""
    told = "\0".join((kind, issuer, value)).encode()
    return hmac.digest(secret, b"haidang/oidc/1\0" + told, "sha256")


def _text(value: object, characters_max: int) -> str | None:
    """One line that can be shown, or None."""
    if not isinstance(value, str):
        return None
    text = " ".join(unicodedata.normalize("NFC", value).split())
    return text if 0 < len(text) <= characters_max and text.isprintable() else None
