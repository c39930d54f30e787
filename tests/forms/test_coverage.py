"""Every field of the official lists (schemas/procedures/fields) is asked for, or listed with the reason."""

from collections.abc import Iterator

import msgspec
import pytest

from backend.forms.catalogue import SCHEMAS, Form, Procedure, load_form, procedures


class OfficialField(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    path: str
    label_vi: str
    type: str
    required: bool | str
    constraint: str = ""


class OfficialList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name_vi: str
    fields: list[OfficialField]


# What the shared types of the lists are made of here (schemas/forms/README.md, composite types).
PARTS = {
    "Addr": ("/unit", "/street", "/legacy"),
    "Residence": ("/type", "/addr/unit", "/addr/street", "/addr/legacy"),
    "PID": ("/type", "/number", "/issueDate", "/issuer"),
}

# What is asked beyond the lists, and what for.
ADDED = {
    "khoi-cong@1": {
        "/investor/addr/outside": "an investor may live outside the city, where units has no code",
        "/investor/addr/elsewhere": "the same",
        "/ruralOrIslandHouse": "decides whether the design is asked for",
        "/design/@/title": "a design is several drawings, brought on paper",
        "/design/@/sheets": "the same",
    },
    "chung-thuc@1": {
        "/requester/residence/addr/outside": "certified copies are not tied to residence",
        "/requester/residence/addr/elsewhere": "the same",
    },
    "phan-anh@1": {},
}

each_procedure = pytest.mark.parametrize("procedure", procedures(), ids=lambda procedure: procedure.code)


def official(code: str) -> OfficialList:
    text = (SCHEMAS / "procedures" / "fields" / f"{code}.json").read_bytes()
    return msgspec.json.decode(text, type=OfficialList)


def leaves(listed: OfficialList) -> Iterator[str]:
    for field in listed.fields:
        if field.type.startswith("array"):
            yield field.path
        elif field.type != "object":
            yield from (field.path + part for part in PARTS.get(field.type, ("",)))


def form_of(procedure: Procedure) -> Form:
    form = load_form(procedure.form)
    assert form is not None
    return form


@each_procedure
def test_every_official_field_is_asked_or_listed_with_a_reason(procedure: Procedure) -> None:
    ui = form_of(procedure).ui
    official_leaves = set(leaves(official(procedure.code)))
    assert official_leaves - set(ui.fields) == set(ui.not_asked)
    assert set(ui.fields) - official_leaves == set(ADDED[procedure.form])


@each_procedure
def test_what_the_list_requires_is_required(procedure: Procedure) -> None:
    form = form_of(procedure)
    listed = official(procedure.code)
    optional = {field.path for field in listed.fields if field.required is not True}
    for field in listed.fields:
        inside_optional = any(field.path.startswith(f"{path}/") for path in optional)
        asked = form.ui.fields.get(field.path)
        if asked is not None and field.required is True and not inside_optional:
            assert asked.required is True, field.path
        if asked is not None and field.required is False:
            assert asked.required is not True, field.path


@each_procedure
def test_an_official_list_is_that_of_its_procedure(procedure: Procedure) -> None:
    assert official(procedure.code).code == procedure.code
