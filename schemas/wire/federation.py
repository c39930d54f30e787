"""Sign-in at another's door (OpenID Connect): to enrol a device in MessagePack, to open a session in JSON."""

from typing import Annotated

from msgspec import Meta, Struct

from schemas.wire.devices import PublicKey, Signature
from schemas.wire.scalars import Nonce, ShortText

ProviderId = Annotated[str, Meta(min_length=1, max_length=32)]
# By its first letter the app knows what it began: "e" to enrol, "s" for a session.
SignInState = Annotated[str, Meta(min_length=8, max_length=128)]
AuthorizationCode = Annotated[str, Meta(min_length=1, max_length=2_048)]
Address = Annotated[str, Meta(min_length=1, max_length=8_192)]


class SignInProvider(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A door that this hub's people may come by, and what it is called on a button."""

    id: ProviderId
    vi: ShortText
    en: ShortText
    citizens: bool
    staff: bool


class SignInProviders(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/oidc/providers`: JSON, unsigned; in the order in which to show them."""

    providers: list[SignInProvider]


class BeginOidcEnrolment(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/oidc/enrol/begin`. Signed as an enrolment is, in place of the code the SHA-256 of
    "haidang/oidc/begin/1\\0" and packed [provider]."""

    provider: ProviderId
    public: PublicKey
    nonce: Nonce
    signature: Signature
    # how people call this device
    label: ShortText


class OidcBegun(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the person goes now; from there they come back to `/vao/oidc?code=…&state=…`."""

    address: Address


class FinishOidcEnrolment(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/oidc/enrol/finish`, answered by `Enrolled`. Signed as an enrolment is, in place of the code
    the SHA-256 of "haidang/oidc/finish/1\\0" and packed [state, code]."""

    state: SignInState
    code: AuthorizationCode
    # the `iss` that came beside the code, if one did
    issuer: ShortText | None
    public: PublicKey
    nonce: Nonce
    signature: Signature


class BeginOidcSession(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/oidc/session/begin`: JSON, signed by the device; answered by `OidcBegun`."""

    provider: ProviderId


class FinishOidcSession(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/oidc/session/finish`: JSON, signed by the device. Opens its session, or proves it again."""

    state: SignInState
    code: AuthorizationCode
    issuer: ShortText | None
