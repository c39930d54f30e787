"""The operator's file of providers: read strictly, and refused in words that name what to mend."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from backend.federation import providers
from backend.settings import Unusable
from tests.operations.page import blocks
from tests.support.oidc import toml_of

GOOD: dict[str, Any] = {
    "id": "thu",
    "name": {"vi": "Thử", "en": "Trial"},
    "issuer": "https://id.example.vn",
    "client_id": "haidang",
    "authentication": "client_secret_basic",
    "secret_file": "secret",
    "levels": ["1", "2"],
    "least": "2",
    "for": ["citizen"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text(" of the hub\n")
    for name, key in (
        ("good.pem", ec.generate_private_key(ec.SECP256R1())),
        ("curve.pem", ec.generate_private_key(ec.SECP384R1())),
        ("short.pem", rsa.generate_private_key(65_537, 1_024)),
    ):
        (tmp_path / name).write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    return tmp_path


def read(folder: Path, *written: dict[str, Any]) -> tuple[providers.Provider, ...]:
    path = folder / "oidc.toml"
    path.write_text("\n".join(map(toml_of, written)), encoding="utf-8")
    return providers.read(path)


def test_no_file_is_no_provider() -> None:
    assert providers.read(None) == ()


def test_what_is_not_written_has_its_default(folder: Path) -> None:
    [one] = read(folder, GOOD)
    assert (one.secret, one.key, one.scopes) == ("of the hub", None, ("openid",))
    assert (one.claims.subject, one.claims.level, one.claims.number) == ("sub", "acr", None)
    assert (one.good_levels, one.skew_ms, one.userinfo) == (("2",), 30_000, False)


def test_several_stand_in_their_order(folder: Path) -> None:
    by_key = {"authentication": "private_key_jwt", "secret_file": None, "key_file": "good.pem"}
    both = read(folder, {**GOOD, **by_key, "id": "b"}, {**GOOD, "id": "a"})
    assert [one.id for one in both] == ["b", "a"]
    assert both[0].key is not None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"issuer": "http://id.example.vn"}, "issuer must be an https address"),
        ({"issuer": "https://id.example.vn?x=1"}, "issuer must be an https address"),
        ({"issuer": "https://u:p@id.example.vn"}, "issuer must be an https address"),
        ({"issuer": "http://localhost.example"}, "issuer must be an https address"),
        ({"id": "Thử"}, "its id is small letters"),
        ({"least": "3"}, "least is one of them"),
        ({"levels": ["1", "1"], "least": "1"}, "named once each"),
        ({"scopes": ["profile"]}, '"openid" is one of them'),
        ({"scopes": ["openid profile"]}, "scopes are words"),
        ({"for": ["staff"]}, "claims.staff names the claim"),
        ({"for": []}, "provider[0]"),
        ({"for": ["everybody"]}, "provider[0]"),
        ({"secret_file": None}, "goes with secret_file"),
        ({"key_file": "good.pem"}, "goes with secret_file"),
        ({"secret_file": "nowhere"}, "cannot be read"),
        ({"authentication": "none"}, "authentication"),
        ({"skew_seconds": 61}, "skew_seconds"),
        ({"skew_seconds": -1}, "skew_seconds"),
        ({"issur": "https://id.example.vn"}, "issur"),
        ({"claims": {"name": "name", "nmber": "x"}}, "nmber"),
        ({"name": {"vi": "Thử"}}, "en"),
    ],
)
def test_each_slip_is_named(folder: Path, changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Unusable) as unusable:
        read(folder, {**GOOD, **changed})
    assert "HAIDANG_OIDC" in str(unusable.value)
    assert sentence in str(unusable.value)


@pytest.mark.parametrize("name", ["curve.pem", "short.pem", "secret"])
def test_a_key_must_be_a_strong_private_one(folder: Path, name: str) -> None:
    with pytest.raises(Unusable, match="must be a private key"):
        read(folder, {**GOOD, "authentication": "private_key_jwt", "secret_file": None, "key_file": name})


def test_two_of_one_id_are_refused(folder: Path) -> None:
    with pytest.raises(Unusable, match="two providers have the id 'thu'"):
        read(folder, GOOD, GOOD)


@pytest.mark.parametrize("content", [b"[[provider", b"\xff", b"", b"x = 1"])
def test_what_is_no_such_file_is_refused(folder: Path, content: bytes) -> None:
    (folder / "oidc.toml").write_bytes(content)
    with pytest.raises(Unusable, match="HAIDANG_OIDC"):
        providers.read(folder / "oidc.toml")
    with pytest.raises(Unusable, match="cannot be read"):
        providers.read(folder / "nowhere.toml")


def test_loopback_alone_may_be_without_https(folder: Path) -> None:
    assert read(folder, {**GOOD, "issuer": "http://127.0.0.1:9000"})[0].issuer == "http://127.0.0.1:9000"
    for address in (
        "http://10.0.0.1",
        "ftp://127.0.0.1",
        "https://",
        "https://id.example.vn:x",
        "//127.0.0.1",
    ):
        assert not providers.is_safe(address), address


def test_the_file_on_the_operators_page_is_understood(folder: Path) -> None:
    [block] = blocks("toml", "oidc")
    (folder / "vneid.secret").write_text("x")
    (folder / "good.pem").rename(folder / "city.pem")
    (folder / "oidc.toml").write_text(block.text, encoding="utf-8")
    citizen, staff = providers.read(folder / "oidc.toml")
    assert (set(citizen.whom), set(staff.whom)) == ({"citizen"}, {"staff"})
