"""The rules of sync said again, as plainly as they can be: everything anew from the set of what is held.

Written against sync/SPEC.md alone. It shares no code with the merge: of `sync` it uses only the codec.
Slow on purpose.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping

from msgspec import Struct

from sync.change import Change, Insert, Newer, Operation, Record, Remove, Set, decode
from sync.packing import unpack

# What a record leaves out: "all", or places.
LeftOut = str | list[int]


class Held(Struct, frozen=True, kw_only=True):
    """What a replica has of one document."""

    document: bytes
    payloads: tuple[tuple[bytes, bytes], ...]  # change id and payload of what verified
    records: frozenset[bytes]
    unverified: frozenset[bytes] = frozenset()  # ids that wait for a key


class Oracle:
    """What SPEC.md says that a set comes to."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.changes = {change: decode(payload) for change, payload in held.payloads}
        self.standing = self._standing()
        self.applied = self._applied()
        self.ancestors = {change: self._ancestors(change) for change in self.applied}

    # Exclusions and the graph

    def _standing(self) -> dict[bytes, LeftOut]:
        """For each change the operations of the record that counts (X2-X6)."""
        found: dict[bytes, LeftOut] = {}
        best: dict[bytes, tuple[int, bytes]] = {}
        for payload in self.held.records:
            change, operations, turn = self._record(payload)
            content = self.changes.get(change)
            understood = content if isinstance(content, Change) else None
            if isinstance(operations, list):
                if understood is None:
                    continue
                if any(place >= len(understood.operations) for place in operations):
                    continue
            if change not in best or (turn, payload) > best[change]:
                best[change] = (turn, payload)
                found[change] = operations
        self.winning = {change: payload for change, (_, payload) in best.items()}
        return found

    def _record(self, payload: bytes) -> tuple[bytes, LeftOut, int]:
        record = unpack(payload)
        assert isinstance(record, list)
        return record[2], record[4], record[6]

    def parents(self, change: bytes) -> tuple[bytes, ...] | None:
        """What has to be applied before; None where nothing can apply it (X5)."""
        if self.standing.get(change) == "all":
            record = unpack(self.winning[change])
            assert isinstance(record, list)
            return tuple(record[3])
        content = self.changes.get(change)
        return content.parents if isinstance(content, Change) else None

    def _applied(self) -> set[bytes]:
        applied: set[bytes] = set()
        while True:
            more = {
                change
                for change in {*self.changes, *self.standing}
                if (parents := self.parents(change)) is not None and applied.issuperset(parents)
            }
            if more == applied:
                return applied
            applied = more

    def _ancestors(self, change: bytes) -> set[bytes]:
        found: set[bytes] = set()
        look = [change]
        while look:
            for parent in self.parents(look.pop()) or ():
                if parent not in found:
                    found.add(parent)
                    look.append(parent)
        return found

    def verdict(self, change: bytes) -> tuple[str, str, list[bytes]]:
        """Of a change whose envelope verified (W5, W9, W12)."""
        if change in self.applied:
            return ("quarantined" if self.standing.get(change) else "accepted", "", [])
        content = self.changes[change]
        if isinstance(content, Newer):
            return ("waiting", "newer", [])
        assert isinstance(content, Change)
        known = {*self.changes, *self.held.unverified}
        known |= {other for other, operations in self.standing.items() if operations == "all"}
        return ("waiting", "", [parent for parent in content.parents if parent not in known])

    # Content

    def seen(self, at: list[bytes] | None) -> set[bytes]:
        """The applied changes to look at (C9)."""
        if at is None:
            return self.applied
        chosen = {change for change in at if change in self.applied}
        return chosen.union(*(self.ancestors[change] for change in chosen))

    def in_force(self, change: bytes) -> list[tuple[int, Operation]]:
        """The operations that have an effect, with their places (X8)."""
        content = self.changes.get(change)
        out = self.standing.get(change, [])
        if out == "all" or not isinstance(content, Change):
            return []
        return [(place, operation) for place, operation in enumerate(content.operations) if place not in out]

    def time(self, change: bytes) -> int:
        content = self.changes[change]
        assert isinstance(content, Change)
        return content.time

    def surviving(self, last: Mapping[bytes, object]) -> dict[bytes, object]:
        """What stays of one place: what no other writer of it had in its context (R1)."""
        return {
            change: value
            for change, value in last.items()
            if not any(change in self.ancestors[other] for other in last)
        }

    def registers(self, seen: set[bytes]) -> dict[str, dict[bytes, object]]:
        writes: dict[str, dict[bytes, object]] = {}
        for change in seen:
            for _, operation in self.in_force(change):
                if isinstance(operation, Set):
                    writes.setdefault(operation.path, {})[change] = operation.value
        return {path: self.surviving(last) for path, last in writes.items()}

    def rows(self, seen: set[bytes]) -> dict[str, list[tuple[str, str, list[str]]]]:
        """Rows that stand: list path → (position, row id, tokens) (G1-G7)."""
        wanted: dict[tuple[str, str], dict[bytes, bool]] = {}
        removed: dict[tuple[str, str], set[bytes]] = {}
        positions: dict[tuple[str, str], dict[bytes, object]] = {}
        for change in seen:
            for _, operation in self.in_force(change):
                if isinstance(operation, Set):
                    for row in rows_around(operation.path):
                        wanted.setdefault(row, {})[change] = True
                if isinstance(operation, Insert):
                    row = (operation.list_path, operation.row)
                    positions.setdefault(row, {})[change] = operation.position
                    for around in [*rows_around(operation.list_path), row]:
                        wanted.setdefault(around, {})[change] = True
                if isinstance(operation, Remove):
                    row = (operation.list_path, operation.row)
                    wanted.setdefault(row, {})[change] = False
                    removed.setdefault(row, set()).add(change)
        found: dict[str, list[tuple[str, str, list[str]]]] = {}
        for (list_path, row_id), wants in wanted.items():
            removals = removed.get((list_path, row_id), set())
            tokens = [
                change
                for change, wants_it in wants.items()
                if wants_it and not any(change in self.ancestors[removal] for removal in removals)
            ]
            if tokens:
                shown = self.surviving(positions.get((list_path, row_id), {}))
                position = str(shown[max(shown)]) if shown else ""
                hexed = [token.hex() for token in sorted(tokens)]
                found.setdefault(list_path, []).append((position, row_id, hexed))
        return found

    # Answers

    def in_effect(self) -> tuple[set[bytes], dict[bytes, LeftOut]]:
        """What is applied, and what of it is left out (C8)."""
        out = {change: self.standing[change] for change in self.applied if self.standing.get(change)}
        return self.applied, out

    def state(self, at: list[bytes] | None = None) -> str:
        seen = self.seen(at)
        named = {parent for change in seen for parent in self.parents(change) or ()}
        log = [
            [change.hex(), self.time(change), operation.kind, operation.body]
            for change in sorted(seen)
            for _, operation in self.in_force(change)
            if isinstance(operation, Record)
        ]
        left_out = [
            [change.hex(), self.standing[change]] for change in sorted(seen) if self.standing.get(change)
        ]
        return text(
            [
                self.held.document.hex(),
                [
                    [path, [[change.hex(), self.time(change), entries[change]] for change in sorted(entries)]]
                    for path, entries in sorted(self.registers(seen).items())
                ],
                [
                    [list_path, [[row, position, tokens] for position, row, tokens in sorted(standing)]]
                    for list_path, standing in sorted(self.rows(seen).items())
                ],
                log,
                [change.hex() for change in sorted(seen - named)],
                left_out,
            ]
        )

    def digest(self) -> str:
        return hashlib.sha256(self.state().encode()).hexdigest()

    def conflicts(self) -> list[str]:
        registers = self.registers(self.applied)
        standing = {
            (list_path, row) for list_path, rows in self.rows(self.applied).items() for _, row, _ in rows
        }
        found = set()
        for path, entries in registers.items():
            visible = standing.issuperset(rows_around(path))
            if visible and len({text(plain(value)) for value in entries.values()}) > 1:
                found.add(path)
            for other in registers:
                if other.startswith(path + "/"):
                    found |= {path, other}
        return sorted(found)


def rows_around(path: str) -> list[tuple[str, str]]:
    """Every (list path, row) that the path goes through or ends at."""
    segments = path.split("/")
    return [
        ("/".join(segments[:place]), segment[1:])
        for place, segment in enumerate(segments)
        if segment.startswith("@")
    ]


def plain(value: object) -> object:
    """What two people would call the same answer (C11)."""
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value)
        return " ".join(word for word in composed.split(" ") if word)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def text(value: object) -> str:
    """RFC 8785."""
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":"))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    if isinstance(value, list):
        return [_sorted(item) for item in value]
    return value
