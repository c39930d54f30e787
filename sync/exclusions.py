"""Exclusions: what the custodian leaves out, by signed record (SPEC X1-X6)."""

from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from sync.canonical import LeftOut
from sync.change import Change, Malformed, read_parents
from sync.limits import (
    CHANGE_ID_BYTES,
    CODE_BYTES_MAX,
    DOCUMENT_ID_BYTES,
    INTEGER_MAX,
    PAYLOAD_BYTES_MAX,
)
from sync.packing import NotCanonical, pack, unpack

ALL: Final = "all"
_VERSION: Final = 1


class Exclusion(Struct, frozen=True, kw_only=True):
    """One record. `payload` is its packed form, which is what was signed."""

    document: bytes
    change: bytes
    parents: tuple[bytes, ...]
    operations: LeftOut
    code: str
    turn: int
    payload: bytes

    def leaves_out(self, place: int) -> bool:
        return self.operations == ALL or place in self.operations


def pack_exclusion(
    *,
    document: bytes,
    change: bytes,
    parents: Iterable[bytes],
    operations: Iterable[int] | Literal["all"],
    code: str,
    turn: int,
) -> bytes:
    """The payload of a record. `parents` are those of the change."""
    places = operations if isinstance(operations, str) else list(operations)
    return pack([_VERSION, document, change, list(parents), places, code, turn])


def parse_exclusion(payload: bytes) -> Exclusion | None:
    """The record, or None where the bytes are none (SPEC X1, X2)."""
    if len(payload) > PAYLOAD_BYTES_MAX:
        return None
    try:
        record = unpack(payload)
    except NotCanonical:
        return None
    match record:
        case [version, bytes(document), bytes(change), list(parents), places, str(code), int(turn)]:
            operations = _operations(places)
            named = read_parents(parents)
            well_formed = (
                type(version) is int
                and version == _VERSION
                and len(document) == DOCUMENT_ID_BYTES
                and len(change) == CHANGE_ID_BYTES
                and len(code.encode()) <= CODE_BYTES_MAX
                and "\0" not in code
                and type(turn) is int
                and 0 <= turn <= INTEGER_MAX
            )
            if not well_formed or operations is None or isinstance(named, Malformed):
                return None
            return Exclusion(
                document=document,
                change=change,
                parents=named,
                operations=operations,
                code=code,
                turn=turn,
                payload=payload,
            )
    return None


def standing(records: Iterable[Exclusion], held: Change | None) -> Exclusion | None:
    """The one record that counts for a change: of those that can count, the highest (turn, payload).

    `held` is the change where its payload is held and understood. Until then only "all" can count (SPEC X6).
    """
    able = [record for record in records if _can_count(record, held)]
    return max(able, key=lambda record: (record.turn, record.payload), default=None)


def _can_count(record: Exclusion, held: Change | None) -> bool:
    if isinstance(record.operations, str):
        return True
    return held is not None and all(place < len(held.operations) for place in record.operations)


def _operations(places: object) -> LeftOut | None:
    """ "all", or indexes, sorted and none twice."""
    if places == ALL:
        return ALL
    if not isinstance(places, list):
        return None
    before = -1
    for place in places:
        # A boolean is an int to Python, and True equals 1.
        if type(place) is not int or not before < place <= INTEGER_MAX:
            return None
        before = place
    return tuple(places)
