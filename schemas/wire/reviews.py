"""What waits for a person: work that was kept apart. JSON, requests signed by a device key."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from schemas.wire.administration import Id, State
from schemas.wire.scalars import FormId, Pointer, ShortText, UnixMs

KeptCode = Literal[
    "revoked", "consent-ended", "no-mandate", "handed-in", "not-reopened", "consent-refused", "not-granted"
]
# Why somebody reads it, lets it stand or sets it aside
Reason = Annotated[str, Meta(min_length=1, max_length=300)]
SignalKind = Literal["one-phone", "much-a-day", "cancelled", "not-asked", "reported"]
# In the words of a citizen
ReportWords = Annotated[str, Meta(max_length=500)]
# a value of a change: null, boolean, integer, text, and arrays and maps of these
Json = Any


class ReviewItem(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one device brought of one dossier: how much, from whom, when, and why it was kept apart."""

    document: Id
    device: Id
    number: ShortText
    form: FormId
    person: ShortText
    label: ShortText
    codes: list[KeptCode]
    # else it can only be set aside
    may_stand: bool
    changes: Annotated[int, Meta(ge=1)]
    first: UnixMs
    last: UnixMs
    state: State


class UnconfirmedCard(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A dossier that a helper handed in on a card, which no officer has confirmed in the week since."""

    number: ShortText
    form: FormId
    # who helped, and for which group
    person: ShortText
    group: ShortText
    # the staff id of the officer who saw the card, as the helper wrote it
    officer: ShortText
    submitted: UnixMs


class Review(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/review`: what may stand first, then what waits longest, at most 100.

    `more` is how many wait beside. `cards`, at most 100: what a desk has to confirm, not somebody here.
    """

    items: list[ReviewItem]
    more: Annotated[int, Meta(ge=0)]
    cards: list[UnconfirmedCard]


class Reasoned(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/review/{document}/{device}/read`, `…/readmit`, `…/dismiss`: against what was shown."""

    state: State
    reason: Reason


class KeptEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer in what was kept apart; the author's own claim of when."""

    path: Pointer
    value: Json
    time: UnixMs


class KeptWork(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was written and handed in there, in the order in which it was; at most 1,000 answers."""

    form: FormId
    # whom a helper began it for, as they wrote it; empty where it is nobody else's
    name: ShortText
    entries: list[KeptEntry]
    submitted: bool


class SignalItem(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pattern, or a citizen's report, that a person should look at. It accuses nobody."""

    signal: Id
    kind: SignalKind
    # whom it is about; empty where nobody is named
    person: ShortText
    count: Annotated[int, Meta(ge=1)]
    first: UnixMs
    last: UnixMs
    words: ReportWords


class SignalList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/review/signals`: at most 100, the newest first."""

    signals: list[SignalItem]


class CloseSignal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/review/signals/{signal}/close`: against the count that was shown."""

    count: Annotated[int, Meta(ge=1)]
    reason: Reason


class BrokerReport(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/reports/{report}`, an id that the device chose: somebody asked for money."""

    # a dossier of the person's own, where it is about one
    document: Id | None
    words: ReportWords


class Reported(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """It is kept, and a person will look at it."""

    report: Id
