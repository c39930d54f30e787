"""Whose answer counts: that of the device which asked, for what it asked, once, and within ten minutes."""

from typing import Any

import pytest

from backend.federation.rules import PENDING_MAX, PENDING_MS
from backend.sessions import store as sessions
from backend.sessions.rules import Session
from tests.support.hub import Hub
from tests.support.oidc import (
    PEOPLE,
    OidcProvider,
    begin_enrolment,
    begin_session,
    enrol_by,
    finish_enrolment,
    finish_session,
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
    assert asked["redirect_uri"] == f"{PAGE}/vao/oidc"
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
