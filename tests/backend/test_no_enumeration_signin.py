"""The same of passkeys, and of sign-ins that somebody began at another's door."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence

import httpx
import msgspec
import pytest
from msgspec.structs import replace

from backend.federation import rules, store
from backend.federation.rules import Purpose
from schemas.wire.devices import Challenge
from schemas.wire.federation import FinishOidcEnrolment, FinishOidcSession
from schemas.wire.signin import PasskeyOffer, ShowPasskey
from sync import seal
from sync.packing import pack
from tests.support.asking import Ask, nothing_tells_apart
from tests.support.authenticator import Authenticator
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, phone
from tests.support.signing_in import (
    authenticator,
    enrolment_by_passkey,
    make_passkey,
    open_session,
    session_offer,
)

CODE = "a-code"
Asking = Callable[[Authenticator], Awaitable[httpx.Response]]
ASKED = (
    *("open_session", "register_passkey", "remove_passkey", "enrol_by_passkey"),
    *("finish_enrolment", "finish_session"),
)


class Door:
    """An officer at work, and passkeys of which none opens anything for her."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def settle(self) -> None:
        hub = self.hub
        own, gone, lans = authenticator(), authenticator(), authenticator()
        self.officer, self.new = phone(hub, "hai-1"), phone(hub, "new")
        await self.officer.enrol(await hub.code_for("Hải"))
        await make_passkey(self.officer, own)
        await make_passkey(self.officer, gone)
        await self.officer.signed("POST", "/api/passkeys/remove", named(gone))
        await make_passkey(await enrolled_phone(hub, "lan-1", "Lan"), lans)
        await open_session(self.officer, own)
        self.keys = {"not there": authenticator(), "withdrawn": gone, "another's": lans}

    def each(self, ask: Asking) -> dict[str, Ask]:
        def asked(key: Authenticator) -> Ask:
            return lambda: ask(key)

        return {kind: asked(key) for kind, key in self.keys.items()}

    async def open_session(self, key: Authenticator) -> httpx.Response:
        challenge = (await session_offer(self.officer)).challenge
        shown = ShowPasskey(challenge=challenge, assertion=key.show(challenge))
        return await self.officer.send("POST", "/api/session", msgspec.msgpack.encode(shown))

    async def register(self, key: Authenticator) -> httpx.Response:
        answer = await self.officer.signed("POST", "/api/passkeys/offer")
        made = key.make(msgspec.msgpack.decode(answer, type=PasskeyOffer), "Khóa")
        return await self.officer.send("POST", "/api/passkeys", msgspec.msgpack.encode(made))

    async def remove(self, key: Authenticator) -> httpx.Response:
        return await self.officer.send("POST", "/api/passkeys/remove", named(key))

    async def enrol(self, key: Authenticator) -> httpx.Response:
        """What a good passkey of that id would not have signed."""
        asked = await enrolment_by_passkey(self.new, key)
        wrong = replace(asked.assertion, signature=authenticator().show(b"x" * 32).signature)
        body = msgspec.msgpack.encode(replace(asked, assertion=wrong))
        return await self.new.client.post("/api/devices/passkey", content=body)

    # At another's door

    async def states(self, device: Phone, purpose: Purpose) -> dict[str, str]:
        other = phone(self.hub, "other").key.device
        kinds: dict[str, tuple[bytes, Purpose, int]] = {
            "another device's": (other, purpose, 0),
            "for another end": (device.key.device, "session" if purpose == "enrol" else "enrol", 0),
            "long ago": (device.key.device, purpose, rules.PENDING_MS + 1),
        }
        found = {"not there": "n" * 43}
        async with self.hub.database.write() as tx:
            for kind, (whose, what, age_ms) in kinds.items():
                now_ms = self.hub.clock() - age_ms
                found[kind], pending = rules.begun(
                    device=whose, provider="thu", purpose=what, label="", now_ms=now_ms
                )
                await store.begin(tx, pending, now_ms)
        return found

    async def finish_enrolment(self, state: str) -> httpx.Response:
        by = hashlib.sha256(b"haidang/oidc/finish/1\0" + pack([state, CODE])).digest()
        challenge = await self.new.post("/api/devices/challenge", b"")
        nonce = msgspec.msgpack.decode(challenge, type=Challenge).nonce
        asked = FinishOidcEnrolment(
            state=state,
            code=CODE,
            issuer=None,
            public=self.new.key.public,
            nonce=nonce,
            signature=self.new.key.sign(seal.ENROL, pack([nonce, self.new.key.public, by])),
        )
        return await self.new.client.post("/api/oidc/enrol/finish", content=msgspec.msgpack.encode(asked))

    async def finish_session(self, state: str) -> httpx.Response:
        asked = FinishOidcSession(state=state, code=CODE, issuer=None)
        return await self.officer.send("POST", "/api/oidc/session/finish", msgspec.json.encode(asked))


def named(key: Authenticator) -> bytes:
    return msgspec.json.encode({"credential": key.credential.hex()})


def ways(ask: Callable[[str], Awaitable[httpx.Response]], states: Mapping[str, str]) -> dict[str, Ask]:
    def asked(state: str) -> Ask:
        return lambda: ask(state)

    return {kind: asked(state) for kind, state in states.items()}


async def cases(door: Door, route: str) -> Sequence[dict[str, Ask]]:
    if route == "enrol_by_passkey":
        return [door.each(door.enrol)]
    if route == "open_session":
        return [door.each(door.open_session)]
    if route == "remove_passkey":
        return [door.each(door.remove)]
    if route == "register_passkey":
        # One that nobody has is good, and is not among these.
        del door.keys["not there"]
        return [door.each(door.register)]
    if route == "finish_enrolment":
        return [ways(door.finish_enrolment, await door.states(door.new, "enrol"))]
    return [ways(door.finish_session, await door.states(door.officer, "session"))]


@pytest.mark.parametrize("route", ASKED)
async def test_T18_no_sign_in_tells_wrong_from_not_yours_from_not_there(hub: Hub, route: str) -> None:
    door = Door(hub)
    await door.settle()
    for kinds in await cases(door, route):
        await nothing_tells_apart(hub, kinds)
