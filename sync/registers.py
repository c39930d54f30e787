"""Registers: a field keeps every value that nobody who saw it replaced (SPEC R1-R4)."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from sync.change import Value


class Entry(Struct, frozen=True, gc=False):
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
        # kept as registers come, since they are asked for after every change
        self._several: set[str] = set()
        self._above: set[str] = set()
        self._overlapping: set[str] = set()

    def set(self, path: str, entry: Entry, saw: Callable[[bytes], bool]) -> None:
        """`saw` tells whether a change lies in the context of the one that sets."""
        held = self._entries.get(path)
        if held is None:
            self._entries[path] = {entry.change: entry}
            self._note_around(path)
            return
        kept = {change: other for change, other in held.items() if not saw(change)}
        kept[entry.change] = entry
        self._entries[path] = kept
        if len(kept) > 1:
            self._several.add(path)
        elif len(held) > 1:
            self._several.discard(path)

    def shown(self, path: str) -> tuple[Entry, ...]:
        """The entries of a field, the one to draw first at the front: highest (time, id)."""
        return shown_first(self._entries.get(path, {}).values())

    def by_change(self, path: str) -> list[Entry]:
        """The entries of a field, sorted by change id."""
        return sorted(self._entries.get(path, {}).values(), key=lambda entry: entry.change)

    def several(self) -> frozenset[str]:
        """The fields with more than one entry."""
        return frozenset(self._several)

    def overlapping(self) -> frozenset[str]:
        """The fields that lie beneath another one, or another one beneath them."""
        return frozenset(self._overlapping)

    def paths(self) -> Iterator[str]:
        return iter(self._entries)

    def _note_around(self, path: str) -> None:
        """A field is new: which others lie above or beneath it?"""
        around = [path]
        end = path.rfind("/")
        while end > 0:
            above = path[:end]
            self._above.add(above)
            if above in self._entries:
                around.append(above)
            end = path.rfind("/", 0, end)
        if path in self._above:
            around += [other for other in self._entries if other.startswith(f"{path}/")]
        if len(around) > 1:
            self._overlapping.update(around)
