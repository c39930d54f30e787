"""The cases that Python and TypeScript share, here in Python."""

import jsonschema_rs
import pytest

from backend.forms.assemble import assemble
from backend.forms.catalogue import forms, load_form
from backend.forms.validate import validate
from tests.forms.dossiers import view_of
from tests.forms.shared import TODAY, Case, all_complete_dossiers, cases, complete_dossiers, read


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.form}: {case.name}")
def test_the_triples_are_those_expected(case: Case) -> None:
    form = load_form(case.form)
    assert form is not None
    errors = validate(form, assemble(form, view_of(case.all_operations())), TODAY)
    assert [(error.pointer, error.keyword, error.parameters) for error in errors] == case.expected


def test_every_form_has_a_dossier_that_is_complete() -> None:
    assert set(complete_dossiers()) == set(forms())


@pytest.mark.parametrize(
    ("form_id", "name"), [(form, name) for form, all_ in all_complete_dossiers().items() for name in all_]
)
def test_a_complete_dossier_leaves_nothing_to_mend(form_id: str, name: str) -> None:
    form = load_form(form_id)
    assert form is not None
    assert validate(form, assemble(form, view_of(all_complete_dossiers()[form_id][name])), TODAY) == []


@pytest.mark.parametrize(("schema", "datum", "valid"), read("traps.json"))
def test_traps_between_languages_end_alike(schema: dict[str, object], datum: object, valid: bool) -> None:
    assert jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(datum) is valid


def test_a_form_that_was_never_published_is_not_found() -> None:
    assert load_form("khoi-cong@999") is None
    assert load_form("../khoi-cong@1") is None
