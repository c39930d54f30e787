"""Merging one document's part of a batch: take what comes, judge what becomes applied. Pure.

Policy is judged once, when a change is applied here; what fails is left out by a record that the hub signs.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from backend.changes import rules, submissions
from backend.changes.holding import Exclusion, Held, Holding, Unproven, envelope_bytes, fold, left_out_by
from backend.changes.opening import Opened, reopen
from backend.changes.rules import Writer
from backend.dossiers.rules import Dossier, Submission, answered, size_of
from backend.feed.rules import Entry, change_entry, exclusion_entry, grant_entry, outcome_entry
from backend.grants.rules import Grant
from backend.sender import Sender
from sync import seal, submission
from sync.change import Change, Newer, Record
from sync.exclusions import ALL, pack_exclusion
from sync.limits import UNKNOWN_KEY_ENVELOPES_MAX
from sync.seal import SigningKey
from sync.submission import Differing

FIRST_TURN = 1
# Submissions of one document that one batch may bring; the rest is sent again.
SUBMISSIONS_MAX = 8


class Fault(Struct, frozen=True):
    """Why an applied change is left out."""

    change_id: bytes
    change: Change
    code: str


class Merge:
    """One document while a batch comes in; its public fields are what it found out so far."""

    def __init__(
        self,
        holding: Holding,
        writers: Mapping[bytes, Writer],
        sender: Sender,
        key: SigningKey,
        now_ms: int,
    ) -> None:
        self.document = holding.document
        self.dossier = holding.dossier
        self.held = dict(holding.held)
        self.unproven = list(holding.unproven)
        self.added: dict[bytes, Opened] = {}
        self.exclusions: list[Exclusion] = []
        self.granted = set(holding.granted)
        self.grants: list[Grant] = []
        self.submissions: list[Submission] = []
        self.entries: list[Entry] = []
        self.payloads = dict(holding.payloads)
        self.records = dict.fromkeys(holding.exclusions)
        self._applied: list[bytes] = []
        self._submissions_taken = 0
        self._readmitted: frozenset[bytes] = frozenset()
        self._writers = writers
        self._sender = sender
        self._key = key
        self._now_ms = now_ms

    # What comes in

    def try_keys(self) -> None:
        """Envelopes whose key is known now: the first that verifies counts, the others go."""
        ready = [one for one in self.unproven if one.device in self._writers]
        self.unproven = [one for one in self.unproven if one.device not in self._writers]
        for one in ready:
            public = self._writers[one.device].public
            if one.change not in self.held and seal.verify(public, seal.CHANGE, one.payload, one.signature):
                self._hold(reopen(one.change, one.payload, one.signature), one.sender, one.received)

    def exclude(self, exclusion: Exclusion) -> None:
        """An exclusion that this hub signed, and lost with a restore. Before its change it only lies ready.

        Who owns a dossier, and what was submitted, cannot be judged without the bytes of what is left out.
        """
        if exclusion.payload in self.records:
            return
        if exclusion.change in self.held:
            self._applied += self.document.exclude(exclusion.payload)
        else:
            self._ready.setdefault(exclusion.change, []).append(exclusion.payload)
        self._keep_exclusion(exclusion)

    def take(self, opened: Opened) -> None:
        """A change from the sender. What is held already changes nothing."""
        if opened.id in self.held:
            return
        if not opened.proven:
            self._wait_for_key(opened)
        elif self._has_room_to_judge(opened):
            self._hold(opened, self._sender.device, self._now_ms)

    def _hold(self, opened: Opened, sender: bytes, received_ms: int) -> None:
        ready = self._ready.pop(opened.id, ())
        self.added[opened.id] = opened
        self.payloads[opened.id] = opened.payload
        self.held[opened.id] = Held(
            change=opened.id,
            device=opened.change.device,
            sender=sender,
            received=received_ms,
            verdict="waiting",
            code="",
            fed=False,
            size=envelope_bytes(opened.payload),
        )
        for record in ready:
            self._applied += self.document.exclude(record)
        self._applied += self.document.take(opened.id, opened.payload, opened.change)

    @cached_property
    def _ready(self) -> dict[bytes, list[bytes]]:
        """Exclusions that came before their changes, by these."""
        ready: dict[bytes, list[bytes]] = {}
        for record in self.records:
            if (change := left_out_by(record)) not in self.payloads:
                ready.setdefault(change, []).append(record)
        return ready

    def _wait_for_key(self, opened: Opened) -> None:
        others = [one.signature for one in self.unproven if one.change == opened.id]
        if opened.signature in others or len(others) >= UNKNOWN_KEY_ENVELOPES_MAX:
            return
        self.unproven.append(
            Unproven(
                change=opened.id,
                document=self.document.document,
                device=opened.change.device,
                payload=opened.payload,
                signature=opened.signature,
                sender=self._sender.device,
                received=self._now_ms,
            )
        )

    def _has_room_to_judge(self, opened: Opened) -> bool:
        """Judging a submission folds its whole context: a batch may ask for that only so often."""
        if isinstance(opened.change, Newer) or not _is_submission(opened.change):
            return True
        self._submissions_taken += 1
        return self._submissions_taken <= SUBMISSIONS_MAX

    # Judged once, when applied

    def judge(self) -> None:
        """Judge what became applied, parents first: who may write, then what was submitted."""
        while self._applied:
            applied, self._applied = self._applied, []
            # An exclusion may stand in for what never came.
            held = [self.held[change_id] for change_id in applied if change_id in self.held]
            self._begin(held)
            self._leave_out([fault for one in held if (fault := self._fault_of(one)) is not None])
            for one in held:
                change = self.document.applied(one.change)
                if change is not None and _is_submission(change) and not self._is_left_out(one.change):
                    self._judge_submission(one.change, change)

    def readmit(self, changes: Collection[bytes]) -> None:
        """A person looked at these, which were left out: from now on they stand (SPEC X4, X15).

        Whoever wrote them is judged no more. What they begin and what they submit is, by `judge`.
        """
        self._readmitted = frozenset(changes)
        for change_id in changes:
            change, before = self.document.held(change_id), self.document.standing(change_id)
            assert change is not None
            assert before is not None
            payload = pack_exclusion(
                document=self.document.document,
                change=change_id,
                parents=change.parents,
                operations=[],
                code=before.code,
                turn=before.turn + 1,
            )
            signature = self._key.sign(seal.EXCLUSION, payload)
            self._keep_exclusion(Exclusion(self.document.document, change_id, payload, signature))
        before_order = set(self.document.order())
        self.document = fold(self.document.document, self.payloads, self.records)
        self._applied += [
            one for one in self.document.order() if one in self._readmitted or one not in before_order
        ]

    def _is_left_out(self, change_id: bytes) -> bool:
        """Also where only some operations are. What was readmitted is not."""
        return self.document.standing(change_id) is not None and change_id not in self._readmitted

    def _fault_of(self, held: Held) -> Fault | None:
        """What policy says of a change just applied; it is in the feed whatever that is."""
        change = self.document.applied(held.change)
        if change is None or self.document.standing(held.change) is not None:
            self._feed(held)
            return None
        writer = self._writers[held.device]
        self._feed(held)
        code = rules.fault_of(
            granted=writer.account in self.granted, revoked_ms=writer.revoked_ms, received_ms=held.received
        )
        return Fault(held.change, change, code) if code else None

    def _begin(self, applied: Sequence[Held]) -> None:
        """The account of the device that made the document's id owns it, and may write it (SPEC B7, B10).

        Begun once, by the first change of that account that may stand. Where the very first came from a key
        that was withdrawn, that is one of another device, in hands that the account still trusts.
        """
        owner = submission.owner(self.document) if self.dossier is None else None
        if owner is None:
            return
        account = self._writers[owner].account
        first = next((change for one in applied if (change := self._begins(one, account)) is not None), None)
        if first is None:
            return
        if account not in self.granted:
            self.granted.add(account)
            self.grants.append(Grant(self.document.document, account))
            self.entries.append(grant_entry(self.document.document, account))
        self.dossier = Dossier(
            document=self.document.document, owner=account, form=first.schema, since=self._now_ms
        )

    def _begins(self, held: Held, account: bytes) -> Change | None:
        """The change, where it is the account's and nothing but a grant is lacking for it to stand."""
        writer = self._writers[held.device]
        fault = rules.fault_of(granted=True, revoked_ms=writer.revoked_ms, received_ms=held.received)
        is_bad = bool(fault) and held.change not in self._readmitted
        if writer.account != account or is_bad or self._is_left_out(held.change):
            return None
        return self.document.applied(held.change)

    def _judge_submission(self, change_id: bytes, change: Change) -> None:
        matching = submission.judge(self.document, change_id)
        if isinstance(matching, Differing):
            self._leave_out([Fault(change_id, change, submission.CODE_DIFFERS)])
        elif self.dossier is not None and _has_record(change, "submitted"):
            found = submissions.answer(self.dossier, change_id, matching, self._key, self._now_ms)
            self.dossier = answered(self.dossier, found.answer, found.form)
            self.entries.append(outcome_entry(self.document.document, size_of(self.dossier)))
            if found.kept is not None:
                self.submissions.append(found.kept)

    def _leave_out(self, faults: Sequence[Fault]) -> None:
        for fault in faults:
            payload = pack_exclusion(
                document=self.document.document,
                change=fault.change_id,
                parents=fault.change.parents,
                operations=ALL,
                code=fault.code,
                turn=FIRST_TURN,
            )
            signature = self._key.sign(seal.EXCLUSION, payload)
            self._keep_exclusion(Exclusion(self.document.document, fault.change_id, payload, signature))
        if faults:
            before = set(self.document.order())
            # Once for all of them: each alone would fold the document anew.
            self.document = fold(self.document.document, self.payloads, self.records)
            self._applied += [change for change in self.document.order() if change not in before]

    def _keep_exclusion(self, exclusion: Exclusion) -> None:
        self.records[exclusion.payload] = None
        self.exclusions.append(exclusion)
        size = len(exclusion.payload) + len(exclusion.signature)
        self.entries.append(exclusion_entry(self.document.document, exclusion.change, size))

    def _feed(self, held: Held) -> None:
        if not held.fed:
            self.held[held.change] = replace(held, fed=True)
            self.entries.append(change_entry(self.document.document, held.change, held.size))


def _is_submission(change: Change) -> bool:
    return not _records(change).isdisjoint(submission.KINDS)


def _has_record(change: Change, kind: str) -> bool:
    return kind in _records(change)


def _records(change: Change) -> set[str]:
    """The kinds of its records."""
    # Not `isinstance`: for a struct of another type that is a slow no, and there are many operations.
    return {operation.kind for operation in change.operations if type(operation) is Record}
