"""Registers: a field keeps every value that nobody who saw it replaced (SPEC R1-R4)."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from sync.change import Value


class Entry(Struct, frozen=True):
    """One value of a field, and the change that wrote it."""

    change: bytes
    time: int
    value: Value


def shown_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each change once, the entry to draw first at the front: highest (time, id)."""
    once = {entry.change: entry for entry in entries}
    return tuple(sorted(once.values(), key=lambda entry: (entry.time, entry.change), reverse=True))


class Registers:
    """All fields of one document."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[bytes, Entry]] = {}

    def set(self, path: str, entry: Entry, saw: Callable[[bytes], bool]) -> None:
        """`saw` tells whether a change lies in the context of the one that sets."""
        held = self._entries.get(path)
        kept = {} if held is None else {change: other for change, other in held.items() if not saw(change)}
        kept[entry.change] = entry
        self._entries[path] = kept

    def shown(self, path: str) -> tuple[Entry, ...]:
        """The entries of a field, the one to draw first at the front: highest (time, id)."""
        return shown_first(self._entries.get(path, {}).values())

    def by_change(self, path: str) -> list[Entry]:
        """The entries of a field, sorted by change id."""
        return sorted(self._entries.get(path, {}).values(), key=lambda entry: entry.change)

    def several(self, path: str) -> bool:
        """Whether a field has more than one entry."""
        return len(self._entries.get(path, ())) > 1

    def paths(self) -> Iterator[str]:
        return iter(self._entries)
