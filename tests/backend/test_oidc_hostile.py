"""A provider that lies, hangs or is somebody else, and tokens that are not as they should be."""

import io
import time
from pathlib import Path
from typing import Any

import pytest

from backend import logs
from backend.federation.client import UNKNOWN_KEY_MS
from tests.support.hub import Hub
from tests.support.oidc import PEOPLE, OidcProvider, begin_enrolment, enrol_by, finish_enrolment, hub_with
from tests.support.people import Declined, phone

DISCOVERY = "/.well-known/openid-configuration"
NOW = int(time.time())

# What the provider signs in place of what it should, by what is wrong with it
CLAIMS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://id.example"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "another"},
    "one audience too many": {"aud": ["haidang", "another"]},
    "no audience": {"aud": []},
    "for another party": {"azp": "another"},
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "a nonce that is no text": {"nonce": 1},
    "expired": {"exp": NOW - 3_600},
    "without an end": {"exp": None},
    "an end that is no moment": {"exp": "tomorrow"},
    "not yet made": {"iat": NOW + 3_600},
    "made before the question": {"iat": NOW - 3_600},
    "made at no moment": {"iat": True},
    "not yet valid": {"nbf": NOW + 3_600},
    "valid from no moment": {"nbf": "now"},
    "the person not asked anew": {"auth_time": NOW - 3_600},
    "the person not said to be asked": {"auth_time": None},
    "of another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "no subject": {"sub": None},
    "a subject that is no text": {"sub": 7},
}
SIGNATURES = ("none", "public-key-as-secret", "stranger-under-its-name", "stranger", "torn")


async def enrolled(hub: Hub) -> int:
    [(count,)] = await hub.rows("SELECT count(*) FROM device")
    assert isinstance(count, int)
    return count


async def code_of(going: Any) -> str:
    try:
        await going
    except Declined as declined:
        return declined.problem.code
    return "let in"


async def test_a_token_that_says_something_else_lets_nobody_in(
    federated: Hub, provider: OidcProvider
) -> None:
    for wrong, claims in CLAIMS.items():
        provider.switch(token=claims)
        assert await code_of(enrol_by(provider, phone(federated, "x"), "lan")) == "sign-in-refused", wrong
    assert await enrolled(federated) == 0
    provider.switch(token={})
    await enrol_by(provider, phone(federated, "x"), "lan")


async def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    federated: Hub, provider: OidcProvider
) -> None:
    for sign in SIGNATURES:
        provider.switch(sign=sign)
        assert await code_of(enrol_by(provider, phone(federated, "x"), "lan")) == "sign-in-refused", sign
    assert await enrolled(federated) == 0


async def test_an_audience_of_one_and_a_party_that_is_the_hub_are_good(
    federated: Hub, provider: OidcProvider
) -> None:
    """What is refused above is refused for what it says, not for being touched."""
    provider.switch(token={"aud": ["haidang"], "azp": "haidang", "at_hash": None, "nbf": NOW - 60})
    assert await code_of(enrol_by(provider, phone(federated, "x"), "lan")) == "let in"


@pytest.mark.parametrize(
    ("apart_ms", "outcome"),
    [(30_000, "let in"), (-30_000, "let in"), (300_000, "sign-in-refused"), (-300_000, "sign-in-refused")],
)
async def test_clocks_may_be_apart_by_what_is_allowed(
    address: str, tmp_path: Path, provider: OidcProvider, apart_ms: int, outcome: str
) -> None:
    hub = await hub_with(address, tmp_path, provider.written(skew_seconds=60))
    hub.clock.now_ms += apart_ms
    assert await code_of(enrol_by(provider, phone(hub, "x"), "lan")) == outcome
    await hub.stop()


async def test_a_new_key_is_found_and_an_unknown_one_asked_for_once_a_minute(
    address: str, tmp_path: Path, provider: OidcProvider
) -> None:
    hub = await hub_with(address, tmp_path, provider.written(skew_seconds=60))
    hub.clock.now_ms -= 40_000
    assert await code_of(enrol_by(provider, phone(hub, "lan-1"), "lan")) == "let in"
    asked = provider.asked("/jwks")
    provider.switch(rotate=True)
    # Within the minute nobody is asked, however many unknown keys come.
    for _ in range(2):
        assert await code_of(enrol_by(provider, phone(hub, "bay-1"), "bay")) == "sign-in-refused"
    assert provider.asked("/jwks") == asked
    hub.clock.now_ms += UNKNOWN_KEY_MS
    for name in ("bay-1", "bay-2"):
        assert await code_of(enrol_by(provider, phone(hub, name), "bay")) == "let in"
    assert provider.asked("/jwks") == asked + 1
    await hub.stop()


@pytest.mark.parametrize("way", ["huge", "away", "redirect", "hang", "drip", {"id_token": 5}, []])
async def test_a_token_endpoint_that_does_not_answer_well_is_away(
    federated: Hub, provider: OidcProvider, way: object
) -> None:
    device = phone(federated, "x")
    came = await provider.visit(await begin_enrolment(device), "lan")
    elsewhere = provider.asked("/elsewhere")
    provider.switch(answer={"/token": way})
    assert await code_of(finish_enrolment(device, came)) == "provider-away"
    assert provider.asked("/elsewhere") == elsewhere
    # What was tried is spent; people begin anew.
    provider.switch(answer={})
    assert await code_of(finish_enrolment(device, came)) == "sign-in-refused"
    assert await code_of(enrol_by(provider, device, "lan")) == "let in"


@pytest.mark.parametrize("way", ["huge", "away", "redirect", [], {"keys": "none"}])
async def test_keys_that_cannot_be_had_are_a_provider_that_is_away(
    federated: Hub, provider: OidcProvider, way: object
) -> None:
    provider.switch(answer={"/jwks": way})
    assert await code_of(enrol_by(provider, phone(federated, "x"), "lan")) == "provider-away"
    provider.switch(answer={})
    assert await code_of(enrol_by(provider, phone(federated, "x"), "lan")) == "let in"


async def test_what_a_provider_publishes_of_another_is_not_used(
    federated: Hub, provider: OidcProvider
) -> None:
    published = {
        "issuer": provider.issuer,
        "authorization_endpoint": f"{provider.issuer}/auth",
        "token_endpoint": f"{provider.issuer}/token",
        "jwks_uri": f"{provider.issuer}/jwks",
    }
    for wrong in (
        {"issuer": "https://id.example"},
        {"issuer": f"{provider.issuer}/"},
        {"token_endpoint": "http://id.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "file:///etc/passwd"},
        {"code_challenge_methods_supported": ["plain"]},
        {"token_endpoint": None},
    ):
        provider.switch(answer={DISCOVERY: {**published, **wrong}})
        assert await code_of(begin_enrolment(phone(federated, "x"))) == "provider-away", wrong
    assert await federated.rows("SELECT count(*) FROM oidc_pending") == [(0,)]
    provider.switch(answer={DISCOVERY: published})
    assert "/auth?" in await begin_enrolment(phone(federated, "x"))


async def test_an_answer_by_another_provider_is_refused_before_its_code_is_passed_on(
    federated: Hub, provider: OidcProvider
) -> None:
    asked = provider.asked("/token")
    for changed in ({"iss": "https://id.example"}, {"iss": f"{provider.issuer}/"}, {}):
        device = phone(federated, "x")
        came = await provider.visit(await begin_enrolment(device), "lan")
        del came["iss"]
        assert await code_of(finish_enrolment(device, {**came, **changed})) == "sign-in-refused"
    assert provider.asked("/token") == asked


async def test_a_code_that_the_provider_does_not_know_is_refused(
    federated: Hub, provider: OidcProvider
) -> None:
    device, other = phone(federated, "x"), phone(federated, "y")
    came = await provider.visit(await begin_enrolment(device), "lan")
    assert await code_of(finish_enrolment(device, {**came, "code": "made up"})) == "sign-in-refused"
    # Another's code beside one's own state: it was given out for another question.
    mine, theirs = [await provider.visit(await begin_enrolment(one), "lan") for one in (device, other)]
    assert await code_of(finish_enrolment(device, {**mine, "code": theirs["code"]})) == "sign-in-refused"


async def test_no_person_no_number_and_no_secret_is_logged(federated: Hub, provider: OidcProvider) -> None:
    written = io.StringIO()
    logs.configure(written)
    try:
        device = phone(federated, "x")
        came = await provider.visit(await begin_enrolment(device), "lan")
        await finish_enrolment(device, came)
        await code_of(enrol_by(provider, phone(federated, "y"), "bay", "muc1"))
        await code_of(enrol_by(provider, phone(federated, "z"), "former"))
        await code_of(finish_enrolment(device, {**came, "code": "made up"}))
    finally:
        logs.configure(io.StringIO())
    text = written.getvalue()
    for why in ("level", "staff", "used"):
        assert f'"why": "{why}"' in text
    secrets = (came["code"], came["state"], provider.secret, "CB-999", "lan")
    for private in (*secrets, *(part for one in PEOPLE.values() for part in one.values() if part.strip())):
        assert private not in text, private
