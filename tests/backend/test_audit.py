"""The audit: what is noted stands in one chain, under one signed head, and is noted whole or not at all."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy.exc import DBAPIError

from backend import wall
from backend.audit import rules, store
from backend.audit.rules import START, Deed, Head, Link, hash_of, is_signed
from backend.operations import audit
from backend.operations.stopped import Stopped
from sync.seal import AUDIT, SigningKey
from tests.backend.test_desk import look, submitted
from tests.support.hub import Hub, settings_for
from tests.support.people import enrolled_phone, problem_of

ROOT = Path(__file__).parents[2]
LINKS = f"SELECT {', '.join(Link.__struct_fields__)} FROM audit ORDER BY number"
MANY = 40


async def note(hub: Hub, number: int) -> None:
    async with hub.write() as tx:
        deed = Deed(account=b"a", device=b"d", action="read", document=bytes([number]), ground="waiting")
        await store.note(tx, hub.identity, hub.clock(), deed)


async def noted(hub: Hub, count: int) -> None:
    for number in range(count):
        await note(hub, number)


async def links(hub: Hub) -> list[Link]:
    named = (dict(zip(Link.__struct_fields__, row, strict=True)) for row in await hub.rows(LINKS))
    return [msgspec.convert(row, Link) for row in named]


async def head_of(hub: Hub) -> Head | None:
    async with hub.write() as tx:
        return await store.head(tx)


async def said(lines: AsyncIterator[str]) -> list[str]:
    return [line async for line in lines]


async def gather(lines: list[str], told: AsyncIterator[str]) -> None:
    """What was said until it stopped."""
    async for line in told:
        lines.append(line)


async def test_each_row_follows_the_one_before_and_the_head_is_signed(hub: Hub) -> None:
    assert await audit.newest_head(hub.database) == [audit.NOTHING]
    await noted(hub, 3)
    rows = await links(hub)
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == [START, rows[0].hash, rows[1].hash]
    assert [hash_of(row) for row in rows] == [row.hash for row in rows]
    head = await head_of(hub)
    assert head is not None
    assert (head.count, head.hash, head.moment) == (3, rows[2].hash, hub.clock())
    assert is_signed(head, hub.identity.node, hub.identity.key.public)
    assert not is_signed(head, b"another node", hub.identity.key.public)
    assert await audit.newest_head(hub.database) == [rules.written(head)]
    assert rules.read(rules.written(head)) == head


async def test_of_many_at_once_each_has_its_place(hub: Hub) -> None:
    await asyncio.gather(*(note(hub, number) for number in range(MANY)))
    lines = await said(audit.verify(hub.database, hub.identity, None))
    assert lines[0].startswith(f"{MANY} rows")
    assert {row.document for row in await links(hub)} == {bytes([number]) for number in range(MANY)}


async def test_what_fails_afterwards_is_not_noted_and_what_cannot_be_noted_is_not_done(hub: Hub) -> None:
    await noted(hub, 1)
    before = await head_of(hub)

    async def fail() -> None:
        async with hub.write() as tx:
            await store.note(tx, hub.identity, hub.clock(), Deed(action="list", ground="worklist"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert (len(await links(hub)), await head_of(hub)) == (1, before)


async def test_a_read_that_cannot_be_written_down_is_not_answered(hub: Hub) -> None:
    """The row is there, and its head cannot be written: neither stays, and nobody has read anything."""
    lan, officer = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "hai-1", "Hải")
    document = await submitted(hub, lan, 1)
    path = f"/api/desk/dossiers/{document.hex()}"
    await hub.execute("ALTER TABLE audit_head RENAME COLUMN signature TO gone")
    try:
        for method, where, body in (
            ("GET", "/api/desk/dossiers", b""),
            ("GET", path, b""),
            ("POST", f"{path}/receive", b'{"version":1}'),
            ("GET", "/api/desk/unit", b""),
        ):
            response = await officer.send(method, where, body)
            assert problem_of(response).code == "internal", where
    finally:
        await hub.execute("ALTER TABLE audit_head RENAME COLUMN gone TO signature")
    assert await links(hub) == []
    assert (await look(officer, ""))["dossiers"][0]["state"] == "submitted"


@pytest.mark.parametrize("statement", ["UPDATE audit SET reason = 'x'", "DELETE FROM audit"])
async def test_a_slip_does_not_alter_it(hub: Hub, statement: str) -> None:
    await noted(hub, 2)
    before = await links(hub)
    if not hub.database.sqlite:
        # The wall lets nobody come so far.
        await hub.execute(statement)
        assert await links(hub) == before
        await hub.execute("ALTER TABLE audit NO FORCE ROW LEVEL SECURITY")
    try:
        with pytest.raises(DBAPIError, match="stays as it was written"):
            await hub.execute(statement)
    finally:
        if not hub.database.sqlite:
            await hub.execute("ALTER TABLE audit FORCE ROW LEVEL SECURITY")
    assert await links(hub) == before


async def test_pages_of_any_size_bring_every_row(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    await noted(hub, 7)
    for page in (1, 3, 7, 8):
        monkeypatch.setattr(store, "PAGE", page)
        async with hub.database.read() as tx:
            await store.hold_still(tx)
            await wall.open_to_hub(tx)
            assert [link.number async for link in store.whole(tx)] == [1, 2, 3, 4, 5, 6, 7]


async def test_a_head_that_was_noted_elsewhere_is_in_the_chain_or_is_missed(hub: Hub) -> None:
    await noted(hub, 3)
    [third] = await audit.newest_head(hub.database)
    await noted(hub, 2)
    assert len(await said(audit.verify(hub.database, hub.identity, third))) == 2
    # Somebody who has the key, or an older copy of everything, could still have written another chain.
    [row] = [row for row in await links(hub) if row.number == 3]
    other = Head(count=3, hash=bytes(32), moment=row.moment, signature=b"")
    payload = rules._signed(hub.identity.node, other.count, other.hash, other.moment)
    resigned = msgspec.structs.replace(other, signature=hub.identity.key.sign(AUDIT, payload))
    later = msgspec.structs.replace(row, number=9, hash=bytes(32))
    beyond = rules.head_of(later, hub.identity.node, hub.identity.key)
    for head, where in ((resigned, "row 3"), (beyond, "row 9")):
        lines: list[str] = []
        with pytest.raises(Stopped, match="1 of these"):
            await gather(lines, audit.verify(hub.database, hub.identity, rules.written(head)))
        assert lines[0] == f"{where}: not the one of the head that was noted"
    foreign = rules.head_of(row, hub.identity.node, SigningKey.generate())
    for word, sentence in ((rules.written(foreign), "not signed by this hub"), ("3.x", "as `audit head`")):
        with pytest.raises(Stopped, match=sentence):
            await said(audit.verify(hub.database, hub.identity, word))


async def test_the_command_ends_with_1_where_something_does_not_fit(hub: Hub) -> None:
    await noted(hub, 2)
    assert (await run(hub, "verify"))[0] == 0
    code, head = await run(hub, "head")
    assert (code, (await run(hub, "verify", "--against", head))[0]) == (0, 0)
    await hub.execute("UPDATE audit_head SET count = 3")
    code, told = await run(hub, "verify")
    assert code == 1
    assert "row 3: missing" in told
    assert (await run(hub, "verify", "--against", "x"))[0] == 1


async def run(hub: Hub, *arguments: str) -> tuple[int, str]:
    made = settings_for(hub.settings.data, hub.settings.database)
    environment = {
        **os.environ,
        "HAIDANG_DATA_DIR": str(made.data),
        "DATABASE_URL": made.database,
    }
    command = [sys.executable, "-m", "backend", "audit", *arguments]
    done = await asyncio.to_thread(
        subprocess.run, command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.strip()
