"""Who begins a dossier: the account of the device that made its id, by a change that may stand (SPEC B10)."""

import json

import pytest
from msgspec.structs import replace

from backend.devices import store as devices
from backend.feed import store as feed
from backend.feed.rules import grant_entry
from backend.grants import store as grants
from backend.grants.rules import Grant
from sync import seal
from sync.change import Record, Set
from sync.exclusions import pack_exclusion
from tests.forms.shared import complete_dossiers
from tests.support.audit import audit
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, request_of

FORM = "khoi-cong@1"
AGAIN = Record("created", {"nonce": bytes(16).hex()})
GRANTS = "SELECT document, account FROM document_grant"


def account_of(device: Phone) -> bytes:
    assert device.enrolled is not None
    return device.enrolled.account


async def begun_by_a_lost_device(hub: Hub, *takers: Phone) -> tuple[Phone, bytes]:
    """A device began a dossier, others have what it wrote, and a restored hub has forgotten all of it.

    Its key is withdrawn before it could send that again.
    """
    lost = await enrolled_phone(hub, "lan-lost", "Lan")
    document = lost.begin(bytes(16))
    for taker in takers:
        hand_over(lost, taker, document)
    async with hub.write() as tx:
        await devices.revoke(tx, lost.key.device, hub.clock())
    hub.clock.now_ms += 1
    return lost, document


def hand_over(giver: Phone, taker: Phone, document: bytes) -> None:
    """As if it had come over the hub; a carrier may send it too."""
    taker.keys[giver.key.device] = giver.key.public
    taker.replica.learn(giver.key.public)
    envelopes = [envelope for one, envelope in giver.held.values() if one == document]
    taker.replica.receive(envelopes, taker.clock_ms)
    taker.held |= {change: held for change, held in giver.held.items() if held[0] == document}


async def codes(hub: Hub) -> dict[bytes, str]:
    return dict(await hub.rows("SELECT change, code FROM change"))  # type: ignore[arg-type]


async def test_B10_a_beginning_by_a_withdrawn_key_begins_nothing(hub: Hub) -> None:
    lost, document = await begun_by_a_lost_device(hub)
    lost.write(document, Set("/workName", "Nhà"))
    await lost.sync()
    assert set((await codes(hub)).values()) == {"revoked"}
    assert await hub.rows(GRANTS) == await hub.rows("SELECT document FROM dossier") == []


async def test_B10_a_change_of_another_device_of_the_account_begins_it(hub: Hub) -> None:
    kept = await enrolled_phone(hub, "lan-2", "Lan")
    lost, document = await begun_by_a_lost_device(hub, kept)
    [beginning] = lost.held
    own = kept.write(document, Set("/workName", "Nhà"), form="khac@3")
    kept.unsent = {beginning: None, own: None}
    await kept.sync()
    assert await codes(hub) == {beginning: "revoked", own: ""}
    assert await hub.rows(GRANTS) == [(document, account_of(kept))]
    assert await hub.rows("SELECT document, owner, form FROM dossier") == [
        (document, account_of(kept), "khac@3")
    ]
    await audit(hub)

    stolen = lost.write(document, Set("/workName", "của tôi"))
    answer = await lost.sync()
    assert (await codes(hub))[stolen] == "revoked"
    assert not [*answer.changes, *answer.exclusions, *answer.outcomes]
    third = await enrolled_phone(hub, "lan-3", "Lan")
    for one in (kept, third):
        await one.sync()
        assert [entry.value for entry in one.replica.document(document).field("/workName")] == ["Nhà"]
    assert third.replica.state(document) == kept.replica.state(document)


async def test_B10_it_may_come_in_a_later_batch_and_after_a_restart(hub: Hub) -> None:
    kept = await enrolled_phone(hub, "lan-2", "Lan")
    lost, document = await begun_by_a_lost_device(hub, kept)
    await lost.sync()
    await hub.restart()
    kept.client = hub.client()
    own = kept.write(document, Set("/workName", "Nhà"))
    await kept.sync()
    assert (await codes(hub))[own] == ""
    assert await hub.rows(GRANTS) == [(document, account_of(kept))]


async def test_X14_an_exclusion_that_comes_back_before_its_change_lies_ready_for_it(hub: Hub) -> None:
    kept = await enrolled_phone(hub, "lan-2", "Lan")
    lost, document = await begun_by_a_lost_device(hub, kept)
    [beginning] = lost.held
    record = pack_exclusion(
        document=document, change=beginning, parents=(), operations="all", code="revoked", turn=1
    )
    signed = seal.pack_signed(record, hub.identity.key.sign(seal.EXCLUSION, record))
    await kept.exchange(replace(request_of(), exclusions=[signed]))
    own = kept.write(document, Set("/workName", "Nhà"))
    kept.unsent = {own: None}
    answer = await kept.exchange(kept.plan())
    assert [(one.verdict, one.missing) for one in answer.verdicts] == [("waiting", [beginning])]
    await hub.restart()
    kept.client = hub.client()
    await kept.exchange(request_of(kept.held[beginning][1]))
    assert await codes(hub) == {beginning: "revoked", own: ""}
    assert await hub.rows("SELECT payload FROM exclusion") == [(record,)]
    assert await hub.rows(GRANTS) == [(document, account_of(kept))]
    await audit(hub)


@pytest.mark.parametrize("granted", [False, True])
async def test_B10_another_account_begins_nothing_granted_or_not(hub: Hub, granted: bool) -> None:
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    lost, document = await begun_by_a_lost_device(hub, bay)
    [beginning] = lost.held
    given = [Grant(document, account_of(bay))] if granted else []
    async with hub.write() as tx:
        await grants.add(tx, given, hub.clock())
        await feed.append(tx, [grant_entry(one.document, one.account) for one in given])
    foreign = bay.write(document, Set("/workName", "của Bảy"))
    bay.unsent = {beginning: None, foreign: None}
    await bay.sync()
    assert await codes(hub) == {beginning: "revoked", foreign: "" if granted else "not-granted"}
    assert await hub.rows(GRANTS) == [(one.document, one.account) for one in given]
    assert await hub.rows("SELECT document FROM dossier") == []


async def test_B10_the_beginning_said_again_by_another_account_begins_nothing(hub: Hub) -> None:
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    lost, document = await begun_by_a_lost_device(hub, bay)
    bay.write(document, AGAIN)
    await bay.sync()
    await lost.sync()
    assert set((await codes(hub)).values()) == {"not-granted", "revoked"}
    assert await hub.rows(GRANTS) == []


async def test_B10_once_only_what_was_taken_back_is_not_begun_again(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = lan.begin(bytes(16))
    await lan.sync()
    async with hub.write() as tx:
        await grants.remove(tx, Grant(document, account_of(lan)))
        await feed.withdraw(tx, document, account_of(lan))
    again = lan.write(document, AGAIN)
    answer = await lan.sync()
    assert [(one.id, one.code) for one in answer.verdicts] == [(again, "not-granted")]
    assert await hub.rows(GRANTS) == []


async def test_B10_such_a_dossier_is_handed_in_and_read_at_the_desk(hub: Hub) -> None:
    kept = await enrolled_phone(hub, "lan-2", "Lan")
    lost, document = await begun_by_a_lost_device(hub, kept)
    await lost.sync()
    kept.write_all(document, complete_dossiers()[FORM])
    await kept.sync()
    submitted = kept.submit(document)
    await kept.sync()
    assert kept.outcomes[document].state == "submitted"
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    shown = json.loads(await officer.signed("GET", f"/api/desk/dossiers/{document.hex()}"))
    assert shown["person"] == "Nguyễn Thị Lan"
    assert [one["records"] for one in shown["history"]] == [["created"], [], ["submitted"]]
    assert kept.verdicts[submitted].verdict == "accepted"
