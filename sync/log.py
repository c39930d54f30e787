"""The log: facts that changes append and nothing takes back (SPEC L1, L2)."""

from msgspec import Struct

from sync.change import Value


class LogEntry(Struct, frozen=True):
    """One fact, the change that stated it, and its place among that change's operations."""

    change: bytes
    time: int
    kind: str
    body: dict[str, Value]
    index: int


class Log:
    """All facts of one document."""

    def __init__(self) -> None:
        self._entries: list[LogEntry] = []

    def append(self, entry: LogEntry) -> None:
        self._entries.append(entry)

    def entries(self) -> tuple[LogEntry, ...]:
        """Sorted by change id, then by place in the change: the same everywhere."""
        return tuple(sorted(self._entries, key=lambda entry: (entry.change, entry.index)))
