"""Who opens the wall: lines, operations and routes ask; whoever forgets finds nothing."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from backend import wall
from backend.database import POOL_SIZE, Database
from backend.operations import stored
from backend.statements import fetch
from tests.backend.test_desk import look, submitted
from tests.support.database import create_database, postgres_server
from tests.support.hub import START_MS, Hub
from tests.support.people import enrolled_phone, problem_of
from tests.support.wall import build, connected, documents, everywhere

pytestmark = pytest.mark.parametrize("address", ["postgresql"], indirect=True)


@pytest.fixture
async def connection(hub: Hub) -> AsyncIterator[asyncpg.Connection]:
    await build(hub)
    async with connected(hub) as made:
        yield made


async def test_a_route_that_forgets_to_ask_finds_nothing_and_writes_nothing(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, officer = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "hai-1", "Hải")
    document = await submitted(hub, lan, 1)
    path = f"/api/desk/dossiers/{document.hex()}"
    assert len((await look(officer, ""))["dossiers"]) == 1

    async def forgotten(*_given: object) -> None:
        pass

    with monkeypatch.context() as patch:
        for name in ("open_to_hub", "open_to_staff", "open_to_look", "open_to_owner"):
            patch.setattr(wall, name, forgotten)
        # nothing is answered either, for nothing can be written down of it
        listed = await officer.send("GET", "/api/desk/dossiers", b"")
        assert listed.status_code == 200 or problem_of(listed).code == "internal"
        assert document.hex().encode() not in listed.content
        assert problem_of(await officer.send("GET", path, b"")).code == "not-found"
        assert problem_of(await officer.send("POST", f"{path}/receive", b'{"version":1}')).code == "not-found"
        async with hub.client() as client:
            assert "haidang_feed_position 0.0" in (await client.get("/metrics")).text
    assert (await look(officer, ""))["dossiers"][0]["state"] == "submitted"


async def test_a_line_is_open_to_the_hub_and_a_connection_of_the_engine_to_nobody(hub: Hub) -> None:
    await build(hub)
    counted = "SELECT count(*) FROM dossier"
    async with hub.database.read_lean() as line:
        assert (await fetch(line, counted))[0][0] == len(everywhere())
    async with hub.database.read() as tx:
        assert (await fetch(tx, counted))[0][0] == 0
    # and what one transaction asked for is over with it
    async with hub.database.write() as tx:
        await wall.open_to_hub(tx)
        assert (await fetch(tx, counted))[0][0] == len(everywhere())
    for _ in range(POOL_SIZE):
        async with hub.database.write() as tx:
            assert (await fetch(tx, counted))[0][0] == 0


async def test_a_release_that_knows_no_wall_sees_all_and_is_the_only_one(
    connection: asyncpg.Connection,
) -> None:
    assert await documents(connection) == set()
    await connection.execute("SET application_name = 'haidang'")
    assert await documents(connection) == {one.document for one in everywhere()}
    await connection.execute("SET haidang.scope = ''")
    assert await documents(connection) == set()


async def test_the_doctor_says_where_no_wall_holds_the_hub(hub: Hub) -> None:
    async with hub.database.read() as tx:
        found = {one.about: one for one in await stored.server(tx, START_MS)}
    assert found["database role"].well
    with postgres_server() as server:
        await create_database(server, "haidang_test_role")
        database = Database(f"{server}/haidang_test_role")
        async with database.read() as tx:
            found = {one.about: one for one in await stored.server(tx, START_MS)}
        await database.close()
    assert "superuser" in found["database role"].says
    assert not found["database role"].well
