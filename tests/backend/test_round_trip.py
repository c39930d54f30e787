"""Push and pull: what one device wrote reaches the hub, and the same person's other devices."""

import gzip

import msgspec

from schemas.wire.exchange import SyncResponse
from sync import seal
from sync.change import Insert, Set
from sync.limits import BATCH_BYTES_MAX
from tests.support.hub import Hub
from tests.support.people import enrolled_phone, request_of

ROWS = ("9f3kq0aa00000", "9f3kq0aa00001")


async def test_T1_a_change_reaches_the_hub_and_the_other_device_in_a_trip_each(hub: Hub) -> None:
    first = await enrolled_phone(hub, "lan-1", "Lan")
    document = first.begin(bytes(16))
    change = first.write(document, Set("/workName", "Nhà ở"))
    answer = await first.exchange(first.plan())
    assert [verdict.verdict for verdict in answer.verdicts] == ["accepted", "accepted"]
    assert answer.verdicts[1].id == change
    assert not answer.more

    second = await enrolled_phone(hub, "lan-2", "Lan")
    await second.sync()
    assert second.replica.state(document) == first.replica.state(document)


async def test_T1_the_device_is_not_sent_back_what_it_just_sent(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.begin(bytes(16))
    request = device.plan()
    answer = await device.exchange(request)
    device.take(request, answer)
    again = await device.exchange(device.plan())
    assert answer.changes == again.changes == []


async def test_a_false_copy_does_not_keep_the_true_one_from_coming(hub: Hub) -> None:
    writer = await enrolled_phone(hub, "lan-1", "Lan")
    writer.begin(bytes(16))
    await writer.sync()
    [(_, envelope)] = writer.held.values()
    parts = seal.unpack_signed(envelope)
    assert parts is not None
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    answer = await reader.exchange(request_of(seal.pack_signed(parts[0], bytes(64))))
    assert answer.verdicts[0].code == "bad-signature"
    assert answer.changes == [envelope]


async def test_a_device_that_lost_its_store_is_sent_its_own_changes_too(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    restored = await enrolled_phone(hub, "lan-1", "Lan")
    await restored.sync()
    assert restored.replica.state(document) == device.replica.state(document)


async def test_T10_sending_again_changes_nothing_and_gets_the_present_verdict(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.begin(bytes(16))
    request = device.plan()
    first = await device.exchange(request)
    before = await hub.rows("SELECT count(*), max(position) FROM feed")
    second = await device.exchange(request)
    assert second.verdicts == first.verdicts
    assert await hub.rows("SELECT count(*), max(position) FROM feed") == before


async def test_two_people_of_one_account_edit_apart_and_meet(hub: Hub) -> None:
    one = await enrolled_phone(hub, "lan-1", "Lan")
    two = await enrolled_phone(hub, "lan-2", "Lan")
    document = one.begin(bytes(16))
    await one.sync()
    await two.sync()
    one.write(document, Set("/workName", "Nhà A"), Insert("/items", ROWS[0], "P"))
    two.write(document, Set("/workName", "Nhà B"), Insert("/items", ROWS[1], "P"))
    await one.sync()
    await two.sync()
    await one.sync()
    assert one.replica.state(document) == two.replica.state(document)
    assert one.replica.conflicts(document) == ("/workName",)
    assert [row.id for row in one.replica.document(document).rows("/items")] == list(ROWS)
    one.write(document, Set("/workName", "Nhà B"))
    await one.sync()
    await two.sync()
    assert two.replica.conflicts(document) == ()


async def test_a_page_is_no_larger_than_asked_and_the_pages_are_the_whole(hub: Hub) -> None:
    writer = await enrolled_phone(hub, "lan-1", "Lan")
    documents = [writer.begin(bytes([number]) * 16) for number in range(3)]
    for number in range(30):
        writer.write(documents[number % 3], Set("/text", f"{number}" * 400))
    await writer.sync()
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    pages = 0
    more = True
    while more:
        request = request_of(cursor=reader.cursor, limit=4_096)
        answer = await reader.exchange(request)
        assert sum(map(len, answer.changes)) <= 4_096
        reader.take(request, answer)
        more = answer.more
        pages += 1
    assert pages > 5
    assert {one: reader.replica.state(one) for one in documents} == {
        one: writer.replica.state(one) for one in documents
    }


async def test_a_change_larger_than_the_limit_still_comes(hub: Hub) -> None:
    writer = await enrolled_phone(hub, "lan-1", "Lan")
    document = writer.begin(bytes(16))
    writer.write(document, Set("/text", "x" * 60_000))
    await writer.sync()
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    cursor, sizes, more = b"", [], True
    while more:
        answer = await reader.exchange(request_of(cursor=cursor, limit=4_096))
        cursor, more = answer.cursor, answer.more
        sizes += [len(envelope) for envelope in answer.changes]
    assert len(sizes) == 2
    assert max(sizes) > 60_000


async def test_bodies_travel_compressed_both_ways(hub: Hub) -> None:
    writer = await enrolled_phone(hub, "lan-1", "Lan")
    document = writer.begin(bytes(16))
    writer.write(document, Set("/text", "mưa " * 2_000))
    body = gzip.compress(msgspec.msgpack.encode(writer.plan()))
    content = await writer.signed("POST", "/api/sync", body, **{"content-encoding": "gzip"})
    assert {one.verdict for one in msgspec.msgpack.decode(content, type=SyncResponse).verdicts} == {
        "accepted"
    }

    reader = await enrolled_phone(hub, "lan-2", "Lan")
    response = await reader.send("POST", "/api/sync", msgspec.msgpack.encode(request_of()))
    assert response.headers["content-encoding"] == "gzip"
    assert int(response.headers["content-length"]) < 2_000
    assert len(msgspec.msgpack.decode(response.content, type=SyncResponse).changes) == 2


async def test_the_enrolments_of_the_authors_come_with_their_changes(hub: Hub) -> None:
    one = await enrolled_phone(hub, "lan-1", "Lan")
    one.begin(bytes(16))
    await one.sync()
    two = await enrolled_phone(hub, "lan-2", "Lan")
    assert two.keys == {}
    await two.sync()
    assert two.keys == {one.key.device: one.key.public}


async def test_nobody_pulls_what_is_not_theirs(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    lan.begin(bytes(16))
    await lan.sync()
    for name, person in (("bay-1", "Bảy"), ("hai-1", "Hải")):
        other = await enrolled_phone(hub, name, person)
        answer = await other.exchange(request_of(limit=BATCH_BYTES_MAX))
        assert answer.changes == answer.devices == answer.exclusions == []
        assert answer.outcomes == []
