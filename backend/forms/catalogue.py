"""The published forms, procedures, units and calendars, read once from schemas/ (schemas/forms/README.md)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import jsonschema_rs
import msgspec
from msgspec import Meta, Struct

from backend.forms.bundle import Entry, entries_of
from backend.forms.days import Calendar, LunarYear
from backend.forms.definition import Form, Rules, Ui
from backend.forms.in_force import Published
from backend.forms.procedure import Procedure

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


class SpecialDay(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    day: str
    name: str
    verified: bool


class WorkingDays(Struct, frozen=True, forbid_unknown_fields=True):
    """Days off beside Saturday and Sunday, and Saturdays that are worked to make up for one."""

    off: tuple[SpecialDay, ...]
    work: tuple[SpecialDay, ...]


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
def published() -> Mapping[str, Published]:
    """Of each version, from when new dossiers are written for it, and until when it is taken in."""
    file = SCHEMAS / "forms" / "published.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Published])


@cache
def procedures() -> tuple[Procedure, ...]:
    files = sorted(SCHEMAS.glob("procedures/*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=Procedure) for file in files)


@cache
def procedures_by_form() -> Mapping[str, str]:
    """The code of the procedure that each form belongs to, by the form's name."""
    return {one.form.partition("@")[0]: one.code for one in procedures()}


@cache
def consent_texts() -> frozenset[str]:
    """The versions of the text that citizens agree to, "1"; a published one never changes."""
    return frozenset(file.stem for file in SCHEMAS.glob("consents/*.json") if file.stem.isdecimal())


@cache
def units() -> tuple[Unit, ...]:
    """Sorted by code."""
    return msgspec.json.decode((SCHEMAS / "units" / "units.json").read_bytes(), type=tuple[Unit, ...])


@cache
def calendar() -> Calendar:
    """Days off and worked Saturdays of the city, and the years of the lunar calendar."""
    special = special_days()
    lunar = (SCHEMAS / "calendars" / "lunar.json").read_bytes()
    return Calendar(
        off=frozenset(each.day for each in special.off),
        work=frozenset(each.day for each in special.work),
        lunar=msgspec.json.decode(lunar, type=dict[str, LunarYear]),
    )


@cache
def special_days() -> WorkingDays:
    file = SCHEMAS / "calendars" / "working-days.json"
    return msgspec.json.decode(file.read_bytes(), type=WorkingDays)


@cache
def entries() -> tuple[Entry, ...]:
    """All of it as phones fetch it."""
    files = sorted(SCHEMAS.rglob("*.json"))
    return entries_of({file.relative_to(SCHEMAS).as_posix(): file.read_text("utf-8") for file in files})


def read_form(folder: Path) -> Form:
    """A form from its folder `<name>/<version>`."""
    schema = msgspec.json.decode((folder / "schema.json").read_bytes())
    rules = folder / "rules.json"
    return Form(
        id=f"{folder.parent.name}@{folder.name}",
        schema=schema,
        rules=msgspec.json.decode(rules.read_bytes(), type=Rules) if rules.exists() else Rules(),
        ui=msgspec.json.decode((folder / "ui.json").read_bytes(), type=Ui),
        calendar=calendar(),
        validator=jsonschema_rs.Draft202012Validator(schema),
    )
