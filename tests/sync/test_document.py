"""A document: what waits, what is applied, what each change is answered."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.change import Change, encode
from sync.document import Document
from sync.log import LogEntry
from sync.seal import change_id
from tests.sync.strategies import CHANGES
from tests.vectors.frames import DOCUMENT
from tests.vectors.merged import document_of
from tests.vectors.people import BAY, DOSSIER, LAN, MAI, Written, exclude, write

_FIRST = write(LAN, 1, [], ["set", "/a", 1])
_SECOND = write(BAY, 2, [_FIRST], ["set", "/a", 2])
_THIRD = write(MAI, 3, [_SECOND], ["set", "/a", 3])


def take(document: Document, change: Written) -> tuple[bytes, ...]:
    return document.take(change.id, change.payload)


def test_W1_what_waited_is_applied_with_what_it_lacked() -> None:
    document = Document(DOSSIER)
    assert take(document, _THIRD) == ()
    assert take(document, _SECOND) == ()
    assert document.verdict(_SECOND.id) == ("waiting", "")
    assert take(document, _FIRST) == (_FIRST.id, _SECOND.id, _THIRD.id)
    assert document.order() == (_FIRST.id, _SECOND.id, _THIRD.id)


def test_W1_a_change_with_two_missing_parents_waits_for_both() -> None:
    left, right = write(LAN, 1, [], ["set", "/a", 1]), write(BAY, 1, [], ["set", "/b", 1])
    both = write(MAI, 2, [left, right], ["set", "/c", 1])
    for first, last in ((left, right), (right, left)):
        document = Document(DOSSIER)
        assert take(document, both) == ()
        assert take(document, first) == (first.id,)
        assert take(document, last) == (last.id, both.id)


def test_W3_a_change_that_comes_twice_changes_nothing() -> None:
    document = document_of([_FIRST, _SECOND])
    before = document.state()
    assert take(document, _SECOND) == take(document, _FIRST) == ()
    assert document.state() == before


def test_W5_a_newer_version_waits_and_so_does_what_is_built_on_it() -> None:
    newer = write(BAY, 2, [_FIRST], ["set", "/a", 2], version=2)
    after = write(MAI, 3, [newer], ["set", "/a", 3])
    document = document_of([_FIRST, newer, after])
    assert document.verdict(newer.id) == ("waiting", "newer")
    assert document.verdict(after.id) == ("waiting", "")
    assert document.missing(after.id) == document.missing(newer.id) == ()
    assert document.holds(newer.id)
    assert document.applied(newer.id) is None


def test_W9_missing_are_parents_that_are_nowhere() -> None:
    other = write(LAN, 1, [], ["set", "/b", 1])
    both = write(MAI, 2, [other, _SECOND], ["set", "/c", 1])
    document = document_of([both])
    assert document.missing(both.id) == tuple(sorted([other.id, _SECOND.id]))
    assert document.missing(both.id, stored={other.id}) == (_SECOND.id,)
    document.exclude(exclude(_SECOND, "all", 1))
    assert document.missing(both.id) == (other.id,)
    take(document, other)
    assert document.missing(both.id) == ()
    assert document.missing(b"\0" * 32) == ()


@settings(max_examples=40)
@given(st.lists(CHANGES, max_size=3))
def test_W10_no_well_formed_change_makes_the_merge_raise(changes: list[Change]) -> None:
    document = Document(DOCUMENT)
    for change in changes:
        payload = encode(change)
        document.take(change_id(payload), payload)
    assert len(document.digest()) == 32
    assert isinstance(document.conflicts(), tuple)
    assert document.replaced() == {}


def test_W12_W13_verdicts_are_the_present_ones() -> None:
    document = document_of([_FIRST, _SECOND])
    assert document.verdict(_SECOND.id) == ("accepted", "")
    document.exclude(exclude(_SECOND, [0], 1, "not-granted"))
    assert document.verdict(_SECOND.id) == ("quarantined", "not-granted")
    document.exclude(exclude(_SECOND, [], 2))
    assert document.verdict(_SECOND.id) == ("accepted", "")
    assert document.verdict(_THIRD.id) is None
    document.exclude(exclude(_THIRD, [0], 1))
    assert document.verdict(_THIRD.id) is None


def test_W2_what_is_applied_stays_applied_through_every_exclusion() -> None:
    document = document_of([_FIRST, _SECOND, _THIRD])
    records = [exclude(_SECOND, "all", 0), exclude(_SECOND, [0], 1), exclude(_SECOND, [], 2)]
    for record in [*records, exclude(_SECOND, "all", 3)]:
        document.exclude(record)
        assert set(document.order()) == {_FIRST.id, _SECOND.id, _THIRD.id}


def test_H1_H2_contexts_lie_within_the_document() -> None:
    document = document_of([_FIRST, _SECOND, _THIRD])
    assert document.context(_THIRD.id) == {_FIRST.id, _SECOND.id}
    assert document.saw(_THIRD.id, _FIRST.id)
    assert not document.saw(_FIRST.id, _THIRD.id)
    assert document.heads() == (_THIRD.id,)


def test_L1_L2_the_log_keeps_every_kind_in_the_order_of_the_state() -> None:
    noted = write(BAY, 5, [_FIRST], ["record", "noted", {"n": 1}], ["record", "later_kind", {}])
    document = document_of([_FIRST, noted])
    assert document.log() == (
        LogEntry(noted.id, 5, "noted", {"n": 1}, 0),
        LogEntry(noted.id, 5, "later_kind", {}, 1),
    )
    document.exclude(exclude(noted, [0], 1))
    assert [entry.kind for entry in document.log()] == ["later_kind"]


def test_C9_at_some_ids_only_these_and_their_ancestors_are_seen() -> None:
    document = document_of([_FIRST, _SECOND, _THIRD])
    assert document.state([_SECOND.id]) == document_of([_FIRST, _SECOND]).state()
    assert document.state([_SECOND.id, _FIRST.id, b"\0" * 32]) == document.state([_SECOND.id])
    assert document.state([]) == Document(DOSSIER).state()
    assert document.digest([_THIRD.id]) == document.digest()


def test_X5_a_fork_shows_what_would_happen_and_changes_nothing() -> None:
    document = document_of([_FIRST, _THIRD])
    fork = document.fork()
    assert fork.exclude(exclude(_SECOND, "all", 1)) == (_SECOND.id, _THIRD.id)
    assert document.order() == (_FIRST.id,)
    assert document.exclude(exclude(_SECOND, "all", 1)) == (_SECOND.id, _THIRD.id)
    assert document.state() == fork.state()
