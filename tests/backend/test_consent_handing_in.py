"""A passkey's consent, and what a helper has of a dossier once it is handed in (SPEC K4, K10)."""

import base64
import json

import msgspec
import pytest

from backend.changes.agreeing import subject_of
from sync import consent as records
from sync import seal
from sync.change import Set
from tests.backend.test_beginnings import account_of
from tests.backend.test_consent import grants_of, outcome_at, refused
from tests.forms.shared import complete_dossiers
from tests.support.audit import audit
from tests.support.authenticator import PRESENT
from tests.support.helpers import (
    DAY_MS,
    begin_for,
    beginning,
    body_of,
    codes,
    consent_of,
    helper_of,
    phone_code,
)
from tests.support.hub import Hub
from tests.support.people import FORM, enrolled_phone
from tests.support.signing_in import authenticator, make_passkey


@pytest.mark.parametrize("by", ["hers", "withdrawn", "unknown", "copied", "not verified"])
async def test_K4_a_passkey_is_good_for_the_one_document_that_it_signed(hub: Hub, by: str) -> None:
    lan, helper = await enrolled_phone(hub, "lan-1", "Lan"), await helper_of(hub)
    passkey = authenticator()
    await make_passkey(lan, passkey)
    nonce, other = bytes(16), b"\5" * 16
    document = seal.document_id(helper.key.device, nonce)
    body = body_of(nonce, hub.clock() + DAY_MS, mode="passkey", proof={})
    signed_for = seal.document_id(helper.key.device, other) if by == "copied" else document
    if by == "not verified":
        passkey.flags = PRESENT
    shown = passkey.show(seal.digest(records.asked(signed_for, body)))
    body["proof"] = {
        name: base64.urlsafe_b64encode(part).decode().rstrip("=")
        for name, part in msgspec.structs.asdict(shown).items()
    }
    if by == "unknown":
        body["proof"]["credential"] = "nobodys"
    if by == "withdrawn":
        await hub.execute("UPDATE passkey SET withdrawn = 1")
    helper.write(document, *beginning(nonce, body))
    await helper.sync()
    if by in ("copied", "not verified"):
        assert await refused(hub, helper, document) == "consent-refused"
        return
    found = await consent_of(hub, document)
    expected = (account_of(lan), "passkey") if by == "hers" else (subject_of(document), None)
    assert (found["owner"], found["confirmed"]) == expected


@pytest.mark.parametrize("submits", ["helper", "citizen"])
async def test_K10_once_it_is_handed_in_the_helper_hears_how_it_stands_and_sees_nothing(
    hub: Hub, submits: str
) -> None:
    lan, helper = await enrolled_phone(hub, "lan-1", "Lan"), await helper_of(hub)
    document = begin_for(hub, helper, mode="phone", proof={"code": await phone_code(lan)})
    helper.write_all(document, complete_dossiers()[FORM])
    await helper.sync()
    await lan.sync()
    writer = helper if submits == "helper" else lan
    writer.submit(document)
    await writer.sync()
    assert await grants_of(hub, document) == [account_of(lan)]
    lan_writes = lan.write(document, Set("/workName", "sửa sau"))
    await lan.sync()
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    path = f"/api/desk/dossiers/{document.hex()}"
    version = json.loads(await officer.signed("GET", path))["outcome"]["version"]
    await officer.signed("POST", f"{path}/receive", json.dumps({"version": version}).encode())
    before = set(helper.held)
    await helper.sync()
    assert set(helper.held) == before
    assert lan_writes not in helper.held
    outcome = outcome_at(helper, document)
    assert (outcome.state, outcome.holder) == ("received", "26732")
    assert outcome.consent is not None
    assert outcome.consent.standing == "submitted"
    late = helper.write(document, Set("/workName", "của người giúp"))
    await helper.sync()
    assert (await codes(hub))[late] == "handed-in"
    await lan.sync()
    other = await enrolled_phone(hub, "lan-2", "Lan")
    await other.sync()
    assert other.replica.state(document) == lan.replica.state(document)
    assert [one.value for one in lan.replica.document(document).field("/workName")] == ["sửa sau"]
    await audit(hub)


async def test_K10_what_a_helper_wrote_behind_the_submission_is_left_out_in_the_same_batch(hub: Hub) -> None:
    helper = await helper_of(hub)
    document = begin_for(hub, helper)
    helper.write_all(document, complete_dossiers()[FORM])
    submitted = helper.submit(document)
    late = helper.write(document, Set("/workName", "sau khi nộp"))
    answer = await helper.sync()
    judged = await codes(hub)
    assert (judged[submitted], judged[late]) == ("", "handed-in")
    assert await grants_of(hub, document) == [subject_of(document)]
    assert outcome_at(helper, document).state == "submitted"
    assert answer.changes == []
    await audit(hub)
