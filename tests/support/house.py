"""A hub's database with its people in it, opened beside the process that serves it."""

from pathlib import Path

import httpx

from backend import demo
from backend.clock import system_ms
from backend.devices import enrol
from backend.devices.authenticate import request_nonce
from backend.people.store import Account
from tests.support.hub import Hub, HubClock, settings_for
from tests.support.people import Phone, enrolment, phone

LASTS_MS = 10 * 365 * 86_400_000


async def opened(data: Path, address: str) -> Hub:
    """Everything of a hub but its server: to write people down, and to look at what is stored."""
    clock = HubClock()
    clock.now_ms = system_ms()
    hub = Hub(settings_for(data, address), clock)
    await hub.start()
    await hub.seed()
    return hub


async def enrolled(hub: Hub, name: str, person: str, client: httpx.AsyncClient) -> Phone:
    """A device of one of the demo's people that came in over this client."""
    device = phone(hub, name, client)
    await device.enrol(await hub.code_for(person, lasts_ms=LASTS_MS))
    return device


async def make_known(hub: Hub, device: Phone, person: str, like: Phone) -> None:
    """Write a device down behind the back of the process, so that nothing that waits for it is tried."""
    account = account_of(person)
    request = enrol.by_code(enrolment(device.key, b"", "", ""))
    async with hub.database.write() as tx:
        await enrol.take_in(
            tx,
            request,
            account=account.account,
            person=account.person,
            identity=hub.identity,
            now_ms=hub.clock(),
        )
    device.enrolled = like.enrolled
    device.nonce = request_nonce(hub.identity, device.key.device, system_ms())


def account_of(person: str) -> Account:
    return next(one for one in demo.people_of_demo() if person in one.person)
