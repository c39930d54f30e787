"""What a ward, commune or zone says of itself: JSON, requests signed by the officer's device key."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.scalars import ShortText, UnixMs

FactKind = Literal["police-telephone", "permit-exempt-area"]
# 32 hexadecimal digits, chosen by the device at random
FactId = Annotated[str, Meta(max_length=32, pattern="^[0-9a-f]{32}$")]
# "2026-12-05", by the calendar of Ho Chi Minh City
Day = Annotated[str, Meta(max_length=10, pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
# one line, NFC, without blanks at its ends; what a telephone may look like: backend/units/rules.py
FactText = Annotated[str, Meta(min_length=1, max_length=120)]
FactVersion = Annotated[int, Meta(ge=1, le=2**53 - 1)]


class UnitFact(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The newest version of one fact, and who wrote it when."""

    fact: FactId
    version: FactVersion
    kind: FactKind
    text: FactText
    begins: Day
    # the last day on which it holds; null while nobody has set one
    ends: Day | None
    person: ShortText
    written: UnixMs


class UnitFacts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/desk/unit`: what the officer's own unit says, ended or not, by kind, first day and text."""

    unit: Annotated[str, Meta(pattern="^[0-9]{5}$", max_length=5)]
    unit_name: ShortText
    facts: list[UnitFact]


class WriteFact(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/desk/unit/facts/{fact}`, answered by `UnitFacts`; sent twice it is written once."""

    # the one that the officer has read; 0 for a new fact
    version: Annotated[int, Meta(ge=0, le=2**53 - 1)]
    kind: FactKind
    text: FactText
    begins: Day
    ends: Day | None
