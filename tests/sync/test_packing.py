"""Canonical MessagePack: one value has one sequence of bytes."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.packing import Front, NotCanonical, pack, unpack

_TEXTS = st.text(st.characters(codec="utf-8"))
_SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | _TEXTS | st.binary(max_size=40)
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(_TEXTS, inner), max_leaves=8)


@given(_VALUES)
def test_E3_what_is_packed_unpacks_to_itself(value: object) -> None:
    assert unpack(pack(value)) == value


@given(st.binary(max_size=60))
def test_E3_E22_bytes_are_either_canonical_or_refused(data: bytes) -> None:
    try:
        value = unpack(data)
    except NotCanonical:
        return
    assert pack(value) == data


@given(st.dictionaries(_TEXTS, st.none(), min_size=2))
def test_E4_keys_go_by_their_utf_8_bytes(value: dict[str, None]) -> None:
    keys = sorted(value, key=str.encode)
    assert pack(value) == msgspec.msgpack.encode(dict.fromkeys(keys))


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, 2**64, -(2**63) - 1, object()])
def test_E6_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        pack(value)


def test_E22_nesting_beyond_any_stack_is_refused() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NotCanonical):
        pack(value)
    with pytest.raises(NotCanonical):
        unpack(b"\x91" * 100_000 + b"\xc0")


@given(st.integers(0, 2**64 - 1), _TEXTS, st.binary(max_size=300), st.lists(st.just(0), max_size=40))
def test_E19_the_front_is_read_as_it_was_packed(
    number: int, text: str, data: bytes, items: list[int]
) -> None:
    front = Front(pack(number) + pack(text) + pack(data) + pack(items) + b"\xc1")
    assert (front.unsigned(), front.text(), front.binary(), front.array_length()) == (
        number,
        text,
        data,
        len(items),
    )


@given(st.binary(max_size=12))
def test_E19_the_front_refuses_what_is_not_the_shortest_form(data: bytes) -> None:
    for read in (Front.unsigned, Front.text, Front.binary):
        front = Front(data)
        try:
            value = read(front)
        except NotCanonical:
            continue
        assert data.startswith(pack(value))
