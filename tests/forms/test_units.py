"""The 168 units: the final codes of July 2025, not those of the draft."""

import unicodedata
from collections import Counter

from backend.forms.catalogue import forms, units

# Codes of the draft that a public package still gives: wrong → right.
DRAFT_CODES = {
    "26797": "26803",
    "26794": "26800",
    "26812": "26809",
    "26887": "26876",
    "26902": "26890",
    "26899": "26898",
    "27010": "27019",
    "27118": "27094",
    "27160": "27154",
    "27385": "27364",
}


def folded(name: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    return plain.replace("đ", "d").replace("Đ", "D").lower()


def test_there_are_168_sorted_by_code() -> None:
    codes = [unit.code for unit in units()]
    assert codes == sorted(set(codes))
    assert Counter(unit.type for unit in units()) == {"phuong": 113, "xa": 54, "dac_khu": 1}


def test_the_codes_are_the_final_ones() -> None:
    codes = {unit.code for unit in units()}
    assert codes.isdisjoint(DRAFT_CODES)
    assert codes >= set(DRAFT_CODES.values())


def test_con_dao_is_the_special_zone() -> None:
    (con_dao,) = (unit for unit in units() if unit.type == "dac_khu")
    assert (con_dao.code, con_dao.full_name) == ("26732", "Đặc khu Côn Đảo")


def test_names_are_clean_and_only_one_pair_sounds_alike() -> None:
    names = [unit.full_name for unit in units()]
    assert all("  " not in name and name == name.strip() for name in names)
    alike = [name for name, count in Counter(map(folded, names)).items() if count > 1]
    assert alike == ["xa thanh an"]


def test_every_unit_lies_in_the_city() -> None:
    assert all(8.5 < unit.lat < 11.6 and 106.2 < unit.lon < 107.7 for unit in units())


def test_every_form_knows_exactly_these_units() -> None:
    codes = [unit.code for unit in units()]
    known = [form.schema["$defs"].get("unit", {}).get("enum") for form in forms().values()]
    # A skipper's notice knows ports and waters, and no unit.
    assert known.count(codes) >= len(known) - 1
    assert all(each in (None, codes) for each in known)
