"""Merging one document's part of a batch: take what comes, judge what becomes applied. Pure.

Policy is judged once, when a change is applied here; what fails is left out by a record that the hub signs.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from backend.changes import rules, submissions
from backend.changes.agreeing import Agreements
from backend.changes.assisting import Assisting
from backend.changes.granted import Granted
from backend.changes.holding import Exclusion, Held, Holding, envelope_bytes, fold, left_out_by
from backend.changes.leaving_out import leave_out, let_stand
from backend.changes.opening import Opened, reopen, unproven_of
from backend.changes.rules import Writer
from backend.dossiers.rules import Dossier, Submission, answered, size_of
from backend.feed import rules as told
from backend.feed.rules import Entry
from backend.sender import Sender
from sync import seal, submission
from sync.change import Change, Newer
from sync.limits import UNKNOWN_KEY_ENVELOPES_MAX
from sync.seal import SigningKey
from sync.submission import Differing

# Submissions of one document that one batch may bring; the rest is sent again.
SUBMISSIONS_MAX = 8


class Merge:
    """One document while a batch comes in; its public fields are what it found out so far."""

    def __init__(
        self,
        holding: Holding,
        writers: Mapping[bytes, Writer],
        sender: Sender,
        agreements: Agreements,
        key: SigningKey,
        now_ms: int,
    ) -> None:
        self.document = holding.document
        self.dossier = holding.dossier
        self.held = dict(holding.held)
        self.unproven = list(holding.unproven)
        self.added: dict[bytes, Opened] = {}
        self.exclusions: list[Exclusion] = []
        self.assisting = Assisting(holding.consent, agreements, key, now_ms)
        self.submissions: list[Submission] = []
        self.entries: list[Entry] = []
        self.granted = Granted(self.document.document, holding.granted, self.entries)
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
        self.unproven.append(unproven_of(opened, self._sender.device, self._now_ms))

    def _has_room_to_judge(self, opened: Opened) -> bool:
        """Judging a submission folds its whole context: a batch may ask for that only so often."""
        if isinstance(opened.change, Newer) or not rules.is_submission(opened.change):
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
            # By a submission a helper's part ends: what comes behind it is judged after it.
            for part in rules.parts(held, ends=lambda one: self._submission(one) is not None):
                self._leave_out([fault for one in part if (fault := self._fault_of(one)) is not None])
                change = self._submission(part[-1])
                if change is not None and not self._is_left_out(part[-1].change):
                    self._judge_submission(part[-1].change, change)

    def readmit(self, changes: Collection[bytes]) -> None:
        """A person looked at these, which were left out: from now on they stand (SPEC X4, X15).

        Whoever wrote them is judged no more. What they begin and what they submit is, by `judge`.
        """
        self._readmitted = frozenset(changes)
        for change_id in changes:
            change, before = self.document.held(change_id), self.document.standing(change_id)
            assert change is not None
            assert before is not None
            self._keep_exclusion(let_stand(self.document.document, before, change.parents, self._key))
        before_order = set(self.document.order())
        self.document = fold(self.document.document, self.payloads, self.records)
        self._applied += [
            one for one in self.document.order() if one in self._readmitted or one not in before_order
        ]

    def _is_left_out(self, change_id: bytes) -> bool:
        """Also where only some operations are. What was readmitted is not."""
        return self.document.standing(change_id) is not None and change_id not in self._readmitted

    def _submission(self, held: Held) -> Change | None:
        change = self.document.applied(held.change)
        return change if change is not None and rules.is_submission(change) else None

    def _fault_of(self, held: Held) -> rules.Fault | None:
        """What policy says of a change just applied; it is in the feed whatever that is."""
        change = self.document.applied(held.change)
        if change is None or self.document.standing(held.change) is not None:
            self._feed(held)
            return None
        writer = self._writers[held.device]
        self._feed(held)
        is_helper = self.assisting.is_helper(writer.account)
        code = rules.fault_of(
            granted=is_helper or writer.account in self.granted.accounts,
            revoked_ms=writer.revoked_ms,
            received_ms=held.received,
        )
        if code:
            return rules.Fault(held.change, change, code)
        left_out = self.assisting.left_out(change, held.received) if is_helper else None
        return None if left_out is None else rules.Fault(held.change, change, *left_out)

    def _begin(self, applied: Sequence[Held]) -> None:
        """The account of the device that made the document's id owns it, and may write it (SPEC B7, B10).

        Begun once, by the first change of that account that may stand. Where the very first came from a key
        that was withdrawn, that is one of another device, in hands that the account still trusts.
        """
        if self.dossier is not None or self.assisting.consent is not None:
            return
        maker = submission.maker(self.document)
        if maker is None:
            return
        account = self._writers[self.held[maker].device].account
        if self.assisting.asks(maker):
            self._begin_for_another(maker, account, applied)
            return
        first = next((change for one in applied if (change := self._begins(one, account)) is not None), None)
        if first is None:
            return
        self.granted.give(account, told.grant_entry)
        self.dossier = Dossier(
            document=self.document.document, owner=account, form=first.schema, since=self._now_ms
        )

    def _begin_for_another(self, maker: bytes, helper: bytes, applied: Sequence[Held]) -> None:
        """The citizen owns it, the helper may write it for now (SPEC K8). Only this very change begins it."""
        first = next((one for one in applied if one.change == maker), None)
        change = None if first is None else self._begins(first, helper)
        if first is None or change is None:
            return
        consent = self.assisting.begin(maker, helper, first.received)
        if consent.declined:
            return
        self.granted.give(consent.owner, told.grant_entry)
        self.granted.give(helper, told.assist_entry)
        self.dossier = Dossier(
            document=self.document.document,
            owner=consent.owner,
            helper=helper,
            form=change.schema,
            version=1,
            since=self._now_ms,
        )
        self._say()

    def _say(self) -> None:
        """How the dossier stands now, to everybody who may hear it."""
        assert self.dossier is not None
        size = size_of(self.dossier, self.assisting.in_outcome())
        for account in (b"", *self.assisting.hearing()):
            self.entries.append(told.outcome_entry(self.document.document, size, account))

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
            self._leave_out([rules.Fault(change_id, change, submission.CODE_DIFFERS)])
        elif self.dossier is not None and rules.has_record(change, "submitted"):
            found = submissions.answer(self.dossier, change_id, matching, self._key, self._now_ms)
            self.dossier = answered(self.dossier, found.answer, found.form)
            if found.kept is not None:
                self.submissions.append(found.kept)
                self._hand_in(self.dossier)
            self._say()
        elif self.dossier is not None and self.assisting.is_reopened and self._hand_in(self.dossier):
            # What a supplement asked for is there: the helper's part is over again.
            self.dossier = replace(self.dossier, version=self.dossier.version + 1)
            self._say()

    def _hand_in(self, dossier: Dossier) -> bool:
        if dossier.helper is None or not self.assisting.hand_in():
            return False
        self.granted.take_back(dossier.helper)
        return True

    def _leave_out(self, faults: Sequence[rules.Fault]) -> None:
        for fault in faults:
            self._keep_exclusion(leave_out(self.document.document, fault, self._key))
        if faults:
            before = set(self.document.order())
            # Once for all of them: each alone would fold the document anew.
            self.document = fold(self.document.document, self.payloads, self.records)
            self._applied += [change for change in self.document.order() if change not in before]

    def _keep_exclusion(self, exclusion: Exclusion) -> None:
        self.records[exclusion.payload] = None
        self.exclusions.append(exclusion)
        size = len(exclusion.payload) + len(exclusion.signature)
        self.entries.append(told.exclusion_entry(self.document.document, exclusion.change, size))

    def _feed(self, held: Held) -> None:
        if not held.fed:
            self.held[held.change] = replace(held, fed=True)
            self.entries.append(told.change_entry(self.document.document, held.change, held.size))
