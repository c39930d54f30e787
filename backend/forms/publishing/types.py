"""What an expression comes to, told before anybody answers: a number, a day, a text, yes or no.

The interpreters (expressions.py and its twin) never raise, whatever stands in a dossier; this is where a form
that compares a name with a number is refused.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from backend.forms.publishing.faults import Fault

Type = Literal["number", "text", "boolean", "day", "partial", "moment", "list"]

NODES_MAX = 300
NESTING_MAX = 16

# Operators by what they take and what they make; `...` for any number of the one before, from two on.
OPERATORS: Mapping[str, tuple[tuple[str, ...], Type]] = {
    "sum": (("number", "..."), "number"),
    "product": (("number", "..."), "number"),
    "difference": (("number", "number"), "number"),
    "quotient": (("number", "number"), "number"),
    "remainder": (("number", "number"), "number"),
    "least": (("number", "..."), "number"),
    "greatest": (("number", "..."), "number"),
    "daysAfter": (("day", "number"), "day"),
    "monthsAfter": (("day", "number"), "day"),
    "workingDaysAfter": (("day", "number"), "day"),
}
KEYS: Mapping[str, tuple[str, ...]] = {"if": ("then", "else"), "total": ("of",), "count": ("where",)}


def check_condition(node: Any, types: Mapping[str, Type], at: str, pointer: str) -> None:
    """Raises Fault unless `node` is a condition on these fields, as it may stand at the field `at`."""
    _Check(types, at).expect(node, "boolean", pointer, 0)


def check_expression(node: Any, types: Mapping[str, Type], at: str, pointer: str) -> Type:
    """The type of what it comes to."""
    return _Check(types, at).type_of(node, pointer, 0)


class _Check:
    def __init__(self, types: Mapping[str, Type], at: str) -> None:
        self.types = types
        self.at = at
        self.nodes = 0

    def expect(self, node: Any, wanted: str, pointer: str, depth: int) -> Type:
        found = self.type_of(node, pointer, depth)
        # A day is also a partial date, and both are texts.
        wider = {"day": {"partial", "text"}, "partial": {"text"}, "moment": {"text"}}.get(found, set())
        if wanted not in {found, "any", *wider}:
            raise Fault(pointer, f"a {found} where a {wanted} is needed", "take another field or operator")
        return found

    def type_of(self, node: Any, pointer: str, depth: int) -> Type:
        self.nodes += 1
        if self.nodes > NODES_MAX or depth > NESTING_MAX:
            raise Fault(
                pointer, f"more than {NODES_MAX} nodes or {NESTING_MAX} levels", "make two rules of it"
            )
        if isinstance(node, bool):
            return "boolean"
        if isinstance(node, int):
            return "number"
        if isinstance(node, str):
            return "text"
        if not isinstance(node, dict):
            raise Fault(pointer, "neither a value nor an operator", 'write {"field": "/path"} or an operator')
        names = [name for name in node if name in OPERATORS or name in self.special]
        if len(names) != 1:
            raise Fault(pointer, f"one operator is needed, not {sorted(node)}", "see README.md, expressions")
        name = names[0]
        if name in OPERATORS:
            return self._operator(name, node, pointer, depth)
        return self.special[name](self, node, f"{pointer}/{name}", depth + 1)

    def _operator(self, name: str, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, name)
        wanted, made = OPERATORS[name]
        operands = node[name]
        any_number = wanted[-1] == "..."
        if not isinstance(operands, list) or (
            len(operands) < 2 if any_number else len(operands) != len(wanted)
        ):
            raise Fault(
                pointer, f"{name} takes {'two or more' if any_number else len(wanted)} values", "in a list"
            )
        for place, operand in enumerate(operands):
            kind = wanted[0] if any_number else wanted[place]
            self.expect(operand, kind, f"{pointer}/{name}/{place}", depth + 1)
        return made

    def _field(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "field", "is", "in", "present")
        path = node["field"]
        kind = self.types.get(path)
        if kind is None or kind == "list":
            raise Fault(pointer, f"no field {path}", "mend the path")
        rows, mine = path.rpartition("/@")[0], self.at
        if "@" in path and not mine.startswith(f"{rows}/@"):
            raise Fault(pointer, f"{path} is in rows, and {mine or '/'} is not in them", "use count or total")
        return kind if len(node) == 1 else "boolean"

    def _today(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        if node != {"today": True}:
            raise Fault(pointer, "today is true", 'write {"today": true}')
        return "day"

    def _several(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        name = "all" if "all" in node else "any"
        self._only(node, pointer, name)
        if not isinstance(node[name], list) or not node[name]:
            raise Fault(pointer, "a list of conditions is needed", "one at least")
        for place, each in enumerate(node[name]):
            self.expect(each, "boolean", f"{pointer}/{place}", depth)
        return "boolean"

    def _not(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "not")
        return self.expect(node["not"], "boolean", pointer, depth)

    def _known(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "known")
        self.type_of(node["known"], pointer, depth)
        return "boolean"

    def _compared(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        name = next(each for each in ("equal", "less", "atMost") if each in node)
        self._only(node, pointer, name)
        if not isinstance(node[name], list) or len(node[name]) != 2:
            raise Fault(pointer, f"{name} takes two values", "in a list")
        one, other = (
            self.type_of(each, f"{pointer}/{place}", depth) for place, each in enumerate(node[name])
        )
        if name != "equal" and (one != other or one not in ("number", "day")):
            raise Fault(pointer, f"a {one} and a {other} have no order", "two numbers or two days")
        if one != other:
            raise Fault(pointer, f"a {one} is never a {other}", "compare what is alike")
        return "boolean"

    def _if(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "if", "then", "else")
        if {"then", "else"} - set(node):
            raise Fault(pointer, "both then and else are needed", "write both")
        self.expect(node["if"], "boolean", pointer, depth)
        one = self.type_of(node["then"], f"{pointer}/then", depth)
        other = self.type_of(node["else"], f"{pointer}/else", depth)
        if one != other:
            raise Fault(pointer, f"a {one} or a {other}", "both must be alike")
        return one

    def _count(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "count", "where")
        if "where" in node:
            self._in_rows(node["count"], pointer).expect(node["where"], "boolean", f"{pointer}/where", depth)
        return self._of_list(node["count"], pointer)

    def _total(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "total", "of")
        self._of_list(node["total"], pointer)
        if "of" not in node:
            raise Fault(pointer, "the total of what", 'write it in "of"')
        self._in_rows(node["total"], pointer).expect(node["of"], "number", f"{pointer}/of", depth)
        return "number"

    def _span(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        name = "earliest" if "earliest" in node else "latest"
        self._only(node, pointer, name)
        self.expect(node[name], "partial", pointer, depth)
        return "day"

    def _day(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "day")
        self.expect(node["day"], "moment", pointer, depth)
        return "day"

    def _part(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "part")
        match node["part"]:
            case [text, int(start), int(length)] if start >= 0 and 1 <= length <= 15:
                self.expect(text, "text", pointer, depth)
                return "number"
        raise Fault(pointer, "part takes a text, a start and a length up to 15", "in a list")

    def _in_words(self, node: dict[str, Any], pointer: str, depth: int) -> Type:
        self._only(node, pointer, "inWords")
        self.expect(node["inWords"], "day", pointer, depth)
        return "text"

    def _of_list(self, path: object, pointer: str) -> Type:
        if not isinstance(path, str) or self.types.get(path) != "list":
            raise Fault(pointer, f"no list {path}", "mend the path")
        return "number"

    def _in_rows(self, path: object, pointer: str) -> "_Check":
        self._of_list(path, pointer)
        if "/@" in self.at and self.at.startswith(f"{path}/@"):
            raise Fault(pointer, "a row that counts its own list", "make it a rule of the list")
        inner = _Check(self.types, f"{path}/@/row")
        inner.nodes = self.nodes
        return inner

    def _only(self, node: dict[str, Any], pointer: str, *names: str) -> None:
        odd = set(node) - set(names)
        if odd:
            raise Fault(pointer, f"{', '.join(sorted(odd))} has no place here", "take it out")

    special: Mapping[str, Callable[["_Check", dict[str, Any], str, int], Type]] = {
        "field": _field,
        "today": _today,
        "all": _several,
        "any": _several,
        "not": _not,
        "known": _known,
        "equal": _compared,
        "less": _compared,
        "atMost": _compared,
        "if": _if,
        "count": _count,
        "total": _total,
        "earliest": _span,
        "latest": _span,
        "day": _day,
        "part": _part,
        "inWords": _in_words,
    }
