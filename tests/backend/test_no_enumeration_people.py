"""The same of people, their devices and mandates, of what waits for a person, and of consents."""

from collections.abc import Callable, Mapping, Sequence

import httpx
import msgspec
import pytest

from backend.mandates.rules import desk_mandate
from schemas.wire.administration import AsSeen, GiveMandate, NewCitizen, NewPerson
from schemas.wire.consents import CancelConsent
from schemas.wire.reviews import BrokerReport, CloseSignal, Reasoned
from sync.change import Set
from tests.backend.test_authorisation import in_places
from tests.support.administration import CARD, FIRST_DAY, PEOPLE, lose, mandate
from tests.support.asking import NOBODYS, Ask, nothing_tells_apart
from tests.support.helpers import begin_for, cancel_code, helper_of
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone
from tests.support.units import ELSEWHERE, HERE, account_of, enrolled_as, officer_of

THEIRS = "0e" * 16
STATE = "0" * 16
SEEN = msgspec.json.encode(AsSeen(state=STATE))
GIVEN = msgspec.json.encode(
    GiveMandate(state=STATE, role="reception", authority=HERE, procedures=None, begins=FIRST_DAY, ends=None)
)
REASONED = msgspec.json.encode(Reasoned(state=STATE, reason="Xem lại"))
CLOSED = msgspec.json.encode(CloseSignal(count=1, reason="Xem lại"))
GROUNDED = msgspec.json.encode(CARD)
CITIZEN = msgspec.json.encode(NewCitizen(person="Ai Đó", ground="identity-card", words=""))
PERSON = msgspec.json.encode(NewPerson(person="Ai Đó", staff="CB-777", unit=HERE))


class Place:
    """A city with people in it, and three who ask: who holds all mandates here, a citizen, another one."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def settle(self) -> None:
        hub = self.hub
        self.documents = await in_places(hub)
        await hub.execute("UPDATE account SET role = 'citizen' WHERE unit = ''")
        self.boss = await boss_of(hub)
        self.colleague = await officer_of(hub, "beside")
        self.far = await officer_of(hub, "far", ELSEWHERE)
        self.lan = await enrolled_phone(hub, "lan-2", "Lan")
        self.bay = await enrolled_phone(hub, "bay-1", "Bảy")
        self.late = await self._late_work()
        await self.bay.signed("POST", f"/api/reports/{THEIRS}", reported(None))
        [(signal,)] = await hub.rows("SELECT signal FROM signal")
        self.signal = bytes(signal).hex()  # type: ignore[call-overload]
        helper = await helper_of(hub)
        nonces = {kind: number.to_bytes(16, "big") for number, kind in enumerate(("open", "used"))}
        self.consents = {kind: begin_for(hub, helper, nonce) for kind, nonce in nonces.items()}
        self.codes = {kind: cancel_code(nonce) for kind, nonce in nonces.items()}
        await helper.sync()
        await self._cancel(self.codes["used"])

    async def _late_work(self) -> tuple[str, str]:
        """What a lost phone of Lan brought waits for the city: (document, device)."""
        lost = await enrolled_phone(self.hub, "lan-3", "Lan")
        document = lost.begin(b"l" * 16)
        await lost.sync()
        await lose(self.lan, lost)
        lost.write(document, Set("/workName", "Nhà mới"))
        await lost.sync()
        return document.hex(), lost.key.device.hex()

    async def _cancel(self, code: str) -> None:
        body = msgspec.json.encode(CancelConsent(code=code, reason="cancel"))
        await self.lan.post("/api/consents/cancel", body)

    # Ways to ask

    def each(self, device: Phone, method: str, body: bytes, paths: Mapping[str, str]) -> dict[str, Ask]:
        return {kind: self._sent(device, method, path, body) for kind, path in paths.items()}

    def _sent(self, device: Phone, method: str, path: str, body: bytes) -> Ask:
        return lambda: device.send(method, path, body)

    def person(self, method: str, after: str, body: bytes) -> list[dict[str, Ask]]:
        """An account beyond the reach of an administrator; and any, for who administers nothing."""
        beyond = {"not there": NOBODYS, "elsewhere": account(self.far), "a citizen": account(self.lan)}
        within = {"not there": NOBODYS, "here": account(self.colleague), "their own": account(self.bay)}
        return [
            self.each(self.boss, method, body, _paths(f"{PEOPLE}/{{}}{after}", beyond)),
            self.each(self.bay, method, body, _paths(f"{PEOPLE}/{{}}{after}", within)),
        ]

    def of_a_person(self, kind: str, theirs: str) -> dict[str, Ask]:
        """Of a person within reach what is somebody else's."""
        path = f"{PEOPLE}/{account(self.colleague)}/{kind}/{{}}/revoke"
        return self.each(self.boss, "POST", SEEN, _paths(path, {"not there": NOBODYS, "another's": theirs}))

    def document(self, method: str, after: str, body: bytes) -> list[dict[str, Ask]]:
        """A dossier that is not at the desk here; and any, for a citizen."""
        beyond = {name: self.documents[name] for name in ("draft", "waiting", "there", "nowhere")}
        path = f"/api/desk/dossiers/{{}}{after}"
        return [
            self.each(self.boss, method, body, _paths(path, beyond)),
            self.each(self.lan, method, body, _paths(path, self.documents)),
        ]

    def kept(self, what: str) -> list[dict[str, Ask]]:
        document, device = self.late
        kinds = {
            "not there": f"{NOBODYS}/{NOBODYS}",
            "the city's": f"{document}/{device}",
            "another device": f"{document}/{NOBODYS}",
        }
        paths = _paths(f"/api/review/{{}}/{what}", kinds)
        return [self.each(one, "POST", REASONED, paths) for one in (self.boss, self.lan)]

    def report(self) -> dict[str, Ask]:
        def asked(document: str) -> Ask:
            async def ask() -> httpx.Response:
                await self.hub.execute("DELETE FROM report")
                return await self.bay.send("POST", f"/api/reports/{NOBODYS}", reported(document))

            return ask

        return {kind: asked(document) for kind, document in self.documents.items()}

    def cancel(self) -> dict[str, Ask]:
        codes = {"not there": "Q7PM-3XHW-9CDA", "used": self.codes["used"], "no code at all": "x"}

        def asked(code: str) -> Ask:
            body = msgspec.json.encode(CancelConsent(code=code, reason="broker"))
            return lambda: self.lan.client.post("/api/consents/cancel", content=body)

        return {kind: asked(code) for kind, code in codes.items()}


async def boss_of(hub: Hub) -> Phone:
    """At the desk, its leader and its administrator in one person."""
    one = account_of("boss")
    held = [mandate(role, one.account, role, HERE) for role in ("leader", "administrator")]
    return await enrolled_as(hub, "boss", one, [desk_mandate(one.account, one.account, HERE), *held])


def account(device: Phone) -> str:
    assert device.enrolled is not None
    return device.enrolled.account.hex()


def reported(document: str | None) -> bytes:
    return msgspec.json.encode(BrokerReport(document=document, words=""))


def _paths(path: str, kinds: Mapping[str, str]) -> dict[str, str]:
    return {kind: path.format(one) for kind, one in kinds.items()}


def _people(place: Place) -> dict[str, Sequence[dict[str, Ask]]]:
    device = place.far.key.device.hex()
    new = {"elsewhere": account(place.far), "a citizen": account(place.lan)}
    at_all = {"not there": NOBODYS, **new}
    desk = "/api/desk/citizens/{}"
    return {
        "show_person": place.person("GET", "", b""),
        "make_code": place.person("POST", "/code", SEEN),
        "give_mandate": place.person("POST", f"/mandates/{NOBODYS}", GIVEN),
        "revoke_mandate": [
            *place.person("POST", f"/mandates/{NOBODYS}/revoke", SEEN),
            place.of_a_person("mandates", account(place.far)),
        ],
        "revoke_staff_device": [
            *place.person("POST", f"/devices/{device}/revoke", SEEN),
            place.of_a_person("devices", device),
        ],
        # The id of somebody new is the choice of who adds them: what is there already is not told apart.
        "add_person": [
            place.each(place.boss, "POST", PERSON, _paths(f"{PEOPLE}/{{}}", new)),
            place.each(place.bay, "POST", PERSON, _paths(f"{PEOPLE}/{{}}", at_all)),
        ],
        "add_citizen": [
            place.each(place.boss, "POST", CITIZEN, _paths(desk, new)),
            place.each(place.bay, "POST", CITIZEN, _paths(desk, at_all)),
        ],
    }


def _dossiers(place: Place) -> dict[str, Sequence[dict[str, Ask]]]:
    lost = f"/api/desk/dossiers/{place.documents['here']}/devices/{{}}/revoke"
    others = {"not there": NOBODYS, "another's": place.far.key.device.hex()}
    looks = "/api/dossiers/{}/looks"
    return {
        "make_owner_code": place.document("POST", "/code", GROUNDED),
        "list_owner_devices": place.document("GET", "/devices", b""),
        "revoke_owner_device": [
            *place.document("POST", f"/devices/{NOBODYS}/revoke", GROUNDED),
            place.each(place.boss, "POST", GROUNDED, _paths(lost, others)),
        ],
        "list_looks": [
            place.each(one, "GET", b"", _paths(looks, place.documents)) for one in (place.bay, place.boss)
        ],
    }


def _kept(place: Place) -> dict[str, Sequence[dict[str, Ask]]]:
    signals = {"not there": NOBODYS, "the city's": place.signal}
    close = _paths("/api/review/signals/{}/close", signals)
    return {
        "read_kept": place.kept("read"),
        "readmit_kept": place.kept("readmit"),
        "dismiss_kept": place.kept("dismiss"),
        "close_signal": [place.each(one, "POST", CLOSED, close) for one in (place.boss, place.lan)],
        "report_broker": [place.report()],
    }


def _own(place: Place) -> dict[str, Sequence[dict[str, Ask]]]:
    devices = {"not there": NOBODYS, "another's": place.lan.key.device.hex()}
    consents = {"not there": NOBODYS} | {kind: one.hex() for kind, one in place.consents.items()}
    return {
        "revoke_own_device": [
            place.each(place.bay, "POST", b"", _paths("/api/me/devices/{}/revoke", devices))
        ],
        "end_consent": [place.each(place.bay, "POST", b"", _paths("/api/consents/{}/end", consents))],
        "cancel_consent": [place.cancel()],
    }


Build = Callable[[Place], dict[str, Sequence[dict[str, Ask]]]]
PARTS: Mapping[str, tuple[Build, tuple[str, ...]]] = {
    "people": (
        _people,
        (
            *("show_person", "make_code", "give_mandate", "revoke_mandate", "revoke_staff_device"),
            *("add_person", "add_citizen"),
        ),
    ),
    "dossiers": (
        _dossiers,
        ("make_owner_code", "list_owner_devices", "revoke_owner_device", "list_looks"),
    ),
    "kept": (_kept, ("read_kept", "readmit_kept", "dismiss_kept", "close_signal", "report_broker")),
    "own": (_own, ("revoke_own_device", "end_consent", "cancel_consent")),
}
ASKED = tuple(name for _, names in PARTS.values() for name in names)


@pytest.mark.parametrize("part", PARTS)
async def test_T18_nobody_learns_of_people_and_of_what_is_theirs(hub: Hub, part: str) -> None:
    build, names = PARTS[part]
    place = Place(hub)
    await place.settle()
    asked = build(place)
    assert set(asked) == set(names)
    for all_ways in asked.values():
        for ways in all_ways:
            await nothing_tells_apart(hub, ways)
