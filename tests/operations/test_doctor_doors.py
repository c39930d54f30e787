"""The doctor asks each provider of sign-in what it publishes, and says what to mend."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.clock import system_ms
from backend.operations import doors
from tests.support.hub import settings_for
from tests.support.oidc import OidcProvider

DISCOVERY = "/.well-known/openid-configuration"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OidcProvider]:
    running = OidcProvider(tmp_path_factory.mktemp("oidc"), "http://localhost:8000/vao/oidc")
    yield running
    running.stop()


async def found(folder: Path, file: Path | None) -> tuple[bool, str]:
    extra = {} if file is None else {"HAIDANG_OIDC": str(file)}
    [one] = await doors.findings(settings_for(folder, "sqlite:///none.sqlite", extra), system_ms)
    return one.well, one.says


async def test_each_provider_is_well_or_has_a_remedy(tmp_path: Path, provider: OidcProvider) -> None:
    assert await found(tmp_path, None) == (True, "by codes and passkeys: HAIDANG_OIDC names no provider")
    well, says = await found(tmp_path, provider.written())
    assert well
    assert "http://localhost:8000/vao/oidc" in says
    published = {
        "issuer": f"{provider.issuer}/",
        "authorization_endpoint": f"{provider.issuer}/auth",
        "token_endpoint": f"{provider.issuer}/token",
        "jwks_uri": f"{provider.issuer}/jwks",
    }
    for answers, remedy in (
        ({DISCOVERY: published}, "its issuer is another"),
        ({DISCOVERY: "away"}, "answered-500"),
        ({"/jwks": {"keys": []}}, "no key that can be used"),
    ):
        provider.switch(answer=answers)
        well, says = await found(tmp_path, provider.written())
        assert (well, remedy in says) == (False, True), says
    provider.switch(answer={})
    well, says = await found(tmp_path, provider.written(issuer="http://127.0.0.1:1"))
    assert (well, "does not answer" in says) == (False, True)
    well, says = await found(tmp_path, provider.written(least="muc9"))
    assert (well, "least is one of them" in says) == (False, True)
