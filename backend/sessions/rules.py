"""A session: for how long a person is known to be at their device, and when they last showed it. Pure.

It belongs to one device and one account. It is no secret: what it allows still needs the device's signature.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

# "code": the hub of a demo takes the code of a demo link for the person
Method = Literal["passkey", "oidc", "code"]

# Half a day at the desk
SESSION_MS = 4 * 3_600_000
# What weighs more is done by somebody who has shown within this time that they are there.
PROOF_MS = 300_000


class Session(Struct, frozen=True, kw_only=True):
    session: bytes
    device: bytes
    account: bytes
    method: Method
    opened: int
    ends: int
    # when the person was last verified
    proven: int
    # before its time: by the person, or with the passkey that opened it
    ended: int | None = None


def opened(session: bytes, *, device: bytes, account: bytes, method: Method, now_ms: int) -> Session:
    return Session(
        session=session,
        device=device,
        account=account,
        method=method,
        opened=now_ms,
        ends=now_ms + SESSION_MS,
        proven=now_ms,
    )


def proven_again(session: Session, method: Method, now_ms: int) -> Session:
    """The person has shown once more that they are there: it lasts as long as a new one would."""
    return replace(session, method=method, ends=now_ms + SESSION_MS, proven=now_ms)


def stands(session: Session | None, *, device: bytes, account: bytes, now_ms: int) -> bool:
    """Whether this session of this device and account is open now."""
    return (
        session is not None
        and (session.device, session.account) == (device, account)
        and session.ended is None
        and session.opened <= now_ms < session.ends
    )


def is_proven(session: Session, now_ms: int) -> bool:
    """Whether the person was there a moment ago. A clock that was set back proves nothing."""
    return 0 <= now_ms - session.proven < PROOF_MS
