"""Request signatures: one narrow profile of RFC 9421 (HTTP Message Signatures) and RFC 9530 (Content-Digest).

Exactly this is understood, and nothing else; what differs by a byte is no signature:

    Content-Digest: sha-256=:<base64>:
    Signature-Input: haidang=("@method" "@path" "@query" "content-digest");keyid="<device, hex>";alg="ecdsa-p256-sha256";nonce="<base64>"
    Signature: haidang=:<base64 of raw r‖s>:

There is no `created`: freshness is the hub's nonce, never a clock.
"""  # noqa: E501

import base64
import binascii
import hashlib
import hmac
import re

from msgspec import Struct

COMPONENTS = '("@method" "@path" "@query" "content-digest")'
BASE64 = r"[A-Za-z0-9+/]*={0,2}"
INPUT = re.compile(
    r'haidang=(?P<params>\("@method" "@path" "@query" "content-digest"\)'
    rf';keyid="(?P<device>[0-9a-f]{{32}})";alg="ecdsa-p256-sha256";nonce="(?P<nonce>{BASE64})")',
    re.ASCII,
)
SIGNATURE = re.compile(rf"haidang=:(?P<signature>{BASE64}):", re.ASCII)
DIGEST = re.compile(rf"sha-256=:(?P<digest>{BASE64}):", re.ASCII)
HEADERS = ("content-digest", "signature-input", "signature")
# Longer than any header of the profile can be
HEADER_CHARS_MAX = 512


class SignedRequest(Struct, frozen=True, kw_only=True):
    """What the headers claim; nothing of it is verified yet."""

    device: bytes
    nonce: bytes
    signature: bytes
    base: bytes


def read(
    *, method: str, path: bytes, query: bytes, headers: dict[str, list[str]], body: bytes
) -> SignedRequest | None:
    """Parse the three headers strictly and check the digest of the body. None where anything is amiss.

    `path` and `query` as they came, percent-encoded; `headers` by lower-case name, every occurrence.
    """
    content_digest, signature_input, signature_header = (_only(headers, name) for name in HEADERS)
    digest = DIGEST.fullmatch(content_digest)
    given = INPUT.fullmatch(signature_input)
    signed = SIGNATURE.fullmatch(signature_header)
    if digest is None or given is None or signed is None:
        return None
    body_digest, nonce, signature = (
        _binary(digest["digest"]),
        _binary(given["nonce"]),
        _binary(signed["signature"]),
    )
    if body_digest is None or nonce is None or signature is None or len(signature) != 64:
        return None
    if not hmac.compare_digest(body_digest, hashlib.sha256(body).digest()):
        return None
    base = signature_base(
        method=method, path=path, query=query, digest=content_digest, params=given["params"]
    )
    return SignedRequest(device=bytes.fromhex(given["device"]), nonce=nonce, signature=signature, base=base)


def signature_base(*, method: str, path: bytes, query: bytes, digest: str, params: str) -> bytes:
    """The text that is signed (RFC 9421 §2.5): a line for each component, no line feed at the end."""
    lines = (
        f'"@method": {method.upper()}'.encode(),
        b'"@path": ' + path,
        b'"@query": ?' + query,
        f'"content-digest": {digest}'.encode(),
        f'"@signature-params": {params}'.encode(),
    )
    return b"\n".join(lines)


def content_digest_of(body: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def params_of(device: bytes, nonce: bytes) -> str:
    written = base64.b64encode(nonce).decode()
    return f'{COMPONENTS};keyid="{device.hex()}";alg="ecdsa-p256-sha256";nonce="{written}"'


def _only(headers: dict[str, list[str]], name: str) -> str:
    """The value of a header that must stand exactly once; "" matches nothing."""
    values = headers.get(name, [])
    return values[0] if len(values) == 1 and len(values[0]) <= HEADER_CHARS_MAX else ""


def _binary(text: str) -> bytes | None:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    # One text for one binary: no padding bits that nobody looks at.
    return data if base64.b64encode(data).decode() == text else None
