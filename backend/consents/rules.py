"""How a consent stands, and how that changes. Pure.

open ──handed in──▶ submitted ──a supplement asks──▶ submitted, some paths reopened
  └──────┴── its time is over, the citizen ends it, or the code does ──▶ ended, cancelled
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from schemas.wire.consents import (
    CancelReason,
    ConfirmedBy,
    ConsentCard,
    ConsentMode,
    ConsentStanding,
    NoticesTo,
    OutcomeConsent,
)
from sync.consent import GROUP_CHARS, plain
from sync.number import ALPHABET, provisional

DAY_MS = 86_400_000
# However long a record says that it lasts
CONSENT_MS_MAX = 90 * DAY_MS
PHONE_CODE_MS = DAY_MS
PHONE_CODE_GROUPS = 2
# Codes that were not good, of one helper, after which no code of theirs is looked at for a while
MISSES_MAX = 5
MISSES_MS = 600_000
LISTED_MAX = 100
# So long a desk has for a card before others hear of it, and so long they do
CARD_MS = 7 * DAY_MS
CARD_TOLD_MS = CONSENT_MS_MAX
REOPENED_MAX = 256


class Consent(Struct, frozen=True, kw_only=True):
    """As in the table, where every field is explained."""

    document: bytes
    change: bytes
    helper: bytes
    person: str
    group_name: str
    owner: bytes
    name: str
    procedure: str
    text: int
    language: str
    mode: ConsentMode
    officer: str = ""
    witness: str = ""
    witness_phone: str = ""
    confirmed: ConfirmedBy | None = None
    confirmed_by: bytes | None = None
    confirmed_at: int | None = None
    notices: NoticesTo
    notices_name: str = ""
    notices_phone: str = ""
    notices_address: str = ""
    cancel: bytes
    began: int
    expires: int
    submitted: int | None = None
    ended: int | None = None
    ended_by: str = ""
    reason: str = ""
    declined: str = ""
    reopened: tuple[str, ...] = ()
    seen: bytes = b""


class PhoneCode(Struct, frozen=True, kw_only=True):
    code_hash: bytes
    account: bytes
    procedure: str
    expires: int
    document: bytes | None = None


def standing(consent: Consent, now_ms: int) -> ConsentStanding:
    if consent.declined:
        return "declined"
    if consent.ended is not None and consent.ended <= now_ms:
        return "cancelled" if consent.ended_by == "code" else "ended"
    if consent.expires <= now_ms:
        return "ended"
    return "open" if consent.submitted is None else "submitted"


def is_over(consent: Consent, now_ms: int) -> bool:
    """Whether the helper has nothing to do with it any more, or never had."""
    return standing(consent, now_ms) not in ("open", "submitted")


def is_writable(consent: Consent) -> bool:
    """Whether the helper may have the dossier itself: until it is handed in, and while some is reopened."""
    return consent.submitted is None or bool(consent.reopened)


def hearing(consent: Consent | None, now_ms: int) -> tuple[bytes, ...]:
    """Accounts that hear how the dossier stands without a grant: all news have to be addressed to them."""
    if consent is None or is_writable(consent) or is_over(consent, now_ms):
        return ()
    return (consent.helper,)


def handed_in(consent: Consent, now_ms: int) -> Consent:
    """The first submission that was accepted ends the writing; so does what a supplement asked for."""
    first = now_ms if consent.submitted is None else consent.submitted
    return replace(consent, submitted=first, reopened=())


def reopen(consent: Consent, paths: Sequence[str]) -> Consent:
    """A supplement asks for exactly these: fields, or groups of them."""
    assert consent.submitted is not None
    return replace(consent, reopened=tuple(sorted(set(paths)))[:REOPENED_MAX])


def end_by_code(consent: Consent, reason: CancelReason, now_ms: int) -> Consent | None:
    """None where it has ended before."""
    if is_over(consent, now_ms):
        return None
    return replace(consent, ended=now_ms, ended_by="code", reason=reason, reopened=())


def end_by_owner(consent: Consent, now_ms: int) -> Consent | None:
    """None where it has ended before."""
    if is_over(consent, now_ms):
        return None
    return replace(consent, ended=now_ms, ended_by="owner", reopened=())


def may_be_confirmed(consent: Consent) -> bool:
    """A card for which only the helper vouches. Also once it is over: it says how the dossier came to be."""
    return consent.mode == "card" and consent.confirmed is None and not consent.declined


def confirm(consent: Consent, officer: bytes, now_ms: int) -> Consent:
    return replace(consent, confirmed="officer", confirmed_by=officer, confirmed_at=now_ms)


def in_outcome(consent: Consent | None, now_ms: int) -> OutcomeConsent | None:
    """What the devices of the owner and of the helper hear of it."""
    if consent is None:
        return None
    return OutcomeConsent(
        helper=consent.helper,
        person=consent.person,
        standing=standing(consent, now_ms),
        mode=consent.mode,
        confirmed=consent.confirmed,
        expires=consent.expires,
        reopened=list(consent.reopened),
        seen=consent.seen,
    )


def card(consent: Consent, now_ms: int) -> ConsentCard:
    return ConsentCard(
        consent=consent.document.hex(),
        number=provisional(consent.document),
        procedure=consent.procedure,
        person=consent.person,
        group=consent.group_name,
        mode=consent.mode,
        confirmed=consent.confirmed,
        standing=standing(consent, now_ms),
        began=consent.began,
        expires=consent.expires,
        ended=consent.ended,
        notices=consent.notices,
    )


def fresh_code() -> str:
    """`K7PM-3XHW`: 35 bits, without look-alikes; good for a day, and once."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_CHARS)) for _ in range(PHONE_CODE_GROUPS))
    return "-".join(groups)


def hash_of(secret: bytes, code: str) -> bytes:
    """Under which a phone's code is kept."""
    return hmac.new(secret, b"haidang/consent-code/1\0" + plain(code).encode(), hashlib.sha256).digest()
