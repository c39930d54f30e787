"""Where every value that was ever typed is now (promise P4).

It is current, or replaced by somebody who had really seen it, or listed as replaced by a change that was left
out; or its own change was left out or refused, which its author is told. Two that differ are a conflict.
"""

from collections.abc import Iterator
from functools import cached_property

from sync.document import Document
from sync.registers import Entry
from tests.simulation.ledger import Ledger
from tests.simulation.truth import Truth, Typed
from tests.simulation.world import short


class Values:
    def __init__(self, truth: Truth, ledger: Ledger, lost: frozenset[str]) -> None:
        self.truth = truth
        self.ledger = ledger
        # values of which the hub cannot know
        self.lost = lost
        self._gone: dict[str, bool] = {}

    def faults(self) -> Iterator[str]:
        for typed in self.truth.typed.values():
            if not typed.lied and not self.accounted(typed):
                yield (
                    f"P4: {typed.value} at {typed.path} of {short(typed.document)} by {typed.phone}"
                    " is nowhere to be seen"
                )
        for document in self.ledger.documents.values():
            yield from self._shown_wrongly(document)

    def accounted(self, typed: Typed) -> bool:
        if typed.value in self.lost:
            return True
        document = self.ledger.document(typed.document)
        if any(entry.value == typed.value for entry in document.field(typed.path)):
            return True
        if self.superseded(typed):
            return True
        if any(entry.value == typed.value for entry in self._replaced[typed.document].get(typed.path, ())):
            return True
        changes = self.ledger.writes.get(typed.value, [])
        if changes:
            # Whether it had to be left out is another question.
            return any(self.ledger.left_out(change) is not None for change in changes)
        # It never left its phone: refused there, or typed over before anything was sent.
        return typed.unliked or any(self.accounted(other) for other in self._by_the_same(typed))

    def superseded(self, typed: Typed) -> bool:
        """Somebody who had really seen it wrote something else, and that counts."""
        if typed.value not in self._gone:
            self._gone[typed.value] = False
            self._gone[typed.value] = any(
                self._took(other, typed) for other in self._later.get(typed.value, [])
            ) or self._lied_away(typed)
        return self._gone[typed.value]

    def _took(self, other: Typed, typed: Typed) -> bool:
        changes = self.ledger.writes.get(other.value, [])
        if any(self.ledger.in_effect(change) for change in changes):
            return True
        # It never left its phone as it was: typed over there, or refused. Who replaced it saw what it saw.
        document = self.ledger.document(typed.document)
        never_left = not any(document.applied(change) for change in changes)
        return never_left and any(self._took(one, other) for one in self._by_the_same(other))

    def _by_the_same(self, typed: Typed) -> list[Typed]:
        """What was written over it on its own phone, or on a copy of that."""
        later = self._later.get(typed.value, [])
        return [other for other in later if other.phone.rstrip("'") == typed.phone.rstrip("'")]

    def _lied_away(self, typed: Typed) -> bool:
        """A liar who holds a change may claim to have looked at it."""
        written = set(self.ledger.writes.get(typed.value, []))
        for other in self.truth.typed.values():
            if other.lied and other.path == typed.path and other.document == typed.document:
                for change in self.ledger.writes.get(other.value, []):
                    if self.ledger.in_effect(change) and written & self.ledger.ancestors[change]:
                        return True
        return False

    def _shown_wrongly(self, document: Document) -> Iterator[str]:
        conflicts = document.conflicts()
        for path, entries in document.fields().items():
            values = [str(entry.value) for entry in entries]
            hidden = "/@" in path and not any(
                row.id in path and row.visible for row in document.rows(path.split("/@")[0])
            )
            if len(set(values)) > 1 and path not in conflicts and not hidden:
                yield f"C10: {path} of {short(document.document)} holds {sorted(values)}, no conflict"
            for value in values:
                typed = self.truth.typed.get(value)
                if typed is None or typed.path != path or typed.document != document.document:
                    yield f"{value} at {path} of {short(document.document)} was never typed there"
                elif self._came_back(typed):
                    yield f"R1: {value} at {path} of {short(document.document)} is there again"

    def _came_back(self, typed: Typed) -> bool:
        """Somebody honest, whose change counts, had seen it and wrote something else."""
        if typed.lied or typed.value in self.truth.doubled:
            return False
        return any(
            self.ledger.in_effect(change)
            for other in self._later.get(typed.value, [])
            if not other.lied
            for change in self.ledger.writes.get(other.value, [])
        )

    @cached_property
    def _later(self) -> dict[str, list[Typed]]:
        """Who had seen a value when writing over it."""
        found: dict[str, list[Typed]] = {}
        for typed in self.truth.typed.values():
            if not typed.lied:
                for seen in typed.saw:
                    found.setdefault(seen, []).append(typed)
        return found

    @cached_property
    def _replaced(self) -> dict[bytes, dict[str, tuple[Entry, ...]]]:
        return {one: self.ledger.replaced(one) for one in self.truth.owners}
