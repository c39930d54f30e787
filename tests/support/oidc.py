"""A provider of sign-in for tests: the real one in a process of its own, and people who go there."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
from joserfc.jwk import ECKey

from schemas.wire.devices import Challenge, Enrolled
from schemas.wire.federation import BeginOidcEnrolment, FinishOidcEnrolment, OidcBegun
from schemas.wire.signin import Me
from sync import seal
from sync.packing import pack
from tests.support.database import free_port
from tests.support.hub import Hub, HubClock, empty, settings_for
from tests.support.people import Phone

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests" / "support" / "oidc_provider.mjs"
READY_SECONDS_MAX = 60
HOPS_MAX = 10
FORM = re.compile(r'action="([^"]+)"')

PEOPLE = {
    "lan": {"name": "Nguyễn Thị Lan", "so_dinh_danh": "079190001234"},
    "lan-again": {"name": "Nguyễn Thị Lan", "so_dinh_danh": "079190001234"},
    "bay": {"name": "Trần Văn Bảy", "so_dinh_danh": "079160005678"},
    "hai": {"name": "Lê Minh Hải", "ma_can_bo": "CB-001"},
    "former": {"name": "Phạm Thu", "ma_can_bo": "CB-999"},
    "nameless": {"name": " "},
}


class OidcProvider:
    """`redirect`: where people come back to. `pushed`: it takes what is asked beforehand (RFC 9126)."""

    def __init__(self, folder: Path, redirect: str, *, pushed: bool = False, userinfo: bool = False) -> None:
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.redirect = redirect
        self.secret = "a secret: of + tests%"
        self._folder = folder
        self._key = ECKey.generate_key("P-256", {"kid": "hub", "use": "sig", "alg": "ES256"})
        (folder / "client.secret").write_text(f"{self.secret}\n")
        (folder / "client.pem").write_bytes(self._key.as_pem(private=True))
        config = {
            "port": self.port,
            "redirect": redirect,
            "secret": self.secret,
            "key": self._key.as_dict(private=False),
            "people": PEOPLE,
            "pushed": pushed,
            "userinfo": userinfo,
        }
        setpriv = shutil.which("setpriv")
        tied = [] if setpriv is None else [setpriv, "--pdeathsig=KILL"]
        self._log = (folder / "provider.log").open("wb")
        self._process = subprocess.Popen(
            [*tied, _node(), str(PROGRAM), json.dumps(config)], stdout=self._log, stderr=self._log
        )
        self._control = httpx.Client(base_url=self.issuer, trust_env=False, timeout=READY_SECONDS_MAX)
        self._ready()

    def written(self, **changed: object) -> Path:
        """The operator's file for this provider; `changed` are fields of it, None leaves one out."""
        fields: dict[str, object] = {
            "id": "thu",
            "name": {"vi": "Định danh thử", "en": "Trial identity"},
            "issuer": self.issuer,
            "client_id": "haidang",
            "authentication": "client_secret_basic",
            "secret_file": "client.secret",
            "scopes": ["openid", "profile", "dinh_danh"],
            "claims": {"name": "name", "number": "so_dinh_danh", "staff": "ma_can_bo"},
            "levels": ["muc1", "muc2"],
            "least": "muc2",
            "for": ["citizen", "staff"],
            **changed,
        }
        path = self._folder / "oidc.toml"
        path.write_text(toml_of(fields), encoding="utf-8")
        return path

    def by_key(self) -> dict[str, object]:
        """The fields of a client that shows a key in place of a secret."""
        return {
            "client_id": "haidang-key",
            "authentication": "private_key_jwt",
            "secret_file": None,
            "key_file": "client.pem",
        }

    def switch(self, **switches: object) -> None:
        self._control.post("/control", json=switches).raise_for_status()

    def asked(self, path: str) -> int:
        """How often it was asked there."""
        asked: dict[str, int] = self._control.get("/control").json()["asked"]
        return asked.get(path, 0)

    async def visit(self, address: str, login: str | None, level: str = "muc2") -> dict[str, str]:
        """Go where the hub says, sign in there, or leave; what the page that people come back to is given."""
        async with httpx.AsyncClient(trust_env=False) as browser:
            answer = await browser.get(address)
            for _ in range(HOPS_MAX):
                if answer.is_redirect:
                    location = str(answer.next_request.url) if answer.next_request else ""
                    if location.startswith(self.redirect):
                        return {name: one for name, [one] in parse_qs(urlsplit(location).query).items()}
                    answer = await browser.get(location)
                    continue
                action = FORM.search(answer.text)
                assert action is not None, answer.text
                form = {} if login is None else {"login": login, "level": level}
                answer = await browser.post(f"{self.issuer}{action[1]}", data=form)
        raise AssertionError("nobody came back from the provider")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._control.close()
        self._log.close()

    def _ready(self) -> None:
        until = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < until and self._process.poll() is None:
            try:
                self._control.get("/control").raise_for_status()
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self._folder / "provider.log").read_text())


def toml_of(fields: dict[str, object]) -> str:
    """Strings, numbers and lists as JSON writes them are TOML; so are flat tables, in a line each."""
    lines = ["[[provider]]"]
    for name, value in fields.items():
        if isinstance(value, dict):
            inner = ", ".join(f"{key} = {json.dumps(one, ensure_ascii=False)}" for key, one in value.items())
            lines.append(f"{name} = {{ {inner} }}")
        elif value is not None:
            lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _node() -> str:
    node = shutil.which("node", path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert node is not None, "no Node: `make test` sets one up"
    return node


def query_of(address: str) -> dict[str, Any]:
    """What an address asks for."""
    return {name: one for name, [one] in parse_qs(urlsplit(address).query).items()}


async def hub_with(address: str, folder: Path, written: Path) -> Hub:
    """A hub with this operator's file of providers; one of its people works for the city."""
    if address.startswith("postgresql"):
        await empty(address)
    hub = Hub(settings_for(folder, address, {"HAIDANG_OIDC": str(written)}), HubClock())
    hub.clock.now_ms = time.time_ns() // 1_000_000
    await hub.start()
    await hub.seed()
    await hub.execute("UPDATE account SET staff = 'CB-001' WHERE person = 'Lê Minh Hải'")
    return hub


async def begin_enrolment(device: Phone, provider: str = "thu", label: str = "Điện thoại") -> str:
    """Where the device sends its person."""
    by = hashlib.sha256(b"haidang/oidc/begin/1\0" + pack([provider])).digest()
    nonce, signature = await _proof(device, by)
    asked = BeginOidcEnrolment(
        provider=provider, public=device.key.public, nonce=nonce, signature=signature, label=label
    )
    answer = await device.post("/api/oidc/enrol/begin", msgspec.msgpack.encode(asked))
    return msgspec.msgpack.decode(answer, type=OidcBegun).address


async def finish_enrolment(device: Phone, came: dict[str, str]) -> Enrolled:
    """`came`: what the page was given that the person came back to."""
    by = hashlib.sha256(b"haidang/oidc/finish/1\0" + pack([came["state"], came["code"]])).digest()
    nonce, signature = await _proof(device, by)
    asked = FinishOidcEnrolment(
        state=came["state"],
        code=came["code"],
        issuer=came.get("iss"),
        public=device.key.public,
        nonce=nonce,
        signature=signature,
    )
    answer = await device.post("/api/oidc/enrol/finish", msgspec.msgpack.encode(asked))
    device.enrolled = msgspec.msgpack.decode(answer, type=Enrolled)
    device.nonce = device.enrolled.nonce
    return device.enrolled


async def enrol_by(provider: OidcProvider, device: Phone, login: str, level: str = "muc2") -> Enrolled:
    """The whole way."""
    return await finish_enrolment(device, await provider.visit(await begin_enrolment(device), login, level))


async def begin_session(device: Phone, provider: str = "thu") -> str:
    body = msgspec.json.encode({"provider": provider})
    return msgspec.json.decode(
        await device.signed("POST", "/api/oidc/session/begin", body), type=OidcBegun
    ).address


async def finish_session(device: Phone, came: dict[str, str]) -> Me:
    body = msgspec.json.encode({"state": came["state"], "code": came["code"], "issuer": came.get("iss")})
    answer = await device.signed("POST", "/api/oidc/session/finish", body)
    return msgspec.json.decode(answer, type=Me)


async def _proof(device: Phone, by: bytes) -> tuple[bytes, bytes]:
    challenge = await device.post("/api/devices/challenge", b"")
    nonce = msgspec.msgpack.decode(challenge, type=Challenge).nonce
    return nonce, device.key.sign(seal.ENROL, pack([nonce, device.key.public, by]))
