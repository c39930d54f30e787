"""Sign-in by OpenID Connect with a real provider: whom it lets in, as whom, and whose answer counts."""

from pathlib import Path
from typing import Any

import pytest

from backend.limits import Turnstile
from backend.people import store as people
from backend.sessions import store as sessions
from backend.sessions.rules import PROOF_MS, Session
from tests.support.hub import Hub
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
from tests.support.signing_in import PAGE

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


async def test_T25_whoever_begins_without_a_signature_passes_the_turnstile(
    federated: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.app.Turnstile", lambda: Turnstile(waiting_max=0))
    await federated.restart()
    assert await refused(begin_enrolment(phone(federated, "lan-1"))) == "busy"
    assert await federated.rows("SELECT count(*) FROM oidc_pending") == [(0,)]


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
    assert opened.ways == ["passkey", "oidc"]
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
    device = phone(federated, "hai-1")
    await device.enrol(await federated.code_for("Hải"))
    async with federated.database.write() as tx:
        hai = await people.by_staff_id(tx, "CB-002")
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


async def test_a_key_in_place_of_a_secret(address: str, tmp_path: Path, provider: OidcProvider) -> None:
    hub = await hub_with(address, tmp_path, provider.written(**provider.by_key()))
    assert (await enrol_by(provider, phone(hub, "lan-1"), "lan")).person == "Nguyễn Thị Lan"
    await hub.stop()


async def test_a_provider_that_takes_the_question_beforehand(address: str, tmp_path: Path) -> None:
    """With a key and by its userinfo: nothing of the question travels through the browser."""
    pushed = OidcProvider(tmp_path, f"{PAGE}/vao/oidc", pushed=True, userinfo=True)
    hub = await hub_with(address, tmp_path, pushed.written(userinfo=True, **pushed.by_key()))
    device = phone(hub, "hai-1")
    there = await begin_enrolment(device)
    assert set(query_of(there)) == {"client_id", "request_uri"}
    assert (await finish_enrolment(device, await pushed.visit(there, "hai"))).person == "Lê Minh Hải"
    assert pushed.asked("/request") == pushed.asked("/me") == 1
    pushed.stop()
    await hub.stop()
