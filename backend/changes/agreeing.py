"""Whether a beginning for somebody else is let in: judged once, by what the hub knows. Pure (SPEC K8-K11).

What is not good enough to prove that the citizen agreed makes no stranger the owner, and refuses nobody: it
is the helper's word, as with a witness, and an officer sees that. What contradicts itself is refused.
"""

import hashlib
from collections.abc import Collection, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from backend.consents.rules import CONSENT_MS_MAX, MISSES_MAX, Consent, PhoneCode
from backend.forms import catalogue
from backend.mandates import rules as mandates
from backend.mandates.rules import Action, Mandate, Matter
from schemas.wire.consents import ConfirmedBy
from sync import consent as records

REFUSED = "consent-refused"
ENDED = "consent-ended"
NO_MANDATE = "no-mandate"
SUBJECT = b"haidang/subject/1\0"


class Asked(Struct, frozen=True, kw_only=True):
    """A beginning for somebody else, and what of it must be looked up."""

    document: bytes
    change: bytes
    device: bytes
    schema: str
    # None where the record has another form
    record: records.Consent | None
    # of a phone's code, as it is kept; of a passkey, what it has to have signed
    code_hash: bytes
    challenge: bytes


class Facts(Struct, frozen=True, kw_only=True):
    """What the hub looked up for these beginnings. All of it by account but codes and signers."""

    mandates: Mapping[bytes, Collection[Mandate]]
    # how a helper is called, and the group
    persons: Mapping[bytes, tuple[str, str]]
    # phone codes that were not good lately
    misses: Mapping[bytes, int]
    codes: Mapping[bytes, PhoneCode]
    # whose passkey signed it, by change
    signers: Mapping[bytes, "Signer"]
    # hashes of cancel codes that other dossiers have
    cancels: Collection[bytes]


# The account; or that nobody here knows the passkey; or that it is known, and did not sign this
Signer = bytes | Literal["unknown", "forged"]


class Proven(Struct, frozen=True):
    """Who the citizen is, and what says so. Without an account nobody's is known: one is made."""

    account: bytes | None
    by: ConfirmedBy | None = None


NOBODY = Proven(None)


class Agreements:
    """The beginnings of one transaction; what one of them spends another cannot."""

    def __init__(self, asked: Mapping[bytes, Asked], facts: Facts) -> None:
        # by change
        self.asked = asked
        self.mandates = facts.mandates
        self.spent: list[PhoneCode] = []
        self._facts = facts
        self._codes = dict(facts.codes)
        self._cancels = set(facts.cancels)
        self._misses = dict(facts.misses)

    def judge(self, asked: Asked, helper: bytes, received_ms: int) -> Consent:
        """The consent as it begins, or as it was declined."""
        record = asked.record
        if record is None or not _is_known(record, asked.schema) or record.cancel in self._cancels:
            return self._consent(asked, helper, received_ms, declined=REFUSED)
        if not may_help("write", helper, self.mandates.get(helper, ()), record.procedure, received_ms):
            return self._consent(asked, helper, received_ms, declined=NO_MANDATE)
        if record.expires <= received_ms:
            return self._consent(asked, helper, received_ms, declined=ENDED)
        proven = self._proven(asked, record, helper, received_ms)
        if proven is None or proven.account == helper:
            return self._consent(asked, helper, received_ms, declined=REFUSED)
        self._cancels.add(record.cancel)
        return self._consent(asked, helper, received_ms, proven=proven)

    def _proven(
        self, asked: Asked, record: records.Consent, helper: bytes, received_ms: int
    ) -> Proven | None:
        """None where the proof is of something else."""
        if record.mode == "phone":
            return self._by_phone(asked, record.procedure, helper, received_ms)
        if record.mode == "passkey":
            signer = self._facts.signers.get(asked.change, "unknown")
            if isinstance(signer, bytes):
                return Proven(signer, "passkey")
            return NOBODY if signer == "unknown" else None
        return NOBODY

    def _by_phone(self, asked: Asked, procedure: str, helper: bytes, received_ms: int) -> Proven:
        """Who guesses is soon answered without a look."""
        code = self._codes.get(asked.code_hash) if self._misses.get(helper, 0) < MISSES_MAX else None
        good = code is not None and code.procedure == procedure and code.expires > received_ms
        if code is None or not good or code.document is not None:
            self._misses[helper] = self._misses.get(helper, 0) + 1
            return NOBODY
        if code.account != helper:
            used = PhoneCode(
                code_hash=code.code_hash,
                account=code.account,
                procedure=procedure,
                expires=code.expires,
                document=asked.document,
            )
            self._codes[asked.code_hash] = used
            self.spent.append(used)
        return Proven(code.account, "phone")

    def _consent(
        self, asked: Asked, helper: bytes, received_ms: int, *, proven: Proven = NOBODY, declined: str = ""
    ) -> Consent:
        record = asked.record
        person, group = self._facts.persons.get(helper, ("", ""))
        if record is None:
            return _unread(asked, helper, person, group, received_ms)
        owner = proven.account or subject_of(asked.document)
        return Consent(
            document=asked.document,
            change=asked.change,
            helper=helper,
            person=person,
            group_name=group,
            owner=b"" if declined else owner,
            name=record.name,
            procedure=record.procedure,
            text=record.text,
            language=record.language,
            mode=record.mode,
            officer=record.proof["officer"] if record.mode == "card" else "",
            witness=record.proof["name"] if record.mode == "witness" else "",
            witness_phone=record.proof["phone"] if record.mode == "witness" else "",
            confirmed=proven.by,
            confirmed_by=proven.account,
            confirmed_at=received_ms if proven.by else None,
            notices=record.notices.to,
            notices_name=record.notices.name,
            notices_phone=record.notices.phone,
            notices_address=record.notices.address,
            cancel=record.cancel,
            began=received_ms,
            expires=min(record.expires, received_ms + CONSENT_MS_MAX),
            declined=declined,
        )


def subject_of(document: bytes) -> bytes:
    """The account that is made for a citizen of whom the hub knows no other."""
    return hashlib.sha256(SUBJECT + document).digest()[:16]


def may_help(
    action: Action,
    helper: bytes,
    held: Collection[Mandate],
    procedure: str,
    now_ms: int,
    *,
    is_submitted: bool = False,
) -> bool:
    """Whether a helper may do this with a dossier that they have an open consent for."""
    matter = Matter(
        owner=b"",
        procedure=procedure,
        is_submitted=is_submitted,
        desk=None,
        is_at_desk=False,
        authority=None,
        helpers=frozenset([helper]),
    )
    # What the same person may do at a desk is another matter, and whom a helper may help hinges on no place.
    as_helper = [mandate for mandate in held if mandate.role == "helper"]
    return mandates.may_as_staff(action, helper, as_helper, matter, now_ms, {})


def _is_known(record: records.Consent, schema: str) -> bool:
    """Whether the text that was read out was ever published, and the form is one of the procedure."""
    form = schema.partition("@")[0]
    return str(record.text) in catalogue.consent_texts() and (record.procedure, form) in _procedure_forms()


@cache
def _procedure_forms() -> frozenset[tuple[str, str]]:
    return frozenset((one.code, one.form.partition("@")[0]) for one in catalogue.procedures())


def _unread(asked: Asked, helper: bytes, person: str, group: str, received_ms: int) -> Consent:
    """Declined because nobody can read what it says."""
    return Consent(
        document=asked.document,
        change=asked.change,
        helper=helper,
        person=person,
        group_name=group,
        owner=b"",
        name="",
        procedure="",
        text=0,
        language="",
        mode="witness",
        notices="own",
        cancel=b"",
        began=received_ms,
        expires=received_ms,
        declined=REFUSED,
    )
