"""What operations by one hand come to, for tests that need no merge. Twin: pwa/tests/forms/dossiers.ts."""

from collections.abc import Sequence

from backend.forms.assemble import View

Operation = Sequence[object]


def view_of(operations: Sequence[Operation]) -> View:
    values: dict[str, object] = {}
    positions: dict[str, dict[str, str]] = {}
    for kind, path, *rest in operations:
        assert isinstance(path, str)
        if kind == "set":
            values[path] = rest[0]
        elif kind == "insert":
            positions.setdefault(path, {})[str(rest[0])] = str(rest[1])
        else:
            assert kind == "remove"
            del positions[path][str(rest[0])]
    rows = {path: tuple(sorted(at, key=lambda row: (at[row], row))) for path, at in positions.items()}
    return View(values=values, rows=rows)
