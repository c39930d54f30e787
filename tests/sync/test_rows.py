"""Rows: who wants them, who took them away, and in which order they are drawn."""

from sync.document import Document
from sync.rows import Row, rows_on
from tests.vectors.merged import document_of
from tests.vectors.people import BAY, LAN, MAI, write

_ROW, _OTHER = "9f3kq0aa00000", "9f3kq0aa00001"
_TITLE = f"/items/@{_ROW}/title"
_ADDED = write(LAN, 1, [], ["insert", "/items", _ROW, "V"], ["set", _TITLE, "một"])
_REMOVED = write(LAN, 2, [_ADDED], ["remove", "/items", _ROW])


def row(document: Document, row_id: str = _ROW, list_path: str = "/items") -> Row:
    return next(row for row in document.rows(list_path) if row.id == row_id)


def test_G1_a_row_is_there_because_somebody_wants_it() -> None:
    assert row(document_of([_ADDED])) == Row(
        id=_ROW, position="V", tokens=(_ADDED.id,), standing=True, visible=True, revived=False
    )


def test_G1_G2_what_is_beneath_a_row_wants_it_too() -> None:
    inner = write(BAY, 2, [_ADDED], ["insert", f"/items/@{_ROW}/parts", _OTHER, "V"])
    deep = write(MAI, 2, [_ADDED], ["set", f"/items/@{_ROW}/parts/@{_OTHER}/x", 1])
    for change in (inner, deep):
        document = document_of([_ADDED, change])
        assert row(document).tokens == tuple(sorted([_ADDED.id, change.id]))
        assert row(document, _OTHER, f"/items/@{_ROW}/parts").tokens == (change.id,)


def test_G3_a_removal_takes_what_it_saw() -> None:
    document = document_of([_ADDED, _REMOVED])
    assert (row(document).standing, row(document).visible) == (False, False)
    assert document.lists() == ("/items",)


def test_G3_operations_of_one_change_act_in_their_order() -> None:
    gone = write(LAN, 1, [], ["insert", "/items", _ROW, "V"], ["remove", "/items", _ROW])
    kept = write(LAN, 1, [], ["remove", "/items", _ROW], ["insert", "/items", _ROW, "V"])
    assert not row(document_of([gone])).standing
    assert row(document_of([kept])).standing


def test_G3_a_removal_leaves_rows_around_and_beneath_alone() -> None:
    parts = f"/items/@{_ROW}/parts"
    inner = write(LAN, 2, [_ADDED], ["insert", parts, _OTHER, "V"])
    out = write(LAN, 3, [inner], ["remove", parts, _OTHER])
    document = document_of([_ADDED, inner, out])
    assert row(document).tokens == tuple(sorted([_ADDED.id, inner.id]))
    whole = write(LAN, 3, [inner], ["remove", "/items", _ROW])
    document = document_of([_ADDED, inner, whole])
    assert row(document, _OTHER, parts).standing


def test_G4_a_concurrent_edit_outlives_a_removal_and_says_so() -> None:
    edited = write(BAY, 2, [_ADDED], ["set", _TITLE, "hai"])
    document = document_of([_ADDED, _REMOVED, edited])
    assert (row(document).visible, row(document).revived) == (True, True)


def test_G4_who_saw_the_removal_revives_it_knowingly() -> None:
    again = write(BAY, 3, [_REMOVED], ["insert", "/items", _ROW, "W"])
    document = document_of([_ADDED, _REMOVED, again])
    assert (row(document).visible, row(document).revived, row(document).position) == (True, False, "W")


def test_G5_a_row_in_a_removed_row_is_invisible() -> None:
    parts = f"/items/@{_ROW}/parts"
    inner = write(LAN, 2, [_ADDED], ["insert", parts, _OTHER, "V"], ["set", f"{parts}/@{_OTHER}/x", 1])
    removed = write(LAN, 3, [inner], ["remove", "/items", _ROW])
    found = row(document_of([_ADDED, inner, removed]), _OTHER, parts)
    assert (found.standing, found.visible) == (True, False)


def test_G6_a_revived_row_is_whole() -> None:
    more = write(LAN, 2, [_ADDED], ["set", f"/items/@{_ROW}/note", "ghi chú"])
    removed = write(LAN, 3, [more], ["remove", "/items", _ROW])
    again = write(BAY, 4, [removed], ["set", _TITLE, "ba"])
    document = document_of([_ADDED, more, removed, again])
    values = {path: [entry.value for entry in entries] for path, entries in document.fields().items()}
    assert values == {_TITLE: ["ba"], f"/items/@{_ROW}/note": ["ghi chú"]}
    assert row(document).position == "V"


def test_G7_of_concurrent_moves_the_greatest_id_is_shown_whatever_the_clocks_say() -> None:
    late = write(BAY, 9, [_ADDED], ["insert", "/items", _ROW, "W"])
    early = write(BAY, 0, [_ADDED], ["insert", "/items", _ROW, "X"])
    document = document_of([_ADDED, late, early])
    assert row(document).position == ("W" if late.id > early.id else "X")
    assert document.conflicts() == ()


def test_G8_rows_are_ordered_by_position_then_id() -> None:
    ids = ["0" * 13, "1" * 13, "2" * 13, "3" * 13]
    rows = write(
        LAN,
        1,
        [],
        ["insert", "/items", ids[3], "A"],
        ["insert", "/items", ids[1], "a"],
        ["insert", "/items", ids[0], "a"],
        ["set", f"/items/@{ids[2]}/x", 1],
    )
    drawn = document_of([rows]).rows("/items")
    assert [row.id for row in drawn] == [ids[2], ids[3], ids[0], ids[1]]


def test_G9_two_devices_that_start_one_group_keep_all_rows() -> None:
    def three(letter: str) -> list[list[object]]:
        return [["insert", "/items", f"{letter}{place}".ljust(13, "0"), "V"] for place in range(3)]

    document = document_of([write(LAN, 1, [], *three("a")), write(BAY, 1, [], *three("b"))])
    assert len([row for row in document.rows("/items") if row.visible]) == 6


def test_G2_rows_on_a_path() -> None:
    assert rows_on("/a/b") == []
    assert rows_on(_TITLE) == [("/items", _ROW)]
    assert rows_on(f"/items/@{_ROW}/parts/@{_OTHER}") == [
        ("/items", _ROW),
        (f"/items/@{_ROW}/parts", _OTHER),
    ]
