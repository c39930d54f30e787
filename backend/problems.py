"""Problems (RFC 9457): what a request did wrong, from one table code → status, sentence."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
from msgspec import Struct

from schemas.wire.problems import Problem, ProblemCode

MEDIA_TYPE = "application/problem+json"


class Entry(Struct, frozen=True):
    status: int
    title: str
    detail: str


CATALOGUE: Mapping[ProblemCode, Entry] = MappingProxyType(
    {
        "bad-request": Entry(400, "Not understood", "The request is not one that this hub understands."),
        "bad-signature": Entry(401, "Not signed", "The request carries no signature that verifies."),
        "body-too-large": Entry(413, "Too large", "The body is larger than the hub takes in one request."),
        "busy": Entry(503, "Busy", "The hub cannot answer now; the same request may be sent again later."),
        "code-refused": Entry(403, "Code refused", "The code is unknown, used up or expired."),
        "internal": Entry(500, "Our fault", "The hub failed; nothing was taken in and nothing is lost."),
        "level-too-low": Entry(403, "Level too low", "The provider knows this person at too low a level."),
        "list-full": Entry(409, "List full", "There is no room for one more; end one that no longer holds."),
        "moved-on": Entry(409, "Moved on", "It changed since it was read; read it again."),
        "not-found": Entry(404, "Not found", "There is nothing here, or nothing that this device may see."),
        "not-permitted": Entry(403, "Not permitted", "Not with this key, or not from this page."),
        "only-aside": Entry(
            409,
            "Only aside",
            "Nobody agreed to it, or a stranger wrote it: it can only be set aside.",
        ),
        "passkey-refused": Entry(
            403, "Passkey refused", "This passkey does not do here; try again, or another."
        ),
        "proof-needed": Entry(
            401, "Show again", "This weighs more: show once more who you are, and repeat it."
        ),
        "provider-away": Entry(
            503, "Provider away", "The sign-in provider cannot be asked now; begin again later."
        ),
        "reason-needed": Entry(403, "Reason needed", "Not on this table: say why it must be looked at."),
        "revoked-device": Entry(403, "Revoked", "This device may only push what it still holds."),
        "session-needed": Entry(401, "Session needed", "Show who you are to open a session, and repeat it."),
        "sign-in-refused": Entry(
            403, "Not signed in", "This sign-in names nobody whom the hub lets in; begin anew."
        ),
        "stale-nonce": Entry(401, "Stale nonce", "Sign the request again with the nonce given here."),
        "storage-full": Entry(507, "Storage full", "The hub has no room left; nothing was taken in."),
        "taken": Entry(409, "Taken", "Another has this already."),
        "too-many-tries": Entry(429, "Too many tries", "Too many wrong codes; wait ten minutes."),
        "too-many-requests": Entry(429, "Too often", "Too many requests; wait as long as Retry-After says."),
        "unknown-device": Entry(401, "Unknown device", "The hub does not know this device; enrol it first."),
        "unsupported-encoding": Entry(415, "Encoding", "Only gzip is understood as an encoding of the body."),
        "unsupported-type": Entry(415, "Type", "The body is of another type than this route takes."),
        "weak-key": Entry(400, "Weak key", "The key is not a P-256 key in its usual form."),
    }
)


# What Retry-After says, where nobody knows better.
WAIT_SECONDS: Mapping[ProblemCode, int] = MappingProxyType(
    {"busy": 5, "provider-away": 30, "too-many-tries": 600}
)


class Refused(Exception):
    """A request's fault, raised at the edge. `nonce` is for the next try, which is to wait `wait_seconds`."""

    def __init__(
        self, code: ProblemCode, nonce: bytes | None = None, wait_seconds: int | None = None
    ) -> None:
        super().__init__(code)
        self.code: ProblemCode = code
        self.nonce = nonce
        self.wait_seconds = WAIT_SECONDS.get(code) if wait_seconds is None else wait_seconds


def status_of(code: ProblemCode) -> int:
    return CATALOGUE[code].status


def code_of(status: int) -> ProblemCode:
    """The code for a status that the framework chose by itself."""
    known: dict[int, ProblemCode] = {
        404: "not-found",
        405: "not-found",
        413: "body-too-large",
        415: "unsupported-encoding",
        429: "too-many-requests",
        503: "busy",
    }
    return known.get(status, "bad-request" if status < 500 else "internal")


def body_of(code: ProblemCode, request_id: str, nonce: bytes | None = None) -> bytes:
    entry = CATALOGUE[code]
    return msgspec.json.encode(
        Problem(
            type=f"urn:haidang:problem:{code}",
            title=entry.title,
            status=entry.status,
            code=code,
            detail=entry.detail,
            request_id=request_id,
            nonce=nonce,
        )
    )
