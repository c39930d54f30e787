"""What an administrator's pages read and say, and everybody's list of devices: JSON, requests signed by the device key.

Whoever commands names what they saw (`state`): where it is otherwise by now nothing is done, "moved-on". What has
been done already is done once more without harm, so that a reply that was lost costs nothing.
"""  # noqa: E501

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.scalars import ShortText, UnitCode, UnixMs
from schemas.wire.units import Day

# as in backend/mandates/rules.py
MandateRole = Literal["helper", "kiosk", "reception", "processing", "leader", "administrator", "auditor"]
Standing = Literal["holds", "to-come", "ended", "revoked"]
# What an officer looked at before a citizen was given a code
Ground = Literal["identity-card", "passport", "other-paper"]
PlaceKind = Literal["city", "department", "unit", "team", "group"]

# 32 hexadecimal digits
Id = Annotated[str, Meta(max_length=32, pattern="^[0-9a-f]{32}$")]
# a digest of what was shown
State = Annotated[str, Meta(max_length=16, pattern="^[0-9a-f]{16}$")]
PlaceCode = Annotated[str, Meta(min_length=1, max_length=40)]
PersonName = Annotated[str, Meta(min_length=1, max_length=100)]
StaffId = Annotated[str, Meta(min_length=1, max_length=40)]
ProcedureCode = Annotated[str, Meta(min_length=1, max_length=40)]
GroundWords = Annotated[str, Meta(max_length=200)]


class Place(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An authority for which the administrator appoints."""

    code: PlaceCode
    name: ShortText
    kind: PlaceKind


class HeldMandate(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One mandate of a person. Days of Ho Chi Minh City; `begins` is null where it held from the start."""

    mandate: Id
    role: MandateRole
    authority: PlaceCode
    authority_name: ShortText
    # null for all
    procedures: list[ProcedureCode] | None
    begins: Day | None
    # the last day on which it holds
    ends: Day | None
    standing: Standing


class PersonCard(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of the list, with the mandates that go on and are the administrator's to see."""

    account: Id
    person: ShortText
    staff: ShortText | None
    unit: UnitCode
    unit_name: ShortText
    mandates: list[HeldMandate]


class PeopleList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/administration/people?place=&after=`: at most 50, by where they work and by name."""

    places: list[Place]
    people: list[PersonCard]
    # leads to the next page; null at the end
    after: Id | None


class PersonDevice(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A device as people know it. `seen`: the last day on which it asked for something."""

    device: Id
    label: ShortText
    enrolled: UnixMs
    seen: Day | None
    revoked: UnixMs | None
    # whether it is the one that asks
    is_this: bool


class PersonPage(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/administration/people/{account}`, and the answer to what is done there."""

    account: Id
    person: ShortText
    staff: ShortText | None
    unit: UnitCode
    unit_name: ShortText
    # nobody changes anything about themselves
    is_self: bool
    # whether their devices, and codes for them, are the administrator's: they work in the subtree, and hold
    # nothing that reaches beyond it
    is_own: bool
    mandates: list[HeldMandate]
    devices: list[PersonDevice]
    # Who has lost theirs gets a new code (`…/code`): what is made by it takes the place of all of them.
    passkeys: Annotated[int, Meta(ge=0)]
    state: State


class NewPerson(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/administration/people/{account}`, an id that the administrator's device chose."""

    person: PersonName
    staff: StaffId
    unit: PlaceCode


class GiveMandate(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/administration/people/{account}/mandates/{mandate}`, an id that the device chose."""

    state: State
    role: MandateRole
    authority: PlaceCode
    procedures: Annotated[list[ProcedureCode], Meta(min_length=1, max_length=200)] | None
    begins: Day
    ends: Day | None


class AsSeen(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST …/mandates/{mandate}/revoke`, `…/devices/{device}/revoke`, `…/code`: against what was shown."""

    state: State


class FreshCode(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A code that is good for one device. It is shown once: the hub keeps only what recognises it."""

    person: ShortText
    code: ShortText
    expires: UnixMs


class NewCitizen(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/desk/citizens/{account}`, an id that the desk's device chose."""

    person: PersonName
    ground: Ground
    words: GroundWords


class Grounded(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/desk/dossiers/{document}/code`, `…/devices/{device}/revoke`: what was looked at."""

    ground: Ground
    words: GroundWords


class DeviceList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/me/devices`, and at the desk those of the owner of a dossier; the oldest first."""

    person: ShortText
    devices: list[PersonDevice]
