"""What a helper may still see and hear of a dossier, asked at the moment of reading: consent and mandate.

Grants in the feed say which documents are a helper's to ask about. That a consent is over, or a mandate, may
be nobody's act but the calendar's, so it is looked at each time.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from backend.changes.agreeing import may_help
from backend.consents import rules, store
from backend.consents.rules import Consent
from backend.database import Tx
from backend.dossiers.rules import Dossier, outcome_of
from backend.mandates import store as mandates
from backend.mandates.rules import Mandate
from schemas.wire.dossiers import Outcome


class Heard(Struct, frozen=True):
    """By document the consents, by account what helpers hold."""

    consents: Mapping[bytes, Consent]
    mandates: Mapping[bytes, tuple[Mandate, ...]]

    def may_read(self, document: bytes, account: bytes, now_ms: int) -> bool:
        """Whether the account may pull it as a helper."""
        consent = self.consents.get(document)
        if consent is None or consent.helper != account or rules.is_over(consent, now_ms):
            return False
        held = self.mandates.get(account, ())
        return rules.is_writable(consent) and may_help("read", account, held, consent.procedure, now_ms)

    def may_hear(self, consent: Consent, now_ms: int) -> bool:
        """Whether its helper may know how the dossier stands."""
        held, handed_in = self.mandates.get(consent.helper, ()), consent.submitted is not None
        return not rules.is_over(consent, now_ms) and may_help(
            "summary", consent.helper, held, consent.procedure, now_ms, is_submitted=handed_in
        )

    def outcome(self, dossier: Dossier, account: bytes, now_ms: int) -> Outcome:
        """How a dossier stands, for this account. A helper whose consent is over hears that, and no more."""
        consent = self.consents.get(dossier.document)
        if consent is None:
            return outcome_of(dossier)
        if account == consent.helper and not self.may_hear(consent, now_ms):
            dossier = replace(
                dossier,
                state="draft" if consent.submitted is None else "submitted",
                holder="",
                holder_name="",
                since=consent.began if consent.submitted is None else consent.submitted,
                due=None,
                answers=(),
            )
        return outcome_of(dossier, rules.in_outcome(consent, now_ms))


NOTHING = Heard({}, {})


async def look_up(tx: Tx, dossiers: Iterable[Dossier]) -> Heard:
    """Of those that a helper began; where there are none, nothing is asked."""
    assisted = [one.document for one in dossiers if one.helper is not None]
    if not assisted:
        return NOTHING
    consents = await store.of_documents(tx, assisted)
    return Heard(consents, await mandates.of_accounts(tx, {one.helper for one in consents.values()}))
