"""Provisional numbers."""

from hypothesis import given
from hypothesis import strategies as st

from sync.number import ALPHABET, provisional


@given(st.binary(min_size=16, max_size=16))
def test_N1_eight_signs_of_the_alphabet_in_two_groups(document: bytes) -> None:
    number = provisional(document)
    assert len(number) == 9
    assert number[4] == " "
    assert set(number.replace(" ", "")) <= set(ALPHABET)
    assert number == provisional(document[:8] + bytes(8))


def test_N1_the_number_is_the_remainder_in_base_21() -> None:
    assert provisional(bytes(16)) == "3333 3333"
    assert provisional((20).to_bytes(8) + bytes(8)) == "3333 333Y"
    assert provisional((21).to_bytes(8) + bytes(8)) == "3333 3343"
    assert provisional((21**8 - 1).to_bytes(8) + bytes(8)) == "YYYY YYYY"


def test_N1_no_two_signs_look_alike() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 21
    assert set(ALPHABET).isdisjoint("0O1IL25SB8VUGQ")
