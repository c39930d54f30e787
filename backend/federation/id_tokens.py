"""ID tokens: what one must be and say before it is believed (OpenID Connect Core 3.1.3.7). Pure.

- Signed by a key that the provider publishes, with an asymmetric algorithm; "none" is none, nor is a secret.
- By this issuer, for this client and nobody besides, in answer to this very question (nonce).
- Made after the question was asked and not in the future, by the hub's clock and the skew that is allowed;
  and the person was verified after it too: that somebody is still signed in at the provider proves nothing.
- Of the access token that came with it, where it names one.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from msgspec import Struct

from backend.federation.providers import is_long
from schemas.wire.problems import ProblemCode

ALGORITHMS = (
    *("RS256", "RS384", "RS512"),
    *("PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
)
KEYS_MAX = 32
MOMENT_MAX = 2**53 - 1

Key = RSAKey | ECKey


class Trouble(Struct, frozen=True):
    """Why nobody is signed in: what the device hears, and what the operator reads in the log."""

    code: ProblemCode
    why: str


class Question(Struct, frozen=True, kw_only=True):
    """What the token must answer."""

    issuer: str
    client_id: str
    nonce: str
    # Unix milliseconds by the hub's clock
    asked: int
    now: int
    skew_ms: int


def refused(why: str) -> Trouble:
    return Trouble("sign-in-refused", why)


def keys_in(body: bytes) -> tuple[Key, ...] | None:
    """The keys of a JWK set with which a token may be signed; None where it is none."""
    try:
        written = msgspec.json.decode(body, type=dict[str, Any]).get("keys")
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    if not isinstance(written, list):
        return None
    found = [_key(one) for one in written[:KEYS_MAX]]
    return tuple(key for key in found if key is not None)


def key_id(token: str) -> str | Trouble | None:
    """By which key a token says that it is signed; None where it does not say."""
    header = _header(token)
    return header if isinstance(header, Trouble) else header.get("kid")


def claims_of(
    token: str, keys: Sequence[Key], question: Question, access_token: str
) -> Mapping[str, Any] | Trouble:
    """What a token says, once it may be believed."""
    header = _header(token)
    if isinstance(header, Trouble):
        return header
    key = _chosen(keys, header)
    if key is None:
        return refused("key")
    try:
        opened = jws.deserialize_compact(token, key, algorithms=list(ALGORITHMS))
    except (JoseError, ValueError, TypeError):
        return refused("signature")
    try:
        claims = msgspec.json.decode(opened.payload, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return refused("malformed")
    fault = _fault_of(claims, question)
    if fault is None and not _is_of(access_token, claims.get("at_hash"), header["alg"]):
        fault = "at-hash"
    return claims if fault is None else refused(fault)


def _header(token: str) -> Mapping[str, Any] | Trouble:
    try:
        header = jws.extract_compact(token.encode("ascii")).headers()
    except (JoseError, ValueError, TypeError, RecursionError):
        return refused("malformed")
    if header.get("alg") not in ALGORITHMS:
        return refused("algorithm")
    # No extension is understood here, and one that leaves the payload bare least of all.
    if "crit" in header or "b64" in header or not isinstance(header.get("kid"), str | None):
        return refused("malformed")
    return header


def _chosen(keys: Sequence[Key], header: Mapping[str, Any]) -> Key | None:
    """The key that the token names; where it names none, the only one that there is."""
    fitting = [key for key in keys if _fits(key, header["alg"])]
    if header.get("kid") is not None:
        fitting = [key for key in fitting if key.kid == header["kid"]]
    return fitting[0] if len(fitting) == 1 else None


def _fits(key: Key, algorithm: str) -> bool:
    kind = ECKey if algorithm.startswith("ES") else RSAKey
    return isinstance(key, kind) and key.alg in (None, algorithm)


def _key(written: object) -> Key | None:
    if not isinstance(written, dict) or written.get("use", "sig") != "sig":
        return None
    try:
        match written.get("kty"):
            case "EC":
                return ECKey.import_key(written)
            case "RSA":
                key = RSAKey.import_key(written)
                return key if is_long(key) else None
    except (JoseError, ValueError, TypeError, KeyError):
        pass
    return None


def _fault_of(claims: Mapping[str, Any], question: Question) -> str | None:
    if claims.get("iss") != question.issuer:
        return "issuer"
    if claims.get("aud") not in (question.client_id, [question.client_id]):
        return "audience"
    if claims.get("azp", question.client_id) != question.client_id:
        return "azp"
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), question.nonce.encode()):
        return "nonce"
    made, ends, begins = (_ms(claims.get(name)) for name in ("iat", "exp", "nbf"))
    if made is None or ends is None or ("nbf" in claims and begins is None):
        return "malformed"
    if ends <= question.now - question.skew_ms:
        return "expired"
    if max(made, begins or 0) > question.now + question.skew_ms:
        return "not-yet-valid"
    # Tokens count in whole seconds.
    earliest = (question.asked - question.skew_ms) // 1_000 * 1_000
    if made < earliest:
        return "older-than-the-question"
    shown = _ms(claims.get("auth_time"))
    return "not-shown-anew" if shown is None or shown < earliest else None


def _ms(seconds: object) -> int | None:
    """A moment of a token in Unix milliseconds."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= MOMENT_MAX:
        return None
    return int(seconds * 1_000)


def _is_of(access_token: str, at_hash: object, algorithm: str) -> bool:
    if at_hash is None:
        return True
    digest = hashlib.new(f"sha{algorithm[2:]}", access_token.encode()).digest()
    half = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
    return isinstance(at_hash, str) and hmac.compare_digest(at_hash.encode(), half.encode())
