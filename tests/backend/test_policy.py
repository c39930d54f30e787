"""Who may write, judged once when a change is applied: grants, revoked keys, and what is left out."""

import msgspec

from backend.devices import store as devices
from sync import seal
from sync.change import Change, Record, Set, encode
from sync.exclusions import parse_exclusion
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, envelope_of, phone, request_of


def intrusion(device: Phone, document: bytes, parents: tuple[bytes, ...], time: int = 9) -> bytes:
    change = Change(
        schema="khoi-cong@1",
        document=document,
        device=device.key.device,
        time=time,
        parents=parents,
        operations=(Set("/workName", "của tôi"),),
    )
    return envelope_of(device.key, encode(change))


async def revoke(hub: Hub, device: Phone) -> None:
    async with hub.write() as tx:
        await devices.revoke(tx, device.key.device, hub.clock())


async def test_a_change_without_a_grant_is_left_out_and_its_owner_converges(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = lan.begin(bytes(16))
    created = next(iter(lan.held))
    await lan.sync()
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    answer = await bay.exchange(request_of(intrusion(bay, document, (created,))))
    assert [(one.verdict, one.code) for one in answer.verdicts] == [("quarantined", "not-granted")]
    assert answer.changes == answer.exclusions == []

    await lan.sync()
    [record] = [parse_exclusion(payload) for payload in lan.exclusions]
    assert record is not None
    assert (record.operations, record.code, record.parents) == ("all", "not-granted", (created,))
    assert lan.replica.document(document).fields() == {}
    lan.write(document, Set("/workName", "Nhà"))
    await lan.sync()
    second = await enrolled_phone(hub, "lan-2", "Lan")
    await second.sync()
    assert second.replica.state(document) == lan.replica.state(document)


async def test_nobody_owns_a_document_by_a_created_record_that_does_not_make_its_id(hub: Hub) -> None:
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    stolen = seal.document_id(b"\5" * 16, bytes(16))
    change = Change(
        schema="khoi-cong@1",
        document=stolen,
        device=bay.key.device,
        time=9,
        parents=(),
        operations=(Record("created", {"nonce": "00" * 16}),),
    )
    answer = await bay.exchange(request_of(envelope_of(bay.key, encode(change))))
    assert [(one.verdict, one.code) for one in answer.verdicts] == [("quarantined", "not-granted")]
    assert await hub.rows("SELECT count(*) FROM document_grant") == [(0,)]


async def test_many_intruders_at_once_are_left_out_together(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = lan.begin(bytes(16))
    parent = lan.write(document, Set("/a", 1))
    created = next(iter(lan.held))
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    waiting = [intrusion(bay, document, (parent,), time) for time in range(200)]
    await bay.exchange(request_of(*waiting))
    await lan.exchange(request_of(lan.held[created][1]))
    answer = await lan.exchange(request_of(lan.held[parent][1]))
    assert [one.verdict for one in answer.verdicts] == ["accepted"]
    assert await hub.rows("SELECT verdict, code, count(*) FROM change GROUP BY 1, 2 ORDER BY 1") == [
        ("accepted", "", 2),
        ("quarantined", "not-granted", 200),
    ]
    heard = await bay.exchange(request_of())
    assert {(one.verdict, one.code) for one in heard.verdicts} == {("quarantined", "not-granted")}
    assert len(heard.verdicts) == 200
    lan.unsent.clear()
    await lan.sync()
    assert [entry.value for entry in lan.replica.document(document).field("/a")] == [1]


async def test_a_second_root_that_comes_before_the_created_one_is_the_owners_too(hub: Hub) -> None:
    """A cloned profile: its change names no parents either, and stands first in the batch."""
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = lan.begin(bytes(16))
    [(_, created)] = lan.held.values()
    answer = await lan.exchange(request_of(intrusion(lan, document, ()), created))
    assert [one.verdict for one in answer.verdicts] == ["accepted", "accepted"]


async def test_T15_a_revoked_device_may_push_and_pulls_only_verdicts(hub: Hub) -> None:
    lost = await enrolled_phone(hub, "lan-lost", "Lan")
    document = lost.begin(bytes(16))
    before = lost.write(document, Set("/a", 1))
    await lost.sync()
    late = lost.write(document, Set("/a", 2))
    await revoke(hub, lost)
    hub.clock.now_ms += 1

    request = lost.plan()
    answer = await lost.exchange(request)
    assert [(one.id, one.verdict, one.code) for one in answer.verdicts] == [(late, "quarantined", "revoked")]
    assert answer.changes == answer.devices == answer.exclusions == answer.wanted == []
    assert (answer.outcomes, answer.cursor, answer.more) == ([], request.cursor, False)
    again = await lost.exchange(request_of(lost.held[before][1]))
    assert [(one.verdict, one.code) for one in again.verdicts] == [("accepted", "")]

    other = await enrolled_phone(hub, "lan-2", "Lan")
    await other.sync()
    assert other.replica.document(document).field("/a")[0].value == 1
    assert late in other.held


async def test_what_reached_the_hub_before_the_revocation_stands_when_its_parents_come(hub: Hub) -> None:
    lost = await enrolled_phone(hub, "lan-lost", "Lan")
    document = lost.begin(bytes(16))
    late = lost.write(document, Set("/a", 1))
    created = next(iter(lost.held))
    await lost.exchange(request_of(lost.held[late][1]))
    hub.clock.now_ms += 1
    await revoke(hub, lost)
    hub.clock.now_ms += 1
    answer = await lost.exchange(request_of(lost.held[created][1]))
    # The very first change came too late, and what was here before it begins the dossier (SPEC B10).
    assert [one.code for one in answer.verdicts] == ["revoked"]
    assert await hub.rows("SELECT verdict FROM change WHERE change = :late", late=late) == [("accepted",)]

    kept = await enrolled_phone(hub, "lan-2", "Lan")
    document = kept.begin(bytes(16))
    late = kept.write(document, Set("/a", 1))
    middle = kept.write(document, Set("/a", 2))
    created = next(iter(kept.held))
    await kept.exchange(request_of(kept.held[created][1], kept.held[middle][1]))
    hub.clock.now_ms += 1
    await revoke(hub, kept)
    hub.clock.now_ms += 1
    answer = await kept.exchange(request_of(kept.held[late][1], kept.held[middle][1]))
    assert [(one.verdict, one.code) for one in answer.verdicts] == [
        ("quarantined", "revoked"),
        ("accepted", ""),
    ]


async def test_a_carried_change_of_a_revoked_device_is_left_out_too(hub: Hub) -> None:
    lost = phone(hub, "lan-lost")
    await lost.enrol(await hub.code_for("Lan"))
    document = lost.begin(bytes(16))
    await lost.sync()
    late = lost.write(document, Set("/a", 2))
    await revoke(hub, lost)
    hub.clock.now_ms += 1
    carrier = await enrolled_phone(hub, "lan-2", "Lan")
    answer = await carrier.exchange(request_of(lost.held[late][1]))
    assert [(one.verdict, one.code) for one in answer.verdicts] == [("quarantined", "revoked")]


async def test_an_exclusion_not_signed_by_the_hub_says_nothing(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    document = lan.begin(bytes(16))
    created = next(iter(lan.held))
    await lan.sync()
    await bay.exchange(request_of(intrusion(bay, document, (created,))))
    await lan.sync()
    [payload] = lan.exclusions
    forged = seal.pack_signed(payload, bay.key.sign(seal.EXCLUSION, payload))
    await hub.execute("DELETE FROM exclusion")
    records = [forged, b"", b"\x92\xc4\x00\xc4\x00", b"\xff" * 99]
    await lan.exchange(msgspec.structs.replace(request_of(), exclusions=records))
    assert await hub.rows("SELECT count(*) FROM exclusion") == [(0,)]
