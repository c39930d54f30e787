"""A form's `ui` asks for exactly what its schema describes, each field once, with words for every choice."""

import json
from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest
from msgspec import UNSET

from backend.forms.assemble import View, assemble
from backend.forms.catalogue import SCHEMAS, Condition, Field, Form, Scalar, Step, forms, read_form
from backend.forms.validate import validate
from backend.forms.visible import template_of
from tests.forms.dialect import leaves_of

KEYWORDS = {
    *("required", "type", "enum", "const", "pattern", "anyOf", "additionalProperties", "uniqueItems"),
    *("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"),
}
TYPES = {
    "integer": {"integer"},
    "decimal": {"integer"},
    "choice": {"string", "boolean", "integer"},
    "declaration": {"boolean"},
    "rows": {"array"},
}

each_form = pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)


def steps_of(form: Form) -> list[Step]:
    return [step for section in form.ui.sections for step in section.steps]


def conditions_of(field: Field) -> Iterator[Condition]:
    for condition in (field.visible, field.digits, field.required):
        if isinstance(condition, Condition):
            yield from within(condition)


def within(condition: Condition) -> Iterator[Condition]:
    yield condition
    for inner in (condition.all, condition.any):
        if inner is not UNSET:
            for each in inner:
                yield from within(each)


@each_form
def test_the_ui_is_that_of_its_form(form: Form) -> None:
    assert form.ui.form == form.id


def test_every_form_has_a_field_that_tells_its_dossiers_apart() -> None:
    titles = json.loads((SCHEMAS / "forms" / "titles.json").read_bytes())
    assert set(titles) == set(forms())
    assert all(path in forms()[form_id].ui.fields for form_id, path in titles.items())


@each_form
def test_every_field_of_the_schema_is_in_the_ui_and_no_other(form: Form) -> None:
    assert set(form.ui.fields) == {template for template, _ in leaves_of(form.schema)}


@each_form
def test_every_field_is_asked_in_one_place(form: Form) -> None:
    places = Counter(form.ui.at_check)
    for step in steps_of(form):
        places.update(step.fields)
    for template, field in form.ui.fields.items():
        for step in field.row.steps if field.row is not None else ():
            places.update(step.fields)
            assert all(inner.startswith(f"{template}/@/") for inner in step.fields)
    assert places == Counter(list(form.ui.fields))


@each_form
def test_steps_are_told_apart(form: Form) -> None:
    assert max(Counter(step.id for step in steps_of(form)).values()) == 1
    for field in form.ui.fields.values():
        if field.row is not None:
            assert max(Counter(step.id for step in field.row.steps).values()) == 1


@each_form
def test_a_list_stands_alone_on_its_page(form: Form) -> None:
    for step in steps_of(form):
        if any(form.ui.fields[template].row is not None for template in step.fields):
            assert len(step.fields) == 1


@each_form
def test_every_choice_of_the_schema_has_words(form: Form) -> None:
    leaves = dict(leaves_of(form.schema))
    for template, field in form.ui.fields.items():
        schema = leaves[template]
        if field.widget == "choice":
            assert field.options is not None
            wanted = schema.get("enum", [False, True])
            assert sorted(option.value for option in field.options) == sorted(wanted), template
        else:
            assert field.options is None, template


@each_form
def test_a_widget_makes_values_of_the_fields_type(form: Form) -> None:
    leaves = dict(leaves_of(form.schema))
    for template, field in form.ui.fields.items():
        assert leaves[template]["type"] in TYPES.get(field.widget, {"string"}), template
        assert (field.widget == "rows") == (field.row is not None), template
        assert (field.widget == "decimal") == (field.scale is not None), template


@each_form
def test_a_condition_asks_one_thing_of_fields_that_are_known_by_then(form: Form) -> None:
    order = list(form.ui.fields)
    for template, field in form.ui.fields.items():
        for condition in conditions_of(field):
            kinds = [condition.is_, condition.in_, condition.present, condition.all, condition.any]
            assert sum(kind is not UNSET for kind in kinds) == 1, template
            if condition.field is UNSET:
                continue
            assert condition.field in form.ui.fields, template
            assert condition.field.count("@") <= template.count("@"), template
            if isinstance(field.visible, Condition) and condition in set(within(field.visible)):
                assert order.index(condition.field) < order.index(template), template


@each_form
def test_a_condition_waits_for_values_that_can_come(form: Form) -> None:
    leaves = dict(leaves_of(form.schema))
    for template, field in form.ui.fields.items():
        for condition in conditions_of(field):
            if condition.field is UNSET or condition.present is not UNSET or condition.all is not UNSET:
                continue
            wanted: tuple[Scalar, ...] = condition.in_ if condition.in_ is not UNSET else ()
            wanted = (*wanted, condition.is_) if condition.is_ is not UNSET else wanted
            allowed = leaves[condition.field].get("enum", [False, True])
            assert set(wanted) <= set(allowed), template


@each_form
def test_sentences_are_for_keywords_that_can_fail(form: Form) -> None:
    for template, field in form.ui.fields.items():
        assert set(field.errors) <= KEYWORDS, template
        if field.required is not False:
            assert "required" in field.errors, template


@each_form
def test_an_offered_answer_is_a_good_one(form: Form) -> None:
    for template, field in form.ui.fields.items():
        if field.default is not None:
            path = template.replace("@", "@0000000000000")
            rows = {path.split("/@")[0]: ("0000000000000",)} if "@" in template else {}
            errors = validate(form, assemble(form, View(values={path: field.default}, rows=rows)))
            assert template not in {template_of(error.pointer) for error in errors}


def test_a_misspelt_ui_is_not_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("form") / "1"
    folder.mkdir()
    source = SCHEMAS / "forms" / "khoi-cong" / "1"
    (folder / "schema.json").write_bytes((source / "schema.json").read_bytes())
    (folder / "ui.json").write_bytes((source / "ui.json").read_bytes().replace(b'"critical"', b'"critcal"'))
    with pytest.raises(msgspec.ValidationError, match="critcal"):
        read_form(folder)
