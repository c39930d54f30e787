"""Submissions: what the hub answers, what officers decide on, and what comes too late (SPEC B1-B5)."""

import msgspec

from backend.changes.merge import SUBMISSIONS_MAX
from schemas.wire.dossiers import Outcome
from sync import seal
from sync.change import Record, Set, Value
from sync.packing import unpack
from tests.forms.shared import complete_dossiers
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone

FORM = "khoi-cong@1"


async def writer(hub: Hub) -> tuple[Phone, bytes]:
    """Somebody who has filled everything in, and the dossier."""
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = lan.begin(bytes(16), FORM)
    lan.write_all(document, complete_dossiers()[FORM])
    return lan, document


async def test_B3_a_valid_submission_gets_a_receipt_in_the_same_trip(hub: Hub) -> None:
    lan, document = await writer(hub)
    submitted = lan.submit(document)
    answer = await lan.exchange(lan.plan())
    [outcome] = answer.outcomes
    assert (outcome.state, outcome.version, outcome.since) == ("submitted", 1, hub.clock())
    [given] = outcome.answers
    assert (given.change, given.answer, given.code, given.errors) == (submitted, "accepted", "", [])
    assert given.receipt is not None
    parts = seal.unpack_signed(given.receipt)
    assert parts is not None
    assert lan.enrolled is not None
    assert seal.verify(lan.enrolled.hub, seal.RECEIPT, *parts)
    change = lan.replica.document(document).applied(submitted)
    assert change is not None
    digest = lan.replica.document(document).digest(change.parents)
    assert unpack(parts[0]) == [1, document, submitted, digest, hub.clock()]
    [(text, kept)] = await hub.rows("SELECT text, digest FROM submission")
    assert text == lan.replica.state(document, change.parents)
    assert kept == digest


async def test_a_form_with_gaps_is_declined_merged_all_the_same_and_can_be_mended(hub: Hub) -> None:
    lan, document = await writer(hub)
    lan.write(document, Set("/workName", ""), Set("/floors", None))
    declined = lan.submit(document)
    await lan.sync()
    assert lan.verdicts[declined].verdict == "accepted"
    outcome = lan.outcomes[document]
    assert outcome.state == "declined"
    [given] = outcome.answers
    assert (given.answer, given.code, given.receipt) == ("declined", "form-invalid", None)
    assert [(error.pointer, error.keyword) for error in given.errors] == [
        ("/floors", "required"),
        ("/workName", "required"),
    ]
    lan.write(document, Set("/workName", "Nhà ở"), Set("/floors", 3))
    mended = lan.submit(document)
    await lan.sync()
    outcome = lan.outcomes[document]
    assert (outcome.state, outcome.version) == ("submitted", 2)
    assert [(one.change, one.answer) for one in outcome.answers] == [
        (declined, "declined"),
        (mended, "accepted"),
    ]


async def test_an_unknown_form_version_is_declined_and_nothing_is_lost(hub: Hub) -> None:
    lan, document = await writer(hub)
    lan.submit(document, "khoi-cong@999")
    await lan.sync()
    assert [one.code for one in lan.outcomes[document].answers] == ["form-unknown"]
    other = await enrolled_phone(hub, "lan-2", "Lan")
    await other.sync()
    assert other.replica.state(document) == lan.replica.state(document)
    assert other.outcomes[document].state == "declined"


async def test_B4_a_critical_conflict_in_the_context_blocks_and_one_outside_does_not(hub: Hub) -> None:
    lan, document = await writer(hub)
    await lan.sync()
    other = await enrolled_phone(hub, "lan-2", "Lan")
    await other.sync()
    lan.write(document, Set("/investor/pid/number", "079190009999"))
    other.write(document, Set("/investor/pid/number", "079190001111"))
    await other.sync()
    outside = lan.submit(document)
    await lan.sync()
    assert [one.answer for one in lan.outcomes[document].answers] == ["accepted"]
    inside = lan.submit(document)
    await lan.sync()
    assert lan.replica.conflicts(document) == ("/investor/pid/number",)
    given = {one.change: one for one in lan.outcomes[document].answers}
    assert given[outside].answer == "accepted"
    assert (given[inside].answer, given[inside].code) == ("declined", "conflict")
    assert [error.pointer for error in given[inside].errors] == ["/investor/pid/number"]
    assert lan.outcomes[document].state == "submitted"


async def test_B2_a_submission_of_what_nobody_saw_is_quarantined(hub: Hub) -> None:
    lan, document = await writer(hub)
    body: dict[str, Value] = {"digest": "00" * 32, "form": FORM, "exclusions": []}
    false = lan.write(document, Record("submitted", body))
    empty = lan.write(document, Record("submitted", {}))
    await lan.sync()
    for change in (false, empty):
        assert (lan.verdicts[change].verdict, lan.verdicts[change].code) == (
            "quarantined",
            "submission-differs",
        )
    assert document not in lan.outcomes
    lan.submit(document)
    await lan.sync()
    assert lan.outcomes[document].state == "submitted"


async def test_B5_what_comes_after_stays_out_of_the_submitted_text(hub: Hub) -> None:
    lan, document = await writer(hub)
    lan.submit(document)
    await lan.sync()
    before = await hub.rows("SELECT text FROM submission")
    lan.write(document, Set("/workName", "Tên khác"))
    await lan.sync()
    assert await hub.rows("SELECT text FROM submission") == before
    assert lan.outcomes[document].version == 1


async def test_the_outcome_reaches_the_other_device_under_its_cursor(hub: Hub) -> None:
    lan, document = await writer(hub)
    await lan.sync()
    other = await enrolled_phone(hub, "lan-2", "Lan")
    await other.sync()
    assert document not in other.outcomes
    lan.submit(document)
    await lan.sync()
    await other.sync()
    assert other.outcomes == lan.outcomes
    # Nothing new, nothing said.
    answer = await other.exchange(other.plan())
    assert answer.outcomes == []


async def test_an_exclusion_that_the_author_had_not_seen_is_named(hub: Hub) -> None:
    lan, document = await writer(hub)
    other = await enrolled_phone(hub, "lan-2", "Lan")
    await lan.sync()
    await other.sync()
    body: dict[str, Value] = {"digest": "00" * 32, "form": FORM, "exclusions": []}
    false = other.write(document, Record("submitted", body))
    lan.replica.receive([other.held[false][1]], lan.clock_ms)
    lan.keys[other.key.device] = other.key.public
    lan.replica.learn(other.key.public)
    submitted = lan.submit(document)
    await other.sync()
    await lan.sync()
    given = {one.change: one for one in lan.outcomes[document].answers}
    assert (given[submitted].answer, given[submitted].code) == ("accepted", "exclusions-differ")


async def test_every_form_is_accepted_when_complete(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    for number, (form, operations) in enumerate(sorted(complete_dossiers().items())):
        document = lan.begin(bytes([number]) * 16, form)
        lan.write_all(document, operations, form)
        lan.submit(document, form)
    await lan.sync()
    states = [outcome.state for outcome in lan.outcomes.values()]
    assert states == ["submitted"] * len(complete_dossiers())


async def test_of_many_submissions_in_one_batch_some_are_judged_and_the_rest_is_sent_again(hub: Hub) -> None:
    lan, document = await writer(hub)
    submitted = [lan.submit(document) for _ in range(SUBMISSIONS_MAX + 2)]
    answer = await lan.exchange(lan.plan())
    codes = {verdict.id: verdict.code for verdict in answer.verdicts}
    assert [codes[change] for change in submitted] == [""] * SUBMISSIONS_MAX + ["full"] * 2
    await lan.sync()
    assert {lan.verdicts[change].verdict for change in submitted} == {"accepted"}
    assert lan.outcomes[document].version == SUBMISSIONS_MAX + 2


def test_an_outcome_survives_its_packing() -> None:
    outcome = Outcome(
        document=bytes(16),
        version=1,
        state="received",
        holder="26732",
        holder_name="Đặc khu Côn Đảo",
        since=1,
        due=None,
        answers=[],
        consent=None,
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outcome), type=Outcome) == outcome
