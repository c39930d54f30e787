"""One round trip of sync: `POST /api/sync`, MessagePack both ways (sync/SPEC.md, conversation)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.dossiers import Outcome
from schemas.wire.scalars import (
    ChangeId,
    Code,
    Cursor,
    DocumentId,
    EnvelopeBytes,
    Nonce,
    SignedRecord,
    UnixMs,
)


class Heads(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """The heads of one document, offered to a node that came back as a new incarnation."""

    document: DocumentId
    heads: Annotated[list[ChangeId], Meta(max_length=4096)]


class SyncRequest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a device sends: its place in the node's order, and what the node may not hold yet."""

    cursor: Cursor
    changes: Annotated[list[EnvelopeBytes], Meta(max_length=4096)]
    exclusions: Annotated[list[SignedRecord], Meta(max_length=4096)]
    heads: Annotated[list[Heads], Meta(max_length=4096)]
    # bytes of envelopes and records that the device will take in the reply
    limit: Annotated[int, Meta(ge=4096, le=524_288)]


class Verdict(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What the node now makes of one change. `id` is null where the envelope has none."""

    id: ChangeId | None
    verdict: Literal["accepted", "waiting", "quarantined", "refused"]
    code: Code
    # the parents that the node lacks, for "waiting" with code ""
    missing: Annotated[list[ChangeId], Meta(max_length=4096)]


class SyncResponse(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the node answers. Only a decoded one is an answer; a captive portal's page is not."""

    verdicts: list[Verdict]
    # hub-signed enrolments of the devices that wrote the changes below
    devices: list[SignedRecord]
    changes: list[EnvelopeBytes]
    # hub-signed exclusions of the documents below
    exclusions: list[SignedRecord]
    outcomes: list[Outcome]
    # heads that were offered and that the node does not hold
    wanted: list[ChangeId]
    cursor: Cursor
    # the node holds more under this cursor: ask again at once
    more: bool
    # the key is withdrawn: it may push, and gets nothing but verdicts
    revoked: bool = False
    time: UnixMs
    nonce: Nonce
