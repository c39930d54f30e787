"""Canonical text: the order of everything in it."""

import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sync.canonical import text
from tests.vectors.merged import document_of
from tests.vectors.people import BAY, DOSSIER, LAN, exclude, write

_ROW, _OTHER = "9f3kq0aa00000", "9f3kq0aa00001"
_FIRST = write(
    LAN,
    1,
    [],
    ["set", "/b", 1],
    ["set", "/a_", 2],
    ["set", "/a/b", 3],
    ["set", "/A", 4],
    ["insert", "/z", _OTHER, "A"],
    ["insert", "/z", _ROW, "B"],
    ["insert", "/g", _ROW, "B"],
    ["remove", "/g", _ROW],
    ["record", "zz", {"b": 1, "a": 2}],
    ["record", "aa", {}],
)
_PAIR = [write(author, 2, [_FIRST], ["set", "/b", author.device.hex()]) for author in (LAN, BAY)]


def parts(*records: bytes) -> list[Any]:
    found: list[Any] = json.loads(document_of([_FIRST, *_PAIR], records).state())
    return found


def test_C1_the_digest_is_that_of_the_text() -> None:
    document = document_of([_FIRST])
    assert document.digest() == hashlib.sha256(document.state().encode()).digest()
    assert document.state().startswith(f'["{DOSSIER.hex()}",[["/A",[["')


def test_C2_registers_go_by_path_and_entries_by_change() -> None:
    registers = parts()[1]
    assert [path for path, _ in registers] == ["/A", "/a/b", "/a_", "/b"]
    assert registers[3][1] == sorted(registers[3][1])
    assert {entry[0] for entry in registers[3][1]} == {change.id.hex() for change in _PAIR}


def test_C3_only_rows_that_stand_are_there_in_their_order() -> None:
    assert parts()[2] == [["/z", [[_OTHER, "A", [_FIRST.id.hex()]], [_ROW, "B", [_FIRST.id.hex()]]]]]


def test_C4_the_log_goes_by_change_then_by_place() -> None:
    assert parts()[3] == [[_FIRST.id.hex(), 1, "zz", {"a": 2, "b": 1}], [_FIRST.id.hex(), 1, "aa", {}]]


def test_C5_heads_are_sorted() -> None:
    assert parts()[4] == sorted(change.id.hex() for change in _PAIR)


def test_C6_only_what_leaves_something_out_is_there() -> None:
    records = [exclude(_PAIR[0], "all", 1), exclude(_PAIR[1], [], 1), exclude(_FIRST, [0, 2], 1)]
    expected: list[tuple[str, object]] = [(_PAIR[0].id.hex(), "all"), (_FIRST.id.hex(), [0, 2])]
    assert parts(*records)[5] == [list(item) for item in sorted(expected, key=lambda item: item[0])]


def test_C7_keys_inside_values_go_by_utf_16_the_levels_of_the_array_by_utf_8() -> None:
    assert text({"\uffff": 1, "\U00010000": 2}) == '{"\U00010000":2,"\uffff":1}'


def test_C8_another_exclusion_gives_another_digest_even_where_nothing_is_seen_of_it() -> None:
    noop = write(BAY, 3, _PAIR, ["remove", "/nothing", _ROW])
    plain = document_of([_FIRST, *_PAIR, noop])
    out = document_of([_FIRST, *_PAIR, noop], [exclude(noop, "all", 1)])
    assert plain.fields() == out.fields()
    assert plain.digest() != out.digest()


_SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1)
_TEXTS = st.text(st.characters(codec="utf-8"))


@given(st.recursive(_SCALARS | _TEXTS, lambda it: st.lists(it) | st.dictionaries(_TEXTS, it), max_leaves=8))
def test_C1_the_text_is_json_of_the_value(value: object) -> None:
    assert json.loads(text(value)) == value
