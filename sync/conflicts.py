"""Conflicts: fields with values that no one person has chosen between (SPEC C10-C14)."""

import re
import unicodedata
from typing import Final

from sync.canonical import text
from sync.change import Value
from sync.registers import Registers
from sync.rows import Rows

_SPACES: Final = re.compile(" +")


def conflicts(registers: Registers, rows: Rows) -> tuple[str, ...]:
    """The paths in conflict, sorted."""
    differing = {path for path in registers.several() if _differ(registers, path) and not rows.hidden(path)}
    return tuple(sorted(differing | registers.overlapping()))


def equal(one: Value, other: Value) -> bool:
    """Whether a person would call two values the same answer (SPEC C11)."""
    return text(_plain(one)) == text(_plain(other))


def _differ(registers: Registers, path: str) -> bool:
    entries = registers.by_change(path)
    return any(not equal(entries[0].value, entry.value) for entry in entries[1:])


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return _SPACES.sub(" ", unicodedata.normalize("NFC", value)).strip(" ")
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
