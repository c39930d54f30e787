"""Every field of the official lists (schemas/procedures/fields) is asked for, or listed with the reason."""

import msgspec
import pytest

from backend.forms.catalogue import SCHEMAS, load_form, procedures
from backend.forms.definition import Form
from backend.forms.procedure import Procedure


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


# Types of the lists that are several fields here (schemas/forms/README.md, composite types).
COMPOSITE = {"Addr", "Residence", "PID", "Doc", "enum set"}


class Drafted(msgspec.Struct, frozen=True):
    """Of a draft, what it asks beyond the list."""

    added: dict[str, str] = {}


each_procedure = pytest.mark.parametrize(
    "procedure", procedures(), ids=lambda procedure: f"{procedure.code}@{procedure.effective_from}"
)


def official(code: str) -> OfficialList:
    text = (SCHEMAS / "procedures" / "fields" / f"{code}.json").read_bytes()
    return msgspec.json.decode(text, type=OfficialList)


def form_of(procedure: Procedure) -> Form:
    form = load_form(procedure.form)
    assert form is not None
    return form


def added(form: Form) -> set[str]:
    draft = SCHEMAS / "forms" / form.id.partition("@")[0] / "draft.json"
    return set(msgspec.json.decode(draft.read_bytes(), type=Drafted).added)


def is_asked(official_path: str, form: Form) -> bool:
    """As a field, as several, or as fields that stand for the rows of a list that is always the same."""
    around = official_path.partition("/@")[0]
    if around != official_path and around not in form.ui.fields:
        return any(path.startswith(f"{around}/") for path in form.ui.fields)
    return any(path == official_path or path.startswith(f"{official_path}/") for path in form.ui.fields)


@each_procedure
def test_every_official_field_is_asked_or_listed_with_a_reason(procedure: Procedure) -> None:
    form = form_of(procedure)
    fields = official(procedure.code).fields
    wanted = {field.path for field in fields if field.type != "object"}
    unasked = {path for path in wanted if not is_asked(path, form)}
    given = set(form.ui.not_asked)
    assert unasked <= given
    assert not [path for path in given if path in form.ui.fields]
    groups = [field.path for field in fields if field.type in COMPOSITE or field.type.startswith("array")]

    def stands_for_one(path: str) -> bool:
        return any(path.startswith(f"{group}/") and "@" not in path[len(group) :] for group in groups)

    beyond = {path for path in form.ui.fields if path not in wanted and not stands_for_one(path)}
    assert beyond == added(form)


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
