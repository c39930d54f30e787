"""An authenticator in software: real keys, real CBOR, and whatever a test wants it to say."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from schemas.wire.signin import Assertion, NewPasskey, PasskeyOffer

PRESENT, VERIFIED, MAY_TRAVEL, IS_COPIED, HAS_KEY = 0x01, 0x04, 0x08, 0x10, 0x40
AAGUID = bytes(16)
# ES256, EdDSA, RS256
ES256, EDDSA, RS256 = -7, -8, -257

Private = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


@dataclass
class Authenticator:
    """One passkey and the browser in front of it. Change a field, and it says something else."""

    origin: str
    site: str
    algorithm: int = ES256
    flags: int = PRESENT | VERIFIED
    # how far its count goes on at each use; 0 for one that keeps none
    step: int = 0
    count: int = 0
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    cross_origin: bool = False

    def __post_init__(self) -> None:
        self.private: Private
        if self.algorithm == EDDSA:
            self.private = ed25519.Ed25519PrivateKey.generate()
        elif self.algorithm == RS256:
            self.private = rsa.generate_private_key(65_537, 2_048)
        else:
            self.private = ec.generate_private_key(ec.SECP256R1())

    def make(self, offer: PasskeyOffer, name: str = "Khóa thử") -> NewPasskey:
        """What `navigator.credentials.create` gives."""
        assert self.algorithm in offer.algorithms
        return self.make_for(offer.challenge, name, self.public)

    def make_for(self, challenge: bytes, name: str, public: bytes) -> NewPasskey:
        length = len(self.credential).to_bytes(2, "big")
        described = self._said(self.flags | HAS_KEY) + AAGUID + length + self.credential + public
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": described})
        client = self._client("webauthn.create", challenge)
        return NewPasskey(challenge=challenge, name=name, client=client, attestation=attestation)

    def show(self, challenge: bytes) -> Assertion:
        """What `navigator.credentials.get` gives."""
        self.count += self.step
        said, client = self._said(self.flags), self._client("webauthn.get", challenge)
        signature = self._sign(said + hashlib.sha256(client).digest())
        return Assertion(credential=self.credential, client=client, authenticator=said, signature=signature)

    @property
    def public(self) -> bytes:
        """Its key in COSE."""
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            point = self.private.public_key().public_numbers()
            return cbor2.dumps(
                {1: 2, 3: ES256, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
            )
        if isinstance(self.private, rsa.RSAPrivateKey):
            number = self.private.public_key().public_numbers()
            return cbor2.dumps({1: 3, 3: RS256, -1: number.n.to_bytes(256, "big"), -2: b"\x01\x00\x01"})
        return cbor2.dumps({1: 1, 3: EDDSA, -1: 6, -2: self.private.public_key().public_bytes_raw()})

    def _said(self, flags: int) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: bytes) -> bytes:
        written = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        return json.dumps(
            {"type": kind, "challenge": written, "origin": self.origin, "crossOrigin": self.cross_origin}
        ).encode()

    def _sign(self, data: bytes) -> bytes:
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            return self.private.sign(data, ec.ECDSA(hashes.SHA256()))
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.private.sign(data)
