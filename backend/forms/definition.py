"""What a published form is: its schema, its rules, and its `ui` (schemas/forms/README.md). Read strictly."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import jsonschema_rs
from msgspec import UNSET, Meta, Struct, UnsetType

from backend.forms.days import Calendar

Scalar = bool | int | str
Short = Annotated[str, Meta(min_length=1, max_length=64)]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    vi: Annotated[str, Meta(min_length=1, max_length=400)]
    en: Annotated[str, Meta(min_length=1, max_length=400)]


class Condition(Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is", "in_": "in"}):
    """A question about other answers: a field and what it is, or `all` or `any` of such questions."""

    field: str | UnsetType = UNSET
    is_: Scalar | UnsetType = UNSET
    in_: tuple[Scalar, ...] | UnsetType = UNSET
    present: Literal[True] | UnsetType = UNSET
    all: "tuple[Condition, ...] | UnsetType" = UNSET
    any: "tuple[Condition, ...] | UnsetType" = UNSET


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    value: Scalar
    label: Words


class Step(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One page of the form: one question and the fields that answer it."""

    id: Annotated[str, Meta(pattern="^[a-z0-9-]{1,40}$")]
    question: Words
    hint: Words | None = None
    fields: Annotated[tuple[str, ...], Meta(min_length=1, max_length=12)]
    # what is worked out and shown below the fields
    shows: tuple[str, ...] = ()
    # latitude and longitude, which the phone can fill in by itself when asked to
    position: tuple[str, str] | None = None


class RowSteps(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one row of a repeating group is called and asked for."""

    name: Words
    add: Words
    title: str
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=20)]


Widget = Literal[
    "text",
    "area",
    "name",
    "phone",
    "email",
    "code",
    "integer",
    "decimal",
    "money",
    "choice",
    "listed",
    "tick",
    "date",
    "month",
    "partial-date",
    "datetime",
    "unit",
    "country",
    "promise",
    "declaration",
    "rows",
]


class Field(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    label: Words
    widget: Widget
    hint: Words | None = None
    critical: bool = False
    # agrees with the schema by enumeration: tests/forms/test_agreement.py
    required: Condition | bool = False
    visible: Condition | None = None
    options: tuple[Option, ...] | None = None
    # offered as the answer, and written only once the person has seen it and gone on
    default: Scalar | None = None
    # the number is shown and typed divided by 10 to this power
    scale: Annotated[int, Meta(ge=1, le=6)] | None = None
    unit: Words | None = None
    # the number may be below zero: a keypad of digits has no minus
    signed: bool = False
    # when the keypad of digits is enough
    digits: Condition | bool = False
    autocomplete: str | None = None
    # which of the things that people keep about themselves answers it
    mine: str | None = None
    # the field with the unit whose published areas are offered as answers; what is written stays text
    areas_of: str | None = None
    errors: dict[str, Words] = {}
    row: RowSteps | None = None


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    title: Words
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=40)]


class Shown(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How something that is worked out is told."""

    label: Words
    widget: Widget
    unit: Words | None = None
    hint: Words | None = None


class Ui(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    form: str
    title: Words
    sections: Annotated[tuple[Section, ...], Meta(min_length=1, max_length=12)]
    at_check: tuple[str, ...]
    # in the order in which they are asked; a condition looks only at fields before its own
    fields: dict[str, Field]
    # what is told when a rule of rules.json is broken; {offer} is the answer that would do
    rules: dict[str, Words] = {}
    computed: dict[str, Shown] = {}
    not_asked: dict[str, Words]


class Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What must be so between fields (rules.py); the words for it are in the form's `ui`, by id."""

    id: Annotated[str, Meta(pattern="^[a-z0-9-]{1,60}$")]
    # the field at which it is told when it is broken
    at: str
    # a condition (expressions.py)
    holds: dict[str, Any]
    # an expression for the answer that would do
    offer: Any = None
    level: Literal["error", "warning"] = "error"


class Computed(Struct, frozen=True, forbid_unknown_fields=True):
    """What is worked out from the answers and shown, never written down: a fee, a date in words."""

    at: str
    value: Any


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    rules: Annotated[tuple[Rule, ...], Meta(max_length=64)] = ()
    computed: Annotated[tuple[Computed, ...], Meta(max_length=16)] = ()


class Form(Struct, frozen=True, kw_only=True):
    """One published version. Fields are keyed by template: a path without its row ids, `/items/@/title`."""

    id: str
    schema: Mapping[str, Any]
    rules: Rules
    ui: Ui
    calendar: Calendar
    validator: jsonschema_rs.Draft202012Validator
