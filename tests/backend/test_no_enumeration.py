"""Wrong, not yours, not there: a route that takes an id or a code has the same words and work for them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from backend.app import ROUTES
from backend.devices import enrol
from sync import seal
from tests.backend import test_no_enumeration_people, test_no_enumeration_signin
from tests.backend.test_authorisation import in_places
from tests.backend.test_policy import intrusion
from tests.support.asking import NOBODYS, Ask, nothing_tells_apart
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, enrolment, phone, request_of
from tests.support.units import AREA, ELSEWHERE, officer_of, write_fact

THEIRS = "0e" * 16
# Open to everybody, or about nothing but the sender
TAKE_NO_NAME = {
    *("hub", "live", "ready", "manifest", "page", "challenge", "measure", "list_providers"),
    *("list_dossiers", "show_unit", "list_people", "list_review", "list_signals", "issue_badge"),
    *("me", "offer_session", "open_session_of_demo", "end_session", "offer_passkey", "list_passkeys"),
    *("list_own_devices", "list_consents"),
    # a procedure, or one of the providers: everybody may read which there are
    *("ask_phone_code", "begin_enrolment", "begin_session"),
}


class Asker:
    """Somebody at the desk of a unit, and what there is that is not theirs."""

    def __init__(self, hub: Hub, documents: Mapping[str, str], officer: Phone, citizen: Phone) -> None:
        self.hub = hub
        self.documents = documents
        self.officer = officer
        self.citizen = citizen

    def document(self, method: str, after: str = "", body: bytes = b"") -> dict[str, Ask]:
        kinds = {
            "not there": NOBODYS,
            "a draft": self.documents["draft"],
            "at another desk": self.documents["there"],
        }
        return {
            kind: self._sent(self.officer, method, f"/api/desk/dossiers/{document}{after}", body)
            for kind, document in kinds.items()
        }

    def fact(self) -> dict[str, Ask]:
        body = msgspec.json.encode(replace(AREA, version=1))
        return {
            kind: self._sent(self.officer, "POST", f"/api/desk/unit/facts/{fact}", body)
            for kind, fact in (("not there", NOBODYS), ("another unit's", THEIRS))
        }

    def by_a_citizen(self, method: str, after: str = "", body: bytes = b"") -> dict[str, Ask]:
        """The owner too: the desk's pages are not there for her."""
        return {
            kind: self._sent(self.citizen, method, f"/api/desk/dossiers/{document}{after}", body)
            for kind, document in {"not there": NOBODYS, **self.documents}.items()
        }

    def entry(self) -> dict[str, Ask]:
        return {
            digest: lambda digest=digest: self.officer.client.get(f"/api/catalogue/{digest}")  # type: ignore[misc]
            for digest in ("00" * 32, "ff" * 32, "x")
        }

    async def codes(self, device: Phone) -> dict[str, Ask]:
        codes = {
            "not there": enrol.fresh_code(),
            "used up": await self.hub.code_for("Lan", uses=0),
            "expired": await self.hub.code_for("Lan", lasts_ms=-1),
            "another person's, used up": await self.hub.code_for("Bảy", uses=0),
            "no code at all": "x",
        }
        return {kind: lambda code=code: self._enrolling(device, code) for kind, code in codes.items()}  # type: ignore[misc]

    def written(self) -> dict[str, Ask]:
        """A change to a document whose past the sender does not know."""
        kinds = {"not there": NOBODYS, "another's": self.documents["draft"]}
        return {
            kind: self._syncing(request_of(intrusion(self.officer, bytes.fromhex(document), (bytes(32),))))
            for kind, document in kinds.items()
        }

    def _syncing(self, request: Any) -> Ask:
        return self._sent(self.officer, "POST", "/api/sync", msgspec.msgpack.encode(request))

    def _sent(self, device: Phone, method: str, path: str, body: bytes) -> Ask:
        return lambda: device.send(method, path, body)

    async def _enrolling(self, device: Phone, code: str) -> httpx.Response:
        challenge = await device.client.post("/api/devices/challenge")
        nonce = msgspec.msgpack.decode(challenge.content)["nonce"]
        body = msgspec.msgpack.encode(enrolment(device.key, nonce, code, "Máy"))
        return await device.client.post("/api/devices", content=body)


VERSION = json.dumps({"version": 1}).encode()
REASON = json.dumps({"reason": "Kiểm tra theo đơn phản ánh"}).encode()


async def cases(asker: Asker) -> dict[str, Sequence[dict[str, Ask]]]:
    """For each route the ways to ask it for what is not for the one who asks."""
    new, known = phone(asker.hub, "new"), asker.officer
    return {
        "show_dossier": [asker.document("GET"), asker.by_a_citizen("GET")],
        "receive_dossier": [
            asker.document("POST", "/receive", VERSION),
            asker.by_a_citizen("POST", "/receive", VERSION),
        ],
        "look_at_dossier": [
            asker.document("POST", "/look", REASON),
            asker.by_a_citizen("POST", "/look", REASON),
        ],
        "confirm_consent": [
            asker.document("POST", "/consent", VERSION),
            asker.by_a_citizen("POST", "/consent", VERSION),
        ],
        "write_fact": [asker.fact()],
        "entry": [asker.entry()],
        "enrol_device": [await asker.codes(new), await asker.codes(known)],
        "sync": [asker.written()],
    }


def names() -> set[str]:
    return {route.fn.__name__ for route in ROUTES if isinstance(route, HTTPRouteHandler)}


ASKED = (
    *("show_dossier", "receive_dossier", "look_at_dossier", "confirm_consent"),
    *("write_fact", "entry", "enrol_device", "sync"),
)


def test_every_route_is_asked_or_takes_no_name() -> None:
    asked = [*ASKED, *test_no_enumeration_people.ASKED, *test_no_enumeration_signin.ASKED]
    assert len(set(asked)) == len(asked)
    assert names() == set(asked) | TAKE_NO_NAME
    assert not set(asked) & TAKE_NO_NAME


@pytest.mark.parametrize("route", ASKED)
async def test_T18_nothing_tells_wrong_from_not_yours_from_not_there(hub: Hub, route: str) -> None:
    documents = await in_places(hub)
    there = await officer_of(hub, "speaks", ELSEWHERE)
    await write_fact(there, THEIRS, AREA)
    asker = Asker(hub, documents, await officer_of(hub, "asks"), await enrolled_phone(hub, "lan-9", "Lan"))
    for ways in (await cases(asker))[route]:
        # What a merge costs depends on the document's past: nobody guesses 128 random bits for that.
        await nothing_tells_apart(hub, ways, at_the_same_cost=route != "sync")


def test_an_id_is_not_to_be_guessed() -> None:
    """128 bits of a hash over 128 random ones."""
    assert len(seal.document_id(bytes(16), bytes(16))) == 16
