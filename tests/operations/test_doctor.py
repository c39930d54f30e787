"""The doctor: a line for each thing, and a remedy for what is planted; officers, links and lost devices."""

import ssl
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from backend.database import Database
from backend.identity import KEY_FILE
from backend.operations import accounts, keys, machine, stored, withdrawal
from backend.operations.doctor import examine
from backend.operations.finding import Finding
from backend.operations.stopped import Stopped
from backend.serving import serve
from backend.settings import Settings, Unusable
from sync.seal import SigningKey
from tests.operations.conftest import Places
from tests.support.database import OPTIONS, create_database, postgres_server
from tests.support.hub import START_MS, HubClock, settings_for
from tests.support.people import Declined, enrolled_phone, phone


async def examined(settings: Settings, clock: HubClock | None = None) -> dict[str, Finding]:
    return {one.about: one async for one in examine(settings, clock or HubClock())}


async def test_of_a_hub_that_is_well_only_the_address_and_the_backup_are_left(places: Places) -> None:
    place = await places(0)
    async with place.hub() as hub:
        for made in (place.data, *place.data.iterdir()):
            made.chmod(0o700)
        place.settings.pages.mkdir()
        (place.settings.pages / "index.html").write_text("<!doctype html>")
        await enrolled_phone(hub, "lan-1", "Lan")
        found = await examined(place.settings)
        # A disk may be small, and the test's clock is not the server's.
        left = {one.about for one in found.values() if not one.well} - {"disk", "two clocks"}
        assert left == {"public address", "backup"}
        assert found["keys"].well
        await place.back_up()
        assert (await examined(place.settings))["backup"].well
        late = HubClock()
        late.now_ms += 2 * 86_400_000
        assert "48 hours old" in (await examined(place.settings, late))["backup"].says


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
async def test_a_key_that_is_gone_damaged_or_anothers_is_never_replaced_in_silence(places: Places) -> None:
    place = await places(0)
    async with place.hub() as hub:
        await enrolled_phone(hub, "lan-1", "Lan")
        key = place.data / KEY_FILE
        own = key.read_bytes()
        for content, sentence in (
            (SigningKey.generate().to_pem(), "another hub"),
            (b"cut", "damaged"),
            (None, "gone"),
        ):
            key.unlink(missing_ok=True)
            if content is not None:
                key.write_bytes(content)
            wrong = await keys.trouble(hub.database, place.data)
            assert wrong is not None
            assert sentence in wrong
            assert (await examined(place.settings))["keys"].says == wrong
            with pytest.raises(Unusable, match=sentence):
                await serve(replace(place.settings, port=0), with_demo=False)
            assert key.exists() == (content is not None)
            key.write_bytes(own)
        assert await keys.trouble(hub.database, place.data) is None


async def test_without_a_database_it_makes_none_and_without_a_server_it_says_so(tmp_path: Path) -> None:
    nothing = settings_for(tmp_path / "none", f"sqlite:///{tmp_path}/none/hub.sqlite")
    assert "migrate" in (await examined(nothing))["database"].says
    assert not (tmp_path / "none").exists()
    away = settings_for(tmp_path, "postgresql://hub@127.0.0.1:1/none")
    assert "does not answer" in (await examined(away))["database"].says


async def test_a_server_that_does_not_wait_for_its_disk_is_noticed() -> None:
    """The tests' own is made for speed: exactly what a city must not run."""
    assert "fsync=off" in OPTIONS
    with postgres_server() as server:
        database = Database(await create_database(server, "haidang_test_doctor"))
        async with database.read() as tx:
            found = {one.about: one for one in await stored.server(tx, START_MS)}
        await database.close()
    assert "fsync and full_page_writes and synchronous_commit" in found["commits"].says
    assert not found["commits"].well
    assert not found["two clocks"].well, "the server's clock is not that of the test"


def test_folders_that_others_may_read_and_addresses_without_tls_are_noticed(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, f"sqlite:///{tmp_path}/hub.sqlite")
    tmp_path.chmod(0o755)
    assert "chmod go-rwx" in machine.data_folder(settings).says
    tmp_path.chmod(0o700)
    assert machine.data_folder(settings).well
    open_to_all = replace(settings, public_url="http://hub.example.vn")
    assert "not HTTPS" in machine.address(open_to_all, None).says
    assert "no index.html" in machine.built_pages(settings).says


def test_a_certificate_that_ends_soon_or_cannot_be_read_is_noticed(tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    names = ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=hub", "-days", "30"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names]
    subprocess.run(made, capture_output=True, check=True)
    extra = {"HAIDANG_TLS_CERT": str(certificate), "HAIDANG_TLS_KEY": str(key)}
    settings = settings_for(tmp_path, "sqlite:///hub.sqlite", extra)
    ends_ms = 1_000 * int(ssl.cert_time_to_seconds(_end_of(certificate)))
    assert machine.certificate(settings, ends_ms - 20 * machine.DAY_MS).well
    assert "renew it" in machine.certificate(settings, ends_ms - 10 * machine.DAY_MS).says
    key.write_text("")
    assert "cannot be used" in machine.certificate(settings, ends_ms).says


async def test_an_officer_gets_a_link_for_one_device_and_another_for_the_next(places: Places) -> None:
    place = await places(0)
    async with place.hub() as hub:
        url, clock = place.settings.public_url, hub.clock
        given = await accounts.create_officer(
            hub.database, hub.identity, url, clock, name="Lê Minh Hải", unit="26740"
        )
        code = given[-1].rpartition("#ma=")[2]
        first = await phone(hub, "desk-1").enrol(code)
        assert (first.person, first.role, first.unit) == ("Lê Minh Hải", "officer", "26740")
        with pytest.raises(Declined, match="code-refused"):
            await phone(hub, "desk-2").enrol(code)
        again = await accounts.link_again(hub.database, hub.identity, url, clock, account=first.account.hex())
        second = await phone(hub, "desk-2").enrol(again[-1].rpartition("#ma=")[2])
        assert second.account == first.account
        for wrong in ({"name": " ", "unit": "26740"}, {"name": "Hải", "unit": "00000"}):
            with pytest.raises(Stopped):
                await accounts.create_officer(hub.database, hub.identity, url, clock, **wrong)
        with pytest.raises(Stopped, match="There is no account"):
            await accounts.link_again(hub.database, hub.identity, url, clock, account="00")


async def test_a_device_that_is_withdrawn_pushes_and_gets_nothing_more(places: Places) -> None:
    place = await places(0)
    async with place.hub() as hub:
        lost, other = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
        document = lost.begin(bytes(16))
        await lost.sync()
        await other.sync()
        device = lost.key.device.hex()
        listed = await withdrawal.listed(hub.database, "lan")
        assert {line[:32] for line in listed} == {device, other.key.device.hex()}
        assert await withdrawal.listed(hub.database, "Nobody") == []
        hub.clock.now_ms += 1
        assert "Revoked" in (await withdrawal.revoke(hub.database, hub.identity, hub.clock, device))[0]
        assert "before" in (await withdrawal.revoke(hub.database, hub.identity, hub.clock, device))[0]
        other.begin(b"\1" * 16)
        await other.sync()
        late = lost.begin(b"\2" * 16)
        await lost.sync()
        assert {lost.verdicts[change].code for change, (of, _) in lost.held.items() if of == late} == {
            "revoked"
        }
        assert {of for of, _ in lost.held.values()} == {document, late}
        assert ["REVOKED" in line for line in sorted(listed)] == [False, False]
        listed = await withdrawal.listed(hub.database, "")
        assert [line[:32] for line in listed if "REVOKED" in line] == [device]
        for wrong in ("", "zz", "00" * 16):
            with pytest.raises(Stopped):
                await withdrawal.revoke(hub.database, hub.identity, hub.clock, wrong)


def _end_of(certificate: Path) -> str:
    asked = ["openssl", "x509", "-noout", "-enddate", "-in", str(certificate)]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.partition("=")[2].strip()
