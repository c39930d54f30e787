"""What in submissions, ended consents and reports may be brokerage. Pure; every threshold stands here.

A signal accuses nobody and stops nothing: it puts a name before a person who looks (docs/decisions/0028).
Telephone and identity numbers are compared as MACs under the hub's secret, and only within the window.
"""

import hashlib
import hmac
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from msgspec import Struct

# Of Ho Chi Minh City, which keeps no summer time
DAY_MS = 86_400_000
AHEAD_MS = 7 * 3_600_000

WINDOW_MS = 30 * DAY_MS
# People who were handed in under one telephone: a large family has fewer.
IDENTITIES_OF_ONE_PHONE = 8
# Of these as many by one account, before its name is put to that telephone
OWN_SHARE_MIN = 4
# Submissions of one account or device on one day. A helper does about one in ten minutes.
HELPER_A_DAY = 40
OTHER_A_DAY = 10
# Consents of one helper that citizens ended by their codes
CANCELLED_MIN = 3
# What was closed comes back when it has grown so many times
GROWN = 2
REPORTS_A_DAY = 5
MAC_BYTES = 16

Kind = Literal["one-phone", "much-a-day", "cancelled", "not-asked", "reported"]


class Filing(Struct, frozen=True, kw_only=True):
    """One submission as it is compared."""

    change: bytes
    account: bytes
    device: bytes
    taken: int
    phones: tuple[bytes, ...]
    identities: tuple[bytes, ...]


class Cancelled(Struct, frozen=True):
    """A consent that its citizen ended by the code."""

    helper: bytes
    moment: int


class Report(Struct, frozen=True, kw_only=True):
    """What a citizen reported, and about whom, where that can be said."""

    report: bytes
    account: bytes
    device: bytes
    document: bytes | None
    words: str
    received: int


class Signal(Struct, frozen=True, kw_only=True):
    signal: bytes
    kind: Kind
    subject: bytes
    count: int
    first: int
    last: int
    words: str = ""
    closed: int | None = None
    closed_by: bytes | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed is None


def signals_in(
    filings: Collection[Filing], cancelled: Collection[Cancelled], helpers: Collection[bytes]
) -> list[Signal]:
    """Of what lies within one window. `helpers`: the accounts that help others by a mandate."""
    return [
        *_one_phone(filings),
        *_much_a_day(filings, helpers),
        *_many_cancelled(cancelled),
    ]


def reported(report: Report, about: bytes) -> Signal:
    """`about`: the account that handed in the dossier for the citizen; empty where nobody did."""
    return Signal(
        signal=_id_of("reported", about, report.report),
        kind="reported",
        subject=about,
        count=1,
        first=report.received,
        last=report.received,
        words=report.words,
    )


def not_asked(cancelled: Cancelled, consent: bytes) -> Signal:
    """Who has the code was there: their word that they never asked this helper waits for a person at once."""
    return _signal("not-asked", cancelled.helper, consent, 1, [cancelled.moment])


def after(known: Signal | None, found: Signal) -> Signal:
    """A signal that is found again. One that was closed comes back once it has grown."""
    if known is None or (not known.is_open and found.count >= GROWN * known.count):
        return found
    if not known.is_open:
        return known
    return found


def mac_of(secret: bytes, kind: str, number: str) -> bytes:
    """Of a number as it is compared: its digits."""
    digits = "".join(one for one in number if one.isalnum()).upper()
    label = b"haidang/signal/1\0" + kind.encode() + b"\0"
    return hmac.new(secret, label + digits.encode(), hashlib.sha256).digest()[:MAC_BYTES]


def _one_phone(filings: Iterable[Filing]) -> Iterator[Signal]:
    of_phone: dict[bytes, list[Filing]] = defaultdict(list)
    for filing in filings:
        for phone in filing.phones:
            of_phone[phone].append(filing)
    for phone, some in of_phone.items():
        if len({one for filing in some for one in filing.identities}) < IDENTITIES_OF_ONE_PHONE:
            continue
        for account in {filing.account for filing in some}:
            own = [filing for filing in some if filing.account == account]
            count = len({one for filing in own for one in filing.identities})
            if count >= OWN_SHARE_MIN:
                yield _signal("one-phone", account, phone, count, [filing.taken for filing in own])


def _much_a_day(filings: Iterable[Filing], helpers: Collection[bytes]) -> Iterator[Signal]:
    moments: dict[tuple[bytes, bytes, int], list[int]] = defaultdict(list)
    for filing in filings:
        day = (filing.taken + AHEAD_MS) // DAY_MS
        for about in {filing.account, filing.device}:
            moments[filing.account, about, day].append(filing.taken)
    most: dict[bytes, list[int]] = {}
    for (account, _, _), taken in moments.items():
        bound = HELPER_A_DAY if account in helpers else OTHER_A_DAY
        if len(taken) >= bound and len(taken) > len(most.get(account, ())):
            most[account] = taken
    for account, taken in most.items():
        yield _signal("much-a-day", account, b"", len(taken), taken)


def _many_cancelled(cancelled: Collection[Cancelled]) -> Iterator[Signal]:
    for helper, count in Counter(one.helper for one in cancelled).items():
        if count >= CANCELLED_MIN:
            moments = [one.moment for one in cancelled if one.helper == helper]
            yield _signal("cancelled", helper, b"", count, moments)


def _signal(kind: Kind, subject: bytes, about: bytes, count: int, moments: Collection[int]) -> Signal:
    return Signal(
        signal=_id_of(kind, subject, about),
        kind=kind,
        subject=subject,
        count=count,
        first=min(moments),
        last=max(moments),
    )


def _id_of(kind: Kind, subject: bytes, about: bytes) -> bytes:
    return hashlib.sha256(kind.encode() + b"\0" + subject + b"\0" + about).digest()[:16]
