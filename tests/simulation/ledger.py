"""What the hub holds in the end, read straight from its tables and folded anew for the oracle."""

from functools import cached_property

from sync.change import Change, Insert, Remove, Set, decode
from sync.document import Document
from sync.exclusions import Exclusion
from sync.registers import Entry
from tests.simulation.station import Station


class Ledger:
    def __init__(self, station: Station) -> None:
        self.station = station
        rows = station.rows("SELECT change, document, payload, verdict, code FROM change ORDER BY change")
        self._digests: dict[bytes, bytes] = {}
        self._replaced: dict[bytes, dict[str, tuple[Entry, ...]]] = {}
        self.changes: dict[bytes, Change] = {}
        self.verdicts: dict[bytes, tuple[str, str]] = {}
        self.documents: dict[bytes, Document] = {}
        for payload, document in station.rows("SELECT payload, document FROM exclusion ORDER BY payload"):
            self.document(document).exclude(payload)
        for change, document, payload, verdict, code in rows:
            content = decode(payload)
            assert isinstance(content, Change)
            self.changes[change] = content
            self.verdicts[change] = (verdict, code)
            self.document(document).take(change, payload, content)

    def document(self, document: bytes) -> Document:
        if document not in self.documents:
            self.documents[document] = Document(document)
        return self.documents[document]

    def digest(self, document: bytes) -> bytes:
        if document not in self._digests:
            self._digests[document] = self.document(document).digest()
        return self._digests[document]

    def replaced(self, document: bytes) -> dict[str, tuple[Entry, ...]]:
        if document not in self._replaced:
            self._replaced[document] = self.document(document).replaced()
        return self._replaced[document]

    @cached_property
    def unproven(self) -> set[bytes]:
        return {row[0] for row in self.station.rows("SELECT change FROM unproven")}

    @cached_property
    def writes(self) -> dict[str, list[bytes]]:
        """Every value, and the changes that hold it."""
        found: dict[str, list[bytes]] = {}
        for change_id, change in self.changes.items():
            for operation in change.operations:
                match operation:
                    case Set(_, value):
                        found.setdefault(str(value), []).append(change_id)
                    case Insert(_, row, _):
                        found.setdefault(f"+{row}", []).append(change_id)
                    case Remove(_, row):
                        found.setdefault(f"-{row}", []).append(change_id)
        return found

    @cached_property
    def ancestors(self) -> dict[bytes, set[bytes]]:
        """All that a change was built on, as far as it is here."""
        found: dict[bytes, set[bytes]] = {}

        def walk(change_id: bytes) -> set[bytes]:
            if change_id not in found:
                found[change_id] = set()
                change = self.changes.get(change_id)
                for parent in change.parents if change else ():
                    found[change_id] |= {parent} | walk(parent)
            return found[change_id]

        for change_id in self.changes:
            walk(change_id)
        return found

    def holds(self, change: bytes) -> bool:
        return change in self.changes or change in self.unproven

    def left_out(self, change: bytes) -> str | None:
        """The code of the exclusion that stands for a change."""
        record: Exclusion | None = self.document(self.changes[change].document).standing(change)
        return record.code if record is not None and record.operations else None

    def in_effect(self, change: bytes) -> bool:
        applied = self.document(self.changes[change].document).applied(change)
        return applied is not None and self.left_out(change) is None
