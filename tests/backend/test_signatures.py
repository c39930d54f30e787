"""Request signatures: exactly our profile of RFC 9421, and nothing that differs by a byte."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from backend.devices import signatures
from sync import seal
from sync.seal import SigningKey

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "http-signature.json").read_text("utf-8"))
KEY = SigningKey.from_secret(b"\7" * 32)
BODY = b"\x80"


def headers(**changed: str) -> dict[str, list[str]]:
    digest = signatures.content_digest_of(BODY)
    params = signatures.params_of(KEY.device, b"nonce")
    base = signatures.signature_base(
        method="POST", path=b"/api/sync", query=b"", digest=digest, params=params
    )
    whole = {
        "content-digest": digest,
        "signature-input": f"haidang={params}",
        "signature": f"haidang=:{base64.b64encode(KEY.sign(b'', base)).decode()}:",
    }
    whole |= {name.replace("_", "-"): value for name, value in changed.items()}
    return {name: [value] for name, value in whole.items()}


def read(given: dict[str, list[str]], body: bytes = BODY) -> signatures.SignedRequest | None:
    return signatures.read(method="POST", path=b"/api/sync", query=b"", headers=given, body=body)


@pytest.mark.parametrize("vector", VECTORS["requests"], ids=lambda one: f"{one['method']} {one['path']}")
def test_what_the_phone_signs_is_read(vector: dict[str, str]) -> None:
    query = vector["query"].removeprefix("?").encode()
    given = {
        "content-digest": [vector["content_digest"]],
        "signature-input": [vector["signature_input"]],
        "signature": [vector["signature"]],
    }
    signed = signatures.read(
        method=vector["method"],
        path=vector["path"].encode(),
        query=query,
        headers=given,
        body=bytes.fromhex(vector["body"]),
    )
    assert signed is not None
    assert signed.base.decode() == vector["signature_base"]
    assert signed.nonce.hex() == VECTORS["nonce"]
    assert signed.device.hex() == VECTORS["device"]
    assert seal.verify(bytes.fromhex(VECTORS["public"]), b"", signed.base, signed.signature)


def test_the_signature_base_is_that_of_the_standard() -> None:
    """RFC 9421 §2.5: a line for each component, the parameters last, no line feed at the end."""
    base = signatures.signature_base(
        method="get", path=b"/a%20b", query=b"x=%C4%91", digest="sha-256=:AA==:", params='("@method")'
    )
    assert base == (
        b'"@method": GET\n"@path": /a%20b\n"@query": ?x=%C4%91\n"content-digest": sha-256=:AA==:\n'
        b'"@signature-params": ("@method")'
    )


def test_a_whole_signature_is_read_and_verifies() -> None:
    signed = read(headers())
    assert signed is not None
    assert seal.verify(KEY.public, b"", signed.base, signed.signature)


INPUT = headers()["signature-input"][0]
SIGNATURE = headers()["signature"][0]
DIGEST = headers()["content-digest"][0]


@pytest.mark.parametrize(
    "changed",
    [
        {"signature_input": INPUT.replace('"@query" ', "")},
        {"signature_input": INPUT.replace('"@method" "@path"', '"@path" "@method"')},
        {"signature_input": INPUT.replace("haidang=", "other=")},
        {"signature_input": INPUT.replace(";alg", " ;alg")},
        {"signature_input": INPUT.replace("ecdsa-p256-sha256", "hmac-sha256")},
        {"signature_input": INPUT + ";created=1"},
        {"signature_input": INPUT + "\n"},
        {"signature_input": INPUT.replace(KEY.device.hex(), KEY.device.hex().upper())},
        {"signature_input": INPUT.replace(KEY.device.hex(), KEY.device.hex()[:-2])},
        {"signature_input": INPUT + "x" * 600},
        {"signature_input": ""},
        {"signature": SIGNATURE + ", sig2=:AA==:"},
        {"signature": "haidang=:AAAA:"},
        {"signature": "haidang=:!!!!:"},
        {"signature": SIGNATURE.replace("==:", "=:")},
        {"content_digest": DIGEST.replace("sha-256", "sha-512")},
        {"content_digest": DIGEST + ", unixsum=:AA==:"},
        {"content_digest": "sha-256=:" + base64.b64encode(hashlib.sha256(b"other").digest()).decode() + ":"},
    ],
)
def test_anything_else_is_no_signature(changed: dict[str, str]) -> None:
    assert read(headers(**changed)) is None


def test_a_header_that_is_there_twice_or_not_at_all_is_no_signature() -> None:
    for name in headers():
        whole = headers()
        assert read({**whole, name: whole[name] * 2}) is None
        assert read({**whole, name: []}) is None


def test_one_binary_has_one_text() -> None:
    """Base64 with bits set in its padding decodes to the same bytes, and is refused."""
    nonce = base64.b64encode(b"nonce").decode()
    padded = nonce[:-2] + chr(ord(nonce[-2]) + 1) + "="
    assert base64.b64decode(padded) == b"nonce"
    assert read(headers(signature_input=INPUT.replace(nonce, padded))) is None


def test_another_body_is_another_request() -> None:
    assert read(headers(), b"\x81") is None
