"""What counts on a day: the vectors of both languages (tests/vectors/in-force.json), and the new law."""

import json
from pathlib import Path

import msgspec
import pytest

from backend.forms.catalogue import procedures, published
from backend.forms.days import day_of
from backend.forms.in_force import Published, is_taken, record_on, successor_on, version_on

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "in-force.json").read_bytes())
PUBLISHED = msgspec.convert(VECTORS["published"], dict[str, Published])
RECORDS = [
    msgspec.structs.replace(procedures()[0], **{"effective_until": None, **record})
    for record in VECTORS["records"]
]
# Civil status, under Law 03/2026/QH16 from 1 March 2027.
CIVIL_STATUS = ("1.000656", "1.001193", "1.004873")


@pytest.mark.parametrize(("code", "day", "now", "later"), VECTORS["on"], ids=json.dumps)
def test_the_record_that_began_last_counts_and_the_next_is_known(
    code: str, day: str, now: str | None, later: str | None
) -> None:
    found = record_on(RECORDS, code, day), successor_on(RECORDS, code, day)
    assert [each and each.effective_from for each in found] == [now, later]


@pytest.mark.parametrize(("form", "day", "version"), VECTORS["versions"], ids=json.dumps)
def test_new_dossiers_are_written_for_the_version_that_began_last(form: str, day: str, version: str) -> None:
    assert version_on(PUBLISHED, form, day) == version


@pytest.mark.parametrize(("form", "day", "taken"), VECTORS["taken"], ids=json.dumps)
def test_a_version_is_taken_in_until_its_last_day(form: str, day: str, taken: bool) -> None:
    assert is_taken(PUBLISHED, form, day) is taken


@pytest.mark.parametrize("code", CIVIL_STATUS)
def test_the_new_civil_status_law_counts_from_its_day_in_ho_chi_minh_city(code: str) -> None:
    last_moment = 1_803_833_999_999  # 2027-02-28T23:59:59.999+07:00
    before, after = (record_on(procedures(), code, day_of(ms)) for ms in (last_moment, last_moment + 1))
    assert before is not None
    assert after is not None
    assert (before.effective_until, after.effective_from) == ("2027-02-28", "2027-03-01")
    assert any("03/2026/QH16" in text.text for text in after.legal_basis)
    assert not any("03/2026/QH16" in text.text for text in before.legal_basis)


@pytest.mark.parametrize("code", CIVIL_STATUS)
def test_a_dossier_received_before_the_new_law_stays_under_the_old_record(code: str) -> None:
    received, today = "2027-02-28", "2027-06-01"
    old, new = record_on(procedures(), code, received), record_on(procedures(), code, today)
    assert old is not None
    assert new not in (None, old)
    # And it stays with the version that it names, which is taken in all the same.
    assert is_taken(published(), old.form, today)


def test_what_the_app_offers_is_in_force_on_the_day_it_was_published() -> None:
    for procedure in procedures():
        if procedure.effective_from <= "2026-11-26":
            assert version_on(published(), procedure.form, "2026-11-26") == procedure.form
