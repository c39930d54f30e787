"""Rows of repeating groups: a row stands while somebody wants it (SPEC G1-G9)."""

from collections.abc import Callable

from msgspec import Struct

# Whether a change lies in the context of the one that acts.
Saw = Callable[[bytes], bool]


class Row(Struct, frozen=True, kw_only=True):
    """A row as drawn. `revived`: its edit and its removal did not know of each other, and it stands."""

    id: str
    position: str
    tokens: tuple[bytes, ...]
    standing: bool
    visible: bool
    revived: bool


class _Held:
    """What is known of one row. All three are multi-valued: a change takes away what it saw."""

    __slots__ = ("positions", "removals", "tokens")

    def __init__(self) -> None:
        self.tokens: set[bytes] = set()
        self.positions: dict[bytes, str] = {}
        self.removals: set[bytes] = set()


class Rows:
    """All rows of one document."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, _Held]] = {}

    def insert(self, list_path: str, row: str, position: str, change: bytes, saw: Saw) -> None:
        self.touch(list_path, change, saw)
        held = self._token(list_path, row, change, saw)
        held.positions = {other: place for other, place in held.positions.items() if not saw(other)}
        held.positions[change] = position

    def touch(self, path: str, change: bytes, saw: Saw) -> None:
        """Something was written at `path`: every row on the way is wanted."""
        if "@" not in path:
            return
        for list_path, row in rows_on(path):
            self._token(list_path, row, change, saw)

    def remove(self, list_path: str, row: str, change: bytes, saw: Saw) -> None:
        held = self._hold(list_path, row)
        held.tokens = {token for token in held.tokens if token != change and not saw(token)}
        held.removals = {removal for removal in held.removals if not saw(removal)} | {change}

    def stands(self, list_path: str, row: str) -> bool:
        held = self._lists.get(list_path, {}).get(row)
        return held is not None and bool(held.tokens)

    def hidden(self, path: str) -> bool:
        """Whether `path` is at or beneath a row that is invisible (SPEC G5)."""
        return not all(self.stands(list_path, row) for list_path, row in rows_on(path))

    def lists(self) -> list[str]:
        return sorted(self._lists)

    def drawn(self, list_path: str) -> tuple[Row, ...]:
        """Every row ever known of a list, in its order; these strings are ASCII, so they order as bytes."""
        around = not self.hidden(list_path)
        rows = [
            Row(
                id=row,
                position=held.positions[max(held.positions)] if held.positions else "",
                tokens=tuple(sorted(held.tokens)),
                standing=bool(held.tokens),
                visible=bool(held.tokens) and around,
                revived=bool(held.tokens) and bool(held.removals),
            )
            for row, held in self._lists.get(list_path, {}).items()
        ]
        return tuple(sorted(rows, key=lambda row: (row.position, row.id)))

    def _token(self, list_path: str, row: str, change: bytes, saw: Saw) -> _Held:
        held = self._hold(list_path, row)
        held.tokens.add(change)
        # Who saw the removal and writes all the same wants the row back: nothing to tell anyone.
        held.removals = {removal for removal in held.removals if removal != change and not saw(removal)}
        return held

    def _hold(self, list_path: str, row: str) -> _Held:
        return self._lists.setdefault(list_path, {}).setdefault(row, _Held())


def rows_on(path: str) -> list[tuple[str, str]]:
    """The rows that a path or list path passes through, outermost first: (list path, row id)."""
    list_path, *parts = path.split("/@")
    found = []
    for part in parts:
        row = part[:13]
        found.append((list_path, row))
        list_path = f"{list_path}/@{part}"
    return found
