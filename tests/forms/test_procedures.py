"""The catalogue of procedures: every fact says whether anybody has checked it."""

from datetime import date
from typing import get_args

import msgspec
import pytest
from msgspec import ValidationError, convert
from msgspec.structs import replace

from backend.forms.catalogue import SCHEMAS, forms, procedures
from backend.forms.days import days_after
from backend.forms.definition import Form
from backend.forms.in_force import record_on, successor_on
from backend.forms.procedure import Clip, Group, Procedure
from backend.forms.publishing.advice import advice_faults
from backend.forms.unverified import open_facts
from backend.operations.forms import unverified_facts

PUBLIC = SCHEMAS.parent / "pwa" / "public"

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
def test_synonyms_are_everyday_words_each_once(procedure: Procedure) -> None:
    assert procedure.synonyms
    assert all(each == each.lower().strip() for each in procedure.synonyms)
    assert len(set(procedure.synonyms)) == len(procedure.synonyms)


@each_procedure
def test_a_clip_is_among_the_files_and_weighs_what_is_said(procedure: Procedure) -> None:
    if procedure.clip is None:
        return
    file = PUBLIC / procedure.clip.path.removeprefix("/")
    assert file.stat().st_size == procedure.clip.bytes


def test_the_weight_of_a_clip_is_bounded() -> None:
    clip = {"path": "/clips/sao-y.mp4", "bytes": 1_000_000, "caption": {"vi": "Sao y", "en": "Copies"}}
    assert convert(clip, Clip).bytes == 1_000_000
    for wrong in ({"bytes": 1_000_001}, {"path": "/clips/../sw.mp4"}, {"path": "https://a.vn/b.mp4"}):
        with pytest.raises(ValidationError):
            convert(clip | wrong, Clip)


def test_every_group_holds_something() -> None:
    assert {procedure.group for procedure in procedures()} == set(get_args(Group))


@each_procedure
def test_dates_are_dates(procedure: Procedure) -> None:
    date.fromisoformat(procedure.effective_from)
    for text in procedure.legal_basis:
        known = max(date(2026, 11, 21), date.fromisoformat(procedure.effective_from))
        assert text.effective_from is None or date.fromisoformat(text.effective_from) <= known


def test_what_nobody_has_verified_is_listed_as_it_stands() -> None:
    page = (SCHEMAS.parent / "docs" / "unverified.md").read_text(encoding="utf-8")
    assert "\n".join(unverified_facts()) + "\n" == page, (
        "python -m backend forms unverified > docs/unverified.md"
    )


def test_a_fact_is_open_for_each_thing_that_it_lacks() -> None:
    (permit,) = (each for each in procedures() if each.code == "1.013225")
    lacks = {(each.about, each.says): each.lacks for each in open_facts(permit)}
    assert lacks["document", "Giấy tờ đất"] == (
        "not verified",
        "unknown: how many originals, how many copies",
    )
    assert lacks["legal basis", "Nghị quyết 66.7/2025/NQ-CP: dữ liệu thay giấy tờ"] == (
        "unknown: since when",
    )
    assert ("who decides", permit.competent.text.vi) not in lacks


@each_procedure
def test_advice_for_the_night_names_a_field_with_a_unit(procedure: Procedure) -> None:
    assert list(advice_faults(procedure, versions_of(procedure))) == []


def test_advice_that_names_another_field_is_told() -> None:
    stay = next(each for each in procedures() if each.code == "2.001159")
    assert stay.unsent is not None
    assert stay.unsent.unit == "/host/addr/unit"
    for path in ("/host/addr/street", "/nowhere", "/guests/@/unit"):
        other = replace(stay, unsent=replace(stay.unsent, unit=path))
        [fault] = advice_faults(other, versions_of(stay))
        assert fault.pointer == "/unsent/unit"
        assert f"{path} is no field of luu-tru@1 with one unit" in str(fault)


def versions_of(procedure: Procedure) -> list[Form]:
    name = procedure.form.partition("@")[0]
    return [form for form in forms().values() if form.id.partition("@")[0] == name]


def test_every_form_belongs_to_a_procedure() -> None:
    named = {procedure.form for procedure in procedures()}
    assert named <= set(forms())
    assert {form.partition("@")[0] for form in named} == {form.partition("@")[0] for form in forms()}
