"""Exclusions: which record counts, what it leaves out, what it brings to light."""

from sync.document import Document
from tests.vectors.merged import document_of
from tests.vectors.people import BAY, DOSSIER, LAN, MAI, Written, exclude, write

_FIRST = write(LAN, 1, [], ["set", "/a", "Lan"], ["set", "/b", "Lan"])
_SECOND = write(BAY, 2, [_FIRST], ["set", "/a", "Bảy"], ["set", "/b", "Bảy"])
_THIRD = write(MAI, 3, [_SECOND], ["set", "/a", "Mai"])
_CHAIN = [_FIRST, _SECOND]


def values(document: Document, path: str = "/a") -> list[object]:
    return [entry.value for entry in document.field(path)]


def listed(document: Document) -> dict[str, list[object]]:
    return {path: [entry.value for entry in entries] for path, entries in document.replaced().items()}


def test_X3_the_highest_turn_stands_whatever_comes_first() -> None:
    records = [exclude(_SECOND, "all", 1), exclude(_SECOND, [0], 3), exclude(_SECOND, [], 2)]
    for order in (records, records[::-1], [records[1], records[0], records[2]]):
        standing = document_of(_CHAIN, order).standing(_SECOND.id)
        assert standing is not None
        assert standing.operations == (0,)


def test_X3_of_equal_turns_the_greater_payload_stands() -> None:
    one, other = exclude(_SECOND, [0], 1), exclude(_SECOND, [1], 1)
    for order in ([one, other], [other, one]):
        standing = document_of(_CHAIN, order).standing(_SECOND.id)
        assert standing is not None
        assert standing.payload == max(one, other)


def test_X4_an_empty_list_readmits() -> None:
    document = document_of(_CHAIN, [exclude(_SECOND, "all", 1)])
    assert values(document) == ["Lan"]
    document.exclude(exclude(_SECOND, [], 2))
    assert values(document) == ["Bảy"]
    assert document.state() == document_of(_CHAIN).state()


def test_X5_an_all_stands_in_for_what_never_came() -> None:
    document = document_of([_FIRST, _THIRD])
    assert document.exclude(exclude(_SECOND, "all", 1)) == (_SECOND.id, _THIRD.id)
    assert values(document) == ["Mai"]
    assert document.applied(_SECOND.id) is None
    assert document.take(_SECOND.id, _SECOND.payload) == ()
    assert document.verdict(_SECOND.id) == ("quarantined", "")


def test_X5_a_stand_in_waits_for_its_own_parents() -> None:
    document = document_of([_THIRD], [exclude(_SECOND, "all", 1)])
    assert document.order() == ()
    assert document.take(_FIRST.id, _FIRST.payload) == (_FIRST.id, _SECOND.id, _THIRD.id)


def test_X6_a_part_counts_only_once_the_payload_is_there() -> None:
    document = document_of([_FIRST], [exclude(_SECOND, "all", 1), exclude(_SECOND, [0], 2)])
    assert document.heads() == (_SECOND.id,)
    document.take(_SECOND.id, _SECOND.payload)
    assert (values(document), values(document, "/b")) == (["Lan"], ["Bảy"])


def test_X6_a_part_of_a_newer_version_never_counts() -> None:
    newer = write(BAY, 2, [_FIRST], ["set", "/a", 1], version=2)
    document = document_of([_FIRST, newer], [exclude(newer, [0], 5)])
    assert document.verdict(newer.id) == ("waiting", "newer")
    document.exclude(exclude(newer, "all", 1))
    assert document.verdict(newer.id) == ("quarantined", "")


def test_X2_an_operation_that_is_not_there_makes_no_record() -> None:
    document = document_of(_CHAIN, [exclude(_SECOND, [0, 2], 9)])
    assert document.verdict(_SECOND.id) == ("accepted", "")
    assert values(document) == ["Bảy"]


def test_X7_an_excluded_change_is_in_contexts_and_heads() -> None:
    document = document_of(_CHAIN, [exclude(_SECOND, "all", 1)])
    assert document.heads() == (_SECOND.id,)
    document.take(_THIRD.id, _THIRD.payload)
    assert document.context(_THIRD.id) == {_FIRST.id, _SECOND.id}


def test_X8_only_what_is_left_out_has_no_effect() -> None:
    document = document_of(_CHAIN, [exclude(_SECOND, [1], 1)])
    assert (values(document), values(document, "/b")) == (["Bảy"], ["Lan"])


def test_X9_what_it_took_away_is_listed_unless_it_is_back() -> None:
    record = exclude(_SECOND, "all", 1)
    assert listed(document_of(_CHAIN, [record])) == {}
    assert listed(document_of([*_CHAIN, _THIRD], [record])) == {"/a": ["Lan"]}


def test_X9_several_left_out_in_a_row_list_what_the_first_took_away() -> None:
    records = [exclude(_SECOND, "all", 1), exclude(_THIRD, "all", 1)]
    last = write(LAN, 4, [_THIRD], ["set", "/a", "cuối"])
    assert listed(document_of([*_CHAIN, _THIRD, last], records)) == {"/a": ["Lan"]}


def test_X9_a_value_written_twice_in_one_change_is_listed_when_the_later_is_left_out() -> None:
    twice = write(BAY, 2, [_FIRST], ["set", "/a", "một"], ["set", "/a", "hai"])
    after = write(MAI, 3, [twice], ["set", "/a", "ba"])
    assert listed(document_of([_FIRST, twice], [exclude(twice, [1], 1)])) == {}
    assert listed(document_of([_FIRST, twice, after], [exclude(twice, [1], 1)])) == {"/a": ["một"]}


def test_X10_what_a_readmitted_change_wrote_is_listed_unless_it_is_shown() -> None:
    records = [exclude(_SECOND, "all", 1), exclude(_SECOND, [], 2)]
    assert listed(document_of(_CHAIN, records)) == {}
    assert listed(document_of([*_CHAIN, _THIRD], records)) == {"/a": ["Bảy"]}


def test_X10_a_part_that_was_never_left_out_is_not_listed() -> None:
    records = [exclude(_SECOND, [1], 1), exclude(_SECOND, [], 2)]
    assert listed(document_of([*_CHAIN, _THIRD], records)) == {}


def test_X1_a_record_of_another_document_is_our_own_fault() -> None:
    other = Written(_SECOND.id, _SECOND.payload, _SECOND.parents)
    document = Document(bytes(16))
    assert document.document != DOSSIER
    try:
        document.exclude(exclude(other, "all", 1))
    except AssertionError:
        return
    raise AssertionError("taken")
