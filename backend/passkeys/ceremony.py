"""What an authenticator says, verified (WebAuthn Level 2, by the library of that name). Pure.

The user must have been verified, by this hub's site and for this very challenge. What is amiss is never told:
a stranger would learn from it which passkeys there are.
"""

import hashlib
from collections.abc import Sequence

import msgspec
import structlog
from msgspec import Struct
from msgspec.structs import replace
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import (
    bytes_to_base64url,
    decode_credential_public_key,
    decoded_public_key_to_cryptography,
)
from webauthn.helpers.cose import COSECRV, COSEAlgorithmIdentifier
from webauthn.helpers.decode_credential_public_key import (
    DecodedEC2PublicKey,
    DecodedOKPPublicKey,
    DecodedRSAPublicKey,
)
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    CredentialDeviceType,
    RegistrationCredential,
)

from backend.passkeys.rules import Passkey
from backend.ways import Site
from schemas.wire.signin import Assertion, NewPasskey

log = structlog.get_logger()

ALGORITHMS: Sequence[COSEAlgorithmIdentifier] = (
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
)
# No attestation is asked for; some authenticators vouch for themselves all the same.
FORMATS = frozenset({"none", "packed"})
RSA_BITS_MIN, RSA_BITS_MAX = 2_048, 4_096
RSA_EXPONENT = 65_537
CREDENTIAL_BYTES_MAX = 1_023
ENROL_LABEL = b"haidang/passkey-enrol/1\0"

# Ed25519 points of small order, in every encoding: under them anybody can sign anything, or much of it.
_SMALL = (
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
)
SMALL_ORDER = frozenset(
    bytes.fromhex(text)[:31] + bytes([bytes.fromhex(text)[31] | sign])
    for text in _SMALL
    for sign in (0, 0x80)
)

# Stands in for a passkey that is not there, so that its absence takes as long. Nobody has its private key.
DECOY = Passkey(
    credential=b"decoy",
    account=b"",
    public=bytes.fromhex(
        "a5010203262001215820f56c82c0c203aec7da843827d6f3cfc920868bb9eac0c2d412955cb3"
        "83644327225820f586f2192b3af5ad00cf562b00d0e2177b89ea3a9c7c29a087b1b3d3ef71be2c"
    ),
    name="",
    uses=0,
    travels=False,
    is_copied=False,
    created=0,
)


class ClientData(Struct, frozen=True):
    """What the library passes over: whether the page stood in one of another site."""

    cross_origin: bool = msgspec.field(name="crossOrigin", default=False)


class Made(Struct, frozen=True, kw_only=True):
    """A new key, as its authenticator described it."""

    credential: bytes
    public: bytes
    uses: int
    travels: bool
    is_copied: bool


def made(given: NewPasskey, site: Site) -> Made | None:
    """The key that was made for the challenge that is named with it; None where anything is amiss."""
    try:
        seen = verify_registration_response(
            # The library wants the id twice; it is read from the attestation alone.
            credential=RegistrationCredential(
                id="",
                raw_id=b"",
                response=AuthenticatorAttestationResponse(
                    client_data_json=given.client, attestation_object=given.attestation
                ),
            ),
            expected_challenge=given.challenge,
            expected_rp_id=site.name,
            expected_origin=list(site.origins),
            require_user_presence=True,
            require_user_verification=True,
            supported_pub_key_algs=list(ALGORITHMS),
        )
        is_fit = (
            seen.fmt in FORMATS
            and _is_own_page(given.client)
            and len(seen.credential_id) <= CREDENTIAL_BYTES_MAX
            and acceptable(seen.credential_public_key)
        )
    except Exception as fault:  # A stranger's bytes fail in it in ways beyond its own exceptions.
        log.info("passkey not made", fault=type(fault).__name__)
        return None
    if not is_fit:
        return None
    return Made(
        credential=seen.credential_id,
        public=seen.credential_public_key,
        uses=seen.sign_count,
        travels=seen.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
        is_copied=seen.credential_backed_up,
    )


def shown(given: Assertion, passkey: Passkey, challenge: bytes, site: Site, now_ms: int) -> Passkey | None:
    """The passkey after this use of it; None where it does not verify or its count has not gone on."""
    try:
        seen = verify_authentication_response(
            credential=AuthenticationCredential(
                id=bytes_to_base64url(given.credential),
                raw_id=given.credential,
                response=AuthenticatorAssertionResponse(
                    client_data_json=given.client,
                    authenticator_data=given.authenticator,
                    signature=given.signature,
                ),
            ),
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=list(site.origins),
            credential_public_key=passkey.public,
            credential_current_sign_count=passkey.uses,
            require_user_verification=True,
        )
        is_own = _is_own_page(given.client)
    except Exception as fault:  # As above.
        log.info("passkey not shown", fault=type(fault).__name__)
        return None
    travels = seen.credential_device_type == CredentialDeviceType.MULTI_DEVICE
    if not is_own or given.credential != passkey.credential or travels != passkey.travels:
        return None
    return replace(passkey, uses=seen.new_sign_count, is_copied=seen.credential_backed_up, used=now_ms)


def acceptable(public: bytes) -> bool:
    """Whether a key is one of ours, on its curve, and none that others can sign with."""
    key = decode_credential_public_key(public)
    # A point off its curve raises here.
    decoded_public_key_to_cryptography(key)
    match key:
        case DecodedEC2PublicKey():
            return (key.alg, key.crv) == (COSEAlgorithmIdentifier.ECDSA_SHA_256, COSECRV.P256)
        case DecodedOKPPublicKey():
            return key.alg == COSEAlgorithmIdentifier.EDDSA and key.x not in SMALL_ORDER
        case DecodedRSAPublicKey():
            bits = int.from_bytes(key.n).bit_length()
            is_usual = int.from_bytes(key.e) == RSA_EXPONENT and RSA_BITS_MIN <= bits <= RSA_BITS_MAX
            return is_usual and key.alg == COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256
        case _:
            return False


def enrolment_challenge(packed: bytes) -> bytes:
    """What a passkey signs for a device that comes in by it; `packed`: the nonce and the device's key."""
    return hashlib.sha256(ENROL_LABEL + packed).digest()


def _is_own_page(client: bytes) -> bool:
    return not msgspec.json.decode(client, type=ClientData).cross_origin
