"""Enrolment: a device proves that it holds its key, and a code or another proof ties it to an account."""

import secrets
import unicodedata

from msgspec import Struct

from backend import nonces
from backend.database import CoreTx
from backend.devices import rules, store
from backend.devices.rules import Device
from backend.identity import Identity
from backend.statements import lock
from schemas.wire.devices import EnrolmentRequest
from schemas.wire.problems import ProblemCode
from sync import seal
from sync.number import ALPHABET
from sync.packing import pack

CODE_GROUPS = 3
GROUP_CHARS = 4


class Newcomer(Struct, frozen=True, kw_only=True):
    """A key that asks to come in; it signs "haidang/enrol/1\\0" and packed [nonce, public, by]."""

    public: bytes
    # how people call this device
    label: str
    nonce: bytes
    signature: bytes
    # The code as it was typed. Any other proof is named by bytes, which no code is.
    by: str | bytes


class Declined(Struct, frozen=True):
    """Why a device may not come in. The transaction is committed all the same: it counts the try."""

    code: ProblemCode


class Admitted(Struct, frozen=True):
    """The account that the code or proof is good for, and the device if it came in before."""

    account: bytes
    known: Device | None
    # by a code that was good until then: somebody's word who may give one
    has_spent_code: bool = False


def by_code(request: EnrolmentRequest) -> Newcomer:
    return Newcomer(
        public=request.public,
        label=request.label,
        nonce=request.nonce,
        signature=request.signature,
        by=request.code,
    )


def fault_of(newcomer: Newcomer, identity: Identity, now_ms: int) -> ProblemCode | None:
    """What can be said without the database: the label, the key, the challenge, the proof of possession."""
    if any(unicodedata.category(character) == "Cc" for character in newcomer.label):
        return "bad-request"
    if not seal.acceptable(newcomer.public):
        return "weak-key"
    if not nonces.accept_challenge(identity.secret, now_ms, newcomer.nonce):
        return "stale-nonce"
    proof = pack([newcomer.nonce, newcomer.public, newcomer.by])
    return None if seal.verify(newcomer.public, seal.ENROL, proof, newcomer.signature) else "bad-signature"


async def admit(tx: CoreTx, newcomer: Newcomer, identity: Identity, now_ms: int) -> Admitted | Declined:
    """May this key come in with this code?

    Once more it may by the code that it spent itself: the reply may have been lost.
    """
    assert isinstance(newcomer.by, str)
    device = seal.device_id(newcomer.public)
    code_hash = rules.hash_of(identity.secret, newcomer.by)
    subjects = rules.subjects_of(newcomer.by, device)
    await lock(tx, [device, code_hash, *subjects])
    if not await _is_first_use(tx, newcomer, now_ms):
        return Declined("stale-nonce")
    tries = await store.tries_of(tx, subjects)
    if rules.exhausted(tries, now_ms):
        return Declined("too-many-tries")
    code = await store.code_of(tx, code_hash)
    known = (await store.devices_of(tx, [device])).get(device)
    refusal = rules.refusal(code=code, device=device, known=known, now_ms=now_ms)
    if refusal is not None or code is None:
        await store.save_tries(tx, rules.failed(tries, subjects, now_ms), now_ms - rules.TRIES_MS)
        return Declined(refusal or "code-refused")
    is_good = rules.is_good(code, now_ms)
    if is_good:
        await store.spend(tx, code_hash, device)
    return Admitted(code.account, known, has_spent_code=is_good)


async def admit_proven(tx: CoreTx, newcomer: Newcomer, *, account: bytes, now_ms: int) -> Admitted | Declined:
    """May this key come in for somebody who has shown who they are? The caller has checked how, and that what
    they have shown covers the newcomer's nonce and key."""
    device = seal.device_id(newcomer.public)
    await lock(tx, [device])
    if not await _is_first_use(tx, newcomer, now_ms):
        return Declined("stale-nonce")
    known = (await store.devices_of(tx, [device])).get(device)
    refusal = None if known is None else rules.refusal_of_known(known, account)
    return Admitted(account, known) if refusal is None else Declined(refusal)


async def take_in(
    tx: CoreTx, newcomer: Newcomer, *, account: bytes, person: str, identity: Identity, now_ms: int
) -> Device:
    """Write the device down, with an enrolment that the hub signs once and for ever."""
    device = seal.device_id(newcomer.public)
    payload = pack([1, device, newcomer.public, account, person, newcomer.label, now_ms])
    record = seal.pack_signed(payload, identity.key.sign(seal.DEVICE, payload))
    added = Device(
        device=device,
        public=newcomer.public,
        account=account,
        label=newcomer.label,
        enrolled=now_ms,
        revoked=None,
        record=record,
    )
    await store.add(tx, added)
    return added


async def add_code(
    tx: CoreTx, identity: Identity, *, account: bytes, code: str, uses: int, expires_ms: int
) -> None:
    """Make a code good for an account. Only its MAC is kept."""
    row = rules.Code(account=account, uses_left=uses, expires=expires_ms)
    await store.add_code(tx, rules.hash_of(identity.secret, code), row)


def fresh_code() -> str:
    """`K7PM-3XHW-9CDA`: 52 bits, without look-alikes."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_CHARS)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


async def _is_first_use(tx: CoreTx, newcomer: Newcomer, now_ms: int) -> bool:
    """Of its challenge; the same key may use it again."""
    device = seal.device_id(newcomer.public)
    return await store.use_challenge(tx, newcomer.nonce, device, now_ms, now_ms - 2 * nonces.BUCKET_MS)
