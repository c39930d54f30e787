"""Bugs in the merge itself: registers, rows, contexts, waiting, submissions, replicas."""

from collections.abc import Callable, Sequence
from typing import Any

from sync import seal, submission
from sync.change import Change, decode
from sync.document import Document
from sync.heads import History
from sync.registers import Entry, Registers
from sync.replica import Replica, Sealed, Verdict
from sync.rows import Rows
from tests.simulation.bugs.planted import Bug

Saw = Callable[[bytes], bool]


def last_writer_wins(self: Registers, path: str, entry: Entry, saw: Saw) -> None:
    self._entries[path] = {entry.change: entry}


def newest_time_wins(self: Registers, path: str, entry: Entry, saw: Saw) -> None:
    held = [*self._entries.get(path, {}).values(), entry]
    newest = max(held, key=lambda one: (one.time, one.change))
    self._entries[path] = {newest.change: newest}


_remove = Rows.remove


def removal_takes_all(self: Rows, list_path: str, row: str, change: bytes, saw: Saw) -> None:
    _remove(self, list_path, row, change, lambda _: True)


_add = History.add


def saw_everything_before(self: History, change: bytes, parents: tuple[bytes, ...]) -> None:
    _add(self, change, parents)
    self._past[self._place[change]] = None


_parents = Document._parents


def does_not_wait(self: Document, change_id: bytes) -> tuple[bytes, ...] | None:
    parents = _parents(self, change_id)
    return None if parents is None else tuple(one for one in parents if one in self._history)


def applied_before_sealing(
    self: Replica, envelopes: Sequence[bytes], unix_ms: int
) -> tuple[list[Sealed], list[Verdict]]:
    changes = [decode((seal.unpack_signed(envelope) or (b"", b""))[0]) for envelope in envelopes]
    documents = sorted({change.document for change in changes if isinstance(change, Change)})
    opened = {one: self._open.pop(one) for one in documents if one in self._open}
    _, verdicts = _receive(self, envelopes, unix_ms)
    self._open |= opened
    return [one for document in opened for one in self.seal(document, unix_ms)], verdicts


_receive = Replica.receive


def exclusion_ignored(self: Replica, payload: bytes) -> list[Sealed]:
    return []


def judged_by_what_is_there_now(document: Document, change_id: bytes) -> Any:
    change = document.applied(change_id)
    claim = submission._claim(change)
    if change is None or claim is None:
        return submission.Differing("not a submission")
    others = [head for head in document.heads() if head != change_id]
    now = document.shown([*change.parents, *others])
    if seal.digest(document.state_of(now).encode()).hex() != claim.digest:
        return submission.Differing("another digest")
    return _judge(document, change_id)


_judge = submission.judge

BUGS = (
    Bug(
        name="last writer wins",
        breaks="P4, R1: of concurrent values one goes without a word",
        target=Registers,
        function="set",
        instead=last_writer_wins,
    ),
    Bug(
        name="clock decides",
        breaks="P7, R4: the value with the highest time takes the place of the others",
        target=Registers,
        function="set",
        instead=newest_time_wins,
    ),
    Bug(
        name="remove wins",
        breaks="G3, G4: a removal takes tokens that its author did not see",
        target=Rows,
        function="remove",
        instead=removal_takes_all,
    ),
    Bug(
        name="context claims too much",
        breaks="H1: a change is taken to have seen all that was applied before it",
        target=History,
        function="add",
        instead=saw_everything_before,
    ),
    Bug(
        name="unapplied taken for applied",
        breaks="W1: a change is applied before its parents",
        target=Document,
        function="_parents",
        instead=does_not_wait,
    ),
    Bug(
        name="applied before open edits are sealed",
        breaks="O4: what was typed claims to have seen what arrived after",
        target=Replica,
        function="receive",
        instead=applied_before_sealing,
    ),
    Bug(
        name="exclusion ignored by phones",
        breaks="X8, P3: what is left out at the hub stands on phones",
        target=Replica,
        function="exclude",
        instead=exclusion_ignored,
    ),
    Bug(
        name="submission judged by the present state",
        breaks="B2: what came meanwhile is held against who hands in",
        target=submission,
        function="judge",
        instead=judged_by_what_is_there_now,
    ),
)
