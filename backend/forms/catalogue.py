"""The published forms, procedures and units, read once from schemas/ (schemas/forms/README.md)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import jsonschema_rs
import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"

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
    # latitude and longitude, which the phone can fill in by itself when asked to
    position: tuple[str, str] | None = None


class RowSteps(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one row of a repeating group is called and asked for."""

    name: Words
    add: Words
    title: str
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=20)]


class Field(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    label: Words
    widget: Literal[
        "text",
        "area",
        "name",
        "phone",
        "email",
        "code",
        "integer",
        "decimal",
        "choice",
        "date",
        "partial-date",
        "datetime",
        "unit",
        "country",
        "promise",
        "declaration",
        "rows",
    ]
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
    # when the keypad of digits is enough
    digits: Condition | None = None
    autocomplete: str | None = None
    errors: dict[str, Words] = {}
    row: RowSteps | None = None


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    title: Words
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=40)]


class Ui(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    form: str
    title: Words
    sections: Annotated[tuple[Section, ...], Meta(min_length=1, max_length=12)]
    at_check: tuple[str, ...]
    # in the order in which they are asked; a condition looks only at fields before its own
    fields: dict[str, Field]
    not_asked: dict[str, Words]


class Form(Struct, frozen=True, kw_only=True):
    """One published version. Fields are keyed by template: a path without its row ids, `/items/@/title`."""

    id: str
    schema: Mapping[str, Any]
    ui: Ui
    validator: jsonschema_rs.Draft202012Validator


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    text: Words
    verified: bool


class Fee(Struct, frozen=True, forbid_unknown_fields=True):
    amount: int | Literal["unknown"]
    text: Words
    verified: bool


class LegalText(Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    effective_from: str | None
    verified: bool


class Procedure(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A procedure as the catalogue shows it; `verified: false` marks what nobody has checked yet."""

    code: Short
    name: Words
    plain: Words
    form: Short
    level: Literal["commune", "city"]
    effective_from: str
    receiving: Fact
    competent: Fact
    time_limit: Fact
    fee: Fee
    legal_basis: tuple[LegalText, ...]
    documents: tuple[Fact, ...]
    result: Fact
    synonyms: tuple[str, ...]


class Unit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A ward, commune or special zone. Names repeat and sound alike: only the code tells them apart."""

    code: Annotated[str, Meta(pattern="^[0-9]{5}$")]
    full_name: str
    type: Literal["phuong", "xa", "dac_khu"]
    lat: float
    lon: float
    formerly: str


def load_form(form_id: str) -> Form | None:
    """The form of an id such as `khoi-cong@1`; None if no such version was ever published."""
    return forms().get(form_id)


@cache
def forms() -> Mapping[str, Form]:
    """Every published version, by id. A late dossier may pin any of them."""
    found = (read_form(path.parent) for path in sorted(SCHEMAS.glob("forms/*/*/schema.json")))
    return {form.id: form for form in found}


@cache
def procedures() -> tuple[Procedure, ...]:
    files = sorted(SCHEMAS.glob("procedures/*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=Procedure) for file in files)


@cache
def units() -> tuple[Unit, ...]:
    """Sorted by code."""
    return msgspec.json.decode((SCHEMAS / "units" / "units.json").read_bytes(), type=tuple[Unit, ...])


def read_form(folder: Path) -> Form:
    """A form from its folder `<name>/<version>`."""
    schema = msgspec.json.decode((folder / "schema.json").read_bytes())
    return Form(
        id=f"{folder.parent.name}@{folder.name}",
        schema=schema,
        ui=msgspec.json.decode((folder / "ui.json").read_bytes(), type=Ui),
        validator=jsonschema_rs.Draft202012Validator(schema),
    )
