"""How people show who they are: sessions, passkeys, and what the hub knows of the one who asks.

Ceremonies of passkeys travel as MessagePack, for they are binary; what is only read travels as JSON, with
ids in hexadecimal.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.devices import PublicKey, Signature
from schemas.wire.scalars import AccountId, Nonce, ShortText, UnitCode, UnixMs

Role = Literal["helper", "kiosk", "reception", "processing", "leader", "administrator", "auditor"]
Method = Literal["passkey", "oidc", "code"]

CredentialId = Annotated[bytes, Meta(min_length=1, max_length=1023)]
CredentialText = Annotated[str, Meta(max_length=2046)]
PasskeyName = Annotated[str, Meta(min_length=1, max_length=60)]
# What a browser and an authenticator wrote; verified verbatim
ClientData = Annotated[bytes, Meta(max_length=4096)]
Attestation = Annotated[bytes, Meta(max_length=8192)]
AuthenticatorData = Annotated[bytes, Meta(max_length=4096)]
AssertionSignature = Annotated[bytes, Meta(max_length=1024)]


class Assertion(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `navigator.credentials.get` gave: that the holder of a passkey was there, and verified."""

    credential: CredentialId
    client: ClientData
    authenticator: AuthenticatorData
    signature: AssertionSignature


class SessionOffer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/session/offer`: what to sign with one of these passkeys of the sender's person."""

    challenge: Nonce
    site: ShortText
    credentials: list[CredentialId]


class ShowPasskey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/session`: the answer to such an offer; it is answered with `Me`."""

    challenge: Nonce
    assertion: Assertion


class PasskeyOffer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/passkeys/offer`: what to make a passkey with. `credentials`: those there are already."""

    challenge: Nonce
    site: ShortText
    account: AccountId
    person: ShortText
    # COSE's numbers, the best first
    algorithms: list[int]
    credentials: list[CredentialId]


class NewPasskey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/passkeys`: what `navigator.credentials.create` gave."""

    # as it was offered
    challenge: Nonce
    # how the person calls it
    name: PasskeyName
    client: ClientData
    attestation: Attestation


class PasskeyEnrolment(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/devices/passkey`: a new device comes in by a passkey.

    The passkey signs SHA-256 of "haidang/passkey-enrol/1\\0" and packed [nonce, public]; the device signs as
    for a code, with the passkey's id in the code's place.
    """

    public: PublicKey
    nonce: Nonce
    signature: Signature
    label: ShortText
    assertion: Assertion


class SessionNow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sender's session that is open now; `proven`: when its person was last verified."""

    method: Method
    ends: UnixMs
    proven: UnixMs


class RoleHeld(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One mandate that stands now."""

    role: Role
    authority: ShortText
    name: ShortText


class Me(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/me`: who the sender's person is to this hub, and by which ways they may show it."""

    # 32 hexadecimal digits
    account: ShortText
    person: ShortText
    unit: UnitCode
    unit_name: ShortText
    roles: list[RoleHeld]
    session: SessionNow | None
    passkeys: Annotated[int, Meta(ge=0)]
    # a passkey may be made from this device now, by the code that it came in with
    may_begin: bool
    ways: list[Method]
    # by the hub's clock
    time: UnixMs


class Passkey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the sender's person, without what verifies it."""

    credential: CredentialText
    name: ShortText
    created: UnixMs
    used: UnixMs | None
    # whether it may be on other devices of the person too
    travels: bool


class Passkeys(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/passkeys`, and the answer of each change of them: the oldest first."""

    passkeys: list[Passkey]


class RemovePasskey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/passkeys/remove`."""

    credential: CredentialText
