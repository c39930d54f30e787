"""Canonical text and its digest: equal where two replicas hold the same (SPEC C1-C8)."""

from collections.abc import Iterable, Mapping
from json import JSONEncoder
from typing import Final, Literal

from sync.change import Value
from sync.log import Log
from sync.registers import Registers
from sync.rows import Rows

# What a standing exclusion leaves out of its change: every operation, or those at these places.
LeftOut = Literal["all"] | tuple[int, ...]

# Agrees with RFC 8785 on all that we have but the order of keys.
_write: Final = JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_NESTED: Final = frozenset({list, dict})


def state(
    document: bytes,
    registers: Registers,
    rows: Rows,
    log: Log,
    heads: Iterable[bytes],
    left_out: Mapping[bytes, LeftOut],
) -> str:
    """The canonical state as RFC 8785 text. `left_out` names only changes of which something is left out."""
    return _write(
        [
            document.hex(),
            [
                [
                    path,
                    [
                        [entry.change.hex(), entry.time, _ordered(entry.value)]
                        for entry in registers.by_change(path)
                    ],
                ]
                for path in sorted(registers.paths())
            ],
            [[list_path, standing] for list_path in rows.lists() if (standing := _standing(rows, list_path))],
            [[entry.change.hex(), entry.time, entry.kind, _ordered(entry.body)] for entry in log.entries()],
            [head.hex() for head in heads],
            exclusions(left_out),
        ]
    )


def exclusions(left_out: Mapping[bytes, LeftOut]) -> list[Value]:
    """The last element of the state."""
    return [
        [change.hex(), places if isinstance(places, str) else list(places)]
        for change, places in sorted(left_out.items())
    ]


def text(value: object) -> str:
    """RFC 8785 of null, booleans, integers, strings, lists and string-keyed maps."""
    return _write(_ordered(value))


def _ordered(value: object) -> object:
    """The same with the keys of maps in RFC 8785's order: by UTF-16 code units, not by UTF-8 bytes."""
    if type(value) is list:
        return [_ordered(item) if type(item) in _NESTED else item for item in value]
    if type(value) is dict:
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _ordered(value[key]) for key in keys}
    return value


def _standing(rows: Rows, list_path: str) -> list[list[object]]:
    drawn = rows.drawn(list_path)
    return [[row.id, row.position, [token.hex() for token in row.tokens]] for row in drawn if row.standing]
