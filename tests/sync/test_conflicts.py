"""Conflicts: which answers a person has to choose between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import Value
from sync.conflicts import equal
from tests.sync.oracle import plain, text
from tests.vectors.merged import document_of
from tests.vectors.people import BAY, LAN, MAI, write

_ROW = "9f3kq0aa00000"
_LAN = write(LAN, 1, [], ["set", "/a", "Trần Văn Bảy"], ["set", "/b", 1])
_BAY = write(BAY, 1, [], ["set", "/a", "Trần Văn Tám"], ["set", "/b", 1])


def test_C10_two_answers_are_a_conflict_and_the_same_answer_twice_is_none() -> None:
    assert document_of([_LAN, _BAY]).conflicts() == ("/a",)


@pytest.mark.parametrize(
    ("value", "is_conflict"),
    [
        ("  Trần   Văn Bảy", False),
        ("Tra\u0302\u0300n Va\u0306n Ba\u0309y", False),
        ("trần văn bảy", True),
        ("Trần\u00a0Văn Bảy", True),
        (["Trần Văn Bảy"], True),
        (None, True),
    ],
)
def test_C11_spaces_and_composition_make_no_other_answer(value: object, is_conflict: bool) -> None:
    other = write(MAI, 1, [], ["set", "/a", value])
    assert bool(document_of([_LAN, other]).conflicts()) is is_conflict


def test_C12_what_is_in_a_row_that_is_gone_needs_no_choice() -> None:
    path = f"/items/@{_ROW}/title"
    pair = [write(author, 1, [], ["set", path, author.device.hex()]) for author in (LAN, BAY)]
    assert document_of(pair).conflicts() == (path,)
    gone = write(MAI, 2, pair, ["remove", "/items", _ROW])
    assert document_of([*pair, gone]).conflicts() == ()
    back = write(LAN, 3, [gone], ["insert", "/items", _ROW, "V"])
    assert document_of([*pair, gone, back]).conflicts() == (path,)


def test_C13_a_field_in_a_field_is_a_conflict_of_both() -> None:
    above = write(LAN, 1, [], ["set", "/a", 1], ["set", "/ab", 1])
    beneath = write(LAN, 2, [above], ["set", "/a/b", 1])
    assert document_of([above, beneath]).conflicts() == ("/a", "/a/b")


def test_C14_who_saw_both_settles_it() -> None:
    chosen = write(MAI, 2, [_LAN, _BAY], ["set", "/a", "Trần Văn Tám"])
    blind = write(MAI, 2, [_LAN], ["set", "/a", "Trần Văn Chín"])
    assert document_of([_LAN, _BAY, chosen]).conflicts() == ()
    assert document_of([_LAN, _BAY, blind]).conflicts() == ("/a",)


def test_B4_a_conflict_outside_the_context_is_not_in_it() -> None:
    document = document_of([_LAN, _BAY])
    assert document.conflicts([_LAN.id]) == ()
    assert document.conflicts([_LAN.id, _BAY.id]) == ("/a",)


_WORDS = st.text(st.sampled_from("a \u0302\u0301ê\u00a0\t"), max_size=6)
_ANSWERS: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers(0, 1) | _WORDS,
    lambda it: st.lists(it, max_size=2) | st.dictionaries(_WORDS, it, max_size=2),
    max_leaves=3,
)


@given(_ANSWERS, _ANSWERS)
def test_C11_equality_is_the_oracles(one: Value, other: Value) -> None:
    assert equal(one, other) is (text(plain(one)) == text(plain(other)))
    assert equal(one, one)
