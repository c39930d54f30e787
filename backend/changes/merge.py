"""Merging one document's part of a batch: take what comes, judge what becomes applied. Pure.

Policy is judged once, when a change is applied here; what fails is left out by a record that the hub signs.
"""

from collections import deque
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from backend.changes import rules, submissions
from backend.changes.holding import Exclusion, Held, Holding, Unproven, envelope_bytes
from backend.changes.opening import Opened, reopen
from backend.changes.rules import Writer
from backend.dossiers.rules import Dossier, Submission, answered, size_of
from backend.feed.rules import Entry, change_entry, exclusion_entry, grant_entry, outcome_entry
from backend.grants.rules import Grant
from backend.sender import Sender
from sync import seal, submission
from sync.change import Change, Record
from sync.exclusions import ALL, pack_exclusion
from sync.limits import UNKNOWN_KEY_ENVELOPES_MAX
from sync.seal import SigningKey
from sync.submission import Differing

FIRST_TURN = 1


class Merge:
    """One document while a batch comes in; its public fields are what it found out so far."""

    def __init__(
        self, holding: Holding, writers: Mapping[bytes, Writer], sender: Sender, key: SigningKey, now_ms: int
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
        self._records = holding.records
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
        """An exclusion that this hub signed, and lost with a restore."""
        record = seal.change_id(exclusion.payload)
        if record not in self._records:
            self._keep_exclusion(exclusion)
            self._judge(self.document.exclude(exclusion.payload))

    def take(self, opened: Opened) -> None:
        """A change from the sender. What is held already changes nothing."""
        if opened.id in self.held:
            return
        if opened.proven:
            self._hold(opened, self._sender.device, self._now_ms)
        else:
            self._wait_for_key(opened)

    def _hold(self, opened: Opened, sender: bytes, received_ms: int) -> None:
        self.added[opened.id] = opened
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
        self._judge(self.document.take(opened.id, opened.payload))

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

    # Judged once, when applied

    def _judge(self, applied: Iterable[bytes]) -> None:
        ready = deque(applied)
        while ready:
            change_id = ready.popleft()
            held = self.held.get(change_id)
            # An exclusion may stand in for what never came.
            if held is not None:
                ready.extend(self._judge_one(held))

    def _judge_one(self, held: Held) -> tuple[bytes, ...]:
        """Ids that became applied because this one is left out."""
        change = self.document.applied(held.change)
        if change is None or self.document.standing(held.change) is not None:
            self._feed(held)
            return ()
        writer = self._writers[held.device]
        begins = _has_record(change, "created") and submission.owner(self.document) == held.device
        fault = rules.fault_of(
            granted=begins or writer.account in self.granted,
            revoked_ms=writer.revoked_ms,
            received_ms=held.received,
        )
        if begins and not fault:
            self._begin(writer.account, change)
        self._feed(held)
        if fault:
            return self._leave_out(held.change, change, fault)
        if any(_has_record(change, kind) for kind in submission.KINDS):
            return self._judge_submission(held.change, change)
        return ()

    def _begin(self, account: bytes, change: Change) -> None:
        """The valid creator's account owns the document and may write it."""
        if account not in self.granted:
            self.granted.add(account)
            self.grants.append(Grant(self.document.document, account))
            self.entries.append(grant_entry(self.document.document, account))
        if self.dossier is None:
            self.dossier = Dossier(
                document=self.document.document, owner=account, form=change.schema, since=self._now_ms
            )

    def _judge_submission(self, change_id: bytes, change: Change) -> tuple[bytes, ...]:
        matching = submission.judge(self.document, change_id)
        if isinstance(matching, Differing):
            return self._leave_out(change_id, change, submission.CODE_DIFFERS)
        if self.dossier is not None and _has_record(change, "submitted"):
            found = submissions.answer(self.dossier, change_id, matching, self._key, self._now_ms)
            self.dossier = answered(self.dossier, found.answer, found.form)
            self.entries.append(outcome_entry(self.document.document, size_of(self.dossier)))
            if found.kept is not None:
                self.submissions.append(found.kept)
        return ()

    def _leave_out(self, change_id: bytes, change: Change, code: str) -> tuple[bytes, ...]:
        payload = pack_exclusion(
            document=self.document.document,
            change=change_id,
            parents=change.parents,
            operations=ALL,
            code=code,
            turn=FIRST_TURN,
        )
        self._keep_exclusion(
            Exclusion(self.document.document, change_id, payload, self._key.sign(seal.EXCLUSION, payload))
        )
        return self.document.exclude(payload)

    def _keep_exclusion(self, exclusion: Exclusion) -> None:
        self.exclusions.append(exclusion)
        size = len(exclusion.payload) + len(exclusion.signature)
        self.entries.append(exclusion_entry(self.document.document, exclusion.change, size))

    def _feed(self, held: Held) -> None:
        if not held.fed:
            self.held[held.change] = replace(held, fed=True)
            self.entries.append(change_entry(self.document.document, held.change, held.size))


def _has_record(change: Change, kind: str) -> bool:
    return any(isinstance(operation, Record) and operation.kind == kind for operation in change.operations)
