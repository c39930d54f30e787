"""One document's consent while a batch comes in: who may write what by it, and who hears of it. Pure."""

from typing import Literal

from msgspec.structs import replace

from backend.changes.agreeing import ENDED, NO_MANDATE, Agreements, may_help, subject_of
from backend.consents import rules
from backend.consents.rules import Consent
from backend.people.store import Account
from schemas.wire.consents import OutcomeConsent
from sync import seal
from sync.change import Change, Insert, Operation, Record, Remove, Set
from sync.consent import Seen, pack_seen
from sync.exclusions import ALL
from sync.seal import SigningKey

HANDED_IN = "handed-in"
NOT_REOPENED = "not-reopened"

# Why something of a change is left out, and which of its operations
LeftOut = tuple[str, tuple[int, ...] | Literal["all"]]


class Assisting:
    """`consent` is None where the owner began the dossier, and until its beginning is judged."""

    def __init__(self, consent: Consent | None, agreements: Agreements, key: SigningKey, now_ms: int) -> None:
        self.consent = consent
        # whether it is another one than it was
        self.is_changed = False
        # of a citizen of whom the hub knew none
        self.accounts: list[Account] = []
        self._agreements = agreements
        self._key = key
        self._now_ms = now_ms

    def asks(self, maker: bytes) -> bool:
        """Whether the change that makes the document's id is for somebody else."""
        return maker in self._agreements.asked

    def begin(self, maker: bytes, helper: bytes, received_ms: int) -> Consent:
        """Judged once (SPEC K8): what was declined is not asked for again."""
        consent = self._agreements.judge(self._agreements.asked[maker], helper, received_ms)
        if not consent.declined:
            consent = replace(consent, seen=self._countersigned(consent))
        self._put(consent)
        if consent.owner == subject_of(consent.document):
            self.accounts.append(
                Account(account=consent.owner, person=consent.name, role="citizen", unit="", unit_name="")
            )
        return consent

    def is_helper(self, account: bytes) -> bool:
        return self.consent is not None and self.consent.helper == account

    def left_out(self, change: Change, received_ms: int) -> LeftOut | None:
        """What of a helper's change may not stand. The hub's receipt counts, never a device's clock."""
        consent = self.consent
        assert consent is not None
        if consent.declined:
            return consent.declined, ALL
        held = self._agreements.mandates.get(consent.helper, ())
        if not may_help("write", consent.helper, held, consent.procedure, received_ms):
            return NO_MANDATE, ALL
        if rules.is_over(consent, received_ms):
            return ENDED, ALL
        if consent.submitted is None:
            return None
        if not consent.reopened:
            return HANDED_IN, ALL
        places = tuple(
            place for place, one in enumerate(change.operations) if not _is_asked_for(one, consent.reopened)
        )
        if not places:
            return None
        return NOT_REOPENED, ALL if len(places) == len(change.operations) else places

    @property
    def is_reopened(self) -> bool:
        return self.consent is not None and bool(self.consent.reopened)

    def hand_in(self) -> bool:
        """It was handed in, or what a supplement asked for was. True where the helper's grant ends so."""
        consent = self.consent
        if consent is None or not rules.is_writable(consent):
            return False
        self._put(rules.handed_in(consent, self._now_ms))
        return True

    def hearing(self) -> tuple[bytes, ...]:
        """Who hears how the dossier stands, and sees nothing of it."""
        return rules.hearing(self.consent, self._now_ms)

    def in_outcome(self) -> OutcomeConsent | None:
        return rules.in_outcome(self.consent, self._now_ms)

    def _put(self, consent: Consent) -> None:
        self.consent = consent
        self.is_changed = True

    def _countersigned(self, consent: Consent) -> bytes:
        seen = Seen(
            document=consent.document,
            change=consent.change,
            owner=consent.owner,
            helper=consent.helper,
            time=consent.began,
        )
        payload = pack_seen(seen)
        return seal.pack_signed(payload, self._key.sign(seal.CONSENT_SEEN, payload))


def _is_asked_for(operation: Operation, reopened: tuple[str, ...]) -> bool:
    """Whether it writes at one of these paths or beneath it, or hands in what was written."""
    match operation:
        case Set(path, _) | Insert(path, _, _) | Remove(path, _):
            return any(path == one or path.startswith(f"{one}/") for one in reopened)
        case Record(kind, _):
            return kind == "supplemented"
