"""People who show who they are: a passkey made, a session opened, from a device of theirs."""

import hashlib
from typing import TYPE_CHECKING

import msgspec

from schemas.wire.devices import Challenge, Enrolled
from schemas.wire.signin import Me, PasskeyEnrolment, PasskeyOffer, Passkeys, SessionOffer, ShowPasskey
from sync import seal
from sync.packing import pack
from tests.support.authenticator import Authenticator

if TYPE_CHECKING:
    from tests.support.people import Phone

SITE = "localhost"
PAGE = "http://localhost:8000"


def authenticator(**said: object) -> Authenticator:
    """One of this hub's, in a browser at its page."""
    return Authenticator(**{"origin": PAGE, "site": SITE, **said})  # type: ignore[arg-type]


async def make_passkey(device: "Phone", key: Authenticator, name: str = "Khóa thử") -> Passkeys:
    offer = msgspec.msgpack.decode(await device.signed("POST", "/api/passkeys/offer"), type=PasskeyOffer)
    made = msgspec.msgpack.encode(key.make(offer, name))
    return msgspec.json.decode(await device.signed("POST", "/api/passkeys", made), type=Passkeys)


async def session_offer(device: "Phone") -> SessionOffer:
    return msgspec.msgpack.decode(await device.signed("POST", "/api/session/offer"), type=SessionOffer)


async def open_session(device: "Phone", key: Authenticator) -> Me:
    """Opened, or proven again."""
    return await answer(device, key, (await session_offer(device)).challenge)


async def answer(device: "Phone", key: Authenticator, challenge: bytes) -> Me:
    shown = msgspec.msgpack.encode(ShowPasskey(challenge=challenge, assertion=key.show(challenge)))
    return msgspec.json.decode(await device.signed("POST", "/api/session", shown), type=Me)


async def end_session(device: "Phone") -> Me:
    return msgspec.json.decode(await device.signed("POST", "/api/session/end"), type=Me)


async def me_of(device: "Phone") -> Me:
    return msgspec.json.decode(await device.signed("GET", "/api/me"), type=Me)


async def enrolment_by_passkey(
    device: "Phone", key: Authenticator, label: str = "Máy mới"
) -> PasskeyEnrolment:
    challenge = msgspec.msgpack.decode(await device.post("/api/devices/challenge", b""), type=Challenge)
    covered = passkey_challenge(challenge.nonce, device.key.public)
    proof = pack([challenge.nonce, device.key.public, key.credential])
    return PasskeyEnrolment(
        public=device.key.public,
        nonce=challenge.nonce,
        signature=device.key.sign(seal.ENROL, proof),
        label=label,
        assertion=key.show(covered),
    )


async def enrol_with_passkey(device: "Phone", asked: PasskeyEnrolment) -> Enrolled:
    answered = await device.post("/api/devices/passkey", msgspec.msgpack.encode(asked))
    device.enrolled = msgspec.msgpack.decode(answered, type=Enrolled)
    device.nonce = device.enrolled.nonce
    return device.enrolled


def passkey_challenge(nonce: bytes, public: bytes) -> bytes:
    """Written out here once more, as the app must make it."""
    return hashlib.sha256(b"haidang/passkey-enrol/1\0" + pack([nonce, public])).digest()
