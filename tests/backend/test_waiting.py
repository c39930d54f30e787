"""What cannot be applied yet: missing parents, unknown keys, newer versions; and how much may wait."""

from backend.changes.holding import envelope_bytes
from sync import seal
from sync.change import Change, Record, Set, encode
from sync.limits import WAITING_BYTES_MAX, WAITING_CHANGES_MAX
from sync.packing import pack
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, envelope_of, phone, request_of

NOWHERE = b"\x01" * 32


def orphan(device: Phone, number: int, size: int = 0) -> bytes:
    """A change of its own document whose parent nobody has."""
    nonce = number.to_bytes(16, "big")
    change = Change(
        schema="khoi-cong@1",
        document=seal.document_id(device.key.device, nonce),
        device=device.key.device,
        time=number,
        parents=(NOWHERE,),
        operations=(Set("/text", "x" * size),),
    )
    return envelope_of(device.key, encode(change))


async def test_W1_a_change_waits_for_its_parents_and_its_author_hears_when_they_came(hub: Hub) -> None:
    author = await enrolled_phone(hub, "lan-1", "Lan")
    document = author.begin(bytes(16))
    middle = author.write(document, Set("/a", 1))
    last = author.write(document, Set("/a", 2))
    created = next(iter(author.held))
    answer = await author.exchange(request_of(author.held[last][1]))
    assert [(one.verdict, one.code, one.missing) for one in answer.verdicts] == [("waiting", "", [middle])]

    other = await enrolled_phone(hub, "lan-2", "Lan")
    carried = [author.held[created][1], author.held[middle][1]]
    answer = await other.exchange(request_of(*carried))
    assert [one.verdict for one in answer.verdicts[:2]] == ["accepted", "accepted"]

    author.unsent.clear()
    await author.sync()
    assert author.verdicts[last].verdict == "accepted"


async def test_W1_parents_that_never_come_leave_the_rest_alone(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    good = device.write(document, Set("/a", 1))
    answer = await device.exchange(request_of(orphan(device, 7), *(one for _, one in device.held.values())))
    assert [one.verdict for one in answer.verdicts] == ["waiting", "accepted", "accepted"]
    assert answer.verdicts[0].missing == [NOWHERE]
    assert answer.verdicts[2].id == good
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    assert len((await reader.exchange(request_of())).changes) == 2


async def test_W6_an_unknown_devices_change_waits_until_its_key_comes(hub: Hub) -> None:
    stranger = phone(hub, "lan-offline")
    document = stranger.begin(bytes(16))
    change = stranger.write(document, Set("/a", 1))
    carrier = await enrolled_phone(hub, "bay-1", "Bảy")
    carried = [envelope for _, envelope in stranger.held.values()]
    answer = await carrier.exchange(request_of(*carried))
    assert [(one.verdict, one.code) for one in answer.verdicts] == [("waiting", "unknown-key")] * 2

    await stranger.enrol(await hub.code_for("Lan"))
    answer = await carrier.exchange(request_of(*carried))
    assert [one.verdict for one in answer.verdicts] == ["accepted", "accepted"]
    # The author never sent them, and is told all the same.
    stranger.unsent.clear()
    await stranger.sync()
    assert stranger.verdicts[change].verdict == "accepted"
    assert await hub.rows("SELECT count(*) FROM unproven") == [(0,)]


async def test_W6_of_forged_envelopes_four_are_kept_and_the_true_one_counts(hub: Hub) -> None:
    stranger = phone(hub, "lan-offline")
    stranger.begin(bytes(16))
    [(change, (_, true_envelope))] = stranger.held.items()
    parts = seal.unpack_signed(true_envelope)
    assert parts is not None
    forged = [seal.pack_signed(parts[0], bytes([number]) * 64) for number in range(1, 6)]
    carrier = await enrolled_phone(hub, "bay-1", "Bảy")
    answer = await carrier.exchange(request_of(*forged[:3], true_envelope, *forged[3:], true_envelope))
    codes = [one.code for one in answer.verdicts]
    assert codes == ["unknown-key"] * 4 + ["full"] * 2 + ["unknown-key"]

    await stranger.enrol(await hub.code_for("Lan"))
    answer = await carrier.exchange(request_of(true_envelope, forged[0]))
    assert [(one.verdict, one.code) for one in answer.verdicts] == [
        ("accepted", ""),
        ("refused", "bad-signature"),
    ]
    assert answer.verdicts[0].id == change


async def test_W6_if_none_verifies_nothing_is_kept(hub: Hub) -> None:
    stranger = phone(hub, "lan-offline")
    stranger.begin(bytes(16))
    [(_, true_envelope)] = stranger.held.values()
    parts = seal.unpack_signed(true_envelope)
    assert parts is not None
    carrier = await enrolled_phone(hub, "bay-1", "Bảy")
    await carrier.exchange(request_of(seal.pack_signed(parts[0], b"\1" * 64)))
    await stranger.enrol(await hub.code_for("Lan"))
    assert await hub.rows("SELECT (SELECT count(*) FROM unproven), (SELECT count(*) FROM change)") == [(0, 0)]


async def test_W9_what_waits_for_a_key_is_stored_and_not_missing(hub: Hub) -> None:
    stranger = phone(hub, "lan-offline")
    document = stranger.begin(bytes(16))
    parent = next(iter(stranger.held))
    known = await enrolled_phone(hub, "lan-1", "Lan")
    change = Change(
        schema="khoi-cong@1",
        document=document,
        device=known.key.device,
        time=1,
        parents=(parent,),
        operations=(Set("/a", 1),),
    )
    answer = await known.exchange(
        request_of(envelope_of(known.key, encode(change)), stranger.held[parent][1])
    )
    assert [(one.code, one.missing) for one in answer.verdicts] == [("", []), ("unknown-key", [])]


async def test_N2_at_most_256_changes_wait_per_sender(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    envelopes = [orphan(device, number) for number in range(WAITING_CHANGES_MAX + 2)]
    answer = await device.exchange(request_of(*envelopes))
    codes = [one.code for one in answer.verdicts]
    assert codes == [""] * WAITING_CHANGES_MAX + ["full"] * 2
    assert {one.verdict for one in answer.verdicts} == {"waiting"}
    assert await hub.rows("SELECT count(*) FROM change") == [(WAITING_CHANGES_MAX,)]

    other = await enrolled_phone(hub, "lan-2", "Lan")
    answer = await other.exchange(request_of(envelopes[-1]))
    assert [one.code for one in answer.verdicts] == [""]
    good = device.begin(b"\7" * 16)
    await device.sync()
    assert await hub.rows("SELECT count(*) FROM dossier WHERE document = :document", document=good) == [(1,)]


async def test_N2_at_most_a_mebibyte_waits_per_sender(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    sizes, accepted = 0, 0
    for number in range(20):
        envelope = orphan(device, number, 60_000)
        sizes += envelope_bytes(seal.unpack_signed(envelope)[0])  # type: ignore[index]
        answer = await device.exchange(request_of(envelope))
        accepted += answer.verdicts[0].code == ""
        assert (answer.verdicts[0].code == "") is (sizes <= WAITING_BYTES_MAX)
    assert accepted == 17


async def test_N2_what_is_applied_makes_room_again(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    created = next(iter(device.held))
    for number in range(WAITING_CHANGES_MAX):
        device.write(document, Set("/a", number))
    later = [envelope for change, (_, envelope) in device.held.items() if change != created]
    answer = await device.exchange(request_of(*later, orphan(device, 1)))
    assert [one.code for one in answer.verdicts][-2:] == ["", "full"]
    answer = await device.exchange(request_of(device.held[created][1], orphan(device, 1)))
    assert [(one.verdict, one.code) for one in answer.verdicts[:2]] == [("accepted", ""), ("waiting", "")]
    told = {one.verdict for one in answer.verdicts[2:]}
    assert told == {"accepted"}
    assert len(answer.verdicts) == 2 + WAITING_CHANGES_MAX


async def test_W5_a_newer_version_is_kept_waits_and_is_passed_on_unread(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    created = next(iter(device.held))
    payload = pack([2, "khoi-cong@1", document, device.key.device, 5, [created], [["dance", "/a"]]])
    newer = envelope_of(device.key, payload)
    child = Change(
        schema="khoi-cong@1",
        document=document,
        device=device.key.device,
        time=6,
        parents=(seal.change_id(payload),),
        operations=(Set("/a", 1),),
    )
    behind = envelope_of(device.key, encode(child))
    answer = await device.exchange(request_of(device.held[created][1], newer, behind))
    assert [(one.verdict, one.code, one.missing) for one in answer.verdicts] == [
        ("accepted", "", []),
        ("waiting", "newer", []),
        ("waiting", "", []),
    ]
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    answer = await reader.exchange(request_of())
    assert answer.changes == [device.held[created][1], newer, behind]


async def test_L2_a_record_of_an_unknown_kind_is_stored_and_relayed_untouched(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    change = device.write(document, Record("from_the_future", {"x": [1, None]}))
    await device.sync()
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    await reader.sync()
    assert reader.held[change] == device.held[change]
    assert reader.replica.state(document) == device.replica.state(document)
