"""Who looked: whoever a dossier belongs to reads it, the newest first; to everybody else there is nothing."""

import json
from typing import Any

import msgspec

from backend.audit import store
from backend.audit.rules import Deed
from backend.mandates.rules import desk_mandate
from schemas.wire.looks import Looks
from tests.backend.test_desk import look, receive, submitted
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, problem_of
from tests.support.units import HERE, account_of, enrolled_as

REASON = "Kiểm tra theo đơn phản ánh của người dân"


async def looks(phone: Phone, document: bytes, query: str = "") -> Looks:
    path = f"/api/dossiers/{document.hex()}/looks{query}"
    return msgspec.json.decode(await phone.signed("GET", path), type=Looks)


async def leader(hub: Hub) -> Phone:
    account = account_of("chief")
    mandate = msgspec.structs.replace(desk_mandate(account.account, account.account, HERE), role="leader")
    return await enrolled_as(hub, "leader", account, [mandate])


async def test_the_owner_reads_who_looked_when_and_on_what_ground(hub: Hub) -> None:
    lan, officer = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "hai-1", "Hải")
    chief = await leader(hub)
    document = await submitted(hub, lan, 1)
    assert await looks(lan, document) == Looks(looks=[], before=None)
    moments = []
    for step in (
        lambda: look(officer, f"/{document.hex()}"),
        lambda: receive(officer, document, 1),
        lambda: look(officer, f"/{document.hex()}"),
        lambda: look_for(chief, document, REASON),
    ):
        hub.clock.now_ms += 1_000
        moments.append(hub.clock())
        await step()
    found = await looks(lan, document)
    assert [one.moment for one in found.looks] == moments[::-1]
    assert [(one.action, one.ground, one.reason) for one in found.looks] == [
        ("look", "reason", REASON),
        ("read", "receiving", ""),
        ("receive", "waiting", ""),
        ("read", "waiting", ""),
    ]
    assert {(one.person, one.unit_name) for one in found.looks[1:]} == {("Lê Minh Hải", "Đặc khu Côn Đảo")}
    assert found.looks[0].unit_name == f"Đơn vị thử {HERE}"
    # the owner's other phone, too; and a list is no look at one
    other = await enrolled_phone(hub, "lan-2", "Lan")
    await look(officer, "")
    assert await looks(other, document) == found


async def look_for(device: Phone, document: bytes, reason: str) -> dict[str, Any]:
    path = f"/api/desk/dossiers/{document.hex()}/look"
    body = json.dumps({"reason": reason}).encode()
    return dict(msgspec.json.decode(await device.signed("POST", path, body)))


async def test_a_reason_is_asked_for_and_must_say_something(hub: Hub) -> None:
    lan, officer = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "hai-1", "Hải")
    chief = await leader(hub)
    document = await submitted(hub, lan, 1)
    path = f"/api/desk/dossiers/{document.hex()}"
    # not at any desk yet: nobody's to look at
    assert problem_of(await chief.send("GET", path, b"")).code == "not-found"
    await receive(officer, document, 1)
    assert problem_of(await chief.send("GET", path, b"")).code == "reason-needed"
    for reason in ("", " ", "a\nb", "x" * 201, None):
        body = json.dumps({"reason": reason}).encode()
        assert problem_of(await chief.send("POST", f"{path}/look", body)).code == "bad-request"
    assert (await look_for(chief, document, REASON))["document"] == document.hex()
    assert [one.action for one in (await looks(lan, document)).looks] == ["look", "receive"]


async def test_many_come_in_pages_and_what_a_later_release_notes_is_told_as_something(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = await submitted(hub, lan, 1)
    async with hub.write() as tx:
        for number in range(60):
            deed = Deed(action="give-code" if number else "read", document=document, ground="operator")
            await store.note(tx, hub.identity, number, deed)
    first = await looks(lan, document)
    assert len(first.looks) == 50
    assert first.before is not None
    second = await looks(lan, document, f"?before={first.before}")
    assert second.before is None
    assert [one.moment for one in (*first.looks, *second.looks)] == [*range(60)][::-1]
    assert {(one.person, one.action, one.ground) for one in first.looks} == {("", "other", "other")}
    assert second.looks[-1].action == "read"


async def test_to_others_and_to_a_lost_phone_there_is_nothing(hub: Hub) -> None:
    lan, officer = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "hai-1", "Hải")
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    document = await submitted(hub, lan, 1)
    await look(officer, f"/{document.hex()}")
    for device, wanted in (
        (bay, document.hex()),
        (officer, document.hex()),
        (lan, "0f" * 16),
        (lan, document.hex().upper()),
        (lan, "x"),
    ):
        response = await device.send("GET", f"/api/dossiers/{wanted}/looks", b"")
        assert problem_of(response).code == "not-found"
    await hub.execute("UPDATE device SET revoked = 1 WHERE device = :device", device=lan.key.device)
    response = await lan.send("GET", f"/api/dossiers/{document.hex()}/looks", b"")
    assert problem_of(response).code == "revoked-device"
