"""A helper begins a dossier for a citizen: whose it is, and what its consent is worth (SPEC K)."""

import json
from typing import Any

import pytest

from backend.changes.agreeing import subject_of
from schemas.wire.dossiers import Outcome
from sync import seal
from sync.change import Record, Set
from sync.consent import read_seen
from tests.backend.test_beginnings import account_of
from tests.support.audit import audit
from tests.support.helpers import (
    CITIZEN,
    DAY_MS,
    GROUP,
    begin_for,
    beginning,
    body_of,
    codes,
    consent_of,
    helper_account,
    helper_of,
    phone_code,
)
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone

GRANTS = "SELECT account FROM document_grant WHERE document = :document ORDER BY account"


async def grants_of(hub: Hub, document: bytes) -> list[bytes]:
    return [bytes(row[0]) for row in await hub.rows(GRANTS, document=document)]  # type: ignore[call-overload]


def outcome_at(device: Phone, document: bytes) -> Outcome:
    return device.outcomes[document]


async def refused(hub: Hub, helper: Phone, document: bytes) -> str:
    """The code under which all of it was left out; nobody owns it, and all of it is kept."""
    assert await grants_of(hub, document) == []
    assert await hub.rows("SELECT document FROM dossier WHERE document = :d", d=document) == []
    found = await hub.rows("SELECT DISTINCT code FROM change WHERE document = :d", d=document)
    [(code,)] = found
    stored = await hub.rows("SELECT count(*) FROM change WHERE document = :d", d=document)
    assert stored == [(sum(document == one for one, _ in helper.held.values()),)]
    assert (await consent_of(hub, document))["declined"] == code
    return str(code)


async def test_K8_a_citizen_of_whom_nobody_knew_owns_what_a_helper_begins(hub: Hub) -> None:
    helper = await helper_of(hub)
    document = begin_for(hub, helper)
    helper.write(document, Set("/workName", "Nhà"))
    await helper.sync()
    assert set((await codes(hub)).values()) == {""}
    subject = subject_of(document)
    assert await grants_of(hub, document) == sorted([subject, account_of(helper)])
    assert await hub.rows("SELECT owner, helper FROM dossier") == [(subject, account_of(helper))]
    assert await hub.rows("SELECT person, role FROM account WHERE account = :a", a=subject) == [
        (CITIZEN, "citizen")
    ]
    await audit(hub)


async def test_K7_the_hub_countersigns_and_says_how_the_consent_stands(hub: Hub) -> None:
    helper = await helper_of(hub)
    document = begin_for(hub, helper, expires=hub.clock() + 3_650 * DAY_MS)
    began = next(iter(helper.held))
    await helper.sync()
    outcome = outcome_at(helper, document)
    consent = outcome.consent
    assert consent is not None
    assert (consent.standing, consent.mode, consent.confirmed) == ("open", "witness", None)
    assert (consent.helper, consent.person) == (account_of(helper), helper_account("sau").person)
    assert consent.expires == hub.clock() + 90 * DAY_MS
    payload, signature = seal.unpack_signed(consent.seen) or (b"", b"")
    assert seal.verify(hub.identity.key.public, seal.CONSENT_SEEN, payload, signature)
    seen = read_seen(payload)
    assert seen is not None
    assert (seen.document, seen.change, seen.owner) == (document, began, subject_of(document))
    assert (seen.helper, seen.time) == (account_of(helper), hub.clock())


async def test_K8_by_a_code_of_their_own_phone_it_is_the_citizens_who_sees_all_of_it(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    helper = await helper_of(hub)
    proof = {"code": await phone_code(lan)}
    document = begin_for(hub, helper, mode="phone", proof=proof)
    helper.write(document, Set("/workName", "Nhà"))
    await helper.sync()
    await lan.sync()
    assert [entry.value for entry in lan.replica.document(document).field("/workName")] == ["Nhà"]
    consent = outcome_at(lan, document).consent
    assert consent is not None
    assert (consent.confirmed, consent.person) == ("phone", helper_account("sau").person)
    shown = json.loads(await lan.signed("GET", "/api/consents"))["consents"]
    assert [(one["consent"], one["group"], one["standing"]) for one in shown] == [
        (document.hex(), GROUP, "open")
    ]
    lan.write(document, Set("/workName", "Nhà của tôi"))
    await lan.sync()
    await helper.sync()
    assert [one.value for one in helper.replica.document(document).field("/workName")] == ["Nhà của tôi"]
    await audit(hub)


@pytest.mark.parametrize("flaw", ["wrong", "used", "too late", "another procedure", "replaced"])
async def test_K9_a_code_that_is_not_good_makes_nobody_the_owner_and_proves_nothing(
    hub: Hub, flaw: str
) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    helper = await helper_of(hub)
    code = await phone_code(lan, "1.001193" if flaw == "another procedure" else "KHOI_CONG")
    if flaw == "wrong":
        code = "3333-3333"
    if flaw == "replaced":
        await phone_code(lan)
    if flaw == "too late":
        hub.clock.now_ms += DAY_MS
    if flaw == "used":
        begin_for(hub, helper, b"\1" * 16, mode="phone", proof={"code": code})
    document = begin_for(hub, helper, mode="phone", proof={"code": code})
    await helper.sync()
    consent = await consent_of(hub, document)
    assert (consent["declined"], consent["confirmed"]) == ("", None)
    assert consent["owner"] == subject_of(document)
    assert account_of(lan) not in await grants_of(hub, document)


async def test_K9_whoever_guesses_codes_is_soon_answered_without_a_look(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    helper = await helper_of(hub)
    code = await phone_code(lan)
    for number in range(5):
        begin_for(hub, helper, bytes([number + 1]) * 16, mode="phone", proof={"code": "3333-3333"})
    await helper.sync()
    document = begin_for(hub, helper, mode="phone", proof={"code": code})
    await helper.sync()
    assert (await consent_of(hub, document))["confirmed"] is None
    hub.clock.now_ms += 600_001
    later = begin_for(hub, helper, b"\7" * 16, mode="phone", proof={"code": code})
    await helper.sync()
    assert (await consent_of(hub, later))["confirmed"] == "phone"


async def test_K9_a_helpers_own_phone_is_nobodys_consent(hub: Hub) -> None:
    helper = await helper_of(hub)
    document = begin_for(hub, helper, mode="phone", proof={"code": await phone_code(helper)})
    helper.write(document, Set("/workName", "Nhà"))
    await helper.sync()
    assert await refused(hub, helper, document) == "consent-refused"
    await audit(hub)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"text": 99},
        {"procedure": "1.001193"},
        {"procedure": "NOBODYS"},
        {"mode": "voice"},
        {"note": "one key more"},
    ],
    ids=str,
)
async def test_K6_what_cannot_be_a_consent_begins_nothing_and_is_kept(
    hub: Hub, changed: dict[str, Any]
) -> None:
    helper = await helper_of(hub)
    document = begin_for(hub, helper, **changed)
    helper.write(document, Set("/workName", "Nhà"))
    await helper.sync()
    assert await refused(hub, helper, document) == "consent-refused"


async def test_K9_a_record_copied_to_another_document_is_refused(hub: Hub) -> None:
    """By the same device, and by another helper's who saw it."""
    helper, other = await helper_of(hub), await helper_of(hub, "bay")
    begin_for(hub, helper)
    await helper.sync()
    body = body_of(bytes(16), hub.clock() + DAY_MS)
    for thief in (helper, other):
        nonce = b"\2" * 16
        document = seal.document_id(thief.key.device, nonce)
        thief.write(document, *beginning(nonce, body))
        await thief.sync()
        assert await refused(hub, thief, document) == "consent-refused"


async def test_K9_two_copies_in_one_batch_count_once(hub: Hub) -> None:
    helper = await helper_of(hub)
    body = body_of(bytes(16), hub.clock() + DAY_MS)
    documents = []
    for nonce in (b"\1" * 16, b"\2" * 16):
        documents.append(seal.document_id(helper.key.device, nonce))
        helper.write(documents[-1], *beginning(nonce, body))
    await helper.sync()
    declined = [(await consent_of(hub, document))["declined"] for document in documents]
    assert sorted(declined) == ["", "consent-refused"]


async def test_K1_a_second_record_and_one_by_another_device_say_nothing(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    helper = await helper_of(hub)
    document = begin_for(hub, helper, mode="phone", proof={"code": await phone_code(lan)})
    await helper.sync()
    before = await consent_of(hub, document)
    again = body_of(b"\3" * 16, hub.clock() + DAY_MS, name="Kẻ Khác")
    await lan.sync()
    for writer in (helper, lan):
        writer.write(document, Record("consented", again))
        writer.write(document, *beginning(bytes(16), again))
        await writer.sync()
    assert set((await codes(hub)).values()) == {""}
    assert await consent_of(hub, document) == before
    assert await hub.rows("SELECT count(*) FROM consent") == [(1,)]


async def test_K8_what_was_declined_is_not_asked_for_again(hub: Hub) -> None:
    """Nor does it become the helper's own by a beginning without a record."""
    helper = await helper_of(hub)
    document = begin_for(hub, helper, text=99)
    await helper.sync()
    helper.write(document, *beginning(bytes(16), body_of(b"\1" * 16, hub.clock() + DAY_MS)))
    helper.write(document, Record("created", {"nonce": bytes(16).hex()}))
    await helper.sync()
    await hub.restart()
    helper.client = hub.client()
    helper.write(document, Set("/a", 1))
    await helper.sync()
    assert await refused(hub, helper, document) == "consent-refused"
    assert (await hub.rows("SELECT count(*) FROM consent")) == [(1,)]


async def test_a_dossier_that_the_helper_begins_as_their_own_is_their_own(hub: Hub) -> None:
    helper = await helper_of(hub)
    document = helper.begin(bytes(16))
    helper.write(document, Record("consented", body_of(bytes(16), hub.clock() + DAY_MS)))
    await helper.sync()
    assert await hub.rows("SELECT owner, helper FROM dossier") == [(account_of(helper), None)]
    assert await consent_of(hub, document) == {}
