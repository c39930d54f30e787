"""Passkeys over HTTP: what an authenticator must have said, whose passkey it is, and who may make one."""

from collections.abc import Awaitable

import msgspec
import pytest
from msgspec.structs import replace

from backend import nonces
from backend.devices.rules import TRIES_MAX, TRIES_MS
from schemas.wire.signin import Assertion, PasskeyOffer, Passkeys, ShowPasskey
from tests.support.authenticator import (
    EDDSA,
    ES256,
    IS_COPIED,
    MAY_TRAVEL,
    PRESENT,
    RS256,
    VERIFIED,
    Authenticator,
)
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone, phone
from tests.support.signing_in import (
    answer,
    authenticator,
    end_session,
    enrol_with_passkey,
    enrolment_by_passkey,
    make_passkey,
    me_of,
    open_session,
    session_offer,
)

AT_ONCE = PRESENT | VERIFIED


async def refused(work: Awaitable[object]) -> str:
    with pytest.raises(Declined) as declined:
        await work
    return declined.value.problem.code


async def officer_with(hub: Hub, key: Authenticator, name: str = "hai-1") -> Phone:
    """Come in by a code, with a passkey, and not at work."""
    device = phone(hub, name)
    await device.enrol(await hub.code_for("Hải"))
    await make_passkey(device, key)
    await end_session(device)
    return device


async def show(device: Phone, challenge: bytes, assertion: Assertion) -> None:
    body = msgspec.msgpack.encode(ShowPasskey(challenge=challenge, assertion=assertion))
    await device.signed("POST", "/api/session", body)


async def offered(device: Phone) -> PasskeyOffer:
    return msgspec.msgpack.decode(await device.signed("POST", "/api/passkeys/offer"), type=PasskeyOffer)


@pytest.mark.parametrize("algorithm", [ES256, EDDSA, RS256])
async def test_each_kind_of_key_that_is_offered_opens_a_session(hub: Hub, algorithm: int) -> None:
    key = authenticator(algorithm=algorithm)
    officer = await officer_with(hub, key)
    assert (await open_session(officer, key)).session is not None


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "http://localhost:8001"},
        {"origin": "https://localhost:8000"},
        {"origin": "http://evil.example"},
        {"site": "evil.example"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"cross_origin": True},
    ],
    ids=str,
)
async def test_a_person_must_be_verified_by_this_page_for_this_site(
    hub: Hub, said: dict[str, object]
) -> None:
    device = phone(hub, "hai-0")
    await device.enrol(await hub.code_for("Hải"))
    assert await refused(make_passkey(device, authenticator(**said))) == "passkey-refused"
    assert await hub.rows("SELECT count(*) FROM passkey") == [(0,)]
    key = authenticator()
    await make_passkey(device, key)
    await end_session(device)
    for name, value in said.items():
        setattr(key, name, value)
    assert await refused(open_session(device, key)) == "passkey-refused"


async def test_what_was_changed_on_the_way_is_refused(hub: Hub) -> None:
    key, other = authenticator(), authenticator()
    officer = await officer_with(hub, key)
    offer = await session_offer(officer)
    good = key.show(offer.challenge)
    flipped = bytes([good.signature[-1] ^ 1])
    changed = [
        replace(good, signature=good.signature[:-1] + flipped),
        replace(good, signature=b""),
        replace(good, authenticator=good.authenticator[:-1] + b"\x09"),
        replace(good, authenticator=b""),
        replace(good, client=good.client.replace(b"false", b"true ")),
        replace(good, client=b"{}"),
        replace(good, client=b"\xff"),
        replace(good, credential=other.credential),
        replace(other.show(offer.challenge), credential=key.credential),
    ]
    for number, assertion in enumerate(changed):
        assert await refused(show(officer, offer.challenge, assertion)) in (
            "passkey-refused",
            "too-many-tries",
        ), number
        await hub.execute("DELETE FROM enrolment_try")
    assert (await me_of(officer)).session is None
    await show(officer, offer.challenge, good)
    assert (await me_of(officer)).session is not None


async def test_a_challenge_is_the_devices_own_for_one_purpose_and_good_once(hub: Hub) -> None:
    key = authenticator()
    officer, other = await officer_with(hub, key), phone(hub, "hai-2")
    await enrol_with_passkey(other, await enrolment_by_passkey(other, key))
    for_other = (await session_offer(other)).challenge
    assert await refused(answer(officer, key, for_other)) == "passkey-refused"
    await answer(other, key, for_other)
    for_making = (await offered(other)).challenge
    assert await refused(answer(other, key, for_making)) == "passkey-refused"
    mine = (await session_offer(officer)).challenge
    shown = key.show(mine)
    await show(officer, mine, shown)
    assert await refused(show(officer, mine, shown)) == "passkey-refused"
    assert await refused(answer(officer, key, mine)) == "passkey-refused"
    late = (await session_offer(officer)).challenge
    hub.clock.now_ms += 2 * nonces.BUCKET_MS
    assert await refused(answer(officer, key, late)) == "passkey-refused"
    for made_up in (b"", bytes(40), bytes(64)):
        assert await refused(answer(officer, key, made_up)) == "passkey-refused"


async def test_an_answer_to_another_challenge_is_refused(hub: Hub) -> None:
    key = authenticator()
    officer = await officer_with(hub, key)
    first, second = (await session_offer(officer)).challenge, (await session_offer(officer)).challenge
    assert await refused(show(officer, second, key.show(first))) == "passkey-refused"


async def test_a_count_that_goes_back_is_a_copy_and_refused(hub: Hub) -> None:
    key = authenticator(step=1)
    officer = await officer_with(hub, key)
    for _ in range(3):
        await open_session(officer, key)
    key.count = 1
    assert await refused(open_session(officer, key)) == "passkey-refused"
    key.count = 3
    await open_session(officer, key)


async def test_a_key_that_begins_to_travel_is_refused_and_where_it_is_copied_is_kept(hub: Hub) -> None:
    key = authenticator(flags=AT_ONCE | MAY_TRAVEL)
    officer = await officer_with(hub, key)
    assert await hub.rows("SELECT travels, is_copied FROM passkey") == [(True, False)]
    key.flags = AT_ONCE | MAY_TRAVEL | IS_COPIED
    await open_session(officer, key)
    assert await hub.rows("SELECT travels, is_copied, used FROM passkey") == [(True, True, hub.clock())]
    key.flags = AT_ONCE
    assert await refused(open_session(officer, key)) == "passkey-refused"


async def test_unknown_foreign_and_withdrawn_are_one_answer(hub: Hub) -> None:
    own, gone, lans = authenticator(), authenticator(), authenticator()
    officer = await officer_with(hub, own)
    await open_session(officer, own)
    await make_passkey(officer, gone)
    await remove(officer, gone)
    await make_passkey(await enrolled_phone(hub, "lan-1", "Lan"), lans)
    said = []
    for key in (authenticator(), gone, lans):
        with pytest.raises(Declined) as declined:
            await open_session(officer, key)
        problem = declined.value.problem
        said.append((problem.status, problem.code, problem.title, problem.detail))
        await hub.execute("DELETE FROM enrolment_try")
    assert len(set(said)) == 1
    assert said[0][:2] == (403, "passkey-refused")


async def remove(device: Phone, key: Authenticator) -> Passkeys:
    body = msgspec.json.encode({"credential": key.credential.hex()})
    return msgspec.json.decode(await device.signed("POST", "/api/passkeys/remove", body), type=Passkeys)


async def test_tries_are_limited_for_the_account_and_outlive_a_restart(hub: Hub) -> None:
    key = authenticator()
    officer, second = await officer_with(hub, key), phone(hub, "hai-2")
    await enrol_with_passkey(second, await enrolment_by_passkey(second, key))
    for _ in range(TRIES_MAX):
        assert await refused(open_session(officer, authenticator())) == "passkey-refused"
    await hub.restart()
    officer.client = second.client = hub.client()
    for device in (officer, second):
        assert await refused(open_session(device, key)) == "too-many-tries"
    # Another person's go on.
    lans = authenticator()
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    await make_passkey(lan, lans)
    await open_session(lan, lans)
    hub.clock.now_ms += TRIES_MS
    await open_session(officer, key)
