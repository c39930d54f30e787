"""Who may make a passkey and when, and that one is removed: each is a person's own."""

import msgspec

from backend.passkeys.rules import PASSKEYS_MAX, PERMIT_MS
from backend.sessions.rules import PROOF_MS
from tests.backend.test_passkeys import offered, officer_with, refused, remove
from tests.support.hub import Hub
from tests.support.people import enrolled_phone, phone
from tests.support.signing_in import (
    authenticator,
    end_session,
    enrol_with_passkey,
    enrolment_by_passkey,
    make_passkey,
    me_of,
    open_session,
)


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
