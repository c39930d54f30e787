"""The demo officer's page: what was submitted, newest first, and "đã nhận"."""

import json
from typing import Any

import msgspec
import pytest

from schemas.wire.desk import DeskList
from sync.change import Insert, Set
from sync.number import provisional
from tests.forms.shared import complete_dossiers
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone, problem_of

FORM = "khoi-cong@1"
ROW = "9f3kq0aa00000"

ALIKE = (
    "owner, helper, form, state, version, holder, holder_name, since, due, submission, conflicts, answers, "
    "stage, code, desk, authority, hop, timer, process"
)


async def submitted(hub: Hub, lan: Phone, number: int) -> bytes:
    document = lan.begin(number.to_bytes(16, "big"), FORM)
    lan.write_all(document, complete_dossiers()[FORM])
    lan.submit(document)
    await lan.sync()
    return document


async def look(officer: Phone, path: str) -> Any:
    return json.loads(await officer.signed("GET", f"/api/desk/dossiers{path}"))


async def receive(officer: Phone, document: bytes, version: int) -> Any:
    path = f"/api/desk/dossiers/{document.hex()}/receive"
    return json.loads(await officer.signed("POST", path, json.dumps({"version": version}).encode()))


async def test_the_list_is_newest_first_and_holds_what_was_submitted(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    documents = []
    for number in range(3):
        documents.append(await submitted(hub, lan, number))
        hub.clock.now_ms += 1_000
    lan.begin(b"d" * 16)
    await lan.sync()
    listed = await look(officer, "")
    assert [card["document"] for card in listed["dossiers"]] == [one.hex() for one in reversed(documents)]
    assert listed["before"] is None
    card = listed["dossiers"][0]
    assert card["number"] == provisional(documents[2])
    assert (card["form"], card["person"], card["state"], card["conflicts"]) == (
        FORM,
        "Nguyễn Thị Lan",
        "submitted",
        0,
    )


async def test_the_list_comes_in_pages_and_none_is_left_out(hub: Hub) -> None:
    """More than a page in one millisecond too: a person who was offline for long submits all at once."""
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    first = await submitted(hub, lan, 0)
    rows = [(number, 10 + number // 40) for number in range(1, 130)]
    for number, moment in rows:
        await hub.execute(
            f"INSERT INTO dossier (document, submitted, {ALIKE}) SELECT :document, :moment, {ALIKE} "
            "FROM dossier WHERE document = :first",
            document=number.to_bytes(16, "big"),
            moment=moment,
            first=first,
        )
    seen: list[str] = []
    path: str | None = ""
    while path is not None:
        page = msgspec.json.decode(await officer.signed("GET", f"/api/desk/dossiers{path}"), type=DeskList)
        seen += [card.document for card in page.dossiers]
        assert [card.submitted for card in page.dossiers] == sorted(
            (card.submitted for card in page.dossiers), reverse=True
        )
        path = None if page.before is None else f"?before={page.before}"
    assert len(seen) == len(set(seen)) == 130


async def test_a_dossier_shows_what_is_decided_on_and_what_came_later(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    document = await submitted(hub, lan, 1)
    hub.clock.now_ms += 60_000
    later = lan.write(document, Set("/workName", "Tên khác"), Insert("/items", ROW, "P"))
    await lan.sync()

    shown = await look(officer, f"/{document.hex()}")
    assert shown["number"] == provisional(document)
    assert shown["outcome"]["document"] == document.hex()
    assert shown["outcome"]["state"] == "submitted"
    then = {field["path"]: field for field in shown["submitted"]}
    now = {field["path"]: field for field in shown["current"]}
    assert then["/workName"]["entries"][0]["value"] == "Nhà ở gia đình bà Lan"
    assert then["/workName"]["late"] is False
    assert now["/workName"]["late"] is True
    assert now["/plotNo"]["late"] is False
    [entry] = now["/workName"]["entries"]
    assert (entry["value"], entry["change"]) == ("Tên khác", later.hex())
    assert (entry["person"], entry["device"]) == ("Nguyễn Thị Lan", "Máy lan-1")
    assert shown["rows"] == []
    event = shown["history"][-1]
    assert (event["change"], event["late"], event["paths"]) == (
        later.hex(),
        True,
        ["/workName", f"/items/@{ROW}"],
    )
    assert event["received"] == hub.clock()
    assert event["time"] == lan.clock_ms
    assert [one["records"] for one in shown["history"] if one["records"]] == [["created"], ["submitted"]]


async def test_both_answers_of_a_conflict_are_shown(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    other = await enrolled_phone(hub, "lan-2", "Lan")
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    document = lan.begin(bytes(16), FORM)
    lan.write_all(document, complete_dossiers()[FORM])
    await lan.sync()
    await other.sync()
    lan.write(document, Set("/site/street", "Đường A"))
    other.write(document, Set("/site/street", "Đường B"))
    await lan.sync()
    await other.sync()
    await lan.sync()
    lan.submit(document)
    await lan.sync()
    shown = await look(officer, f"/{document.hex()}")
    [field] = [field for field in shown["submitted"] if field["path"] == "/site/street"]
    assert field["conflict"] is True
    assert {(entry["value"], entry["device"]) for entry in field["entries"]} == {
        ("Đường A", "Máy lan-1"),
        ("Đường B", "Máy lan-2"),
    }
    assert (await look(officer, ""))["dossiers"][0]["conflicts"] == 1


async def test_the_desk_receives_and_the_citizen_hears_which_desk_and_when(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    document = await submitted(hub, lan, 1)
    hub.clock.now_ms += 5_000
    outcome = await receive(officer, document, lan.outcomes[document].version)
    assert (outcome["state"], outcome["holder"], outcome["version"]) == ("received", "26732", 2)
    await lan.sync()
    heard = lan.outcomes[document]
    assert (heard.state, heard.holder, heard.holder_name) == ("received", "26732", "Đặc khu Côn Đảo")
    assert heard.since == hub.clock()
    assert heard.answers[0].receipt is not None
    assert (await look(officer, ""))["dossiers"][0]["state"] == "received"


async def test_a_dossier_that_moved_on_is_not_received(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    document = await submitted(hub, lan, 1)
    lan.write(document, Set("/workName", "Tên khác"))
    lan.submit(document)
    await lan.sync()
    with pytest.raises(Declined) as declined:
        await receive(officer, document, 1)
    assert declined.value.problem.code == "moved-on"
    await receive(officer, document, 2)
    with pytest.raises(Declined) as declined:
        await receive(officer, document, 2)
    assert declined.value.problem.code == "moved-on"


async def test_what_is_submitted_after_the_desk_took_it_is_declined(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    document = await submitted(hub, lan, 1)
    await receive(officer, document, 1)
    lan.write(document, Set("/workName", "Tên khác"))
    again = lan.submit(document)
    await lan.sync()
    outcome = lan.outcomes[document]
    assert outcome.state == "received"
    assert [(one.answer, one.code) for one in outcome.answers if one.change == again] == [
        ("declined", "moved-on")
    ]


async def test_nobody_else_finds_anything(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    document = await submitted(hub, lan, 1)
    draft = lan.begin(b"d" * 16)
    await lan.sync()
    body = json.dumps({"version": 1}).encode()
    for phone, path in (
        (lan, ""),
        (lan, f"/{document.hex()}"),
        (officer, f"/{draft.hex()}"),
        (officer, f"/{'0' * 32}"),
        (officer, f"/{document.hex().upper()}"),
        (officer, "/x"),
    ):
        assert problem_of(await phone.send("GET", f"/api/desk/dossiers{path}", b"")).code == "not-found"
    for phone, path in ((lan, document.hex()), (officer, draft.hex()), (officer, "x")):
        response = await phone.send("POST", f"/api/desk/dossiers/{path}/receive", body)
        assert problem_of(response).code == "not-found"
