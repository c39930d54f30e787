"""What is asked: conditions over the answers so far, and templates, which are paths without their row ids."""

from collections.abc import Mapping, Sequence

from msgspec import UNSET

from backend.forms.definition import Condition, Form


def visible(form: Form, values: Mapping[str, object], rows: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The paths that are asked, in order, each with its answer or None; a repeating group has None.

    An answer to a question that is no longer asked counts neither here nor in the conditions that follow.
    """
    asked: dict[str, object] = {}
    for template, field in form.ui.fields.items():
        for path in instances(template, asked, rows):
            if field.visible is None or holds(field.visible, path, asked):
                asked[path] = values.get(path) if field.row is None else None
    return asked


def holds(condition: Condition, path: str, asked: Mapping[str, object]) -> bool:
    """Whether a condition is met for the field at `path`; a field that it names stands in the same rows."""
    if condition.all is not UNSET:
        return all(holds(each, path, asked) for each in condition.all)
    if condition.any is not UNSET:
        return any(holds(each, path, asked) for each in condition.any)
    assert condition.field is not UNSET
    answer = asked.get(in_rows_of(path, condition.field))
    if condition.in_ is not UNSET:
        return any(_same(answer, each) for each in condition.in_)
    if condition.is_ is not UNSET:
        return _same(answer, condition.is_)
    return answer is not None


def instances(template: str, asked: Mapping[str, object], rows: Mapping[str, Sequence[str]]) -> list[str]:
    """The paths of `/items/@/title`: one for each row of each group around it that is asked."""
    paths = [""]
    for name in template.split("/")[1:]:
        if name == "@":
            paths = [f"{path}/@{row}" for path in paths if path in asked for row in rows.get(path, ())]
        else:
            paths = [f"{path}/{name}" for path in paths]
    return paths


def template_of(path: str) -> str:
    """`/items/@/title` for `/items/@9f3kq0aa00000/title`."""
    return "/".join("@" if name.startswith("@") else name for name in path.split("/"))


def in_rows_of(path: str, template: str) -> str:
    """The template with the rows of `path` filled in, outermost first."""
    rows = (name for name in path.split("/") if name.startswith("@"))
    return "/".join(next(rows, "@") if name == "@" else name for name in template.split("/"))


def _same(answer: object, wanted: object) -> bool:
    return type(answer) is type(wanted) and answer == wanted  # True is no 1
