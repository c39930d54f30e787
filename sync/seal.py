"""Ids, signatures, envelopes: the only door to cryptography (SPEC S1-S8).

`generate` draws its secret inside `cryptography`; nothing else in `sync/` is random: signing is RFC 6979.
"""

import hashlib
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from sync.limits import NONCE_BYTES, PUBLIC_KEY_BYTES, SIGNATURE_BYTES
from sync.packing import NotCanonical, pack, unpack

CHANGE: Final = b"haidang/change/1\0"
EXCLUSION: Final = b"haidang/exclusion/1\0"
DEVICE: Final = b"haidang/device/1\0"
RECEIPT: Final = b"haidang/receipt/1\0"
ENROL: Final = b"haidang/enrol/1\0"
CATALOGUE: Final = b"haidang/catalogue/1\0"
BADGE: Final = b"haidang/badge/1\0"
CONSENT_SEEN: Final = b"haidang/consent-seen/1\0"
AUDIT: Final = b"haidang/audit/1\0"

# SubjectPublicKeyInfo of an uncompressed P-256 point: this, then x and y.
_SPKI_PREFIX: Final = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
_ALGORITHM: Final = ec.ECDSA(hashes.SHA256())
_SIGNING: Final = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


class SigningKey:
    """A P-256 private key and the names that follow from it."""

    def __init__(self, private: ec.EllipticCurvePrivateKey) -> None:
        self._private = private
        self.public: Final = private.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.device: Final = device_id(self.public)

    @classmethod
    def generate(cls) -> "SigningKey":
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def from_secret(cls, secret: bytes) -> "SigningKey":
        """From the private scalar, 32 bytes big-endian. Raises ValueError outside 1 … n − 1."""
        if len(secret) != 32:
            raise ValueError("a secret is 32 bytes")
        return cls(ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1()))

    @classmethod
    def from_pem(cls, pem: bytes) -> "SigningKey":
        private = serialization.load_pem_private_key(pem, password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
            raise ValueError("not a P-256 key")
        return cls(private)

    def to_pem(self) -> bytes:
        return self._private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def sign(self, label: bytes, payload: bytes) -> bytes:
        """Raw r‖s, 64 bytes, as WebCrypto gives it."""
        r, s = utils.decode_dss_signature(self._private.sign(label + payload, _SIGNING))
        return r.to_bytes(32) + s.to_bytes(32)


def verify(public: bytes, label: bytes, payload: bytes, signature: bytes) -> bool:
    """Whether `signature` is by the holder of `public`. Never raises."""
    key = _load(public)
    if key is None or len(signature) != SIGNATURE_BYTES:
        return False
    der = utils.encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    try:
        key.verify(der, label + payload, _ALGORITHM)
    except InvalidSignature:
        return False
    return True


def acceptable(public: bytes) -> bool:
    """Whether `public` is a P-256 key in its one form, on the curve (SPEC S7)."""
    return _load(public) is not None


def change_id(payload: bytes) -> bytes:
    return hashlib.sha256(payload).digest()


def digest(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def device_id(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:16]


def document_id(device: bytes, nonce: bytes) -> bytes:
    assert len(nonce) == NONCE_BYTES
    return hashlib.sha256(device + nonce).digest()[:16]


def pack_signed(payload: bytes, signature: bytes) -> bytes:
    return pack([payload, signature])


def unpack_signed(record: bytes) -> tuple[bytes, bytes] | None:
    """(payload, signature); None where the record is not two binaries, the second of 64 bytes (SPEC S4)."""
    try:
        match unpack(record):
            case [bytes() as payload, bytes() as signature] if len(signature) == SIGNATURE_BYTES:
                return payload, signature
    except NotCanonical:
        pass
    return None


# A batch is mostly by one device: its key is loaded once.
@lru_cache(maxsize=1024)
def _load(public: bytes) -> ec.EllipticCurvePublicKey | None:
    if len(public) != PUBLIC_KEY_BYTES or not public.startswith(_SPKI_PREFIX):
        return None
    try:
        key = serialization.load_der_public_key(public)
    except (ValueError, UnsupportedAlgorithm):
        return None
    assert isinstance(key, ec.EllipticCurvePublicKey)
    return key
