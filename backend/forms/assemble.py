"""From the registers and rows of a dossier to the nested JSON that its form describes, and back to paths."""

import json
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct

from backend.forms.definition import Form
from backend.forms.visible import template_of, visible
from sync.document import Document

# What both languages take for white space around a text. Their own ideas of it differ.
BLANKS = " \t\n\r\u00a0"

# One more than any form allows in a list: what a hostile dossier has beyond that cannot make it more wrong.
ROWS_MAX = 101

# Where each row stands in its list. Looked up for every path of a row, so no search through the list.
Places = Mapping[str, Mapping[str, int]]


class View(Struct, frozen=True):
    """What stands in a dossier: the value shown at each path, and the visible rows of each list in order."""

    values: Mapping[str, object]
    rows: Mapping[str, Sequence[str]]


class Answers(Struct, frozen=True, kw_only=True):
    """The answers to what the form asks, nested as its schema has them."""

    data: dict[str, object]
    # JSON pointer of each array in `data` → the row ids of its elements
    rows: Mapping[str, Sequence[str]]
    # the same by the path of each list that is asked
    lists: Mapping[str, Sequence[str]]
    # what is asked, by path, with its answer or None
    asked: Mapping[str, object]
    # paths with a value of which the form knows nothing
    unknown: tuple[str, ...]


def assemble(form: Form, view: View) -> Answers:
    """Only visible rows and questions that are asked; texts NFC and trimmed; null and "" are no answer.

    Of a field in conflict the value shown first is taken: whether the conflict matters is asked elsewhere.
    """
    values = {path: normal(value) for path, value in view.values.items()}
    lists = {path: ids[:ROWS_MAX] for path, ids in view.rows.items()}
    asked = visible(form, values, lists)
    places = _places(lists)
    data: dict[str, object] = {}
    rows: dict[str, Sequence[str]] = {}
    for path, answer in asked.items():
        pointer = _pointer(path, places)
        if form.ui.fields[template_of(path)].row is None:
            if answer is not None:
                _put(data, pointer, answer)
        elif lists.get(path):
            rows[pointer] = lists[path]
            _put(data, pointer, [{} for _ in lists[path]])
    unknown = [path for path, value in values.items() if value is not None and not _known(form, path)]
    return Answers(
        data=data,
        rows=rows,
        lists={path: ids for path, ids in lists.items() if path in asked},
        asked=asked,
        unknown=tuple(sorted(path for path in unknown if _all_rows_in(path, places))),
    )


def view_of_document(document: Document) -> View:
    """What a person sees now."""
    values = {path: entries[0].value for path, entries in document.fields().items() if entries}
    rows = {path: tuple(row.id for row in document.rows(path) if row.visible) for path in document.lists()}
    return View(values=values, rows=rows)


def view_of_state(state: str) -> View:
    """What stood in a canonical state: what a submission handed in."""
    _, registers, lists, *_ = json.loads(state)
    values = {path: max(entries, key=lambda entry: (entry[1], entry[0]))[2] for path, entries in registers}
    standing = {path: tuple(row[0] for row in rows) for path, rows in lists}
    places = _places(standing)
    return View(
        values=values, rows={path: rows for path, rows in standing.items() if _all_rows_in(path, places)}
    )


def normal(value: object) -> object:
    """A value as it is validated. A text that is empty once trimmed is no answer."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip(BLANKS) or None
    return value


def path_of(answers: Answers, pointer: Sequence[str]) -> str:
    """The path of a JSON pointer into `answers.data`, whether something stands there or is missing."""
    seen, path = "", ""
    for name in pointer:
        rows = answers.rows.get(seen)
        path += f"/{name}" if rows is None else f"/@{rows[int(name)]}"
        seen += f"/{name}"
    return path


def critical_paths(form: Form, paths: Sequence[str]) -> tuple[str, ...]:
    """Of some conflicts, those that must be settled before the dossier can be handed in."""
    critical = {template for template, field in form.ui.fields.items() if field.critical}
    return tuple(path for path in paths if template_of(path) in critical)


def _places(rows: Mapping[str, Sequence[str]]) -> Places:
    return {path: {row: place for place, row in enumerate(ids)} for path, ids in rows.items()}


def _pointer(path: str, places: Places) -> str:
    """The JSON pointer of a path: row ids become places in their lists."""
    seen, pointer = "", ""
    for name in path.split("/")[1:]:
        pointer += f"/{places[seen][name[1:]]}" if name.startswith("@") else f"/{name}"
        seen += f"/{name}"
    return pointer


def _put(data: dict[str, object], pointer: str, value: object) -> None:
    *names, last = pointer.split("/")[1:]
    place: object = data
    for name in names:
        if isinstance(place, list):
            place = place[int(name)]
        else:
            assert isinstance(place, dict)
            place = place.setdefault(name, {})
    assert isinstance(place, dict)
    place[last] = value


def _known(form: Form, path: str) -> bool:
    field = form.ui.fields.get(template_of(path))
    return field is not None and field.row is None


def _all_rows_in(path: str, places: Places) -> bool:
    """Whether every row on the way is there: what lies beneath a removed one is no answer."""
    seen = ""
    for name in path.split("/")[1:]:
        if name.startswith("@") and name[1:] not in places.get(seen, {}):
            return False
        seen += f"/{name}"
    return True
