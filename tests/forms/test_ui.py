"""What is published may be: nothing in it that a check would refuse, and words are read strictly."""

import json

import msgspec
import pytest

from backend.forms.assemble import View, assemble
from backend.forms.catalogue import SCHEMAS, forms, read_form
from backend.forms.definition import Form
from backend.forms.publishing.checking import faults_of
from backend.forms.publishing.compiling import Compiled
from backend.forms.validate import validate
from backend.forms.visible import template_of
from tests.forms.shared import TODAY

each_form = pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)


@each_form
def test_what_is_published_may_be(form: Form) -> None:
    folder = SCHEMAS / "forms" / form.id.replace("@", "/")
    rules = folder / "rules.json"
    compiled = Compiled(
        schema=json.loads((folder / "schema.json").read_bytes()),
        rules=json.loads(rules.read_bytes()) if rules.exists() else {},
        ui=json.loads((folder / "ui.json").read_bytes()),
    )
    assert [str(fault) for fault in faults_of(compiled)] == []
    assert form.ui.form == form.id


def test_every_form_has_a_field_that_tells_its_dossiers_apart() -> None:
    titles = json.loads((SCHEMAS / "forms" / "titles.json").read_bytes())
    assert set(titles) == set(forms())
    assert all(path in forms()[form_id].ui.fields for form_id, path in titles.items())


@each_form
def test_an_offered_answer_is_a_good_one(form: Form) -> None:
    for template, field in form.ui.fields.items():
        if field.default is not None:
            path = template.replace("@", "@0000000000000")
            rows = {path.split("/@")[0]: ("0000000000000",)} if "@" in template else {}
            errors = validate(form, assemble(form, View(values={path: field.default}, rows=rows)), TODAY)
            assert template not in {template_of(error.pointer) for error in errors}


@each_form
def test_an_answer_is_offered_only_where_one_must_be_given(form: Form) -> None:
    """What is offered is written by going on, so a question that may stay empty could never be left so."""
    offering = {template: field for template, field in form.ui.fields.items() if field.default is not None}
    assert [template for template, field in offering.items() if field.required is not True] == []


def test_a_misspelt_ui_is_not_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("form") / "1"
    folder.mkdir()
    source = SCHEMAS / "forms" / "khoi-cong" / "1"
    (folder / "schema.json").write_bytes((source / "schema.json").read_bytes())
    (folder / "ui.json").write_bytes((source / "ui.json").read_bytes().replace(b'"critical"', b'"critcal"'))
    with pytest.raises(msgspec.ValidationError, match="critcal"):
        read_form(folder)
