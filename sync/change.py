"""A change: its bytes, and the closed list of what makes them well-formed (SPEC E1-E22)."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from sync.limits import (
    CHANGE_ID_BYTES,
    DEVICE_ID_BYTES,
    DOCUMENT_ID_BYTES,
    INTEGER_MAX,
    NESTING_MAX,
    PARENTS_MAX,
    PATH_BYTES_MAX,
    PAYLOAD_BYTES_MAX,
    TIME_MS_MAX,
)
from sync.packing import Front, NotCanonical, pack, unpack_any

# What a form's field holds: null, booleans, integers, strings, arrays, and maps with string keys.
Value = None | bool | int | str | list["Value"] | dict[str, "Value"]

VERSION: Final = 1
_EPOCH_UNIX_MS: Final = 1_704_067_200_000  # 2024-01-01T00:00Z

_NAME: Final = r"/[A-Za-z0-9_-]{1,64}"
_ROW: Final = r"[0-9a-v]{13}"
_PATH: Final = lru_cache(4096)(re.compile(rf"(?:{_NAME}(?:/@{_ROW})?)+").fullmatch)
_LIST_PATH: Final = lru_cache(4096)(re.compile(rf"(?:{_NAME}(?:/@{_ROW})?)*{_NAME}").fullmatch)
_ROW_ID: Final = re.compile(_ROW)
_POSITION: Final = re.compile(r"[!-~]{1,64}")
_KIND: Final = re.compile(r"[a-z][a-z_]{0,31}")
_SCHEMA: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}@[0-9]{1,6}")


class Set(Struct, frozen=True, gc=False):  # there are many, and no cycles
    path: str
    value: Value


class Insert(Struct, frozen=True, gc=False):
    list_path: str
    row: str
    position: str


class Remove(Struct, frozen=True, gc=False):
    list_path: str
    row: str


class Record(Struct, frozen=True, gc=False):
    kind: str
    body: dict[str, Value]


Operation = Set | Insert | Remove | Record


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """What one sitting wrote to one document. `time` is a claim: ms since 2024-01-01T00:00Z."""

    version: int = VERSION
    schema: str
    document: bytes
    device: bytes
    time: int
    parents: tuple[bytes, ...]
    operations: tuple[Operation, ...]


class Newer(Struct, frozen=True, kw_only=True):
    """A change of a version that this program does not know: kept, relayed, and not understood (SPEC E19)."""

    version: int
    schema: str
    document: bytes
    device: bytes
    time: int
    parents: tuple[bytes, ...]


class Malformed(Struct, frozen=True):
    """Bytes that never were a change: the number of the broken rule, and what is wrong."""

    rule: str
    reason: str


def encode(change: Change) -> bytes:
    """The payload. Raises NotCanonical where a string has a lone surrogate or an integer no form."""
    return pack(
        [
            change.version,
            change.schema,
            change.document,
            change.device,
            change.time,
            change.parents,
            [as_array(operation) for operation in change.operations],
        ]
    )


def decode(payload: bytes) -> Change | Newer | Malformed:
    """Never raises, whatever the bytes are."""
    if len(payload) > PAYLOAD_BYTES_MAX:
        return Malformed("E2", "the payload is over 65,536 bytes")
    try:
        # 0x97 0x01 is the one canonical beginning of seven elements, version 1.
        return _read_change(payload) if payload[:2] == b"\x97\x01" else _read_newer(payload)
    except (NotCanonical, _Broken) as fault:
        return Malformed(fault.rule, str(fault))


def read_operation(item: object) -> Operation | Malformed:
    """One operation from its array form."""
    try:
        return _operation(item)
    except _Broken as fault:
        return Malformed(fault.rule, str(fault))


def as_array(operation: Operation) -> list[object]:
    """The array form of an operation."""
    match operation:
        case Set(path, value):
            return ["set", path, value]
        case Insert(list_path, row, position):
            return ["insert", list_path, row, position]
        case Remove(list_path, row):
            return ["remove", list_path, row]
        case Record(kind, body):
            return ["record", kind, body]


def read_parents(items: list[object]) -> tuple[bytes, ...] | Malformed:
    """Parents from their array form (SPEC E7, E8)."""
    try:
        return _parents(items)
    except _Broken as fault:
        return Malformed(fault.rule, str(fault))


def is_schema(text: str) -> bool:
    return _SCHEMA.fullmatch(text) is not None


def time_of(unix_ms: int) -> int:
    """What an author writes as its time (SPEC E21)."""
    return min(max(unix_ms - _EPOCH_UNIX_MS, 0), TIME_MS_MAX)


def unix_ms_of(time: int) -> int:
    return time + _EPOCH_UNIX_MS


class _Broken(Exception):
    """A broken rule, on its way from the place that saw it to the answer."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule


def _read_change(payload: bytes) -> Change:
    frame = unpack_any(payload)
    assert type(frame) is list
    version, schema, document, device, time, parents, operations = frame
    if type(parents) is not list:
        raise _Broken("E1", "the parents are not an array")
    if type(operations) is not list or not operations:
        raise _Broken("E10", "operations are an array of at least one")
    return Change(
        version=version,
        schema=_schema(schema),
        document=_id(document, DOCUMENT_ID_BYTES),
        device=_id(device, DEVICE_ID_BYTES),
        time=_time(time),
        parents=_parents(parents),
        operations=tuple([_operation(item) for item in operations]),
    )


def _read_newer(payload: bytes) -> Newer:
    front = Front(payload)
    if front.array_length(shortest=False) < 7:
        raise _Broken("E1", "fewer than seven elements")
    version = front.unsigned()
    if version == VERSION:
        raise _Broken("E1", "not seven elements in their shortest form")
    if not VERSION < version <= INTEGER_MAX:
        raise _Broken("E5", "no such version")
    # The order of the arguments is the order of the bytes.
    return Newer(
        version=version,
        schema=_schema(front.text()),
        document=_id(front.binary(), DOCUMENT_ID_BYTES),
        device=_id(front.binary(), DEVICE_ID_BYTES),
        time=_time(front.unsigned()),
        parents=_parents([front.binary() for _ in range(front.array_length())]),
    )


def _schema(text: object) -> str:
    if type(text) is not str or not is_schema(text):
        raise _Broken("E9", "the schema is not form@version")
    return text


def _id(item: object, size: int) -> bytes:
    if type(item) is not bytes or len(item) != size:
        raise _Broken("E7", f"an id is not a binary of {size} bytes")
    return item


def _time(number: object) -> int:
    if type(number) is not int or not 0 <= number <= INTEGER_MAX:
        raise _Broken("E5", "the time is not an integer in range")
    return number


def _parents(items: Sequence[object]) -> tuple[bytes, ...]:
    if len(items) > PARENTS_MAX:
        raise _Broken("E8", "more than 64 parents")
    parents = tuple([_id(item, CHANGE_ID_BYTES) for item in items])
    if any(later <= earlier for earlier, later in pairwise(parents)):
        raise _Broken("E8", "the parents are not sorted, or one is there twice")
    return parents


def _operation(item: object) -> Operation:
    if type(item) is not list or not item:
        raise _Broken("E10", "an operation is an array that begins with its kind")
    match (item[0], len(item)):
        case ("set", 3):
            _, path, value = item
            _check_path(path, _PATH, "E11")
            _check_value(value, NESTING_MAX)
            return Set(path, value)
        case ("insert", 4):
            _, list_path, row, position = item
            _check_path(list_path, _LIST_PATH, "E12")
            _check_text(row, _ROW_ID, "E13", "a row id")
            _check_text(position, _POSITION, "E14", "a position")
            return Insert(list_path, row, position)
        case ("remove", 3):
            _, list_path, row = item
            _check_path(list_path, _LIST_PATH, "E12")
            _check_text(row, _ROW_ID, "E13", "a row id")
            return Remove(list_path, row)
        case ("record", 3):
            _, kind, body = item
            _check_text(kind, _KIND, "E15", "a kind")
            if type(body) is not dict:
                raise _Broken("E16", "a body is a map")
            _check_value(body, NESTING_MAX)
            return Record(kind, body)
    raise _Broken("E10", "no such operation with these arguments")


def _check_path(path: object, form: Callable[[str], object], rule: str) -> None:
    # Those that match are ASCII: characters are bytes. A form has few, and every dossier of it the same.
    if type(path) is not str or len(path) > PATH_BYTES_MAX or form(path) is None:
        raise _Broken(rule, "a path has another form")


def _check_text(text: object, pattern: re.Pattern[str], rule: str, what: str) -> None:
    if type(text) is not str or pattern.fullmatch(text) is None:
        raise _Broken(rule, f"{what} has another form")


def _check_value(value: object, levels: int) -> None:
    if type(value) is str:
        _check_string(value)
    elif type(value) is int:
        if not -INTEGER_MAX <= value <= INTEGER_MAX:
            raise _Broken("E17", "an integer is out of range")
    elif type(value) is list or type(value) is dict:
        if levels == 0:
            raise _Broken("E18", "nested too deep")
        if type(value) is dict:
            for key in value:
                if type(key) is not str:
                    raise _Broken("E17", "a key is not a string")
                _check_string(key)
        for inner in value.values() if type(value) is dict else value:
            _check_value(inner, levels - 1)
    elif not (value is None or type(value) is bool):
        raise _Broken("E17", "a value of another type")


def _check_string(text: str) -> None:
    if "\0" in text:
        raise _Broken("E6", "a string holds NUL")
