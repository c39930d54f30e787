"""A new device that comes in by a passkey; and answers that are none."""

import msgspec
import pytest
from msgspec.structs import replace

from backend import nonces
from backend.devices import store as devices
from backend.devices.rules import TRIES_MAX
from schemas.wire.signin import NewPasskey
from tests.backend.test_passkeys import offered, officer_with, refused
from tests.support.hub import Hub
from tests.support.people import enrolled_phone, phone
from tests.support.signing_in import (
    authenticator,
    enrol_with_passkey,
    enrolment_by_passkey,
    me_of,
    open_session,
    session_offer,
)


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
