"""Payloads built from pieces, so that any one piece can be wrong."""

import re
from typing import Final

from sync.packing import pack

Vector = dict[str, object]

DOCUMENT: Final = bytes(range(16))
DEVICE: Final = bytes(range(16, 32))
PARENT: Final = bytes(range(32))
SCHEMA: Final = "khoi-cong@1"
TIME: Final = 91_000_000_000
ROW: Final = "9f3kq0aa00000"


def frame(
    *,
    header: bytes = b"\x97",
    version: bytes = b"\x01",
    schema: bytes = pack(SCHEMA),
    document: bytes = pack(DOCUMENT),
    device: bytes = pack(DEVICE),
    time: bytes = pack(TIME),
    parents: bytes = pack([PARENT]),
    operations: bytes = pack([["set", "/name", "Lan"]]),
    rest: bytes = b"",
) -> bytes:
    """A well-formed change, but for what is given in its place."""
    return header + version + schema + document + device + time + parents + operations + rest


def writing(*operations: object) -> bytes:
    """A change with these operations, packed."""
    return frame(operations=pack(list(operations)))


def holding(packed_value: bytes) -> bytes:
    """A change that sets /name to these bytes."""
    return frame(operations=b"\x91\x93" + pack("set") + pack("/name") + packed_value)


def nested(levels: int) -> list[object]:
    """Arrays in arrays."""
    value: list[object] = []
    for _ in range(levels - 1):
        value = [value]
    return value


def kept(rule: str, name: str, payload: bytes) -> Vector:
    return {"name": name, "rules": [rule], "payload": shorten(payload), "expect": "change"}


def kept_unread(name: str, payload: bytes) -> Vector:
    return {"name": name, "rules": ["E19"], "payload": shorten(payload), "expect": "newer"}


def broken(rule: str, name: str, payload: bytes) -> Vector:
    return {"name": name, "rules": [rule], "payload": shorten(payload), "expect": "malformed"}


def shorten(payload: bytes) -> str | list[list[object]]:
    """Hex; of long payloads [[hex, times] …], with the run of one byte that makes them long."""
    run = re.search(rb"(.)\1{999,}", payload, re.DOTALL)
    if run is None:
        return payload.hex()
    before, after = payload[: run.start()], payload[run.end() :]
    return [[before.hex(), 1], [run[1].hex(), len(run[0])], [after.hex(), 1]]
