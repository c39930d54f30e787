"""Registers: what a field keeps, and what it shows first."""

from sync.document import Document
from tests.vectors.merged import document_of
from tests.vectors.people import BAY, LAN, MAI, write

_START = write(LAN, 1, [], ["set", "/a", "trống"])


def shown(document: Document) -> list[object]:
    return [entry.value for entry in document.field("/a")]


def test_R1_a_set_takes_away_what_it_saw_and_nothing_else() -> None:
    lan = write(LAN, 2, [_START], ["set", "/a", "Lan"])
    bay = write(BAY, 2, [_START], ["set", "/a", "Bảy"])
    mai = write(MAI, 3, [lan], ["set", "/a", "Mai"])
    assert set(map(str, shown(document_of([_START, lan, bay, mai])))) == {"Bảy", "Mai"}


def test_R1_who_writes_another_field_takes_nothing_away() -> None:
    other = write(BAY, 2, [_START], ["set", "/b", 1], ["insert", "/a", "9f3kq0aa00000", "V"])
    assert shown(document_of([_START, other])) == ["trống"]


def test_R2_of_two_values_in_one_change_the_later_stays() -> None:
    both = write(LAN, 2, [_START], ["set", "/a", 1], ["set", "/a", 2])
    document = document_of([_START, both])
    assert shown(document) == [2]
    assert [entry.change for entry in document.field("/a")] == [both.id]


def test_R3_the_latest_is_shown_first_and_of_equal_times_the_greatest_id() -> None:
    late = write(LAN, 9, [_START], ["set", "/a", "muộn"])
    pair = [write(author, 5, [_START], ["set", "/a", author.device.hex()]) for author in (BAY, MAI)]
    pair.sort(key=lambda change: change.id, reverse=True)
    document = document_of([_START, *pair, late])
    assert [entry.change for entry in document.field("/a")] == [late.id, pair[0].id, pair[1].id]
    assert document.fields() == {"/a": document.field("/a")}


def test_R4_a_clock_in_1970_replaces_and_one_in_2099_hides_nobody() -> None:
    early = write(BAY, 0, [_START], ["set", "/a", "1970"])
    far = write(MAI, 2**42 - 1, [_START], ["set", "/a", "2099"])
    document = document_of([_START, early, far])
    assert shown(document) == ["2099", "1970"]
    assert document.conflicts() == ("/a",)


def test_R1_a_field_that_nobody_wrote_is_empty() -> None:
    assert document_of([_START]).field("/b") == ()
