"""Passkeys over HTTP: what an authenticator must have said, whose passkey it is, and who may make one."""

from collections.abc import Awaitable

import msgspec
import pytest
from msgspec.structs import replace

from backend import nonces
from backend.devices import store as devices
from backend.devices.rules import TRIES_MAX, TRIES_MS
from backend.passkeys.rules import PASSKEYS_MAX, PERMIT_MS
from backend.sessions.rules import PROOF_MS
from schemas.wire.signin import Assertion, NewPasskey, PasskeyOffer, Passkeys, ShowPasskey
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


async def test_the_first_passkey_of_the_citys_people_is_made_by_a_code_within_a_day_and_once(
    hub: Hub,
) -> None:
    late = phone(hub, "hai-1")
    await late.enrol(await hub.code_for("Hải"))
    hub.clock.now_ms += PERMIT_MS
    assert await refused(offered(late)) == "session-needed"
    assert not (await me_of(late)).may_begin
    await late.enrol(await hub.code_for("Hải"))
    assert (await me_of(late)).may_begin
    await make_passkey(late, authenticator())
    assert not (await me_of(late)).may_begin or (await me_of(late)).session is not None
    await end_session(late)
    assert await refused(offered(late)) == "session-needed"


async def test_a_spent_code_gives_no_word_again(hub: Hub) -> None:
    device = phone(hub, "hai-1")
    code = await hub.code_for("Hải")
    await device.enrol(code)
    await make_passkey(device, authenticator())
    await end_session(device)
    await device.enrol(code)
    assert await refused(offered(device)) == "session-needed"


async def test_another_passkey_is_made_within_a_session_that_was_just_proven(hub: Hub) -> None:
    key, second = authenticator(), authenticator()
    officer = await officer_with(hub, key)
    assert await refused(offered(officer)) == "session-needed"
    await open_session(officer, key)
    hub.clock.now_ms += PROOF_MS
    assert await refused(offered(officer)) == "proof-needed"
    await open_session(officer, key)
    listed = await make_passkey(officer, second, "Khóa thứ hai")
    assert [one.name for one in listed.passkeys] == ["Khóa thử", "Khóa thứ hai"]
    for one in (key, second):
        assert (await open_session(officer, one)).passkeys == 2


async def test_what_was_offered_before_the_session_ended_is_not_made_after(hub: Hub) -> None:
    key = authenticator()
    officer = await officer_with(hub, key)
    await open_session(officer, key)
    body = msgspec.msgpack.encode(authenticator().make(await offered(officer)))
    await end_session(officer)
    assert await refused(officer.signed("POST", "/api/passkeys", body)) == "session-needed"


async def test_a_lost_passkey_is_replaced_by_a_code_and_opens_nothing_more(hub: Hub) -> None:
    lost, fresh = authenticator(), authenticator()
    stolen = await officer_with(hub, lost, "hai-stolen")
    await open_session(stolen, lost)
    await make_passkey(stolen, spare := authenticator())
    officer = phone(hub, "hai-new")
    await officer.enrol(await hub.code_for("Hải"))
    listed = await make_passkey(officer, fresh)
    assert [one.credential for one in listed.passkeys] == [fresh.credential.hex()]
    assert (await me_of(stolen)).session is None
    for key in (lost, spare):
        assert await refused(open_session(stolen, key)) == "passkey-refused"
    newcomer = phone(hub, "hai-thief")
    asked = await enrolment_by_passkey(newcomer, lost)
    assert await refused(enrol_with_passkey(newcomer, asked)) == "passkey-refused"


async def test_a_citizen_adds_a_passkey_and_needs_it_for_the_next(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    hub.clock.now_ms += PERMIT_MS
    key = authenticator()
    await make_passkey(lan, key)
    await end_session(lan)
    assert await refused(offered(lan)) == "session-needed"
    await open_session(lan, key)
    await make_passkey(lan, authenticator())


async def test_removing_needs_a_fresh_proof_and_ends_sessions_elsewhere(hub: Hub) -> None:
    key, second = authenticator(), authenticator()
    officer, elsewhere = await officer_with(hub, key), phone(hub, "hai-2")
    await open_session(officer, key)
    await make_passkey(officer, second)
    await enrol_with_passkey(elsewhere, await enrolment_by_passkey(elsewhere, second))
    await open_session(elsewhere, second)
    hub.clock.now_ms += PROOF_MS
    assert await refused(remove(officer, second)) == "proof-needed"
    await open_session(officer, key)
    assert await refused(remove(officer, authenticator())) == "not-found"
    assert [one.credential for one in (await remove(officer, second)).passkeys] == [key.credential.hex()]
    assert await refused(remove(officer, second)) == "not-found"
    assert (await me_of(elsewhere)).session is None
    assert (await me_of(officer)).session is not None
    await end_session(officer)
    assert await refused(remove(officer, key)) == "session-needed"


async def test_nobody_removes_anothers(hub: Hub) -> None:
    key, lans = authenticator(), authenticator()
    officer = await officer_with(hub, key)
    await open_session(officer, key)
    await make_passkey(await enrolled_phone(hub, "lan-1", "Lan"), lans)
    assert await refused(remove(officer, lans)) == "not-found"


async def test_a_list_of_passkeys_has_an_end(hub: Hub) -> None:
    officer = await officer_with(hub, key := authenticator())
    await open_session(officer, key)
    for _ in range(PASSKEYS_MAX - 1):
        await make_passkey(officer, authenticator())
    assert await refused(offered(officer)) == "list-full"


async def test_a_credential_is_registered_once(hub: Hub) -> None:
    key = authenticator()
    await officer_with(hub, key)
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    assert await refused(make_passkey(lan, key)) == "passkey-refused"


async def test_a_new_device_comes_in_by_a_passkey_and_gets_no_word_to_make_one(hub: Hub) -> None:
    key = authenticator()
    officer = await officer_with(hub, key)
    device = phone(hub, "hai-2")
    enrolled = await enrol_with_passkey(device, await enrolment_by_passkey(device, key, "Máy mới"))
    assert officer.enrolled is not None
    assert (enrolled.account, enrolled.person) == (officer.enrolled.account, "Lê Minh Hải")
    assert (await me_of(device)).session is None
    assert not (await me_of(device)).may_begin
    assert (await open_session(device, key)).session is not None
    # the reply may have been lost: the same key comes in once more, by a fresh answer
    again = await enrol_with_passkey(device, await enrolment_by_passkey(device, key))
    assert again.enrolment == enrolled.enrolment


async def test_a_passkey_answers_for_one_key_and_nonce(hub: Hub) -> None:
    key = authenticator()
    await officer_with(hub, key)
    device, thief = phone(hub, "hai-2"), phone(hub, "thief")
    asked, other = await enrolment_by_passkey(device, key), await enrolment_by_passkey(thief, key)
    for changed, code in (
        ({"public": thief.key.public}, "bad-signature"),
        ({"nonce": other.nonce}, "bad-signature"),
        ({"signature": bytes(64)}, "bad-signature"),
        # what was shown for another device
        ({"assertion": other.assertion}, "passkey-refused"),
        ({"assertion": key.show(asked.nonce)}, "passkey-refused"),
    ):
        given = replace(asked, **changed)
        assert await refused(enrol_with_passkey(device, given)) == code, code
    await hub.execute("DELETE FROM enrolment_try")
    await enrol_with_passkey(device, asked)
    assert await refused(enrol_with_passkey(device, asked)) == "passkey-refused"


async def test_a_device_does_not_change_hands_and_a_revoked_one_does_not_come_back(hub: Hub) -> None:
    key = authenticator()
    officer = await officer_with(hub, key)
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    asked = await enrolment_by_passkey(lan, key)
    assert await refused(enrol_with_passkey(lan, asked)) == "not-permitted"
    async with hub.database.write() as tx:
        await devices.revoke(tx, officer.key.device, hub.clock())
    again = await enrolment_by_passkey(officer, key)
    assert await refused(enrol_with_passkey(officer, again)) == "revoked-device"


async def test_guessing_at_the_door_is_bounded_by_device_and_by_passkey(hub: Hub) -> None:
    key = authenticator()
    await officer_with(hub, key)
    device = phone(hub, "hai-2")
    for _ in range(TRIES_MAX):
        asked = await enrolment_by_passkey(device, authenticator())
        assert await refused(enrol_with_passkey(device, asked)) == "passkey-refused"
    good = await enrolment_by_passkey(device, key)
    assert await refused(enrol_with_passkey(device, good)) == "too-many-tries"
    other = phone(hub, "hai-3")
    await enrol_with_passkey(other, await enrolment_by_passkey(other, key))


async def test_nothing_is_stored_before_something_was_shown(hub: Hub) -> None:
    key = authenticator()
    officer = await officer_with(hub, key)
    tables = ("passkey_challenge", "enrolment_try", "session", "passkey")
    before = [await hub.rows(f"SELECT count(*) FROM {table}") for table in tables]
    for _ in range(3):
        await session_offer(officer)
    assert [await hub.rows(f"SELECT count(*) FROM {table}") for table in tables] == before
    hub.clock.now_ms += 3 * nonces.BUCKET_MS
    await open_session(officer, key)
    # what is stale anyway is forgotten
    assert await hub.rows("SELECT count(*) FROM passkey_challenge") == [(1,)]


async def test_a_hub_without_a_name_has_no_passkeys(hub: Hub) -> None:
    hub.settings = replace(hub.settings, public_url="http://192.0.2.7:8000")
    await hub.restart()
    officer = phone(hub, "hai-1")
    await officer.enrol(await hub.code_for("Hải"))
    assert (await me_of(officer)).ways == []
    for path in ("/api/passkeys/offer", "/api/session/offer", "/api/session", "/api/passkeys"):
        assert await refused(officer.signed("POST", path)) == "not-found", path


@pytest.mark.parametrize("body", [b"", b"\xc1", b"\x80", b"\x91" * 5_000, bytes(16_000)])
async def test_a_body_that_is_no_answer(hub: Hub, body: bytes) -> None:
    officer = await officer_with(hub, authenticator())
    for path in ("/api/session", "/api/passkeys"):
        assert await refused(officer.signed("POST", path, body)) == "bad-request"
    assert await refused(officer.post("/api/devices/passkey", body)) == "bad-request"


async def test_bytes_that_are_no_attestation_are_refused_and_never_our_fault(hub: Hub) -> None:
    device = phone(hub, "hai-1")
    await device.enrol(await hub.code_for("Hải"))
    offer = await offered(device)
    good = authenticator().make(offer)
    for attestation in (
        b"",
        b"\xff",
        b"\xa0",
        b"\x9f" * 8_000,
        good.attestation[:-5],
        good.attestation + b"x",
    ):
        given: NewPasskey = replace(good, attestation=attestation)
        body = msgspec.msgpack.encode(given)
        assert await refused(device.signed("POST", "/api/passkeys", body)) == "passkey-refused"


async def test_T19_another_sites_page_cannot_enrol_by_a_passkey(hub: Hub) -> None:
    key = authenticator()
    await officer_with(hub, key)
    device = phone(hub, "hai-2")
    body = msgspec.msgpack.encode(await enrolment_by_passkey(device, key))
    for site in ("cross-site", "same-site"):
        response = await device.client.post(
            "/api/devices/passkey", content=body, headers={"sec-fetch-site": site}
        )
        assert response.status_code == 403
