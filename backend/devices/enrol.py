"""Enrolment: a device proves that it holds its key, and a code ties it to an account."""

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


class Declined(Struct, frozen=True):
    """Why a device may not come in. The transaction is committed all the same: it counts the try."""

    code: ProblemCode


class Admitted(Struct, frozen=True):
    """The account that the code is good for, and the device if it came in before."""

    account: bytes
    known: Device | None


def fault_of(request: EnrolmentRequest, identity: Identity, now_ms: int) -> ProblemCode | None:
    """What can be said without the database: the label, the key, the challenge, the proof of possession."""
    if any(unicodedata.category(character) == "Cc" for character in request.label):
        return "bad-request"
    if not seal.acceptable(request.public):
        return "weak-key"
    if not nonces.accept_challenge(identity.secret, now_ms, request.nonce):
        return "stale-nonce"
    proof = pack([request.nonce, request.public, request.code])
    return None if seal.verify(request.public, seal.ENROL, proof, request.signature) else "bad-signature"


async def admit(
    tx: CoreTx, request: EnrolmentRequest, identity: Identity, now_ms: int
) -> Admitted | Declined:
    """May this key come in with this code? Again for the same account it may, and spends nothing."""
    device = seal.device_id(request.public)
    code_hash = rules.hash_of(identity.secret, request.code)
    subjects = rules.subjects_of(request.code, device)
    await lock(tx, [device, code_hash, *subjects])
    if not await store.use_challenge(tx, request.nonce, device, now_ms, now_ms - 2 * nonces.BUCKET_MS):
        return Declined("stale-nonce")
    tries = await store.tries_of(tx, subjects)
    if rules.exhausted(tries, now_ms):
        return Declined("too-many-tries")
    code = await store.code_of(tx, code_hash)
    known = (await store.devices_of(tx, [device])).get(device)
    refusal = rules.refusal(code=code, known=known, now_ms=now_ms)
    if refusal is not None or code is None:
        await store.save_tries(tx, rules.failed(tries, subjects, now_ms), now_ms - rules.TRIES_MS)
        return Declined(refusal or "code-refused")
    if known is None:
        await store.spend(tx, code_hash)
    return Admitted(code.account, known)


async def take_in(
    tx: CoreTx, request: EnrolmentRequest, *, account: bytes, person: str, identity: Identity, now_ms: int
) -> Device:
    """Write the device down, with an enrolment that the hub signs once and for ever."""
    device = seal.device_id(request.public)
    payload = pack([1, device, request.public, account, person, request.label, now_ms])
    record = seal.pack_signed(payload, identity.key.sign(seal.DEVICE, payload))
    added = Device(
        device=device,
        public=request.public,
        account=account,
        label=request.label,
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
