"""Nonces: freshness without a store and without anyone's clock but the hub's.

A nonce is a bucket of the hub's time and a MAC over it under the hub's secret. It is accepted in its own
bucket and the next one, so it lives between five and ten minutes.
"""

import hmac
import secrets

BUCKET_MS = 300_000
# The header that carries the next one; also its name in the state of a request.
HEADER = "haidang-nonce"
MAC_BYTES = 16
SALT_BYTES = 16
ENROL = b"enrol"


def challenge(secret: bytes, now_ms: int) -> bytes:
    """What the next enrolment must sign; no two are the same."""
    return issue(secret, ENROL, now_ms, secrets.token_bytes(SALT_BYTES))


def accept_challenge(secret: bytes, now_ms: int, nonce: bytes) -> bool:
    return accept(secret, ENROL, now_ms, nonce, SALT_BYTES)


def issue(secret: bytes, purpose: bytes, now_ms: int, salt: bytes = b"") -> bytes:
    """`purpose` binds the nonce to its use and its device; `salt` makes two of one bucket differ."""
    bucket = (now_ms // BUCKET_MS).to_bytes(8, "big")
    return bucket + salt + _mac(secret, purpose, bucket + salt)


def accept(secret: bytes, purpose: bytes, now_ms: int, nonce: bytes, salt_bytes: int = 0) -> bool:
    if len(nonce) != 8 + salt_bytes + MAC_BYTES:
        return False
    signed, mac = nonce[:-MAC_BYTES], nonce[-MAC_BYTES:]
    age = now_ms // BUCKET_MS - int.from_bytes(signed[:8], "big")
    return hmac.compare_digest(mac, _mac(secret, purpose, signed)) and age in (0, 1)


def _mac(secret: bytes, purpose: bytes, signed: bytes) -> bytes:
    label = b"haidang/nonce/1\0" + len(purpose).to_bytes(2, "big") + purpose
    return hmac.digest(secret, label + signed, "sha256")[:MAC_BYTES]
