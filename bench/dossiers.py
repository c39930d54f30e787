"""Real dossiers to measure with: the complete cases of the forms' tests, written and signed by one device."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sync import seal
from sync.change import Change, Malformed, Operation, Record, Set, encode, read_operation, time_of
from sync.seal import SigningKey

CASES = Path(__file__).resolve().parent.parent / "tests" / "forms" / "cases" / "complete.json"
KEY = SigningKey.from_secret(hashlib.sha256(b"bench").digest())
NOW_MS = 1_795_000_000_000


class Signed(Struct, frozen=True):
    """One change as it lies on the disk and travels."""

    document: bytes
    change: bytes
    payload: bytes
    signature: bytes

    def envelope(self) -> bytes:
        return seal.pack_signed(self.payload, self.signature)


def cases() -> dict[str, list[Operation]]:
    """By form: what one person would write to fill it in."""
    read = json.loads(CASES.read_text(encoding="utf-8"))
    return {form: [_operation(item) for item in items] for form, items in read.items()}


def begun(form: str, operations: Sequence[Operation], number: int) -> Signed:
    """A dossier filled in within one sitting, as its first change."""
    nonce = hashlib.sha256(b"dossier %d" % number).digest()[:16]
    document = seal.document_id(KEY.device, nonce)
    return _signed(form, document, (), [Record("created", {"nonce": nonce.hex()}), *operations])


def edited(form: str, before: Signed, operation: Set) -> Signed:
    """One answer changed in it later, on one parent."""
    return _signed(form, before.document, (before.change,), [operation])


def _operation(item: object) -> Operation:
    operation = read_operation(item)
    assert not isinstance(operation, Malformed)
    return operation


def _signed(
    form: str, document: bytes, parents: tuple[bytes, ...], operations: Sequence[Operation]
) -> Signed:
    payload = encode(
        Change(
            schema=form,
            document=document,
            device=KEY.device,
            time=time_of(NOW_MS),
            parents=parents,
            operations=tuple(operations),
        )
    )
    return Signed(document, seal.change_id(payload), payload, KEY.sign(seal.CHANGE, payload))
