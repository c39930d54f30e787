"""Sign-in by OpenID Connect with a real provider: whom it lets in, as whom, and whose answer counts."""

from pathlib import Path
from typing import Any

import pytest

from backend.federation.rules import PENDING_MAX, PENDING_MS
from backend.people import store as people
from backend.sessions import store as sessions
from backend.sessions.rules import PROOF_MS, Session
from tests.support.hub import ORIGIN, Hub
from tests.support.oidc import (
    PEOPLE,
    OidcProvider,
    begin_enrolment,
    begin_session,
    enrol_by,
    finish_enrolment,
    finish_session,
    hub_with,
    query_of,
)
from tests.support.people import Declined, Phone, enrolled_phone, phone

NUMBER = PEOPLE["lan"]["so_dinh_danh"]


async def session_of(hub: Hub, device: Phone) -> Session | None:
    async with hub.database.read() as tx:
        return await sessions.of_device(tx, device.key.device)


async def refused(going: Any) -> str:
    with pytest.raises(Declined) as declined:
        await going
    return declined.value.problem.code


async def test_doors_are_listed_for_a_device_that_nobody_knows(federated: Hub) -> None:
    answer = await phone(federated, "new").client.get("/api/oidc/providers")
    assert answer.json() == {
        "providers": [
            {"id": "thu", "vi": "Định danh thử", "en": "Trial identity", "citizens": True, "staff": True}
        ]
    }


async def test_a_hub_without_a_file_has_no_doors(hub: Hub) -> None:
    device = phone(hub, "lan-1")
    assert (await device.client.get("/api/oidc/providers")).json() == {"providers": []}
    assert await refused(begin_enrolment(device)) == "not-found"


async def test_a_citizen_whom_nobody_knows_enrols(federated: Hub, provider: OidcProvider) -> None:
    device = phone(federated, "lan-1")
    enrolled = await enrol_by(provider, device, "lan")
    assert (enrolled.person, enrolled.role, enrolled.unit) == ("Nguyễn Thị Lan", "citizen", "")
    assert enrolled.device == device.key.device
    assert await federated.rows("SELECT label FROM device") == [("Điện thoại",)]
    device.begin(b"n" * 16)
    await device.sync()
    assert await federated.rows("SELECT owner FROM dossier") == [(enrolled.account,)]


async def test_the_same_person_has_one_account_on_all_devices(federated: Hub, provider: OidcProvider) -> None:
    first = await enrol_by(provider, phone(federated, "lan-1"), "lan")
    second = await enrol_by(provider, phone(federated, "lan-2"), "lan")
    other = await enrol_by(provider, phone(federated, "bay-1"), "bay")
    assert first.account == second.account != other.account


async def test_the_same_number_under_another_subject_is_the_same_person(
    federated: Hub, provider: OidcProvider
) -> None:
    first = await enrol_by(provider, phone(federated, "lan-1"), "lan")
    assert (await enrol_by(provider, phone(federated, "lan-2"), "lan-again")).account == first.account
    assert await federated.rows("SELECT count(*) FROM oidc_link") == [(2,)]


async def test_neither_number_nor_subject_nor_code_is_in_the_database(
    federated: Hub, provider: OidcProvider
) -> None:
    device = phone(federated, "lan-1")
    came = await provider.visit(await begin_enrolment(device), "lan")
    await finish_enrolment(device, came)
    kept = [
        part
        for table in ("oidc_link", "oidc_pending", "account", "device")
        for row in await federated.rows(f"SELECT * FROM {table}")
        for part in row
    ]
    for secret in (NUMBER, "lan", came["code"], came["state"]):
        assert not any(secret == part or part == secret.encode() for part in kept)
        assert not any(isinstance(part, bytes) and NUMBER.encode() in part for part in kept)


async def test_who_works_for_the_city_enrols_and_has_a_session(
    federated: Hub, provider: OidcProvider
) -> None:
    device = phone(federated, "hai-1")
    enrolled = await enrol_by(provider, device, "hai")
    assert (enrolled.person, enrolled.role, enrolled.unit) == ("Lê Minh Hải", "officer", "26732")
    session = await session_of(federated, device)
    assert session is not None
    assert (session.account, session.method, session.proven) == (enrolled.account, "oidc", federated.clock())
    assert await federated.rows("SELECT count(*) FROM oidc_link") == [(0,)]


async def test_a_staff_id_that_the_city_does_not_know_lets_nobody_in(
    federated: Hub, provider: OidcProvider
) -> None:
    assert await refused(enrol_by(provider, phone(federated, "x"), "former")) == "sign-in-refused"
    assert await federated.rows("SELECT count(*) FROM device") == [(0,)]


async def test_a_citizen_without_a_name_is_not_let_in(federated: Hub, provider: OidcProvider) -> None:
    assert await refused(enrol_by(provider, phone(federated, "x"), "nameless")) == "sign-in-refused"


@pytest.mark.parametrize("level", ["muc1", ""])
async def test_a_level_that_is_too_low_or_missing_is_named(
    federated: Hub, provider: OidcProvider, level: str
) -> None:
    assert await refused(enrol_by(provider, phone(federated, "x"), "lan", level)) == "level-too-low"
    assert await federated.rows("SELECT count(*) FROM account WHERE person = 'Nguyễn Thị Lan'") == [(1,)]


async def test_a_door_for_staff_alone_makes_no_citizens(
    address: str, tmp_path: Path, provider: OidcProvider
) -> None:
    hub = await hub_with(address, tmp_path, provider.written(**{"for": ["staff"]}))
    assert await refused(enrol_by(provider, phone(hub, "x"), "lan")) == "sign-in-refused"
    assert (await enrol_by(provider, phone(hub, "y"), "hai")).person == "Lê Minh Hải"
    await hub.stop()


async def test_a_door_for_citizens_alone_opens_no_desk(
    address: str, tmp_path: Path, provider: OidcProvider
) -> None:
    hub = await hub_with(address, tmp_path, provider.written(**{"for": ["citizen"]}))
    device = await enrolled_phone(hub, "hai-1", "Hải")
    came = await provider.visit(await begin_session(device), "hai")
    assert await refused(finish_session(device, came)) == "sign-in-refused"
    await hub.stop()


async def test_an_officer_opens_a_session_and_shows_once_more_who_they_are(
    federated: Hub, provider: OidcProvider
) -> None:
    device = await enrolled_phone(federated, "hai-1", "Hải")
    opened = await finish_session(device, await provider.visit(await begin_session(device), "hai"))
    assert opened.session is not None
    assert (opened.session.method, opened.session.proven) == ("oidc", federated.clock())
    assert opened.ways == ["oidc"]
    first = await session_of(federated, device)
    federated.clock.now_ms += PROOF_MS // 60
    again = await finish_session(device, await provider.visit(await begin_session(device), "hai"))
    second = await session_of(federated, device)
    assert first is not None
    assert second is not None
    assert second.session == first.session
    assert again.session is not None
    assert again.session.proven == second.proven == federated.clock() > first.proven


async def test_a_colleague_does_not_open_another_ones_device(federated: Hub, provider: OidcProvider) -> None:
    await federated.execute("UPDATE account SET staff = 'CB-002' WHERE staff = 'CB-001'")
    device = await enrolled_phone(federated, "hai-1", "Hải")
    async with federated.database.write() as tx:
        hai = await people.account_of_staff(tx, "CB-002")
        assert hai is not None
        colleague = {"account": b"c" * 16, "person": "Lê Minh Hải", "staff": "CB-001"}
        await people.add(tx, [people.Account(**colleague, role="officer", unit="26732", unit_name="")])  # type: ignore[arg-type]
    came = await provider.visit(await begin_session(device), "hai")
    assert await refused(finish_session(device, came)) == "sign-in-refused"
    assert await session_of(federated, device) is None


async def test_another_citizen_opens_no_session_on_ones_phone(federated: Hub, provider: OidcProvider) -> None:
    device = phone(federated, "lan-1")
    await enrol_by(provider, device, "lan")
    own = await finish_session(device, await provider.visit(await begin_session(device), "lan"))
    assert own.session is not None
    came = await provider.visit(await begin_session(device), "bay")
    assert await refused(finish_session(device, came)) == "sign-in-refused"


async def test_a_revoked_device_opens_no_session(federated: Hub, provider: OidcProvider) -> None:
    device = phone(federated, "hai-1")
    await enrol_by(provider, device, "hai")
    came = await provider.visit(await begin_session(device), "hai")
    await federated.execute("UPDATE device SET revoked = 1")
    assert await refused(finish_session(device, came)) == "revoked-device"
    assert await refused(begin_session(device)) == "revoked-device"
    assert await refused(enrol_by(provider, device, "hai")) == "revoked-device"


async def test_a_key_of_another_person_is_refused(federated: Hub, provider: OidcProvider) -> None:
    device = await enrolled_phone(federated, "bay-1", "Bảy")
    assert await refused(enrol_by(provider, device, "lan")) == "not-permitted"


async def test_an_answer_is_good_for_the_device_that_asked(federated: Hub, provider: OidcProvider) -> None:
    mine, thief = phone(federated, "lan-1"), phone(federated, "thief")
    came = await provider.visit(await begin_enrolment(mine), "lan")
    assert await refused(finish_enrolment(thief, came)) == "sign-in-refused"
    # Nor was it spent by that.
    await finish_enrolment(mine, came)
    desk, other = (
        await enrolled_phone(federated, "hai-1", "Hải"),
        await enrolled_phone(federated, "hai-2", "Hải"),
    )
    came = await provider.visit(await begin_session(desk), "hai")
    assert await refused(finish_session(other, came)) == "sign-in-refused"


async def test_an_answer_is_good_for_what_was_begun(federated: Hub, provider: OidcProvider) -> None:
    device = phone(federated, "hai-1")
    await enrol_by(provider, device, "hai")
    came = await provider.visit(await begin_session(device), "hai")
    assert await refused(finish_enrolment(device, came)) == "sign-in-refused"
    came = await provider.visit(await begin_enrolment(device), "hai")
    assert await refused(finish_session(device, came)) == "sign-in-refused"


async def test_a_state_that_nobody_gave_out_is_none(federated: Hub, provider: OidcProvider) -> None:
    asked = provider.asked("/token")
    device = phone(federated, "x")
    assert await refused(finish_enrolment(device, {"state": "e" * 44, "code": "c"})) == "sign-in-refused"
    assert provider.asked("/token") == asked


async def test_a_state_is_good_once(federated: Hub, provider: OidcProvider) -> None:
    device = await enrolled_phone(federated, "hai-1", "Hải")
    came = await provider.visit(await begin_session(device), "hai")
    proven = (await finish_session(device, came)).session
    federated.clock.now_ms += 1_000
    asked = provider.asked("/token")
    assert await refused(finish_session(device, came)) == "sign-in-refused"
    session = await session_of(federated, device)
    assert session is not None
    assert proven is not None
    assert session.proven == proven.proven
    assert provider.asked("/token") == asked


async def test_an_enrolment_whose_reply_was_lost_is_answered_again_without_the_provider(
    federated: Hub, provider: OidcProvider
) -> None:
    device = phone(federated, "hai-1")
    came = await provider.visit(await begin_enrolment(device), "hai")
    first = await finish_enrolment(device, came)
    before = await session_of(federated, device)
    asked = provider.asked("/token")
    federated.clock.now_ms += 60_000
    again = await finish_enrolment(device, came)
    assert (again.device, again.enrolment) == (first.device, first.enrolment)
    assert provider.asked("/token") == asked
    # Nobody has shown anything anew by that.
    assert await session_of(federated, device) == before
    assert await refused(finish_enrolment(device, {**came, "code": "another"})) == "sign-in-refused"


async def test_a_sign_in_is_over_after_ten_minutes(federated: Hub, provider: OidcProvider) -> None:
    device = phone(federated, "lan-1")
    came = await provider.visit(await begin_enrolment(device), "lan")
    federated.clock.now_ms += PENDING_MS
    assert await refused(finish_enrolment(device, came)) == "sign-in-refused"
    await begin_enrolment(device)
    assert await federated.rows("SELECT count(*) FROM oidc_pending") == [(1,)]


async def test_a_device_has_only_its_latest_sign_ins_open(federated: Hub, provider: OidcProvider) -> None:
    device = phone(federated, "lan-1")
    addresses = []
    for _ in range(PENDING_MAX + 1):
        addresses.append(await begin_enrolment(device))
        federated.clock.now_ms += 1
    first = await provider.visit(addresses[0], "lan")
    assert await refused(finish_enrolment(device, first)) == "sign-in-refused"
    await finish_enrolment(device, await provider.visit(addresses[1], "lan"))


async def test_what_is_asked_is_code_with_pkce_and_names_no_person(
    federated: Hub, provider: OidcProvider
) -> None:
    asked = query_of(await begin_enrolment(phone(federated, "lan-1")))
    assert set(asked) == {
        *("response_type", "client_id", "redirect_uri", "scope", "state", "nonce"),
        *("code_challenge", "code_challenge_method", "acr_values", "prompt", "max_age"),
    }
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert (asked["prompt"], asked["max_age"], asked["acr_values"]) == ("login", "0", "muc2")
    assert asked["redirect_uri"] == f"{ORIGIN}/vao/oidc"
    [(kept, nonce, verifier)] = await federated.rows("SELECT state, nonce, verifier FROM oidc_pending")
    assert asked["nonce"] == nonce
    assert verifier not in asked.values()
    assert kept != asked["state"].encode()


async def test_who_leaves_the_provider_comes_back_with_no_code(
    federated: Hub, provider: OidcProvider
) -> None:
    came = await provider.visit(await begin_enrolment(phone(federated, "lan-1")), None)
    assert came["error"] == "access_denied"
    assert "code" not in came


async def test_possession_of_the_key_is_proved_at_both_ends(federated: Hub, provider: OidcProvider) -> None:
    honest, thief = phone(federated, "lan-1"), phone(federated, "thief")
    came = await provider.visit(await begin_enrolment(honest), "lan")
    stolen = Phone("stolen", thief.key, thief.client)
    stolen.key = _with_public(thief, honest)
    assert await refused(begin_enrolment(stolen)) == "bad-signature"
    assert await refused(finish_enrolment(stolen, came)) == "bad-signature"


def _with_public(signing: Phone, shown: Phone) -> Any:
    """A key that shows another's public half."""

    class Mixed:
        public = shown.key.public
        sign = staticmethod(signing.key.sign)

    return Mixed()


@pytest.mark.parametrize("path", ["/api/oidc/enrol/begin", "/api/oidc/enrol/finish"])
async def test_another_sites_page_cannot_begin_or_finish(federated: Hub, path: str) -> None:
    answer = await phone(federated, "x").client.post(path, headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


async def test_a_key_in_place_of_a_secret(address: str, tmp_path: Path, provider: OidcProvider) -> None:
    hub = await hub_with(address, tmp_path, provider.written(**provider.by_key()))
    assert (await enrol_by(provider, phone(hub, "lan-1"), "lan")).person == "Nguyễn Thị Lan"
    await hub.stop()


async def test_a_provider_that_takes_the_question_beforehand(address: str, tmp_path: Path) -> None:
    """With a key and by its userinfo: nothing of the question travels through the browser."""
    pushed = OidcProvider(tmp_path, f"{ORIGIN}/vao/oidc", pushed=True, userinfo=True)
    hub = await hub_with(address, tmp_path, pushed.written(userinfo=True, **pushed.by_key()))
    device = phone(hub, "hai-1")
    there = await begin_enrolment(device)
    assert set(query_of(there)) == {"client_id", "request_uri"}
    assert (await finish_enrolment(device, await pushed.visit(there, "hai"))).person == "Lê Minh Hải"
    assert pushed.asked("/request") == pushed.asked("/me") == 1
    pushed.stop()
    await hub.stop()
