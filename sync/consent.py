"""Consent: how a citizen let a helper begin a dossier for them, as a record of the beginning (SPEC K1-K7)."""

import re
from collections.abc import Callable, Mapping
from typing import Final, Literal, cast

from msgspec import Struct

from sync.change import Change, Record, Value
from sync.limits import CHANGE_ID_BYTES, DOCUMENT_ID_BYTES, INTEGER_MAX
from sync.number import ALPHABET
from sync.packing import NotCanonical, pack, unpack

Mode = Literal["phone", "passkey", "card", "witness"]
NoticesTo = Literal["own", "relative", "helper", "post"]

# What is hashed begins with one of these, so that no digest passes for another.
ASKED: Final = b"haidang/consent/1\0"
CANCEL: Final = b"haidang/cancel/1\0"

NAME_CHARS_MAX: Final = 200
PHONE_CHARS_MAX: Final = 20
ADDRESS_CHARS_MAX: Final = 300
STAFF_CHARS_MAX: Final = 64
TEXT_VERSION_MAX: Final = 999_999
CODE_GROUPS: Final = 3
GROUP_CHARS: Final = 4

_PROCEDURE: Final = re.compile(r"[A-Za-z0-9._-]{1,32}")
_LANGUAGE: Final = re.compile(r"vi|en")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_PHONE_CODE: Final = re.compile(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")
_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]{1,4096}")
_CONTROL: Final = re.compile("[\0-\x1f\x7f-\x9f]")
_NOT_IN_A_CODE: Final = re.compile(r"[^0-9A-Za-z]+")
_KEYS: Final = frozenset(
    {"name", "procedure", "text", "language", "mode", "proof", "expires", "cancel", "notices"}
)


class Notices(Struct, frozen=True, kw_only=True):
    """Who hears how the dossier stands. What is not needed for that is empty."""

    to: NoticesTo
    name: str
    phone: str
    address: str


class Consent(Struct, frozen=True, kw_only=True):
    """The body of a `consented` record that may count."""

    # the citizen's, whole
    name: str
    procedure: str
    # which version of the text was read to them, and in which language
    text: int
    language: Literal["vi", "en"]
    mode: Mode
    # what each mode has to show for it: K3
    proof: dict[str, str]
    # Unix ms
    expires: int
    # hash of the code with which it is cancelled
    cancel: bytes
    notices: Notices


class Seen(Struct, frozen=True, kw_only=True):
    """What the hub countersigns: whom it let write for whom, and when it learnt of it."""

    document: bytes
    change: bytes
    owner: bytes
    helper: bytes
    time: int


def is_assisted(change: Change) -> bool:
    """Whether a beginning says that it is one for somebody else; it may say so badly."""
    kinds = [operation.kind for operation in change.operations if isinstance(operation, Record)]
    return "created" in kinds and "consented" in kinds


def consent_of(change: Change) -> Consent | None:
    """The one consent of such a beginning; None where it has another form, or there are several."""
    records = [one for one in change.operations if isinstance(one, Record)]
    bodies = [record.body for record in records if record.kind == "consented"]
    return read(bodies[0]) if is_assisted(change) and len(bodies) == 1 else None


def read(body: Mapping[str, Value]) -> Consent | None:
    """A body, strictly: exactly these keys, each within its bounds (SPEC K2, K3)."""
    mode, notices = body.get("mode"), _notices(body.get("notices"))
    proof = _proof(mode, body.get("proof"))
    good = (
        body.keys() == _KEYS
        and _is_text(body["name"], 1, NAME_CHARS_MAX)
        and _matches(body["procedure"], _PROCEDURE)
        and _is_whole(body["text"], 1, TEXT_VERSION_MAX)
        and _matches(body["language"], _LANGUAGE)
        and _is_whole(body["expires"], 0, INTEGER_MAX)
        and _matches(body["cancel"], _HASH)
    )
    if not good or proof is None or notices is None:
        return None
    return Consent(
        name=cast("str", body["name"]),
        procedure=cast("str", body["procedure"]),
        text=cast("int", body["text"]),
        language=cast("Literal['vi', 'en']", body["language"]),
        mode=cast("Mode", mode),
        proof=proof,
        expires=cast("int", body["expires"]),
        cancel=bytes.fromhex(cast("str", body["cancel"])),
        notices=notices,
    )


def asked(document: bytes, body: Mapping[str, Value]) -> bytes:
    """What a passkey signs the SHA-256 of: all but the proof, for this one document (SPEC K4)."""
    return ASKED + pack([document, {key: value for key, value in body.items() if key != "proof"}])


def cancelling(code: str) -> bytes:
    """What a body holds the SHA-256 of (SPEC K5)."""
    return CANCEL + plain(code).encode()


def plain(code: str) -> str:
    """A code as it is compared, however it was written down: its letters and digits, in capitals."""
    return _NOT_IN_A_CODE.sub("", code).upper()


def pack_seen(seen: Seen) -> bytes:
    return pack([1, seen.document, seen.change, seen.owner, seen.helper, seen.time])


def read_seen(payload: bytes) -> Seen | None:
    """What the hub countersigned; None where the bytes are anything else (SPEC K7)."""
    try:
        item = unpack(payload)
    except NotCanonical:
        return None
    match item:
        case [
            int(version),
            bytes() as document,
            bytes() as change,
            bytes() as owner,
            bytes() as helper,
            time,
        ]:
            sizes = (len(document), len(change), len(owner), len(helper))
            ids = DOCUMENT_ID_BYTES, CHANGE_ID_BYTES, DOCUMENT_ID_BYTES, DOCUMENT_ID_BYTES
            if sizes == ids and _is_whole(version, 1, 1) and _is_whole(time, 0, INTEGER_MAX):
                return Seen(
                    document=document, change=change, owner=owner, helper=helper, time=cast("int", time)
                )
    return None


def _proof(mode: Value, proof: Value) -> dict[str, str] | None:
    fields = _PROOFS.get(mode) if isinstance(mode, str) else None
    if fields is None or not isinstance(proof, dict) or proof.keys() != fields.keys():
        return None
    if not all(is_good(proof[name]) for name, is_good in fields.items()):
        return None
    return cast("dict[str, str]", dict(proof))


def _notices(notices: Value) -> Notices | None:
    if not isinstance(notices, dict) or notices.keys() != {"to", "name", "phone", "address"}:
        return None
    to = notices["to"]
    if not isinstance(to, str) or to not in ("own", "relative", "helper", "post"):
        return None
    needed = _NEEDED.get(to, ())
    bounds = {"name": NAME_CHARS_MAX, "phone": PHONE_CHARS_MAX, "address": ADDRESS_CHARS_MAX}
    if not all(_is_text(notices[key], 1 if key in needed else 0, most) for key, most in bounds.items()):
        return None
    return Notices(
        to=cast("NoticesTo", to),
        name=cast("str", notices["name"]),
        phone=cast("str", notices["phone"]),
        address=cast("str", notices["address"]),
    )


def _is_text(value: object, least: int, most: int) -> bool:
    """One line in code points, without blanks at its ends."""
    if not isinstance(value, str) or not least <= len(value) <= most:
        return False
    return _CONTROL.search(value) is None and value == value.strip(" ")


def _is_whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _matches(value: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _text(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: _is_text(value, least, most)


def _pattern(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: _matches(value, pattern)


_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {"relative": ("name", "phone"), "post": ("name", "address")}
_PROOFS: Final[Mapping[str, Mapping[str, Callable[[object], bool]]]] = {
    "phone": {"code": _pattern(_PHONE_CODE)},
    "passkey": dict.fromkeys(("credential", "authenticator", "client", "signature"), _pattern(_BASE64URL)),
    "card": {"officer": _text(1, STAFF_CHARS_MAX)},
    "witness": {"name": _text(1, NAME_CHARS_MAX), "phone": _text(0, PHONE_CHARS_MAX)},
}
