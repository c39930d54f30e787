"""The catalogue of procedures: every fact says whether anybody has checked it."""

from datetime import date

import msgspec
import pytest

from backend.forms.catalogue import SCHEMAS, forms, procedures
from backend.forms.days import days_after
from backend.forms.in_force import record_on, successor_on
from backend.forms.procedure import Procedure

each_procedure = pytest.mark.parametrize(
    "procedure", procedures(), ids=lambda procedure: f"{procedure.code}@{procedure.effective_from}"
)


@each_procedure
def test_a_procedure_stands_in_the_file_of_its_code_and_a_later_record_in_that_of_its_day(
    procedure: Procedure,
) -> None:
    is_first = record_on(procedures(), procedure.code, "1970-01-01") == procedure
    name = procedure.code if is_first else f"{procedure.code}@{procedure.effective_from}"
    file = SCHEMAS / "procedures" / f"{name}.json"
    assert msgspec.json.decode(file.read_bytes(), type=Procedure) == procedure


@each_procedure
def test_a_record_ends_on_the_day_before_the_next_one_begins(procedure: Procedure) -> None:
    later = successor_on(procedures(), procedure.code, procedure.effective_from)
    if later is not None:
        assert procedure.effective_until is not None
        assert days_after(procedure.effective_until, 1) == later.effective_from


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
        known = max(date(2026, 11, 21), date.fromisoformat(procedure.effective_from))
        assert text.effective_from is None or date.fromisoformat(text.effective_from) <= known


def test_every_form_belongs_to_a_procedure() -> None:
    named = {procedure.form for procedure in procedures()}
    assert named <= set(forms())
    assert {form.partition("@")[0] for form in named} == {form.partition("@")[0] for form in forms()}
