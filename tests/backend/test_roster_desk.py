"""People of a file at the desk: what they see by their mandates and by the tree of that day."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from sqlalchemy import event

from backend.authorities import store as authorities
from backend.authorities.rules import Authority
from backend.operations.roster.roster import DAY_MS
from schemas.wire.desk import DeskList
from tests.backend.test_authorisation import in_places
from tests.backend.test_desk import look, receive, submitted
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, go_to_work, problem_of
from tests.support.roster import DEPARTMENT, PERSON, TEAM, imported, signed_in
from tests.support.units import AREA, ELSEWHERE, FACT, HERE, read_unit, write_fact

ROWS = 300
COVERING = {**TEAM, "covers": HERE, "to": "2026-11-30"}


async def listed(device: Phone) -> set[str]:
    body = await device.signed("GET", "/api/desk/dossiers")
    return {card.document for card in msgspec.json.decode(body, type=DeskList).dossiers}


async def reads(device: Phone, document: str) -> bool:
    response = await device.send("GET", f"/api/desk/dossiers/{document}", b"")
    return response.status_code == 200


async def test_who_was_imported_as_reception_of_a_unit_sees_and_receives_there(
    hub: Hub, tmp_path: Path
) -> None:
    await imported(hub, tmp_path, {**PERSON, "unit": HERE})
    documents = await in_places(hub)
    officer = await signed_in(hub, "CB-1")
    assert officer.enrolled is not None
    assert (officer.enrolled.role, officer.enrolled.unit) == ("officer", HERE)
    assert await listed(officer) == {documents["waiting"], documents["here"]}
    outcome = await receive(officer, bytes.fromhex(documents["waiting"]), 1)
    assert (outcome["holder"], outcome["holder_name"]) == (HERE, "Đặc khu Côn Đảo")


async def test_a_departments_processing_officer_sees_nothing_while_no_dossier_has_an_authority(
    hub: Hub, tmp_path: Path
) -> None:
    await imported(hub, tmp_path, DEPARTMENT, {**PERSON, "unit": "SXD", "role": "processing"})
    documents = await in_places(hub)
    officer = await signed_in(hub, "CB-1")
    assert await listed(officer) == set()
    assert not any([await reads(officer, document) for document in documents.values()])
    # nor does it speak as a unit would
    assert problem_of(await officer.send("GET", "/api/desk/unit", b"")).code == "not-found"
    path = f"/api/desk/unit/facts/{FACT}"
    assert problem_of(await officer.send("POST", path, msgspec.json.encode(AREA))).code == "not-found"


async def test_an_area_teams_mandate_covers_its_units_while_it_has_them_and_no_others(
    hub: Hub, tmp_path: Path
) -> None:
    documents = await in_places(hub)
    await imported(hub, tmp_path, COVERING, {**PERSON, "unit": "TDB-01"})
    officer = await signed_in(hub, "CB-1")
    assert await listed(officer) == {documents["waiting"], documents["here"]}
    assert [await reads(officer, documents[place]) for place in ("here", "there")] == [True, False]
    # the desk of the team itself is one of its own
    outcome = await receive(officer, bytes.fromhex(documents["waiting"]), 1)
    assert (outcome["holder"], outcome["holder_name"]) == ("TDB-01", "Tổ địa bàn thử")
    hub.clock.now_ms += 10 * DAY_MS
    await go_to_work(hub, officer)
    assert await listed(officer) == {documents["waiting"]}
    await imported(hub, tmp_path, {**COVERING, "covers": f"{HERE} {ELSEWHERE}", "to": ""})
    assert await listed(officer) == {documents["waiting"], documents["here"], documents["there"]}


async def test_a_mandate_for_the_city_covers_units_beneath_teams(hub: Hub, tmp_path: Path) -> None:
    documents = await in_places(hub)
    await imported(hub, tmp_path, COVERING, {**PERSON, "authority": "79"})
    officer = await signed_in(hub, "CB-1")
    assert await listed(officer) == {documents[place] for place in ("waiting", "here", "there")}


async def test_a_helper_of_the_file_has_no_desk(hub: Hub, tmp_path: Path) -> None:
    await imported(hub, tmp_path, {**PERSON, "role": "helper"})
    helper = await signed_in(hub, "CB-1")
    assert helper.enrolled is not None
    assert helper.enrolled.role == "citizen"
    assert problem_of(await helper.send("GET", "/api/desk/dossiers", b"")).code == "not-found"


@asynccontextmanager
async def counted(hub: Hub) -> AsyncIterator[list[str]]:
    """Every statement past SQLAlchemy in the block, as it goes to the driver."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    engine = hub.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


async def asked_everything(hub: Hub, officer: Phone, document: bytes, fact: str) -> list[list[str]]:
    """The statements of each route of the desk."""
    found = []
    for ask in (
        lambda: look(officer, ""),
        lambda: look(officer, f"/{document.hex()}"),
        lambda: receive(officer, document, 1),
        lambda: read_unit(officer),
        lambda: write_fact(officer, fact, AREA),
    ):
        async with counted(hub) as said:
            await ask()
        found.append(said)
    return found


async def test_each_route_costs_as_many_statements_however_many_authorities_there_are(
    hub: Hub, tmp_path: Path
) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    await imported(hub, tmp_path, {**PERSON, "unit": HERE})
    officer = await signed_in(hub, "CB-1")
    first, second = await submitted(hub, lan, 0), await submitted(hub, lan, 1)
    few = await asked_everything(hub, officer, first, FACT)
    async with hub.database.write() as tx:
        await authorities.all_authorities(tx)
        await authorities.save(tx, [authority(number) for number in range(ROWS)])
    many = await asked_everything(hub, officer, second, "1f" * 16)
    assert [len(said) for said in many] == [len(said) for said in few]
    assert [sum("FROM authority" in one for one in said) for said in many] == [1] * 5


def authority(number: int) -> Authority:
    return Authority(
        code=f"D{number}",
        name="Phòng thử",
        kind="department",
        parent="79" if number == 0 else f"D{number - 1}",
        covers=(),
        begins="2026-01-01",
        ends=None,
        successor=None,
    )
