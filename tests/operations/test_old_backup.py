"""A hub restored from a day-old backup: devices give back what it lost; what only it knew is gone (T8)."""

import json
from collections.abc import Sequence
from contextlib import AsyncExitStack

import httpx
import msgspec
import pytest

from backend.devices import store as device_rows
from schemas.wire.dossiers import Outcome
from sync import seal
from sync.change import Set
from sync.packing import unpack
from tests.forms.shared import complete_dossiers
from tests.operations.conftest import Places
from tests.support.audit import audit
from tests.support.hub import Hub, served
from tests.support.people import Declined, Phone, enrolled_phone, go_to_work

FORM = "khoi-cong@1"
DAY_MS = 86_400_000
# Each comes back first once.
ORDERS = (
    ("phone", "tablet", "stranger"),
    ("tablet", "stranger", "phone"),
    ("stranger", "phone", "tablet"),
)


async def moved(hub: Hub, stack: AsyncExitStack, *devices: Phone) -> None:
    """They talk to this hub from now on, over HTTP."""
    address = await stack.enter_async_context(served(hub.app))
    for device in devices:
        device.client = await stack.enter_async_context(httpx.AsyncClient(base_url=address))


class City:
    """What happened on the day that the backup does not hold."""

    def __init__(self, lan: Phone, tablet: Phone, stranger: Phone) -> None:
        self.devices = {"phone": lan, "tablet": tablet, "stranger": stranger}
        self.lan, self.tablet, self.stranger = lan, tablet, stranger
        self.first = b""
        self.second = b""
        self.submitted = b""
        self.uninvited = b""

    async def the_day_before(self) -> None:
        self.first = self.lan.begin(bytes(16), FORM)
        self.lan.write_all(self.first, complete_dossiers()[FORM])
        for device in self.devices.values():
            await device.sync()
        await self.tablet.sync()

    async def the_day_that_is_lost(self, hub: Hub, officer: Phone) -> None:
        """Edits, another dossier, an exclusion, a submission with its receipt, and a desk that took it in."""
        hub.clock.now_ms += DAY_MS
        self.tablet.write(self.first, Set("/workName", "Nhà ở"))
        self.second = self.tablet.begin(b"\1" * 16, FORM)
        self.tablet.write(self.second, Set("/workName", "Nhà kho"))
        await self.tablet.sync()
        self.uninvited = self.stranger.write(self.first, Set("/workName", "Nhà của tôi"))
        await self.stranger.sync()
        await self.lan.sync()
        self.submitted = self.lan.submit(self.first)
        await self.lan.sync()
        version = self.lan.outcomes[self.first].version
        await go_to_work(hub, officer)
        await take_in(officer, self.first, version)
        await self.lan.sync()
        await self.tablet.sync()
        assert self.lan.outcomes[self.first].state == "received"
        assert self.stranger.verdicts[self.uninvited].code == "not-granted"
        assert len(self.lan.exclusions) == 1

    async def come_back(self, names: Sequence[str]) -> None:
        """One after another; then all once more, for what the later ones brought."""
        for name in (*names, *names):
            await self.devices[name].sync()


async def take_in(officer: Phone, document: bytes, version: int) -> Outcome:
    path = f"/api/desk/dossiers/{document.hex()}/receive"
    answer = await officer.signed("POST", path, json.dumps({"version": version}).encode())
    found: dict[str, object] = msgspec.json.decode(answer)
    return msgspec.convert({**found, "document": document, "answers": []}, Outcome, strict=False)


def receipt_of(device: Phone, document: bytes, change: bytes) -> list[object]:
    """What the hub signed for."""
    answers = [one for one in device.outcomes[document].answers if one.change == change]
    assert [one.answer for one in answers] == ["accepted"]
    assert answers[0].receipt is not None
    parts = seal.unpack_signed(answers[0].receipt)
    assert parts is not None
    assert device.enrolled is not None
    assert seal.verify(device.enrolled.hub, seal.RECEIPT, *parts)
    signed = unpack(parts[0])
    assert isinstance(signed, list)
    return signed


async def test_devices_refill_it_in_whatever_order_they_come_back(places: Places) -> None:
    place = await places(0)
    async with AsyncExitStack() as stack:
        hub = await stack.enter_async_context(place.hub())
        lan, tablet = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
        stranger, officer = await enrolled_phone(hub, "bay-1", "Bảy"), await enrolled_phone(hub, "h", "Hải")
        city = City(lan, tablet, stranger)
        await moved(hub, stack, lan, tablet, stranger, officer)
        await city.the_day_before()
        backup = await place.back_up()
        await city.the_day_that_is_lost(hub, officer)
        before = receipt_of(lan, city.first, city.submitted)
        everything = {change for device in city.devices.values() for change in device.held}
        states = {one: lan.replica.state(one) for one in (city.first, city.second)}
        memory = {name: remembered(device) for name, device in city.devices.items()}

        for order in ORDERS:
            for name, device in city.devices.items():
                remind(device, memory[name])
            elsewhere = await places(1)
            await elsewhere.restore(backup)
            there = await stack.enter_async_context(elsewhere.hub())
            there.clock.now_ms = hub.clock.now_ms + DAY_MS
            assert await there.rows("SELECT state FROM dossier") == [("draft",)]
            await moved(there, stack, lan, tablet, stranger, officer)
            await city.come_back(order)

            await audit(there, everything)
            assert {one: lan.replica.state(one) for one in states} == states
            # Judged again: the same words under a later moment. What the desk did is not known any more.
            assert lan.outcomes[city.first].state == "submitted"
            again = receipt_of(lan, city.first, city.submitted)
            assert (again[:-1], again[-1]) == (before[:-1], there.clock.now_ms)
            assert stranger.verdicts[city.uninvited].code == "not-granted"
            # Signed anew, word for word: whoever holds the first holds the second.
            assert len(await there.rows("SELECT record FROM exclusion")) == 1
            assert len(await there.rows("SELECT document FROM document_grant")) == 2
            there.authenticators = hub.authenticators
            await go_to_work(there, officer)
            await take_in(officer, city.first, lan.outcomes[city.first].version)
            await lan.sync()
            assert lan.outcomes[city.first].state == "received"
            reader = await enrolled_phone(there, "lan-3", "Lan")
            await moved(there, stack, reader)
            await reader.sync()
            assert {one: reader.replica.state(one) for one in states} == states


def remembered(device: Phone) -> dict[str, object]:
    """What a device keeps, as it was on that evening."""
    kept = ("cursor", "nonce", "held", "exclusions", "verdicts", "outcomes", "unsent")
    return {name: getattr(device, name) for name in kept}


def remind(device: Phone, memory: dict[str, object]) -> None:
    for name, value in memory.items():
        setattr(device, name, dict(value) if isinstance(value, dict) else value)
    device.offering = False


async def test_a_device_that_enrolled_since_signs_in_again_with_its_key_and_loses_nothing(
    places: Places,
) -> None:
    place, elsewhere = await places(0), await places(1)
    async with AsyncExitStack() as stack:
        hub = await stack.enter_async_context(place.hub())
        lan = await enrolled_phone(hub, "lan-1", "Lan")
        await moved(hub, stack, lan)
        document = lan.begin(bytes(16), FORM)
        await lan.sync()
        backup = await place.back_up()
        newcomer = await enrolled_phone(hub, "lan-2", "Lan")
        await moved(hub, stack, newcomer)
        await newcomer.sync()
        acknowledged = newcomer.write(document, Set("/workName", "Nhà ở"))
        await newcomer.sync()
        await lan.sync()
        unsent = newcomer.write(document, Set("/floors", 2))
        before = newcomer.enrolled

        await elsewhere.restore(backup)
        there = await stack.enter_async_context(elsewhere.hub())
        await moved(there, stack, lan, newcomer)
        with pytest.raises(Declined, match="unknown-device"):
            await newcomer.sync()
        assert set(newcomer.held) >= {acknowledged, unsent}, "it keeps everything meanwhile"
        # Another brings what the newcomer wrote: it is kept until its key is known again.
        await lan.sync()
        assert await there.rows("SELECT change FROM unproven") == [(acknowledged,)]
        again = await newcomer.enrol(await there.code_for("Lan"))
        assert before is not None
        assert (again.device, again.account, again.hub) == (before.device, before.account, before.hub)
        await newcomer.sync()
        await lan.sync()
        assert newcomer.verdicts[unsent].verdict == newcomer.verdicts[acknowledged].verdict == "accepted"
        assert lan.replica.state(document) == newcomer.replica.state(document)
        await audit(there, {*lan.held, *newcomer.held})


async def test_a_withdrawal_since_is_forgotten_and_has_to_be_made_again(places: Places) -> None:
    """No device can tell the hub: `devices list` of before, or the log, says which."""
    place, elsewhere = await places(0), await places(1)
    async with AsyncExitStack() as stack:
        hub = await stack.enter_async_context(place.hub())
        lost = await enrolled_phone(hub, "lan-1", "Lan")
        await moved(hub, stack, lost)
        backup = await place.back_up()
        async with hub.database.write() as tx:
            await device_rows.revoke(tx, lost.key.device, hub.clock())
        document = lost.begin(bytes(16), FORM)
        await lost.sync()
        [verdict] = lost.verdicts.values()
        assert verdict.code == "revoked"

        await elsewhere.restore(backup)
        there = await stack.enter_async_context(elsewhere.hub())
        there.clock.now_ms = hub.clock.now_ms + DAY_MS
        assert await there.rows("SELECT device FROM device WHERE revoked IS NOT NULL") == []
        async with there.database.write() as tx:
            await device_rows.revoke(tx, lost.key.device, there.clock())
        there.clock.now_ms += 1
        await moved(there, stack, lost)
        lost.write(document, Set("/workName", "Nhà ở"))
        await lost.sync()
        assert await there.rows("SELECT DISTINCT verdict FROM change") == [("quarantined",)]
        assert len(await there.rows("SELECT change FROM change")) == len(lost.held)
