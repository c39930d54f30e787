"""The keys and dossiers that the vectors are about. Secrets in the open: nobody else may use them."""

import hashlib
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from sync import seal
from sync.change import Change, Malformed, Operation, encode, read_operation
from sync.exclusions import pack_exclusion
from sync.seal import SigningKey


def key(name: str) -> SigningKey:
    return SigningKey.from_secret(secret(name))


def secret(name: str) -> bytes:
    return hashlib.sha256(b"haidang vectors " + name.encode()).digest()


LAN: Final = key("lan")
BAY: Final = key("bay")
MAI: Final = key("mai")
NONCE: Final = bytes(range(16))
DOSSIER: Final = seal.document_id(LAN.device, NONCE)


class Written(Struct, frozen=True):
    """A change of the vectors' dossier."""

    id: bytes
    payload: bytes
    parents: tuple[bytes, ...]


def write(
    author: SigningKey, time: int, parents: Iterable[Written], *operations: list[object], version: int = 1
) -> Written:
    """A change of the dossier, from operations in their array form."""
    change = Change(
        version=version,
        schema="khoi-cong@1",
        document=DOSSIER,
        device=author.device,
        time=time,
        parents=tuple(sorted(parent.id for parent in parents)),
        operations=tuple(read(item) for item in operations),
    )
    payload = encode(change)
    return Written(seal.change_id(payload), payload, change.parents)


def read(item: list[object]) -> Operation:
    operation = read_operation(item)
    assert not isinstance(operation, Malformed), operation
    return operation


def exclude(change: Written, operations: Iterable[int] | Literal["all"], turn: int, code: str = "") -> bytes:
    """The payload of a record that leaves these operations of the change out."""
    return pack_exclusion(
        document=DOSSIER,
        change=change.id,
        parents=change.parents,
        operations=operations,
        code=code,
        turn=turn,
    )


def envelope(author: SigningKey, payload: bytes) -> bytes:
    return seal.pack_signed(payload, author.sign(seal.CHANGE, payload))


FIRST: Final = write(
    LAN,
    91_000_000_000,
    [],
    ["record", "created", {"nonce": NONCE.hex()}],
    ["set", "/a", "Lan"],
)
