"""Values that an exclusion or a readmission leaves nowhere to be seen (SPEC X9, X10)."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sync.canonical import LeftOut
from sync.change import Change, Set
from sync.conflicts import equal
from sync.exclusions import ALL, Exclusion
from sync.heads import History
from sync.registers import Entry, Registers, shown_first


class _Write(Struct, frozen=True):
    """One `set` of a field."""

    entry: Entry
    place: int
    in_force: bool


def replaced(
    changes: Mapping[bytes, Change],
    records: Mapping[bytes, Iterable[Exclusion]],
    left_out: Mapping[bytes, LeftOut],
    history: History,
    registers: Registers,
) -> dict[str, tuple[Entry, ...]]:
    """By field: what left-out operations took away, and what readmitted ones wrote, that is not current."""
    judged = [change for change in records if change in changes]
    paths = {op.path for change in judged for op in changes[change].operations if isinstance(op, Set)}
    writes = _writes(changes, left_out, paths)
    listed: dict[str, tuple[Entry, ...]] = {}
    for path in sorted(paths):
        lost = [
            write.entry
            for change in judged
            for write in _brought_to_light(change, writes[path], records[change], history)
            if not any(equal(entry.value, write.entry.value) for entry in registers.shown(path))
        ]
        if lost:
            listed[path] = shown_first(lost)
    return listed


def _brought_to_light(
    change: bytes, writes: list[_Write], records: Iterable[Exclusion], history: History
) -> list[_Write]:
    """What the left-out writes of `change` took away, and what it wrote itself if that was ever left out."""
    own = [write for write in writes if write.entry.change == change]
    found = [taken for write in own if not write.in_force for taken in _taken_away(write, writes, history)]
    kept = [write for write in own if write.in_force][-1:]
    return found + [write for write in kept if any(record.leaves_out(write.place) for record in records)]


def _writes(
    changes: Mapping[bytes, Change], left_out: Mapping[bytes, LeftOut], paths: set[str]
) -> dict[str, list[_Write]]:
    writes: dict[str, list[_Write]] = {path: [] for path in paths}
    for change_id, change in changes.items():
        out = left_out.get(change_id, ())
        for place, operation in enumerate(change.operations):
            if isinstance(operation, Set) and operation.path in paths:
                entry = Entry(change_id, change.time, operation.value)
                in_force = out != ALL and place not in out
                writes[operation.path].append(_Write(entry, place, in_force))
    return writes


def _taken_away(write: _Write, writes: list[_Write], history: History) -> list[_Write]:
    """What was current for the author of `write` just before it, as far as it is in force now."""
    seen = [other for other in writes if other.in_force and _after(write, other, history)]
    return [other for other in seen if not any(_after(later, other, history) for later in seen)]


def _after(later: _Write, earlier: _Write, history: History) -> bool:
    if later.entry.change == earlier.entry.change:
        return later.place > earlier.place
    return history.saw(later.entry.change, earlier.entry.change)
