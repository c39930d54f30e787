"""Keys, signatures and envelopes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import seal
from sync.seal import SigningKey
from tests.vectors.people import BAY, FIRST, LAN

_SIGNATURE = LAN.sign(seal.CHANGE, FIRST.payload)


def test_S1_S2_S3_ids_are_hashes() -> None:
    assert seal.change_id(b"payload") == hashlib.sha256(b"payload").digest()
    assert LAN.device == hashlib.sha256(LAN.public).digest()[:16]
    assert seal.document_id(LAN.device, bytes(16)) == hashlib.sha256(LAN.device + bytes(16)).digest()[:16]


def test_S5_labels_keep_kinds_apart() -> None:
    labels = [seal.CHANGE, seal.EXCLUSION, seal.DEVICE, seal.RECEIPT, seal.ENROL]
    assert len(set(labels)) == 5
    for label in labels:
        signature = LAN.sign(label, b"payload")
        assert [seal.verify(LAN.public, other, b"payload", signature) for other in labels] == [
            other == label for other in labels
        ]


@given(st.integers(0, 63), st.integers(1, 255))
def test_S5_an_altered_signature_does_not_verify(place: int, flip: int) -> None:
    altered = bytearray(_SIGNATURE)
    altered[place] ^= flip
    assert not seal.verify(LAN.public, seal.CHANGE, FIRST.payload, bytes(altered))


@given(st.integers(0, len(FIRST.payload) - 1), st.integers(1, 255))
def test_S5_an_altered_payload_does_not_verify(place: int, flip: int) -> None:
    altered = bytearray(FIRST.payload)
    altered[place] ^= flip
    assert not seal.verify(LAN.public, seal.CHANGE, bytes(altered), _SIGNATURE)


@given(st.binary(max_size=100), st.binary(max_size=70), st.integers(0, 90), st.integers(0, 255))
def test_S7_S8_nothing_makes_verifying_raise(data: bytes, signature: bytes, place: int, byte: int) -> None:
    key = bytearray(BAY.public)
    key[place] = byte
    for public in (data, bytes(key)):
        assert seal.acceptable(public) in (True, False)
        assert not seal.verify(public, seal.CHANGE, data, signature)


@given(st.binary(max_size=200))
def test_S4_no_bytes_make_opening_raise(record: bytes) -> None:
    opened = seal.unpack_signed(record)
    assert opened is None or seal.pack_signed(*opened) == record


def test_S7_a_new_key_is_acceptable_and_survives_its_file() -> None:
    key = SigningKey.generate()
    again = SigningKey.from_pem(key.to_pem())
    assert seal.acceptable(key.public)
    assert (again.public, again.device) == (key.public, key.device)
    assert seal.verify(key.public, seal.RECEIPT, b"payload", again.sign(seal.RECEIPT, b"payload"))


@pytest.mark.parametrize("secret", [bytes(32), b"\xff" * 32, bytes(31), b""])
def test_S7_what_is_no_scalar_makes_no_key(secret: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        SigningKey.from_secret(secret)
