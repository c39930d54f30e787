"""The catalogue of procedures: every fact says whether anybody has checked it."""

from datetime import date

import pytest

from backend.forms.catalogue import SCHEMAS, forms, procedures
from backend.forms.procedure import Procedure

each_procedure = pytest.mark.parametrize("procedure", procedures(), ids=lambda procedure: procedure.code)


@each_procedure
def test_a_procedure_stands_in_the_file_of_its_code(procedure: Procedure) -> None:
    assert (SCHEMAS / "procedures" / f"{procedure.code}.json").exists()


@each_procedure
def test_what_is_unknown_is_not_called_verified(procedure: Procedure) -> None:
    assert procedure.fee.amount != "unknown" or not procedure.fee.verified


@each_procedure
def test_synonyms_are_found_without_marks(procedure: Procedure) -> None:
    assert procedure.synonyms
    assert all(each.isascii() and each == each.lower() for each in procedure.synonyms)


@each_procedure
def test_dates_are_dates(procedure: Procedure) -> None:
    date.fromisoformat(procedure.effective_from)
    for text in procedure.legal_basis:
        assert text.effective_from is None or date.fromisoformat(text.effective_from) <= date(2026, 11, 21)


def test_every_form_belongs_to_a_procedure() -> None:
    named = {procedure.form for procedure in procedures()}
    assert named <= set(forms())
    assert {form.partition("@")[0] for form in named} == {form.partition("@")[0] for form in forms()}
