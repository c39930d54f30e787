"""How often one may ask: each device and account has its tokens; others go on, and nothing is lost."""

import asyncio

import msgspec
import pytest
from sqlalchemy import text

from backend.app import create_app
from backend.devices import enrol
from backend.limits import ACCOUNT, DEVICE, Bucket, Limits, Rate, Turnstile, filled, wait_of
from backend.problems import Refused
from tests.support.hub import Hub
from tests.support.oidc import finish_enrolment
from tests.support.people import (
    Declined,
    Phone,
    enrolled_phone,
    enrolment,
    phone,
    problem_of,
    request_of,
)
from tests.support.signing_in import authenticator, enrolment_by_passkey
from tests.support.statements import all_noted

EMPTY = msgspec.msgpack.encode(request_of())
FEW = Rate(burst=5, per_second=0.5)
SEVEN = Rate(burst=7, per_second=0.5)


class Seconds:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def limited(hub: Hub, device: Rate = FEW, account: Rate = SEVEN) -> Seconds:
    """The hub with small buckets and a watch that stands still."""
    seconds = Seconds()
    limits = Limits(seconds=seconds, device=device, account=account)
    hub.app = create_app(hub.settings, hub.database, hub.identity, hub.bundle, hub.clock, limits=limits)
    return seconds


async def statuses(device: Phone, count: int) -> list[int]:
    return [(await device.send("POST", "/api/sync", EMPTY)).status_code for _ in range(count)]


def test_a_bucket_fills_with_time_and_never_over() -> None:
    full = filled(None, FEW, 10)
    assert full == Bucket(5, 10)
    assert filled(Bucket(0, 10), FEW, 12) == Bucket(1, 12)
    assert filled(Bucket(4.5, 10), FEW, 1_000) == Bucket(5, 1_000)
    assert filled(Bucket(2, 10), FEW, 3) == Bucket(2, 3)


def test_the_wait_is_until_there_is_a_token() -> None:
    assert wait_of(Bucket(1, 0), FEW) == 0
    assert wait_of(Bucket(0, 0), FEW) == 2
    assert wait_of(Bucket(0.5, 0), FEW) == 1


def test_what_is_refused_takes_nothing() -> None:
    limits = Limits(seconds=Seconds(), device=FEW, account=Rate(burst=2, per_second=1))
    for _ in range(2):
        limits.take(b"one", b"lan")
    for _ in range(50):
        with pytest.raises(Refused):
            limits.take(b"two", b"lan")
    for _ in range(2):
        limits.take(b"two", b"bay")
    for _ in range(3):
        limits.take(b"two", b"hai-%d" % _)
    with pytest.raises(Refused) as refused:
        limits.take(b"two", b"other")
    assert (refused.value.code, refused.value.wait_seconds) == ("too-many-requests", 2)


def test_a_month_at_sea_and_a_quick_officer_stay_below() -> None:
    """10,000 changes of 200 bytes in batches of 512 KiB, and a page of dossiers opened one a second."""
    assert DEVICE.burst > 10 * (10_000 * 200 // 524_288 + 1)
    assert DEVICE.per_second > 1
    assert ACCOUNT.burst >= 2 * DEVICE.burst


async def test_T25_a_device_that_asks_without_end_is_told_to_wait_and_others_go_on(hub: Hub) -> None:
    seconds = limited(hub)
    loud, quiet = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "bay-1", "Bảy")
    assert await statuses(loud, 40) == [200] * 5 + [429] * 35
    assert await statuses(quiet, 5) == [200] * 5
    response = await loud.send("POST", "/api/sync", EMPTY)
    assert problem_of(response).code == "too-many-requests"
    assert response.headers["retry-after"] == "2"
    assert "haidang-nonce" in response.headers
    seconds.now += 2
    assert await statuses(loud, 2) == [200, 429]


async def test_T25_what_is_told_to_wait_costs_the_database_nothing(hub: Hub) -> None:
    limited(hub)
    loud = await enrolled_phone(hub, "lan-1", "Lan")
    await statuses(loud, 5)
    async with all_noted(hub) as statements:
        assert await statuses(loud, 100) == [429] * 100
    assert statements == []


async def test_two_devices_of_one_person_share_what_the_person_may(hub: Hub) -> None:
    limited(hub)
    one, two = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    assert await statuses(one, 5) == [200] * 5
    assert await statuses(two, 5) == [200, 200, 429, 429, 429]


async def test_the_desk_is_limited_like_a_sync(hub: Hub) -> None:
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    limited(hub)
    officer.client = hub.client()
    answers = [await officer.send("GET", "/api/desk/dossiers", b"") for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert await statuses(officer, 1) == [429]


async def test_many_behind_one_address_are_not_one(hub: Hub) -> None:
    """An island shares one address: here all of them do."""
    limited(hub, account=Rate(burst=1_000, per_second=1))
    phones = [await enrolled_phone(hub, f"lan-{number}", "Lan") for number in range(12)]
    assert [await statuses(one, 5) for one in phones] == [[200] * 5] * 12


async def test_what_was_to_be_sent_is_sent_after_the_wait(hub: Hub) -> None:
    seconds = limited(hub)
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    await statuses(lan, 5)
    document = lan.begin(bytes(16))
    request = lan.plan()
    body = msgspec.msgpack.encode(request)
    assert (await lan.send("POST", "/api/sync", body)).status_code == 429
    assert await hub.rows("SELECT count(*) FROM change") == [(0,)]
    seconds.now += 10
    await lan.sync()
    assert lan.unsent == {}
    assert await hub.rows("SELECT document FROM dossier") == [(document,)]


async def test_what_was_recorded_and_is_sent_again_takes_nothing_once_its_nonce_is_old(hub: Hub) -> None:
    limited(hub)
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    old = lan.nonce
    hub.clock.now_ms += 3_600_000
    lan.nonce = old
    assert await statuses(lan, 20) == [401] * 20
    response = await lan.send("POST", "/api/sync", EMPTY)
    fresh = problem_of(response).nonce
    assert fresh is not None
    lan.nonce = fresh
    assert await statuses(lan, 5) == [200] * 5


def test_the_turnstile_lets_so_many_wait_and_no_more() -> None:
    turnstile = Turnstile(waiting_max=2)
    with turnstile.passing(), turnstile.passing():
        with pytest.raises(Refused) as refused, turnstile.passing():
            raise AssertionError
        assert (refused.value.code, refused.value.wait_seconds) == ("busy", 5)
    with turnstile.passing():
        pass


async def test_a_crowd_without_keys_is_told_to_come_again_and_leaves_room(hub: Hub) -> None:
    """Each holds a challenge and a code that is wrong; the database is busy meanwhile."""
    crowd = [phone(hub, f"crowd-{number}") for number in range(40)]
    nonces = [await one.client.post("/api/devices/challenge") for one in crowd]
    async with hub.database.write() as tx:
        if not hub.database.sqlite:
            await tx.execute(text("LOCK TABLE used_challenge IN EXCLUSIVE MODE"))
        asked = [
            asyncio.create_task(one.client.post("/api/devices", content=_enrolment(one, nonce.content)))
            for one, nonce in zip(crowd, nonces, strict=True)
        ]
        done, waiting = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        while len(done) < 8:
            more, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            done |= more
        busy = [one.result() for one in done]
    answers = await asyncio.gather(*asked)
    assert len(busy) == 8
    assert {one.headers["retry-after"] for one in busy} == {"5"}
    assert sorted(one.status_code for one in answers) == [403] * 32 + [503] * 8


def _enrolment(device: Phone, challenge: bytes) -> bytes:
    nonce = msgspec.msgpack.decode(challenge)["nonce"]
    return msgspec.msgpack.encode(enrolment(device.key, nonce, enrol.fresh_code(), "Máy"))


@pytest.fixture
async def full_hub(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """One before whose database so many wait that nobody else may."""
    monkeypatch.setattr("backend.app.Turnstile", lambda: Turnstile(waiting_max=0))
    await hub.restart()
    return hub


async def test_T25_whatever_writes_without_a_signature_passes_the_turnstile(full_hub: Hub) -> None:
    """The way to another's door too: test_oidc.py."""
    device = phone(full_hub, "new")
    by_passkey = await enrolment_by_passkey(device, authenticator())
    asked = {
        "/api/devices/passkey": msgspec.msgpack.encode(by_passkey),
        "/api/consents/cancel": b'{"code":"K7PM-3XHW-9CDA","reason":"cancel"}',
    }
    answers = [await device.client.post(path, content=body) for path, body in asked.items()]
    assert [problem_of(one).code for one in answers] == ["busy", "busy"]
    with pytest.raises(Declined) as declined:
        await device.enrol(await full_hub.code_for("Lan"))
    assert declined.value.problem.code == "busy"
    came = {"state": "e" + "n" * 43, "code": "a-code"}
    with pytest.raises(Declined) as declined:
        await finish_enrolment(device, came)
    assert declined.value.problem.code == "busy"
    assert await full_hub.rows("SELECT count(*) FROM enrolment_try") == [(0,)]
