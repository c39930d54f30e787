"""What an officer's page reads and says: JSON, requests signed by the officer's device key."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from schemas.wire.consents import CancelReason, ConfirmedBy, ConsentMode, ConsentStanding, NoticesTo
from schemas.wire.dossiers import Outcome
from schemas.wire.scalars import FormId, Pointer, ShortText, UnixMs, Version

Hex = Annotated[str, Meta(max_length=64)]
# a value of a change: null, boolean, integer, text, and arrays and maps of these
Json = Any


class DeskCard(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of the officer's list, newest first."""

    document: Hex
    number: ShortText
    form: FormId
    person: ShortText
    state: Literal["submitted", "received"]
    submitted: UnixMs
    conflicts: Annotated[int, Meta(ge=0)]


class DeskList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/desk/dossiers?before=<submitted ms>`: at most 50; `before` is null at the end."""

    dossiers: list[DeskCard]
    before: UnixMs | None


class DeskEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One value that stands at a path, and who wrote it when."""

    change: Hex
    value: Json
    time: UnixMs
    person: ShortText
    device: ShortText


class DeskField(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A path and every value that stands there; more than one different value is a conflict."""

    path: Pointer
    entries: list[DeskEntry]
    conflict: bool
    # changed after the reviewed submission: not part of what is decided on
    late: bool


class DeskRows(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The visible rows of one repeating group, in their order."""

    path: Pointer
    rows: list[ShortText]


class DeskEvent(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One change in the dossier's history."""

    change: Hex
    # the author's claim, and when the hub took it in
    time: UnixMs
    received: UnixMs
    person: ShortText
    device: ShortText
    paths: list[Pointer]
    records: list[ShortText]
    late: bool


class DeskConsent(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who helped the citizen, how they agreed, who has made sure of it, and who gets the notices."""

    # who helped, and for which group
    person: ShortText
    group: ShortText
    # the citizen, as the helper wrote them down
    name: ShortText
    mode: ConsentMode
    confirmed: ConfirmedBy | None
    # the officer who confirmed it, and when
    officer: ShortText
    confirmed_at: UnixMs | None
    # of a card: whether this officer may say now that it was in front of them
    may_confirm: bool
    witness: ShortText
    witness_phone: ShortText
    standing: ConsentStanding
    reason: CancelReason | None
    began: UnixMs
    expires: UnixMs
    ended: UnixMs | None
    notices: NoticesTo
    notices_name: ShortText
    notices_phone: ShortText
    notices_address: Annotated[str, Meta(max_length=300)]


class DeskDossier(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/desk/dossiers/{document}`: the submitted state as the hub folded it, and what came later."""

    document: Hex
    number: ShortText
    form: FormId
    person: ShortText
    outcome: Outcome
    # null where the citizen wrote it on a device of their own
    consent: DeskConsent | None
    submitted: list[DeskField]
    current: list[DeskField]
    rows: list[DeskRows]
    history: list[DeskEvent]


class Receive(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/desk/dossiers/{document}/receive`: "đã nhận", against the version the officer saw."""

    version: Version


class ConfirmConsent(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/desk/dossiers/{document}/consent`: "I saw this person and their card", by the named unit.

    Answered by `DeskConsent`; said twice it counts once.
    """

    # the dossier that the officer has read
    version: Version
