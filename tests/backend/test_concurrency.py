"""Several at once, and our own faults: nobody loses anything, and a bad change blocks nothing."""

import asyncio
from contextlib import AsyncExitStack

import asyncpg
import httpx
import msgspec
import pytest

from backend.database import POOL_SIZE
from backend.lines import LINES_MAX
from backend.problems import Refused
from backend.statements import fetch
from schemas.wire.exchange import SyncResponse
from sync.change import Set
from tests.support.hub import Hub, served
from tests.support.people import Declined, enrolled_phone, phone, problem_of, request_of

PUSHERS = 4
EACH = 10


async def test_pushers_to_one_document_over_real_connections(hub: Hub) -> None:
    first = await enrolled_phone(hub, "lan-0", "Lan")
    document = first.begin(bytes(16))
    await first.sync()
    others = [await enrolled_phone(hub, f"lan-{number}", "Lan") for number in range(1, PUSHERS)]
    for other in others:
        await other.sync()
    phones = [first, *others]
    async with served(hub.app) as address:
        clients = [httpx.AsyncClient(base_url=address) for _ in phones]
        for each, client in zip(phones, clients, strict=True):
            each.client = client

        async def write_and_push(number: int) -> None:
            for step in range(EACH):
                phones[number].write(document, Set(f"/field{number}", step), Set("/shared", number))
                await phones[number].sync()

        await asyncio.gather(*(write_and_push(number) for number in range(PUSHERS)))
        for each in phones:
            await each.sync()
        states = {each.replica.state(document) for each in phones}
        for client in clients:
            await client.aclose()
    assert len(states) == 1
    assert await hub.rows("SELECT count(*), count(DISTINCT change) FROM feed WHERE kind = 'change'") == [
        (1 + PUSHERS * EACH, 1 + PUSHERS * EACH)
    ]
    assert await hub.rows("SELECT DISTINCT verdict FROM change") == [("accepted",)]


async def test_the_same_request_twice_at_once_is_applied_once(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.begin(bytes(16))
    body = msgspec.msgpack.encode(device.plan())
    responses = await asyncio.gather(*(device.send("POST", "/api/sync", body) for _ in range(6)))
    verdicts = [msgspec.msgpack.decode(one.content, type=SyncResponse).verdicts for one in responses]
    assert all([one.verdict for one in given] == ["accepted"] for given in verdicts)
    assert await hub.rows("SELECT count(*) FROM feed WHERE kind = 'change'") == [(1,)]
    assert await hub.rows("SELECT count(*) FROM document_grant") == [(1,)]


async def test_one_code_for_one_device_is_spent_once_by_many_at_once(hub: Hub) -> None:
    code = await hub.code_for("Lan", uses=1)
    results = await asyncio.gather(
        *(phone(hub, f"racer-{number}").enrol(code) for number in range(4)), return_exceptions=True
    )
    assert sum(isinstance(one, Declined) for one in results) == 3
    assert await hub.rows("SELECT count(*) FROM device") == [(1,)]


async def poison(hub: Hub, change: bytes, code: str = "") -> None:
    """Make the database itself fail on one change, as a bug or a bad disk would."""
    if hub.settings.database.startswith("sqlite"):
        await hub.execute(
            f"CREATE TRIGGER poison BEFORE INSERT ON change WHEN NEW.change = x'{change.hex()}' "
            "BEGIN SELECT RAISE(ABORT, 'poison'); END"
        )
        return
    raised = f"RAISE EXCEPTION 'poison' USING ERRCODE = '{code}'" if code else "RAISE EXCEPTION 'poison'"
    await hub.execute(
        "CREATE OR REPLACE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NEW.change = '\\x{change.hex()}'::bytea THEN {raised}; END IF; RETURN NEW; END $$"
    )
    await hub.execute("CREATE TRIGGER poison BEFORE INSERT ON change FOR EACH ROW EXECUTE FUNCTION poison()")


async def cure(hub: Hub) -> None:
    on = "" if hub.settings.database.startswith("sqlite") else " ON change"
    await hub.execute(f"DROP TRIGGER poison{on}")


async def test_W11_a_change_that_we_fail_on_gets_no_verdict_and_blocks_nothing(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    documents = [device.begin(bytes([number]) * 16) for number in range(3)]
    bad = device.write(documents[1], Set("/a", 1))
    good = device.write(documents[2], Set("/a", 1))
    await poison(hub, bad)
    try:
        request = device.plan()
        answer = await device.exchange(request)
        device.take(request, answer)
    finally:
        await cure(hub)
    assert bad not in {verdict.id for verdict in answer.verdicts}
    assert {verdict.verdict for verdict in answer.verdicts} == {"accepted"}
    assert device.verdicts[good].verdict == "accepted"
    assert list(device.unsent) == [bad]
    await device.sync()
    assert device.verdicts[bad].verdict == "accepted"


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_a_full_disk_under_postgresql_is_storage_full(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.begin(bytes(16))
    [change] = device.held
    await poison(hub, change, code="53100")
    try:
        response = await device.send("POST", "/api/sync", msgspec.msgpack.encode(device.plan()))
    finally:
        await cure(hub)
    assert (response.status_code, problem_of(response).code) == (507, "storage-full")
    await device.sync()
    assert device.verdicts[change].verdict == "accepted"


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
async def test_a_full_disk_under_sqlite_is_storage_full_and_reading_goes_on(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    for number in range(8):
        device.write(document, Set("/text", f"{number}" * 60_000))
    body = msgspec.msgpack.encode(device.plan())
    await limit_pages(hub, spare=2)
    response = await device.send("POST", "/api/sync", body)
    assert (response.status_code, problem_of(response).code) == (507, "storage-full")
    reader = await device.send("POST", "/api/sync", msgspec.msgpack.encode(request_of()))
    assert reader.status_code == 200
    assert len(msgspec.msgpack.decode(reader.content, type=SyncResponse).changes) == 1
    await limit_pages(hub, spare=100_000)
    await device.sync()
    assert device.unsent == {}


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_a_line_that_lost_track_of_its_server_is_busy_once_and_then_another(hub: Hub) -> None:
    """What the driver does when a server is killed while it answers; `make soak` has it happen."""
    lost: list[object] = []

    async def lose_track() -> None:
        async with hub.database.write_lean() as tx:
            lost.extend(await fetch(tx, "SELECT pg_backend_pid()"))
            raise asyncpg.InternalClientError("got result for unknown protocol state 3")

    with pytest.raises(Refused) as refused:
        await lose_track()
    assert refused.value.code == "busy"
    async with hub.database.read_lean() as tx:
        assert await fetch(tx, "SELECT pg_backend_pid()") != lost


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_a_connection_that_the_server_ends_is_busy_once_and_then_another(hub: Hub) -> None:
    with pytest.raises(Refused) as refused:
        await write_while_it_ends(hub)
    assert refused.value.code == "busy"
    async with hub.database.read() as tx:
        [(idle,)] = await fetch(tx, "SELECT pg_backend_pid()")
    await end(hub, idle)
    for _ in range(POOL_SIZE):
        async with hub.write() as tx:
            await fetch(tx, "SELECT 1")


async def write_while_it_ends(hub: Hub) -> None:
    async with hub.write() as tx:
        [(server,)] = await fetch(tx, "SELECT pg_backend_pid()")
        await end(hub, server)
        await fetch(tx, "SELECT 1")


async def end(hub: Hub, server: int) -> None:
    """End the server's side of a connection, from another one; and let this side hear of it."""
    other = Hub(hub.settings, hub.clock)
    await other.start()
    await other.rows("SELECT pg_terminate_backend(:server, 1000)", server=server)
    await other.stop()


async def limit_pages(hub: Hub, spare: int) -> None:
    """SQLite's own idea of a full disk, for every line."""
    async with AsyncExitStack() as stack:
        for _ in range(LINES_MAX):
            tx = await stack.enter_async_context(hub.database.read_lean())
            [(used,)] = await fetch(tx, "PRAGMA page_count")
            await fetch(tx, f"PRAGMA max_page_count = {used + spare}")
