"""Who helps with what, and how the citizen agreed: JSON, signed by a device but for `CancelConsent`."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.scalars import AccountId, Pointer, ShortText, SignedRecord, UnixMs

# How a citizen agreed, and who has made sure of it; what nobody has is claimed by the helper alone.
ConsentMode = Literal["phone", "passkey", "card", "witness"]
ConfirmedBy = Literal["phone", "passkey", "officer"]
# open: nothing is handed in · submitted: the helper hears how it stands, no more · ended: by the citizen, or
# its time is over · cancelled: with the code · declined: the hub did not take it
ConsentStanding = Literal["open", "submitted", "ended", "cancelled", "declined"]
CancelReason = Literal["cancel", "broker"]
NoticesTo = Literal["own", "relative", "helper", "post"]
# of a consent: 32 hexadecimal digits, the document's id
ConsentId = Annotated[str, Meta(max_length=32, pattern="^[0-9a-f]{32}$")]
ProcedureCode = Annotated[str, Meta(max_length=32, pattern="^[A-Za-z0-9._-]{1,32}$")]


class OutcomeConsent(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Part of an outcome: the consent under which a dossier was begun for somebody else."""

    # the account that helps, and its person
    helper: AccountId
    person: ShortText
    standing: ConsentStanding
    mode: ConsentMode
    confirmed: ConfirmedBy | None
    # from this moment of the hub's clock on nothing is open, whatever `standing` says
    expires: UnixMs
    # what a supplement asks the helper to write: nothing else may be
    reopened: Annotated[list[Pointer], Meta(max_length=256)]
    # the hub's countersignature, over "haidang/consent-seen/1\0" (sync/SPEC.md, K7)
    seen: SignedRecord


class AskPhoneCode(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/consents/codes`: a citizen's phone asks for a code to tell a helper."""

    procedure: ProcedureCode


class PhoneCode(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Good once, for a dossier under this procedure. Those that the account asked for before end."""

    # "K7PM-3XHW"
    code: Annotated[str, Meta(max_length=9)]
    procedure: ProcedureCode
    expires: UnixMs


class CancelConsent(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/consents/cancel`, by whoever has the code: no signature, from the hub's own page only."""

    # as written down by hand: case, blanks and hyphens do not count
    code: Annotated[str, Meta(min_length=1, max_length=64)]
    reason: CancelReason


class ConsentEnded(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The answer where a consent has ended by this request; when, by the hub's clock."""

    time: UnixMs


class ConsentCard(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One helper and one dossier, as the citizen sees it."""

    consent: ConsentId
    # the provisional number of the dossier
    number: ShortText
    procedure: ProcedureCode
    # who helps, and for which group
    person: ShortText
    group: ShortText
    mode: ConsentMode
    confirmed: ConfirmedBy | None
    standing: ConsentStanding
    # when the hub learnt of it, when it ends by itself, when it ended
    began: UnixMs
    expires: UnixMs
    ended: UnixMs | None
    notices: NoticesTo


class ConsentList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/consents`: those of the sender's own dossiers, newest first; at most 100."""

    consents: list[ConsentCard]
