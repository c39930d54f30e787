"""The file of a city's people, read into lines of cells by column. Pure.

CSV in UTF-8, with or without a mark; commas or semicolons; the columns are named in the first line.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping

from msgspec import Struct

BYTES_MAX = 4 * 1024 * 1024
LINES_MAX = 20_000
QUOTED_CHARS_MAX = 40
LINE_END = re.compile(r"[\r\n]")
REQUIRED = ("kind", "code", "name")
COLUMNS = (
    *REQUIRED,
    *("parent", "covers", "successor"),
    *("unit", "role", "authority", "procedures"),
    *("from", "to"),
)


class Line(Struct, frozen=True):
    number: int
    # by column, NFC and without blanks at the ends; empty where the file has no such column
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


class Fault(Struct, frozen=True, order=True):
    line: int
    # empty for the whole line
    column: str
    # what is wrong, and what to write
    says: str

    def __str__(self) -> str:
        return f"line {self.line}{', ' * bool(self.column)}{self.column}: {self.says}"


def read(data: bytes) -> tuple[list[Line], list[Fault]]:
    """Every line, or none of them where not all can be told apart; and what is wrong with the file itself."""
    if len(data) > BYTES_MAX:
        return [], [Fault(1, "", f"the file is larger than {BYTES_MAX >> 20} MB; make two of it")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        return [], [Fault(number, "", "this is not UTF-8; save the file as CSV UTF-8")]
    records = _records(text)
    _, header = next(records, (1, []))
    if isinstance(header, Fault):
        return [], [header]
    names = [_plain(cell).lower() for cell in header]
    faults = list(_header_faults(names))
    return ([], faults) if faults else _lines(names, records)


def quoted(cell: str) -> str:
    """A cell in a message: short, and whatever nobody sees as its number."""
    shown = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}"
        for character in cell[:QUOTED_CHARS_MAX]
    )
    return f'"{shown}{"…" if len(cell) > QUOTED_CHARS_MAX else ""}"'


def _records(text: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Each with the number of the line on which it begins. After a fault nothing more can be told apart."""
    first = LINE_END.split(text, maxsplit=1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            remedy = "close every quote that is opened, and write quotes within quotes twice"
            yield number, Fault(number, "", f"this is not CSV ({error}); {remedy}")
            return
        if record is None:
            return
        yield number, record


def _header_faults(names: list[str]) -> Iterator[Fault]:
    known = ", ".join(COLUMNS)
    for place, name in enumerate(names, start=1):
        if name not in COLUMNS:
            yield Fault(1, "", f"column {place}, {quoted(name)}, is unknown; take it out, or name it {known}")
    for name in COLUMNS:
        if names.count(name) > 1:
            yield Fault(1, name, "there are two such columns; leave one")
    for name in REQUIRED:
        if name not in names:
            yield Fault(1, name, f"there is no such column; name it in the first line, of {known}")


def _lines(
    names: list[str], records: Iterator[tuple[int, list[str] | Fault]]
) -> tuple[list[Line], list[Fault]]:
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, record in records:
        if isinstance(record, Fault):
            return [], [*faults, record]
        if any(map(_plain, record[len(names) :])):
            says = f"it has {len(record)} cells, and the first line names {len(names)}; put cells in quotes"
            faults.append(Fault(number, "", says))
        if any(map(_plain, record)):
            cells = dict(zip(names, map(_plain, record), strict=False))
            lines.append(Line(number, {column: cells.get(column, "") for column in COLUMNS}))
        if len(lines) > LINES_MAX:
            return [], [Fault(number, "", f"these are more than {LINES_MAX:,} lines; make two files of it")]
    return lines, faults


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()
