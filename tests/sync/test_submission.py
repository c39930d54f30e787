"""Submission: what was handed in, judged under other exclusions than its author's, and who owns a dossier."""

import pytest

from sync import seal, submission
from sync.canonical import LeftOut, text
from sync.document import Document
from sync.submission import Differing, Matching
from tests.vectors.merged import document_of
from tests.vectors.people import BAY, DOSSIER, LAN, MAI, NONCE, Written, exclude, write

_START = write(LAN, 1, [], ["record", "created", {"nonce": NONCE.hex()}], ["set", "/a", "Lan"])
_OTHER = write(BAY, 2, [_START], ["set", "/a", "Bảy"])


def submitted(document: Document, parents: list[Written], kind: str = "submitted") -> Written:
    return write(LAN, 9, parents, ["record", kind, submission.body(document, "khoi-cong@1")])


def test_B1_the_body_is_over_the_present_heads() -> None:
    document = document_of([_START, _OTHER], [exclude(_OTHER, [0], 1)])
    assert submission.body(document, "khoi-cong@1") == {
        "digest": document.digest().hex(),
        "form": "khoi-cong@1",
        "exclusions": [[_OTHER.id.hex(), [0]]],
    }
    assert document.state().endswith(text([[_OTHER.id.hex(), [0]]]) + "]")


def test_B2_B3_the_text_to_keep_is_under_our_exclusions() -> None:
    phone = document_of([_START, _OTHER])
    change = submitted(phone, [_OTHER])
    hub = document_of([_START, _OTHER, change], [exclude(_OTHER, "all", 1)])
    found = submission.judge(hub, change.id)
    assert isinstance(found, Matching)
    assert found.state == document_of([_START, _OTHER], [exclude(_OTHER, "all", 1)]).state()
    assert found.digest == seal.digest(found.state.encode()) != phone.digest()
    assert (found.form, found.same_exclusions) == ("khoi-cong@1", False)


def test_B2_a_parent_that_we_hold_only_by_a_stand_in_is_judged_as_left_out() -> None:
    phone = document_of([_START, _OTHER], [exclude(_OTHER, "all", 1)])
    change = submitted(phone, [_OTHER])
    hub = document_of([_START, change], [exclude(_OTHER, "all", 1)])
    found = submission.judge(hub, change.id)
    assert isinstance(found, Matching)
    assert found.same_exclusions
    blind = submitted(document_of([_START, _OTHER]), [_OTHER])
    hub.take(blind.id, blind.payload)
    assert isinstance(submission.judge(hub, blind.id), Differing)


def test_B2_what_is_not_applied_is_no_submission() -> None:
    change = submitted(document_of([_START, _OTHER]), [_OTHER])
    assert isinstance(submission.judge(document_of([change]), change.id), Differing)
    assert isinstance(submission.judge(document_of([_START]), b"\0" * 32), Differing)


def test_B4_B5_only_conflicts_within_the_context_are_named() -> None:
    rival = write(MAI, 3, [_START], ["set", "/a", "Mai"])
    alone = submitted(document_of([_START, _OTHER]), [_OTHER])
    together = submitted(document_of([_START, _OTHER, rival]), [_OTHER, rival])
    hub = document_of([_START, _OTHER, rival, alone, together])
    for change, conflicts in ((alone, ()), (together, ("/a",))):
        found = submission.judge(hub, change.id)
        assert isinstance(found, Matching)
        assert found.conflicts == conflicts
    assert rival.id not in hub.context(alone.id)


def test_B6_a_supplement_is_judged_alike() -> None:
    change = submitted(document_of([_START]), [_START], "supplemented")
    assert isinstance(submission.judge(document_of([_START, change]), change.id), Matching)


def test_B7_only_who_made_the_id_owns_the_document() -> None:
    thief = write(BAY, 1, [], ["record", "created", {"nonce": NONCE.hex()}])
    shouted: list[object] = ["record", "created", {"nonce": NONCE.hex().upper()}]
    broken = write(LAN, 1, [], shouted, ["record", "created", {}])
    assert submission.owner(document_of([_START, thief])) == LAN.device
    assert submission.owner(document_of([thief, broken])) is None
    assert submission.owner(Document(DOSSIER)) is None


@pytest.mark.parametrize("left_out", ["all", [0]])
def test_B7_who_made_the_id_owns_it_also_where_that_is_left_out(left_out: LeftOut) -> None:
    assert submission.owner(document_of([_START], [exclude(_START, left_out, 1)])) == LAN.device


def test_B7_an_exclusion_alone_says_nothing_of_the_owner() -> None:
    assert submission.owner(document_of([], [exclude(_START, "all", 1)])) is None
