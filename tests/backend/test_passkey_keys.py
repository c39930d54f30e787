"""Which public keys a passkey may have, and which are refused though a library would take them."""

from collections.abc import Callable, Mapping

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from backend.passkeys.ceremony import SMALL_ORDER, acceptable, made
from backend.ways import Site, site_of
from tests.support.authenticator import EDDSA, ES256, RS256
from tests.support.signing_in import PAGE, SITE, authenticator

HERE = Site(SITE, (PAGE,))


@pytest.mark.parametrize("algorithm", [ES256, EDDSA, RS256])
def test_keys_of_the_kinds_that_are_offered_are_fit(algorithm: int) -> None:
    key = authenticator(algorithm=algorithm)
    assert acceptable(key.public)
    assert made(key.make_for(b"c" * 40, "x", key.public), HERE) is not None


def ec_key(curve: ec.EllipticCurve, number: int, algorithm: int = ES256) -> bytes:
    point = ec.generate_private_key(curve).public_key().public_numbers()
    size = curve.key_size // 8
    x, y = point.x.to_bytes(size, "big"), point.y.to_bytes(size, "big")
    return cbor2.dumps({1: 2, 3: algorithm, -1: number, -2: x, -3: y})


def off_curve() -> bytes:
    key = cbor2.loads(authenticator().public)
    key[-3] = key[-3][:-1] + bytes([key[-3][-1] ^ 1])
    return cbor2.dumps(key)


def rsa_key(bits: int, exponent: int = 65_537) -> bytes:
    number = rsa.generate_private_key(exponent, bits).public_key().public_numbers()
    n = number.n.to_bytes(bits // 8, "big")
    return cbor2.dumps({1: 3, 3: RS256, -1: n, -2: exponent.to_bytes(3, "big")})


WEAK: Mapping[str, Callable[[], bytes]] = {
    "P-384": lambda: ec_key(ec.SECP384R1(), 2),
    "P-384 under the name of P-256": lambda: ec_key(ec.SECP384R1(), 1),
    "secp256k1": lambda: ec_key(ec.SECP256K1(), 8),
    "a point for another algorithm": lambda: ec_key(ec.SECP256R1(), 1, EDDSA),
    "off the curve": off_curve,
    "RSA of 1024 bits": lambda: rsa_key(1_024),
    "RSA with exponent 3": lambda: rsa_key(2_048, 3),
    "no key": lambda: cbor2.dumps({}),
    "not CBOR": lambda: b"\xff",
}


@pytest.mark.parametrize("name", WEAK)
def test_a_weak_key_is_refused(name: str) -> None:
    key = authenticator()
    assert made(key.make_for(b"c" * 40, "x", WEAK[name]()), HERE) is None


def test_all_fourteen_points_of_small_order_are_refused() -> None:
    assert len(SMALL_ORDER) == 14
    for point in SMALL_ORDER:
        public = cbor2.dumps({1: 1, 3: EDDSA, -1: 6, -2: point})
        key = authenticator(algorithm=EDDSA)
        assert made(key.make_for(b"c" * 40, "x", public), HERE) is None, point.hex()


@pytest.mark.parametrize(
    ("address", "name", "origin"),
    [
        ("https://haidang.example.vn", "haidang.example.vn", "https://haidang.example.vn"),
        ("https://Haidang.Example.vn:8443", "haidang.example.vn", "https://haidang.example.vn:8443"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
    ],
)
def test_the_site_is_the_name_in_the_public_address(address: str, name: str, origin: str) -> None:
    assert site_of(address) == Site(name, (origin,))


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://[::1]:8000", "https://203.0.113.7"])
def test_a_bare_address_is_no_site(address: str) -> None:
    assert site_of(address) is None
