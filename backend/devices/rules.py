"""Who may enrol, decided purely: codes, tries and keys of others."""

import hashlib
import hmac

from msgspec import Struct

from schemas.wire.problems import ProblemCode

TRIES_MAX = 5
TRIES_MS = 600_000
# A code's beginning names it well enough to bound guessing, and not well enough to find it.
PREFIX_CHARS = 4


class Device(Struct, frozen=True, kw_only=True):
    device: bytes
    public: bytes
    account: bytes
    label: str
    enrolled: int
    revoked: int | None
    record: bytes


class Key(Struct, frozen=True):
    """What of a device never changes."""

    device: bytes
    public: bytes
    account: bytes
    # the hub-signed enrolment
    record: bytes


class Code(Struct, frozen=True, kw_only=True):
    account: bytes
    uses_left: int
    expires: int
    # the device that used it last
    spent_by: bytes | None = None


class Tries(Struct, frozen=True, kw_only=True):
    subject: bytes
    failures: int
    since: int


def refusal(*, code: Code | None, device: bytes, known: Device | None, now_ms: int) -> ProblemCode | None:
    """Why this device may not enrol with this code. `known` is its present enrolment, if it has one."""
    # Of a code that is good for nothing any more nobody learns that it ever was.
    if code is None or not _answers(code, device, now_ms):
        return "code-refused"
    return None if known is None else refusal_of_known(known, code.account)


def refusal_of_known(known: Device, account: bytes) -> ProblemCode | None:
    """Why a key that is enrolled may not come in again, for this account."""
    if known.account != account:
        return "not-permitted"
    return "revoked-device" if known.revoked is not None else None


def is_good(code: Code, now_ms: int) -> bool:
    """Whether it may still be used."""
    return code.uses_left >= 1 and code.expires > now_ms


def _answers(code: Code, device: bytes, now_ms: int) -> bool:
    """To the device that spent it a code answers once more in its time: the reply may have been lost."""
    return is_good(code, now_ms) or (code.spent_by == device and code.expires > now_ms)


def plain(code: str) -> str:
    """A code as it is compared: without case, spaces and hyphens."""
    return "".join(code.split()).replace("-", "").upper()


def hash_of(secret: bytes, code: str) -> bytes:
    return hmac.new(secret, b"haidang/code/1\0" + plain(code).encode(), hashlib.sha256).digest()


def subjects_of(code: str, device: bytes) -> tuple[bytes, bytes]:
    """Whose failures are counted: the beginning of the code, and the device."""
    prefix = hashlib.sha256(b"prefix\0" + plain(code)[:PREFIX_CHARS].encode()).digest()
    return prefix, hashlib.sha256(b"device\0" + device).digest()


def exhausted(tries: dict[bytes, Tries], now_ms: int) -> bool:
    return any(one.failures >= TRIES_MAX and now_ms - one.since < TRIES_MS for one in tries.values())


def failed(tries: dict[bytes, Tries], subjects: tuple[bytes, ...], now_ms: int) -> list[Tries]:
    """The tries after one more failure; an old series ends and a new one begins."""
    after = []
    for subject in subjects:
        before = tries.get(subject)
        running = before is not None and now_ms - before.since < TRIES_MS
        if before is not None and running:
            after.append(Tries(subject=subject, failures=before.failures + 1, since=before.since))
        else:
            after.append(Tries(subject=subject, failures=1, since=now_ms))
    return after
