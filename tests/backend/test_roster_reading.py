"""A file of people is read as spreadsheets write it, and hostile ones end in a sentence."""

import csv

import pytest

from backend.operations.roster.reading import BYTES_MAX, LINES_MAX, Line, quoted, read
from tests.support.roster import PERSON, csv_of, lines_of

HEADER = b"kind,code,name,unit,role\n"
ROW = b"person,CB-1,An,26732,reception\n"


def only(data: bytes) -> str:
    [fault] = read(data)[1]
    return str(fault)


def names_in(data: bytes) -> list[str]:
    return [line["name"] for line in lines_of(data)]


@pytest.mark.parametrize(
    "data",
    [
        HEADER + ROW,
        b"\xef\xbb\xbf" + HEADER + ROW,
        (HEADER + ROW).replace(b",", b";"),
        (HEADER + ROW).replace(b"\n", b"\r\n"),
        (HEADER + ROW).replace(b"\n", b"\r"),
        (HEADER + ROW).rstrip(),
        b"Kind, Code ,NAME,unit,role\n" + ROW,
        HEADER + b"\n,,,,\n" + ROW + b"\n\n",
        HEADER + b' person ,"CB-1"," An ",26732,reception,,,\n',
        b"role,unit,name,code,kind\nreception,26732,An,CB-1,person\n",
    ],
    ids=["plain", "mark", "semicolons", "CRLF", "CR", "no end", "header", "empty lines", "blanks", "order"],
)
def test_a_file_is_read_however_it_was_saved(data: bytes) -> None:
    [line] = lines_of(data)
    found = [line[column] for column in ("kind", "code", "name", "unit", "role", "to")]
    assert found == ["person", "CB-1", "An", "26732", "reception", ""]


def test_texts_become_nfc_and_formulas_stay_text() -> None:
    written = ["Nguye\u0302\u0303n", "=1+1", '=HYPERLINK("x")', "@SUM(1)", 'A "B", C; D']
    assert names_in(csv_of(*({**PERSON, "name": name} for name in written))) == ["Nguyễn", *written[1:]]


def test_a_line_is_named_by_where_it_begins() -> None:
    data = HEADER + b'\nperson,CB-1,"A\nn",26732,reception\n' + ROW
    assert [line.number for line in lines_of(data)] == [3, 5]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "line 1, code: there is no such column"),
        (b"\n" + ROW, "line 1, code: there is no such column"),
        (ROW, 'line 1: column 1, "person", is unknown'),
        (
            b"kind,code,name,email\n",
            'line 1: column 4, "email", is unknown; take it out, or name it kind, code',
        ),
        (b"kind,code,name,\n", 'line 1: column 4, "", is unknown'),
        (b"kind,code,name,so_cccd\n", '"so_cccd", is unknown'),
        (b"kind,code,name,NAME\n", "line 1, name: there are two such columns"),
    ],
)
def test_columns_are_those_of_the_page_and_no_others(data: bytes, says: str) -> None:
    lines, faults = read(data)
    assert lines == []
    assert any(says in str(fault) for fault in faults), faults


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (HEADER + ROW + "Nguyễn".encode("utf-16"), "line 3: this is not UTF-8"),
        ((HEADER + ROW).decode().encode("utf-16"), "line 1: this is not UTF-8"),
        (HEADER + b"person,\xff", "line 2: this is not UTF-8"),
        (HEADER + ROW + b'person,CB-2,"An,26732,reception\n' + ROW, "line 3: this is not CSV"),
        (HEADER + b'person,CB-2,"A"n,26732,reception\n' + ROW, "line 2: this is not CSV"),
        (b'"kind,code', "line 1: this is not CSV"),
        (HEADER + b"person,CB-2," + b"A" * 1_000_000 + b",26732,reception\n", "line 2: this is not CSV"),
        (HEADER + ROW[:-1] + b",x\n", "line 2: it has 6 cells, and the first line names 5"),
        (HEADER + b"," * 100_000 + b"x\n", "line 2: it has 100001 cells"),
        (HEADER + ROW * (LINES_MAX + 1), "these are more than 20,000 lines"),
        (b"x" * (BYTES_MAX + 1), "line 1: the file is larger than 4 MB"),
    ],
)
def test_what_cannot_be_read_is_told_once(data: bytes, says: str) -> None:
    assert says in only(data)
    assert len(only(data)) < 300


def test_a_header_of_a_hundred_thousand_columns_is_refused_by_name() -> None:
    lines, faults = read(b",".join(b"c%d" % number for number in range(100_000)))
    assert lines == []
    assert len(faults) == 100_003
    assert str(min(faults)).startswith('line 1: column 1, "c0", is unknown')


def test_a_file_of_the_greatest_size_is_read() -> None:
    assert len(lines_of(HEADER + ROW * LINES_MAX)) == LINES_MAX
    assert lines_of(HEADER + b"\n" * (BYTES_MAX - len(HEADER))) == []


def test_the_limit_of_the_csv_module_is_left_alone() -> None:
    before = csv.field_size_limit()
    read(HEADER + b'"' + b"A" * 1_000_000)
    assert csv.field_size_limit() == before


def test_a_cell_in_a_message_is_short_and_shows_what_nobody_sees() -> None:
    assert quoted("An") == '"An"'
    assert quoted("A\0\u202en\n") == '"A\\u0000\\u202en\\u000a"'
    assert quoted("A" * 41) == f'"{"A" * 40}…"'


def test_a_line_has_every_column() -> None:
    assert Line(2, {"kind": "person"})["kind"] == "person"
    assert set(lines_of(HEADER + ROW)[0].cells) >= {
        "parent",
        "covers",
        "successor",
        "authority",
        "procedures",
    }
