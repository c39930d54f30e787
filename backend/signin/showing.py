"""Somebody shows who they are by a passkey: tries are limited, and each challenge is good for one answer.

Whether a passkey is unknown, somebody else's, withdrawn or shown wrongly: the same words and the same work.
"""

import hashlib
import secrets

from backend import nonces
from backend.database import CoreTx
from backend.devices import rules as limits
from backend.devices import store as devices
from backend.identity import Identity
from backend.passkeys import ceremony, rules, store
from backend.passkeys.rules import Passkey
from backend.statements import lock
from backend.ways import Site
from schemas.wire.problems import ProblemCode
from schemas.wire.signin import Assertion

SESSION = b"passkey-session"
MAKE = b"passkey-make"


def challenge(identity: Identity, purpose: bytes, device: bytes, now_ms: int) -> bytes:
    """What an authenticator is to sign, for one device and purpose. Nothing of it is stored."""
    return nonces.issue(identity.secret, purpose + device, now_ms, secrets.token_bytes(nonces.SALT_BYTES))


def is_fresh(identity: Identity, purpose: bytes, device: bytes, given: bytes, now_ms: int) -> bool:
    return nonces.accept(identity.secret, purpose + device, now_ms, given, nonces.SALT_BYTES)


def subjects_of(**named: bytes) -> tuple[bytes, ...]:
    """Whose failures are counted: `account`, `device`, `credential`."""
    return tuple(
        hashlib.sha256(b"passkey-" + kind.encode() + b"\0" + name).digest() for kind, name in named.items()
    )


async def show(
    tx: CoreTx,
    given: Assertion,
    challenge: bytes,
    site: Site,
    *,
    account: bytes | None,
    subjects: tuple[bytes, ...],
    now_ms: int,
) -> Passkey | ProblemCode:
    """The passkey that was shown, its use counted; or why not. `account`: whose it must be, if anybody's.

    The transaction is committed all the same: it counts the try.
    """
    await lock(tx, subjects)
    tries = await devices.tries_of(tx, subjects)
    if limits.exhausted(tries, now_ms):
        return "too-many-tries"
    known = await store.passkey_of(tx, given.credential)
    is_good = known is not None and rules.good(known, known.account if account is None else account)
    after = ceremony.shown(given, known if known and is_good else ceremony.DECOY, challenge, site, now_ms)
    if is_good and after is not None and await spend(tx, challenge, now_ms):
        await store.save(tx, after)
        return after
    await devices.save_tries(tx, limits.failed(tries, subjects, now_ms), now_ms - limits.TRIES_MS)
    return "passkey-refused"


async def spend(tx: CoreTx, challenge: bytes, now_ms: int) -> bool:
    return await store.spend_challenge(tx, challenge, now_ms, now_ms - 2 * nonces.BUCKET_MS)
