"""What units say, as entries of the catalogue: whose, in which order, until which day, and how large."""

import json

import pytest
from msgspec.structs import replace

from backend.forms.bundle import bundle_of, content_digest, entries_of
from backend.forms.unit_entries import Said, unit_entries
from backend.units.rules import FACTS_MAX
from sync import seal
from sync.seal import SigningKey

DAY = "2026-11-21"
AREA = Said(unit="26732", kind="permit-exempt-area", text="Khu thử A", begins="2026-01-01", ends=None)
KEY = SigningKey.from_secret(bytes(31) + b"\x01")


def said_in(said: list[Said], day: str = DAY) -> dict[str, list[dict[str, object]]]:
    return {entry.name: json.loads(entry.content) for entry in unit_entries(said, day)}


def test_an_entry_is_compact_and_says_neither_who_nor_which() -> None:
    [entry] = unit_entries([AREA], DAY)
    assert entry.name == "unit/26732"
    assert entry.content.decode() == (
        '[{"kind":"permit-exempt-area","text":"Khu thử A","begins":"2026-01-01","ends":null}]'
    )
    assert entry.digest == seal.digest(entry.content)


def test_each_unit_has_its_own_and_none_has_one_that_says_nothing() -> None:
    other = replace(AREA, unit="26734", text="Khu thử B")
    found = said_in([other, AREA])
    assert {name: [one["text"] for one in told] for name, told in found.items()} == {
        "unit/26732": ["Khu thử A"],
        "unit/26734": ["Khu thử B"],
    }
    assert said_in([]) == {}
    assert said_in([replace(AREA, ends="2026-11-20")]) == {}


@pytest.mark.parametrize(
    ("begins", "ends", "is_in"),
    [
        ("2026-01-01", "2026-11-20", False),
        ("2026-01-01", "2026-11-21", True),
        ("2026-11-22", None, True),
        ("2027-01-01", "2027-01-01", True),
    ],
    ids=["ended yesterday", "ends today", "begins tomorrow", "a single day to come"],
)
def test_what_has_not_ended_is_in_it_also_before_it_begins(
    begins: str, ends: str | None, is_in: bool
) -> None:
    assert bool(said_in([replace(AREA, begins=begins, ends=ends)])) is is_in


def test_the_order_is_by_kind_first_day_and_text_whatever_the_order_it_came_in() -> None:
    said = [
        replace(AREA, text="Khu thử B"),
        replace(AREA, kind="police-telephone", text="000 111 222", begins="2025-01-01"),
        AREA,
        replace(AREA, text="Khu thử C", begins="2025-12-31"),
    ]
    for given in (said, said[::-1]):
        assert [one["text"] for one in said_in(given)["unit/26732"]] == [
            "Khu thử C",
            "Khu thử A",
            "Khu thử B",
            "000 111 222",
        ]
    assert content_digest(unit_entries(said, DAY)) == content_digest(unit_entries(said[::-1], DAY))


def test_a_unit_that_says_all_it_may_stays_below_16_kb() -> None:
    # four bytes each
    longest = [replace(AREA, text=f"{number:02}" + "𠮷" * 118, ends=DAY) for number in range(FACTS_MAX)]
    [entry] = unit_entries(longest, DAY)
    assert len(entry.content) <= 16 * 1024


def test_the_manifest_has_them_among_the_others_by_name() -> None:
    release = entries_of({"forms/titles.json": "{}", "units/units.json": "[]"})
    bundle = bundle_of(
        tuple(sorted((*release, *unit_entries([AREA], DAY)), key=lambda one: one.name)), 1, KEY
    )
    assert [entry.name for entry in bundle.entries.values()] == ["titles", "unit/26732", "units"]
