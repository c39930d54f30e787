"""One dossier in memory: changes and exclusions in, what people see out (SPEC W, X5-X12, C9).

Two verbs change it, `take` and `exclude`; everything else only asks. Nothing here judges who may write, and
nothing here knows a signature: what comes in was verified at the door.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from sync import canonical, conflicts, seal
from sync.canonical import LeftOut
from sync.change import Change, Insert, Malformed, Newer, Record, Remove, Set, decode
from sync.exclusions import ALL, Exclusion, parse_exclusion, standing
from sync.heads import History
from sync.log import Log, LogEntry
from sync.registers import Entry, Registers
from sync.replaced import replaced
from sync.rows import Row, Rows


class Content:
    """What the operations of a set of changes come to."""

    def __init__(self, history: History) -> None:
        self._history = history
        self.registers = Registers()
        self.rows = Rows()
        self.log = Log()

    def apply(self, change_id: bytes, change: Change, left_out: LeftOut) -> None:
        """Add one change; its ancestors must be in already."""
        if left_out == ALL:
            return
        saw = self._history.witness(change_id)
        for place, operation in enumerate(change.operations):
            if place in left_out:
                continue
            match operation:
                case Set(path, value):
                    self.registers.set(path, Entry(change_id, change.time, value), saw)
                    self.rows.touch(path, change_id, saw)
                case Insert(list_path, row, position):
                    self.rows.insert(list_path, row, position, change_id, saw)
                case Remove(list_path, row):
                    self.rows.remove(list_path, row, change_id, saw)
                case Record(kind, body):
                    self.log.append(LogEntry(change_id, change.time, kind, body, place))


class Shown(Struct, frozen=True):
    """The content of a set of changes, its heads, and what is left out of it."""

    content: Content
    heads: tuple[bytes, ...]
    left_out: dict[bytes, LeftOut]


class Document:
    """The changes and exclusions held of one dossier, and what they come to."""

    def __init__(self, document: bytes) -> None:
        self.document = document
        self._held: dict[bytes, Change | Newer] = {}
        self._records: dict[bytes, list[Exclusion]] = {}
        self._begin()

    # What comes in

    def take(
        self, change_id: bytes, payload: bytes, decoded: Change | Newer | None = None
    ) -> tuple[bytes, ...]:
        """Hold a verified change. The ids that became applied thereby, parents first.

        `decoded`: what the payload says, where the caller has decoded it already.
        """
        if change_id in self._held:
            return ()
        change = decode(payload) if decoded is None else decoded
        assert not isinstance(change, Malformed)
        assert change.document == self.document
        before = self.standing(change_id)
        self._held[change_id] = change
        if change_id in self._history and self.standing(change_id) != before:
            return self._fold_anew()
        return self._settle([change_id])

    def exclude(self, payload: bytes) -> tuple[bytes, ...]:
        """Hold a verified exclusion. The ids that became applied thereby, parents first."""
        record = parse_exclusion(payload)
        assert record is not None
        assert record.document == self.document
        before = self.standing(record.change)
        records = self._records.setdefault(record.change, [])
        if record not in records:
            records.append(record)
        if record.change in self._history and self.standing(record.change) != before:
            return self._fold_anew()
        return self._settle([record.change])

    def fork(self) -> "Document":
        """Another document that holds the same, to see what would happen."""
        other = Document(self.document)
        other._held = dict(self._held)
        other._records = {change: list(records) for change, records in self._records.items()}
        other._fold_anew()
        return other

    # Changes

    def holds(self, change_id: bytes) -> bool:
        return change_id in self._held

    def held(self, change_id: bytes) -> Change | Newer | None:
        return self._held.get(change_id)

    def applied(self, change_id: bytes) -> Change | None:
        """The change, where it is applied and its payload is held and understood."""
        change = self._held.get(change_id) if change_id in self._history else None
        return change if isinstance(change, Change) else None

    def order(self) -> tuple[bytes, ...]:
        """The ids of what is applied, stand-ins too, parents first."""
        return tuple(self._history)

    def heads(self) -> tuple[bytes, ...]:
        return self._history.heads()

    def saw(self, later: bytes, earlier: bytes) -> bool:
        """Whether `earlier` lies in the context of `later`; both are applied."""
        return self._history.saw(later, earlier)

    def context(self, change_id: bytes) -> frozenset[bytes]:
        """All ancestors of an applied change."""
        return self._history.context(change_id)

    def verdict(self, change_id: bytes) -> tuple[str, str] | None:
        """("accepted" | "waiting" | "quarantined", code) as of now; None for what is unknown."""
        if change_id in self._history:
            record = self.standing(change_id)
            if record is None or not record.operations:
                return ("accepted", "")
            return ("quarantined", record.code)
        change = self._held.get(change_id)
        if change is None:
            return None
        return ("waiting", "newer" if isinstance(change, Newer) else "")

    def missing(self, change_id: bytes, stored: Collection[bytes] = ()) -> tuple[bytes, ...]:
        """The parents a waiting change lacks: not held, not among `stored`, not stood in for (SPEC W9)."""
        change = self._held.get(change_id)
        if not isinstance(change, Change) or change_id in self._history:
            return ()
        return tuple(
            parent
            for parent in change.parents
            if parent not in self._held and parent not in stored and not self._stood_in_for(parent)
        )

    def standing(self, change_id: bytes) -> Exclusion | None:
        """The exclusion that counts for a change, readmissions too."""
        records = self._records.get(change_id)
        if records is None:
            return None
        change = self._held.get(change_id)
        return standing(records, change if isinstance(change, Change) else None)

    # What people see

    def fields(self) -> dict[str, tuple[Entry, ...]]:
        """Every field with its entries, the one to draw first at the front."""
        registers = self._content.registers
        return {path: registers.shown(path) for path in registers.paths()}

    def field(self, path: str) -> tuple[Entry, ...]:
        return self._content.registers.shown(path)

    def lists(self) -> tuple[str, ...]:
        return tuple(self._content.rows.lists())

    def rows(self, list_path: str) -> tuple[Row, ...]:
        """Every row ever known of a list, in its order; draw those that are visible."""
        return self._content.rows.drawn(list_path)

    def log(self) -> tuple[LogEntry, ...]:
        return self._content.log.entries()

    def conflicts(self, at: Collection[bytes] | None = None) -> tuple[str, ...]:
        content = self.shown(at).content
        return conflicts.conflicts(content.registers, content.rows)

    def replaced(self) -> dict[str, tuple[Entry, ...]]:
        """Values to tell people of, by field (SPEC X9, X10)."""
        changes = {change: held for change in self._history if (held := self.applied(change)) is not None}
        return replaced(changes, self._records, self._left_out, self._history, self._content.registers)

    def state(self, at: Collection[bytes] | None = None) -> str:
        """Canonical text; `at` only these changes and their ancestors (SPEC C1-C9)."""
        return self.state_of(self.shown(at))

    def digest(self, at: Collection[bytes] | None = None) -> bytes:
        return seal.digest(self.state(at).encode())

    def state_of(self, shown: Shown) -> str:
        content = shown.content
        return canonical.state(
            self.document, content.registers, content.rows, content.log, shown.heads, shown.left_out
        )

    def shown(
        self, at: Collection[bytes] | None = None, left_out: Mapping[bytes, LeftOut] | None = None
    ) -> Shown:
        """The content at some ids, under the exclusions that stand or under others."""
        if at is None and left_out is None:
            return Shown(self._content, self.heads(), self._left_out)
        changes = self._history.upto(self.heads() if at is None else at)
        standing_now = self._left_out if left_out is None else left_out
        content = Content(self._history)
        for change_id in changes:
            change = self.applied(change_id)
            if change is not None:
                content.apply(change_id, change, standing_now.get(change_id, ()))
        inside = {change: standing_now[change] for change in changes if standing_now.get(change)}
        return Shown(content, self._history.heads_of(changes), inside)

    # The fold

    def _begin(self) -> None:
        self._history = History()
        self._content = Content(self._history)
        self._left_out: dict[bytes, LeftOut] = {}
        self._awaiting: dict[bytes, list[bytes]] = {}

    def _fold_anew(self) -> tuple[bytes, ...]:
        """An exclusion reaches back behind everything that was built on its change: start over."""
        before = self._history
        self._begin()
        self._settle(dict.fromkeys([*before, *self._held, *self._records]))
        return tuple(change for change in self._history if change not in before)

    def _settle(self, candidates: Iterable[bytes]) -> tuple[bytes, ...]:
        """Apply what can be applied, and what waited for that."""
        applied = []
        ready = list(candidates)
        ready.reverse()
        while ready:
            change_id = ready.pop()
            parents = self._parents(change_id)
            if parents is None or change_id in self._history:
                continue
            lacking = next((parent for parent in parents if parent not in self._history), None)
            if lacking is not None:
                # One missing parent is enough to wait for: its coming looks at the rest again.
                self._awaiting.setdefault(lacking, []).append(change_id)
                continue
            self._apply(change_id, parents)
            applied.append(change_id)
            ready.extend(reversed(self._awaiting.pop(change_id, [])))
        return tuple(applied)

    def _apply(self, change_id: bytes, parents: tuple[bytes, ...]) -> None:
        self._history.add(change_id, parents)
        record = self.standing(change_id)
        if record is not None and record.operations:
            self._left_out[change_id] = record.operations
        change = self._held.get(change_id)
        if isinstance(change, Change):
            self._content.apply(change_id, change, self._left_out.get(change_id, ()))

    def _parents(self, change_id: bytes) -> tuple[bytes, ...] | None:
        """What must be applied first; None for what cannot be applied by anything held."""
        record = self.standing(change_id)
        if record is not None and record.operations == ALL:
            return record.parents
        change = self._held.get(change_id)
        return change.parents if isinstance(change, Change) else None

    def _stood_in_for(self, change_id: bytes) -> bool:
        record = self.standing(change_id)
        return record is not None and record.operations == ALL
