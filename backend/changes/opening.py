"""Opening envelopes: what they hold and whether the signature is their author's. Values, never exceptions."""

import asyncio
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from backend.changes.holding import Unproven
from backend.changes.store import Envelope
from sync import seal
from sync.change import Change, Malformed, Newer, decode

# Below this many signatures a thread costs more than it frees.
THREAD_AT = 8


class Unfit(Struct, frozen=True):
    """An envelope that never was a change by its author; refused alone."""

    id: bytes | None
    code: str


class Opened(Struct, frozen=True, kw_only=True):
    """A well-formed change in its envelope. `proven`: its signature verified; else its key is unknown."""

    id: bytes
    change: Change | Newer
    payload: bytes
    signature: bytes
    proven: bool = False


def open_one(envelope: bytes) -> Opened | Unfit:
    """Look inside, without a key."""
    parts = seal.unpack_signed(envelope)
    if parts is None:
        return Unfit(None, "malformed")
    payload, signature = parts
    change = decode(payload)
    change_id = seal.change_id(payload)
    if isinstance(change, Malformed):
        return Unfit(change_id, "malformed")
    return Opened(id=change_id, change=change, payload=payload, signature=signature)


async def prove_all(
    opened: Sequence[Opened | Unfit], keys: Mapping[bytes, bytes], known: Mapping[bytes, Envelope]
) -> list[Opened | Unfit]:
    """Check signatures. `keys`: public keys by device; `known`: by change, what verified before."""
    if len(opened) < THREAD_AT:
        return [prove(one, keys, known) for one in opened]
    return await asyncio.to_thread(lambda: [prove(one, keys, known) for one in opened])


def prove(
    opened: Opened | Unfit, keys: Mapping[bytes, bytes], known: Mapping[bytes, Envelope]
) -> Opened | Unfit:
    if isinstance(opened, Unfit):
        return opened
    public = keys.get(opened.change.device)
    if public is None:
        return opened
    before = known.get(opened.id)
    again = before is not None and before.signature == opened.signature
    if not again and not seal.verify(public, seal.CHANGE, opened.payload, opened.signature):
        return Unfit(opened.id, "bad-signature")
    return replace(opened, proven=True)


def reopen(change_id: bytes, payload: bytes, signature: bytes) -> Opened:
    """One that was stored unproven, whose signature has verified now."""
    change = decode(payload)
    assert not isinstance(change, Malformed)
    return Opened(id=change_id, change=change, payload=payload, signature=signature, proven=True)


def unproven_of(opened: Opened, sender: bytes, received_ms: int) -> Unproven:
    """One whose key nobody here knows yet, as it is stored."""
    return Unproven(
        change=opened.id,
        document=opened.change.document,
        device=opened.change.device,
        payload=opened.payload,
        signature=opened.signature,
        sender=sender,
        received=received_ms,
    )
