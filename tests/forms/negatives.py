"""For every constraint of a form a dossier that breaks it, and the triple that says so."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from backend.forms.assemble import View, assemble
from backend.forms.definition import Form
from backend.forms.publishing.dialect import leaves_of
from backend.forms.visible import holds, template_of
from tests.forms.dossiers import view_of
from tests.forms.shared import all_complete_dossiers

Triple = tuple[str, str, dict[str, object]]

# No pattern of a form takes it, and no list of options has it.
NOTHING_LIKE_IT = "☃"


class Negative(Struct, frozen=True):
    # "/child/name maxLength"
    constraint: str
    view: View
    expected: Triple


def negatives(form: Form) -> list[Negative]:
    """One for each keyword of each field, in the first complete dossier that answers it."""
    wholes = [view_of(operations) for operations in all_complete_dossiers()[form.id].values()]
    return [
        Negative(f"{template} {keyword}", spoilt, (path, keyword, parameters))
        for template, schema in leaves_of(form.schema)
        for view, path in _first_answered(form, template, wholes)
        for keyword, spoilt, parameters in _broken(form, schema, view, path)
    ]


def unanswered(form: Form) -> set[str]:
    """Fields that no complete dossier answers: nothing can be broken there."""
    wholes = [view_of(operations) for operations in all_complete_dossiers()[form.id].values()]
    return {path for path, _ in leaves_of(form.schema) if not list(_first_answered(form, path, wholes))}


def _first_answered(form: Form, template: str, wholes: list[View]) -> Iterator[tuple[View, str]]:
    for view in wholes:
        answers = assemble(form, view)
        for path, answer in answers.asked.items():
            if template_of(path) == template and (answer is not None or answers.lists.get(path)):
                yield view, path
                return


def _broken(
    form: Form, schema: Mapping[str, Any], view: View, path: str
) -> Iterator[tuple[str, View, dict[str, object]]]:
    if _is_required(form, view, path):
        yield "required", _without(view, path), {}
    if schema["type"] == "array":
        rows = tuple(f"{number:013d}" for number in range(schema["maxItems"] + 1))
        yield "maxItems", View(view.values, {**view.rows, path: rows}), {"limit": schema["maxItems"]}
        return
    yield "type", _with(view, path, [1]), {"type": schema["type"]}
    for keyword, value, parameters in _values(schema):
        yield keyword, _with(view, path, value), parameters


def _values(schema: Mapping[str, Any]) -> Iterator[tuple[str, object, dict[str, object]]]:
    for keyword, value in (
        ("minimum", schema.get("minimum", 0) - 1),
        ("maximum", schema.get("maximum", 0) + 1),
        ("minLength", "a" * (schema.get("minLength", 1) - 1)),
        ("maxLength", "ă" * (schema.get("maxLength", 0) + 1)),
    ):
        # One letter is the least that any answer has.
        if keyword in schema and value != "":
            yield keyword, value, {"limit": schema[keyword]}
    for keyword in ("pattern", "enum"):
        if keyword in schema:
            yield keyword, NOTHING_LIKE_IT, {}
    if "const" in schema:
        yield "const", False if schema["const"] is True else NOTHING_LIKE_IT, {}


def _is_required(form: Form, view: View, path: str) -> bool:
    required = form.ui.fields[template_of(path)].required
    if isinstance(required, bool):
        return required
    return holds(required, path, assemble(form, _without(view, path)).asked)


def _with(view: View, path: str, value: object) -> View:
    return View({**view.values, path: value}, view.rows)


def _without(view: View, path: str) -> View:
    return View(
        {other: value for other, value in view.values.items() if other != path},
        {other: rows for other, rows in view.rows.items() if other != path},
    )
