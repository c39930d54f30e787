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
    held = set(registers.paths())
    found = {path for path in held if _differ(registers, path) and not rows.hidden(path)}
    # One slash: nothing lies above it.
    for path in [path for path in held if path.count("/") > 1]:
        above = [around for around in _prefixes(path) if around in held]
        if above:
            found.add(path)
            found.update(above)
    return tuple(sorted(found))


def equal(one: Value, other: Value) -> bool:
    """Whether a person would call two values the same answer (SPEC C11)."""
    return text(_plain(one)) == text(_plain(other))


def _differ(registers: Registers, path: str) -> bool:
    if not registers.several(path):
        return False
    entries = registers.by_change(path)
    return any(not equal(entries[0].value, entry.value) for entry in entries[1:])


def _prefixes(path: str) -> list[str]:
    return [path[:place] for place in range(1, len(path)) if path[place] == "/"]


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return _SPACES.sub(" ", unicodedata.normalize("NFC", value)).strip(" ")
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
