"""Sessions over HTTP: opened by a passkey, proven again, ended; and what the hub says of the person."""

import json

import pytest

from backend.devices import store as devices
from backend.mandates import store as mandates
from backend.sessions.rules import PROOF_MS, SESSION_MS
from schemas.wire.signin import RoleHeld
from tests.support.hub import Hub, HubClock
from tests.support.people import Declined, Phone, enrolled_phone, go_to_work, phone, problem_of
from tests.support.signing_in import (
    authenticator,
    end_session,
    make_passkey,
    me_of,
    open_session,
)

DESK = "/api/desk/dossiers"


async def code_of(device: Phone, path: str = DESK, method: str = "GET") -> str:
    """ "" where it went well."""
    try:
        await device.signed(method, path)
    except Declined as declined:
        return declined.problem.code
    return ""


async def new_officer(hub: Hub, name: str = "hai-1") -> Phone:
    """Come in by a code, and not at work yet."""
    device = phone(hub, name)
    await device.enrol(await hub.code_for("Hải"))
    return device


async def test_an_officer_works_in_a_session_for_half_a_day(hub: Hub) -> None:
    officer = await new_officer(hub)
    assert await code_of(officer) == "session-needed"
    await make_passkey(officer, authenticator())
    assert await code_of(officer) == ""
    hub.clock.now_ms += SESSION_MS - 1
    assert await code_of(officer) == ""
    hub.clock.now_ms += 1
    assert await code_of(officer) == "session-needed"
    assert (await me_of(officer)).session is None


async def test_a_passkey_opens_a_session_again_and_proves_it(hub: Hub) -> None:
    officer = await new_officer(hub)
    key = authenticator(step=1)
    await make_passkey(officer, key)
    await end_session(officer)
    assert await code_of(officer) == "session-needed"
    opened = await open_session(officer, key)
    assert opened.session is not None
    assert (opened.session.method, opened.session.proven) == ("passkey", hub.clock())
    assert opened.session.ends == hub.clock() + SESSION_MS
    assert await code_of(officer) == ""
    hub.clock.now_ms += PROOF_MS
    again = (await open_session(officer, key)).session
    assert again is not None
    assert (again.proven, again.ends) == (hub.clock(), hub.clock() + SESSION_MS)
    # two were opened; the second was gone on with
    assert await hub.rows("SELECT count(*) FROM session") == [(2,)]


async def test_a_session_is_the_devices_own(hub: Hub) -> None:
    first = await enrolled_phone(hub, "hai-1", "Hải")
    second = await new_officer(hub, "hai-2")
    assert await code_of(second) == "session-needed"
    await go_to_work(hub, second)
    await end_session(first)
    assert (await code_of(first), await code_of(second)) == ("session-needed", "")


async def test_a_session_outlives_a_restart_of_the_hub(hub: Hub) -> None:
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    await hub.restart()
    officer.client = hub.client()
    assert await code_of(officer) == ""


async def test_after_any_end_nothing_goes(hub: Hub) -> None:
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    async with hub.database.write() as tx:
        held = await mandates.all_mandates(tx)
        await mandates.revoke(tx, [one.mandate for one in held], hub.clock())
    assert await code_of(officer) == "not-found"
    await hub.execute("UPDATE mandate SET revoked = NULL")
    assert await code_of(officer) == ""
    async with hub.database.write() as tx:
        await devices.revoke(tx, officer.key.device, hub.clock())
    for path, method in (
        (DESK, "GET"),
        ("/api/me", "GET"),
        ("/api/passkeys", "GET"),
        ("/api/session/offer", "POST"),
        ("/api/session/end", "POST"),
        ("/api/passkeys/offer", "POST"),
    ):
        assert await code_of(officer, path, method) == "revoked-device", path


async def test_somebody_without_a_mandate_learns_of_no_session(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    assert await code_of(lan) == "not-found"
    await make_passkey(lan, authenticator())
    assert (await me_of(lan)).session is not None
    assert await code_of(lan) == "not-found"


async def test_me_says_who_somebody_is_to_the_hub(hub: Hub) -> None:
    officer = await new_officer(hub)
    said = await me_of(officer)
    assert officer.enrolled is not None
    assert (said.account, said.person) == (officer.enrolled.account.hex(), "Lê Minh Hải")
    assert (said.unit, said.unit_name) == ("26732", "Đặc khu Côn Đảo")
    assert said.roles == [RoleHeld(role="reception", authority="26732", name="Đặc khu Côn Đảo")]
    assert (said.session, said.passkeys, said.may_begin, said.ways) == (None, 0, True, ["passkey"])
    assert said.time == hub.clock()
    await make_passkey(officer, authenticator())
    after = await me_of(officer)
    assert after.session is not None
    assert (after.passkeys, after.session.method) == (1, "passkey")
    lan = await me_of(await enrolled_phone(hub, "lan-1", "Lan"))
    assert (lan.roles, lan.session, lan.may_begin) == ([], None, True)


async def test_me_names_only_what_holds_now(hub: Hub) -> None:
    officer = await new_officer(hub)
    await hub.execute("UPDATE mandate SET ends = :now", now=hub.clock())
    assert (await me_of(officer)).roles == []


async def test_a_request_of_the_session_is_signed(hub: Hub) -> None:
    async with hub.client() as client:
        for method, path in (
            ("GET", "/api/me"),
            ("POST", "/api/session"),
            ("POST", "/api/session/offer"),
            ("POST", "/api/session/end"),
            ("POST", "/api/session/code"),
            ("GET", "/api/passkeys"),
            ("POST", "/api/passkeys"),
            ("POST", "/api/passkeys/offer"),
            ("POST", "/api/passkeys/remove"),
        ):
            assert problem_of(await client.request(method, path)).code == "bad-signature", path


async def test_without_demo_a_code_opens_no_session_and_no_setting_turns_it_on(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HAIDANG_DEMO", "DEMO", "HAIDANG_WAYS", "HAIDANG_SESSION_CODE"):
        monkeypatch.setenv(name, "1")
    await hub.restart()
    officer = await new_officer(hub)
    officer.client = hub.client()
    assert await code_of(officer, "/api/session/code", "POST") == "not-found"
    assert await code_of(officer) == "session-needed"
    assert "code" not in (await me_of(officer)).ways


async def test_a_demo_link_opens_a_session_and_a_button_another(hub: Hub) -> None:
    await hub.stop()
    demo = Hub(hub.settings, HubClock(), is_demo=True)
    await demo.start()
    try:
        officer = await new_officer(demo)
        said = await me_of(officer)
        assert said.session is not None
        assert (said.session.method, said.ways) == ("code", ["passkey", "code"])
        assert await code_of(officer) == ""
        demo.clock.now_ms += SESSION_MS
        assert await code_of(officer) == "session-needed"
        again = json.loads(await officer.signed("POST", "/api/session/code"))
        assert again["session"]["proven"] == demo.clock()
        assert await code_of(officer) == ""
    finally:
        await demo.stop()
