"""The frozen catalogue of problem codes (RFC 9457). A code is never reused for something else."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.scalars import Nonce, ShortText

ProblemCode = Literal[
    "bad-request",
    "bad-signature",
    "body-too-large",
    "busy",
    "code-refused",
    "internal",
    "level-too-low",
    "list-full",
    "moved-on",
    "not-found",
    "not-permitted",
    "only-aside",
    "passkey-refused",
    "proof-needed",
    "provider-away",
    "reason-needed",
    "revoked-device",
    "session-needed",
    "sign-in-refused",
    "stale-nonce",
    "storage-full",
    "taken",
    "too-many-requests",
    "too-many-tries",
    "unknown-device",
    "unsupported-encoding",
    "unsupported-type",
    "weak-key",
]


class Problem(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`application/problem+json`. `nonce` is the one to try again with, for "stale-nonce"."""

    type: ShortText
    title: ShortText
    status: Annotated[int, Meta(ge=400, le=599)]
    code: ProblemCode
    detail: ShortText
    request_id: ShortText
    nonce: Nonce | None
