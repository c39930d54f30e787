"""Who may make a passkey, and which are good. Pure.

A code is the word of somebody who may give one: a passkey that is made by it takes the place of those before,
which are lost or somebody else's by now. All others are made by somebody who has just shown who they are.
"""

from msgspec import Struct

from schemas.wire.problems import ProblemCode

# A day to set up what one has been handed
PERMIT_MS = 86_400_000
PASSKEYS_MAX = 10


class Passkey(Struct, frozen=True, kw_only=True):
    credential: bytes
    account: bytes
    public: bytes
    name: str
    uses: int
    travels: bool
    is_copied: bool
    created: int
    used: int | None = None
    withdrawn: int | None = None


class Permit(Struct, frozen=True, kw_only=True):
    device: bytes
    account: bytes
    given: int


class Making(Struct, frozen=True):
    """That a passkey may be made; `replaces`: those before are withdrawn with it."""

    replaces: bool


class Standing(Struct, frozen=True, kw_only=True):
    """Who asks for a passkey: with how many already, whether by a code, and how their session stands."""

    is_staff: bool
    passkeys: int
    is_permitted: bool
    has_session: bool
    is_proven: bool


def making(standing: Standing) -> Making | ProblemCode:
    if standing.is_proven:
        return "list-full" if standing.passkeys >= PASSKEYS_MAX else Making(replaces=False)
    if standing.is_permitted:
        return Making(replaces=True)
    if standing.passkeys == 0 and not standing.is_staff:
        # To the hub a citizen is whoever holds the device, and has nothing else to show yet.
        return Making(replaces=False)
    return "proof-needed" if standing.has_session else "session-needed"


def permits(permit: Permit | None, *, device: bytes, account: bytes, now_ms: int) -> bool:
    return (
        permit is not None
        and (permit.device, permit.account) == (device, account)
        and 0 <= now_ms - permit.given < PERMIT_MS
    )


def good(passkey: Passkey | None, account: bytes) -> bool:
    """Whether it is that account's and not withdrawn."""
    return passkey is not None and passkey.account == account and passkey.withdrawn is None
