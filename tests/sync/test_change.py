"""Changes: what decodes, what does not, and that nothing makes the decoder raise."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import Change, Malformed, Newer, decode, encode, time_of, unix_ms_of
from tests.sync.strategies import CHANGES
from tests.sync.test_spec import rules
from tests.vectors.frames import DEVICE, DOCUMENT, PARENT, SCHEMA, frame, holding


@given(CHANGES)
def test_E1_E3_a_change_is_its_bytes_and_its_bytes_are_the_change(change: Change) -> None:
    payload = encode(change)
    assert decode(payload) == change
    assert encode(change) == payload


@given(CHANGES, st.data())
def test_E22_one_altered_byte_never_raises_and_never_gives_the_same_change(
    change: Change, data: st.DataObject
) -> None:
    payload = bytearray(encode(change))
    place = data.draw(st.integers(0, len(payload) - 1))
    payload[place] ^= data.draw(st.integers(1, 255))
    assert decode(bytes(payload)) != change


@given(st.binary(max_size=300))
def test_E22_no_bytes_make_it_raise(payload: bytes) -> None:
    assert isinstance(decode(payload), Change | Newer | Malformed)
    assert isinstance(decode(b"\x97\x01" + payload), Change | Newer | Malformed)
    assert isinstance(decode(b"\x97\x02" + payload), Change | Newer | Malformed)


@pytest.mark.parametrize(
    "bomb",
    [b"\x91" * 65_000, b"\xdd\x00\xff\xff\xff" * 10_000, b"\xdc\xff\xff" * 20_000, b"\xdf\xff\xff\xff\xff"],
)
def test_E22_claims_of_length_and_depth_cost_nothing(bomb: bytes) -> None:
    tracemalloc.start()
    try:
        assert isinstance(decode(holding(bomb)), Malformed)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_E22_what_is_refused_says_which_rule_it_broke() -> None:
    broken = {
        "E2": bytes(65_537),
        "E3": holding(b"\xcc\x01"),
        "E4": holding(bytes.fromhex("82a16201a16102")),
        "E6": holding(b"\xa1\xff"),
        "E8": frame(version=b"\x02", parents=b"\xdc\x00\x41" + b"\xc4\x20".join([b""] + [PARENT] * 65)),
        "E9": frame(schema=b"\xa1x"),
        "E10": frame(operations=b"\x90"),
        "E17": holding(bytes.fromhex("cb3ff8000000000000")),
    }
    found = {rule: decode(payload) for rule, payload in broken.items()}
    for rule, it in found.items():
        assert isinstance(it, Malformed)
        assert it.rule == rule
    assert set(broken) <= set(rules())


def test_E19_of_a_newer_version_the_front_is_known() -> None:
    newer = decode(frame(version=b"\x02", operations=b"\xc1"))
    assert newer == Newer(
        version=2,
        schema=SCHEMA,
        document=DOCUMENT,
        device=DEVICE,
        time=91_000_000_000,
        parents=(PARENT,),
    )


@pytest.mark.parametrize(
    ("unix_ms", "time"),
    [
        (1_704_067_200_000, 0),
        (1_704_067_200_001, 1),
        (0, 0),
        (-1, 0),
        (1_704_067_200_000 + 2**42, 2**42 - 1),
        (10**18, 2**42 - 1),
    ],
)
def test_E21_a_clock_is_clamped(unix_ms: int, time: int) -> None:
    assert time_of(unix_ms) == time


@given(st.integers(0, 2**42 - 1))
def test_E21_time_goes_there_and_back(time: int) -> None:
    assert time_of(unix_ms_of(time)) == time
