"""ID tokens, purely: the bounds of time, and which keys count."""

import base64
import json
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from msgspec.structs import replace

from backend.federation.id_tokens import Question, Trouble, claims_of, key_id, keys_in

SKEW_MS = 30_000
ASKED_S = 1_795_222_800
QUESTION = Question(
    issuer="https://id.example",
    client_id="haidang",
    nonce="n",
    asked=ASKED_S * 1_000,
    now=(ASKED_S + 60) * 1_000,
    skew_ms=SKEW_MS,
)
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})
RSA = RSAKey.generate_key(2_048, {"kid": "rsa", "use": "sig"})


def published(*keys: ECKey | RSAKey | OctKey, **more: object) -> tuple[Any, ...]:
    found = keys_in(json.dumps({"keys": [{**key.as_dict(private=False), **more} for key in keys]}).encode())
    assert found is not None
    return found


def token(key: ECKey | RSAKey = EC, header: dict[str, Any] | None = None, **changed: object) -> str:
    said = {
        "iss": "https://id.example",
        "aud": "haidang",
        "sub": "lan",
        "nonce": "n",
        "iat": ASKED_S + 60,
        "exp": ASKED_S + 120,
        "auth_time": ASKED_S + 30,
        **changed,
    }
    known = (
        {"alg": "ES256" if isinstance(key, ECKey) else "RS256", "kid": key.kid} if header is None else header
    )
    return jwt.encode(known, said, key, algorithms=["ES256", "RS256", "PS256", "RS512"])


def why(given: str, keys: tuple[Any, ...] | None = None, question: Question = QUESTION) -> str | None:
    """Why a token is refused; None where it is believed."""
    found = claims_of(given, published(EC, RSA) if keys is None else keys, question, "access")
    return found.why if isinstance(found, Trouble) else None


@pytest.mark.parametrize(
    ("claims", "outcome"),
    [
        ({}, None),
        ({"exp": ASKED_S + 60 - 29}, None),
        ({"exp": ASKED_S + 60 - 30}, "expired"),
        ({"iat": ASKED_S + 60 + 30}, None),
        ({"iat": ASKED_S + 60 + 31}, "not-yet-valid"),
        ({"nbf": ASKED_S + 60 + 31}, "not-yet-valid"),
        ({"iat": ASKED_S - 30}, None),
        ({"iat": ASKED_S - 31}, "older-than-the-question"),
        ({"auth_time": ASKED_S - 30}, None),
        ({"auth_time": ASKED_S - 31}, "not-shown-anew"),
        ({"exp": -1}, "malformed"),
        ({"exp": 2**60}, "malformed"),
        ({"exp": float(ASKED_S + 60)}, None),
    ],
)
def test_moments_are_good_within_the_skew_and_not_beyond(claims: dict[str, Any], outcome: str | None) -> None:
    assert why(token(**claims)) == outcome


def test_without_skew_a_token_of_the_same_second_is_good() -> None:
    exact = replace(QUESTION, skew_ms=0, asked=ASKED_S * 1_000 + 900, now=ASKED_S * 1_000 + 950)
    assert why(token(iat=ASKED_S, auth_time=ASKED_S), question=exact) is None


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "RS512"])
def test_each_algorithm_of_its_kind_of_key(algorithm: str) -> None:
    given = token(RSA, {"alg": algorithm, "kid": "rsa"})
    assert why(given) is None
    assert why(token(RSA, {"alg": algorithm, "kid": "ec"})) == "key"


def test_a_key_for_another_use_or_algorithm_does_not_count() -> None:
    assert why(token(), published(EC, use="enc")) == "key"
    assert why(token(RSA), published(RSA, alg="PS256")) == "key"
    assert why(token(RSA), published(RSA, alg="RS256")) is None


def test_a_short_key_and_a_shared_secret_are_no_keys() -> None:
    short = RSAKey.generate_key(1_024, {"kid": "rsa"})
    secret = OctKey.generate_key(256, {"kid": "ec"})
    assert published(short) == ()
    assert keys_in(json.dumps({"keys": [secret.as_dict(private=True)]}).encode()) == ()


def test_a_token_that_names_no_key_is_good_where_there_is_only_one() -> None:
    unnamed = token(EC, {"alg": "ES256"})
    assert why(unnamed, published(EC)) is None
    other = ECKey.generate_key("P-256", {"kid": "other"})
    assert why(unnamed, published(EC, other)) == "key"
    # Of two keys of one name neither is it.
    assert why(token(), published(EC, ECKey.generate_key("P-256", {"kid": "ec"}))) == "key"


@pytest.mark.parametrize(
    "given",
    ["", "a.b.c", "é.é.é", ".".join(["eyJhbGciOiJFUzI1NiJ9"] * 2), "x" * 70_000, "W10.W10.W10"],
)
def test_what_is_no_token_is_malformed(given: str) -> None:
    assert why(given) == "malformed"
    assert key_id(given) == Trouble("sign-in-refused", "malformed")


def test_extensions_are_not_understood() -> None:
    for header in ({"alg": "ES256", "kid": "ec", "crit": ["exp"], "exp": 1}, {"alg": "ES256", "kid": 7}):
        head = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
        assert why(f"{head}.{token().partition('.')[2]}") == "malformed"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"keys": 1}', b"[" * 100_000, b"\xff"])
def test_what_is_no_key_set_is_none(body: bytes) -> None:
    assert keys_in(body) is None


def test_what_is_no_key_is_passed_over() -> None:
    odd = [1, {}, {"kty": "EC"}, {"kty": "RSA", "n": "AQ", "e": ""}, {"kty": 5}, EC.as_dict(private=False)]
    found = keys_in(json.dumps({"keys": odd}).encode())
    assert found is not None
    assert [key.kid for key in found] == ["ec"]
