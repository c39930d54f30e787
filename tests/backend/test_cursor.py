"""Cursors: nothing is skipped, whatever order things happen in, and whatever a device sends as its cursor."""

import secrets
from contextlib import AsyncExitStack

import msgspec
import pytest

from backend.changes.ingest import Arrival, Batch, ingest
from backend.changes.kept import Kept
from backend.changes.opening import Opened, open_one, prove
from backend.database import Tx
from backend.devices.known import Known
from backend.feed import cursor as cursors
from backend.feed import store as feed
from backend.feed.cursor import Cursor, Place
from backend.feed.rules import grant_entry
from backend.grants import store as grants
from backend.grants.rules import Grant
from backend.sender import Sender
from backend.statements import lock
from schemas.wire.exchange import Heads
from sync.change import Set
from tests.backend.test_policy import revoke
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, request_of

SECRET, MARK = b"s" * 32, b"m" * 16


async def grant(hub: Hub, document: bytes, phone: Phone) -> None:
    assert phone.enrolled is not None
    account = phone.enrolled.account
    async with hub.write() as tx:
        await lock(tx, [document])
        await grants.add(tx, [Grant(document, account)], hub.clock())
        await feed.append(tx, [grant_entry(document, account)])


async def withdraw(hub: Hub, document: bytes, phone: Phone) -> None:
    assert phone.enrolled is not None
    account = phone.enrolled.account
    async with hub.write() as tx:
        await lock(tx, [document])
        await grants.remove(tx, Grant(document, account))
        await feed.withdraw(tx, document, account)


async def test_T13_a_grant_after_the_cursor_brings_the_whole_history(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    document = lan.begin(b"\1" * 16)
    for number in range(40):
        lan.write(document, Set("/text", f"{number}" * 200))
    await lan.sync()
    bay.begin(b"\2" * 16)
    await bay.sync()
    await grant(hub, document, bay)
    lan.write(document, Set("/text", "sau khi cấp quyền"))
    await lan.sync()

    came: list[bytes] = []
    more = True
    while more:
        request = request_of(cursor=bay.cursor, limit=4_096)
        answer = await bay.exchange(request)
        bay.take(request, answer)
        came += answer.changes
        more = answer.more
    assert came == [envelope for document_, envelope in lan.held.values() if document_ == document]
    assert bay.replica.state(document) == lan.replica.state(document)


async def test_T14_a_withdrawn_grant_stops_the_pull_and_deletes_nothing(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    document = lan.begin(b"\1" * 16)
    await lan.sync()
    await grant(hub, document, bay)
    await bay.sync()
    before = bay.replica.state(document)
    await withdraw(hub, document, bay)
    lan.write(document, Set("/text", "sau khi rút quyền"))
    await lan.sync()
    answer = await bay.exchange(request_of(cursor=bay.cursor))
    anew = await bay.exchange(request_of(cursor=b""))
    assert answer.changes == anew.changes == []
    assert bay.replica.state(document) == before

    bay.write(document, Set("/text", "viết khi không còn quyền"))
    await bay.sync()
    assert [verdict.code for verdict in bay.verdicts.values()][-1] == "not-granted"
    await grant(hub, document, bay)
    await bay.sync()
    await lan.sync()
    assert bay.replica.state(document) == lan.replica.state(document)
    assert "sau khi rút quyền" in bay.replica.state(document)


async def test_T13_a_granted_dossier_brings_exclusions_and_its_outcome(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    document = lan.begin(b"\1" * 16)
    lan.submit(document)
    await lan.sync()
    lan.write(document, Set("/a", 1))
    await lan.sync()
    await bay.sync()
    await grant(hub, document, bay)
    await bay.sync()
    assert bay.outcomes == lan.outcomes
    assert bay.replica.state(document) == lan.replica.state(document)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.parametrize("fenced", [True, False])
async def test_T13_transactions_that_commit_in_another_order_than_they_began(
    hub: Hub, fenced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the fence nothing is missed; without it something is, which shows that this test can fail."""
    if not fenced:
        monkeypatch.setitem(feed.FENCE, "postgresql", "true")
    early, late = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    follower = await enrolled_phone(hub, "lan-3", "Lan")
    documents = early.begin(b"\1" * 16), late.begin(b"\2" * 16)
    for phone in (early, late, follower):
        await phone.sync()

    async with AsyncExitStack() as stack:
        began_first = await stack.enter_async_context(hub.write())
        await push(hub, began_first, early, early.write(documents[0], Set("/a", 1)))
        async with hub.write() as began_second:
            await push(hub, began_second, late, late.write(documents[1], Set("/a", 2)))
        # The second has committed, the first is still under way.
        await follower.sync()
    await follower.sync()
    seen = {document for document in documents if follower.replica.document(document).field("/a")}
    assert seen == (set(documents) if fenced else {documents[1]})


async def push(hub: Hub, tx: Tx, phone: Phone, change: bytes) -> None:
    """What a request does, in a transaction that the test holds open."""
    opened = prove(open_one(phone.held[change][1]), {phone.key.device: phone.key.public}, {})
    assert isinstance(opened, Opened)
    assert phone.enrolled is not None
    sender = Sender(device=phone.key.device, account=phone.enrolled.account)
    arrival = Arrival(sender, Batch([opened], []), hub.clock())
    [taken] = (await ingest(tx, [arrival], hub.identity, Kept(), Known())).taken
    assert [verdict.verdict for verdict in taken.verdicts] == ["accepted"]


async def test_a_garbled_or_foreign_cursor_begins_anew(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    device.write(document, Set("/a", 1))
    await device.sync()
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    await reader.sync()
    good = reader.cursor
    assert (await reader.exchange(request_of(cursor=good))).changes == []
    garbled = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(0, len(good), 7)]
    for cursor in (*garbled, good[:-1], good[:16], b"\0", secrets.token_bytes(96)):
        answer = await reader.exchange(request_of(cursor=cursor))
        assert len(answer.changes) == 2
        assert answer.cursor == good


async def test_T8_a_new_incarnation_asks_for_what_it_lost(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    intruder = await enrolled_phone(hub, "bay-1", "Bảy")
    document = device.begin(bytes(16))
    await device.sync()
    old = device.cursor
    lost = [device.write(document, Set("/a", number)) for number in range(3)]
    await device.sync()
    state = device.replica.state(document)

    # A backup from before the last change, put back.
    for table in ("change", "feed"):
        for change in lost:
            await hub.execute(f'DELETE FROM "{table}" WHERE change = :change', change=change)
    await hub.execute("UPDATE node SET incarnation = :new", new=b"n" * 16)
    await hub.restart()
    device.client = intruder.client = hub.client()

    first = await device.exchange(device.plan())
    assert first.cursor[:16] != old[:16]
    await device.sync()
    assert device.cursor[:16] == first.cursor[:16]
    other = await enrolled_phone(hub, "lan-2", "Lan")
    await other.sync()
    assert other.replica.state(document) == state
    assert len((await device.exchange(request_of(cursor=old))).changes) == 4


async def test_T8_a_head_that_waits_is_asked_for_again_since_what_is_before_it_may_be_lost(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    device.write(document, Set("/a", 1))
    last = device.write(document, Set("/a", 2))
    answer = await device.exchange(request_of(device.held[last][1]))
    assert [verdict.verdict for verdict in answer.verdicts] == ["waiting"]

    offered = msgspec.structs.replace(request_of(), heads=[Heads(document, [last])])
    assert (await device.exchange(offered)).wanted == [last]
    await device.sync()
    assert (await device.exchange(offered)).wanted == []


async def test_T8_who_may_write_a_document_of_which_the_beginning_is_lost_is_asked(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    document = lan.begin(bytes(16))
    await grant(hub, document, bay)
    unknown = [b"\1" * 32]
    request = msgspec.structs.replace(request_of(), heads=[Heads(document, unknown)])
    assert (await lan.exchange(request)).wanted == unknown


async def test_T15_a_withdrawn_key_hears_of_a_restore_and_is_asked_for_what_is_lost_and_gets_nothing(
    hub: Hub,
) -> None:
    lost, other = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    document = lost.begin(bytes(16))
    await lost.sync()
    await other.sync()
    gone = other.write(document, Set("/a", 1))
    old = lost.cursor
    await revoke(hub, lost)
    assert (await lost.exchange(request_of(cursor=old))).cursor == old
    await hub.execute("UPDATE node SET incarnation = :new", new=b"n" * 16)
    await hub.restart()
    lost.client = other.client = hub.client()
    request = msgspec.structs.replace(request_of(cursor=old), heads=[Heads(document, [gone])])
    answer = await lost.exchange(request)
    assert (answer.wanted, answer.changes, answer.outcomes, answer.more) == ([gone], [], [], False)
    assert answer.cursor[:16] != old[:16]
    # What it brings is kept apart for a person, as before.
    await other.sync()
    late = lost.write(document, Set("/a", 2))
    told = await lost.exchange(request_of(lost.held[late][1]))
    assert [(one.verdict, one.code) for one in told.verdicts] == [("quarantined", "revoked")]
    assert told.changes == []


async def test_T8_nobody_is_asked_for_what_is_not_theirs(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = lan.begin(bytes(16))
    await lan.sync()
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    unknown = [b"\1" * 32]
    request = msgspec.structs.replace(request_of(), heads=[Heads(document, unknown)])
    assert (await bay.exchange(request)).wanted == []
    assert (await lan.exchange(request)).wanted == unknown


async def test_a_restart_keeps_everything(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    device.submit(document)
    await device.sync()
    await hub.restart()
    device.client = hub.client()
    request = request_of(cursor=device.cursor)
    assert (await device.exchange(request)).changes == []
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    await reader.sync()
    assert reader.replica.state(document) == device.replica.state(document)
    assert reader.outcomes == device.outcomes


@pytest.mark.parametrize(
    "cursor",
    [Cursor(), Cursor(Place(1, 2)), Cursor(Place(2**62, 2**62), Place(2**62, 2**62), Place(2**62, 2**62))],
)
def test_a_cursor_is_read_as_it_was_written(cursor: Cursor) -> None:
    token = cursors.write(MARK, SECRET, cursor)
    assert cursors.read(MARK, SECRET, token) == cursor
    assert token[:16] == MARK
    assert len(token) <= 96
    assert cursors.read(b"o" * 16, SECRET, token) == Cursor()
    assert cursors.read(MARK, b"other", token) == Cursor()
