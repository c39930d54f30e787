"""Holding: everything the hub keeps of one document, folded and ready to take more."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from backend.consents.rules import Consent
from backend.dossiers.rules import Dossier
from sync.document import Document
from sync.exclusions import parse_exclusion
from sync.limits import SIGNATURE_BYTES

# The frame of an envelope around payload and signature, at most
FRAME_BYTES = 8


Standing = Literal["accepted", "waiting", "quarantined"]


class Held(Struct, frozen=True, kw_only=True, gc=False):
    """A stored change that verified, without its bytes."""

    change: bytes
    device: bytes
    sender: bytes
    received: int
    verdict: Standing
    code: str
    fed: bool
    # bytes of its envelope
    size: int


class Unproven(Struct, frozen=True, kw_only=True):
    """A stored envelope whose key is unknown."""

    change: bytes
    document: bytes
    device: bytes
    payload: bytes
    signature: bytes
    sender: bytes
    received: int

    @property
    def size(self) -> int:
        return envelope_bytes(self.payload)


class Exclusion(Struct, frozen=True):
    """An exclusion with the hub's signature over it."""

    document: bytes
    change: bytes
    payload: bytes
    signature: bytes


class Holding(Struct, frozen=True, kw_only=True):
    """`document` grows while a batch comes in; the rest says what was stored before it."""

    document: Document
    held: dict[bytes, Held]
    unproven: tuple[Unproven, ...]
    # of what is held, by id, and of the exclusions
    payloads: dict[bytes, bytes]
    exclusions: tuple[bytes, ...]
    # accounts that may write it
    granted: frozenset[bytes]
    dossier: Dossier | None
    # under which the dossier was begun for somebody else, or was not let in
    consent: Consent | None
    # those that wrote what is held or unproven
    devices: frozenset[bytes]


def empty(document: bytes) -> Holding:
    """Of a document that nobody has written."""
    return Holding(
        document=Document(document),
        held={},
        unproven=(),
        payloads={},
        exclusions=(),
        granted=frozenset(),
        dossier=None,
        consent=None,
        devices=frozenset(),
    )


def envelope_bytes(payload: bytes) -> int:
    """Bytes of the envelope around a payload, at most."""
    return len(payload) + SIGNATURE_BYTES + FRAME_BYTES


def fold(document: bytes, payloads: Mapping[bytes, bytes], exclusions: Iterable[bytes]) -> Document:
    """The document of these payloads, by id, and exclusion payloads. None stands in for what is not held.

    Exclusions go first: one that comes before its change costs nothing, one that comes after it a fold.
    """
    folded = Document(document)
    for exclusion in exclusions:
        if left_out_by(exclusion) in payloads:
            folded.exclude(exclusion)
    for change_id, payload in payloads.items():
        folded.take(change_id, payload)
    return folded


def left_out_by(exclusion: bytes) -> bytes:
    """The change that an exclusion's payload is about."""
    record = parse_exclusion(exclusion)
    assert record is not None
    return record.change
