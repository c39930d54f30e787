"""Conditions as data: joined, and written out as alternatives of plain demands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import UNSET

from backend.forms.definition import Condition, Scalar
from backend.forms.publishing.faults import Fault

# More would make a schema that nobody can read; no form comes near.
ALTERNATIVES_MAX = 32

# What one alternative demands: of each field, one of these values, or (None) only that it is answered.
Demands = Mapping[str, frozenset[tuple[str, Scalar]] | None]


def both(*conditions: Condition | bool | None) -> Condition | bool:
    """All of them at once. None and True demand nothing."""
    if any(each is False for each in conditions):
        return False
    left = [each for each in conditions if isinstance(each, Condition)]
    flat = [inner for each in left for inner in (each.all if each.all is not UNSET else (each,))]
    once = list(dict.fromkeys(flat))
    if not once:
        return True
    return once[0] if len(once) == 1 else Condition(all=tuple(once))


def any_present(fields: Sequence[str]) -> Condition:
    present = tuple(Condition(field=field, present=True) for field in fields)
    return present[0] if len(present) == 1 else Condition(any=present)


def fields_of(condition: Condition | bool | None) -> Iterator[str]:
    if not isinstance(condition, Condition):
        return
    if condition.field is not UNSET:
        yield condition.field
    for inner in (condition.all, condition.any):
        for each in inner if inner is not UNSET else ():
            yield from fields_of(each)


def alternatives(condition: Condition | bool) -> list[Demands]:
    """The condition is met if one of these is: no demands at all for True, no alternative for False."""
    if isinstance(condition, bool):
        return [{}] if condition else []
    found = _alternatives(condition)
    # What demands more than another one adds nothing.
    return [
        each
        for place, each in enumerate(found)
        if not any(
            _is_within(each, other) and (place > at or not _is_within(other, each))
            for at, other in enumerate(found)
            if at != place
        )
    ]


def shortened(demands: Demands, visible: Mapping[str, Condition]) -> Demands:
    """Without what goes without saying: a field that is answered was asked, so what brought it up is met."""
    found = dict(demands)
    for field in demands:
        asked = alternatives(visible.get(field, True))
        if len(asked) == 1:
            for other, values in asked[0].items():
                if other in found and other != field and _is_within({other: values}, {other: found[other]}):
                    del found[other]
    return found


def _alternatives(condition: Condition) -> list[Demands]:
    if condition.any is not UNSET:
        return [each for inner in condition.any for each in _alternatives(inner)]
    if condition.all is not UNSET:
        found: list[Demands] = [{}]
        for inner in condition.all:
            pairs = [(one, other) for one in found for other in _alternatives(inner)]
            if len(pairs) > ALTERNATIVES_MAX:
                raise Fault("", f"more than {ALTERNATIVES_MAX} alternatives", "split the question into two")
            found = [joined for one, other in pairs if (joined := _joined(one, other)) is not None]
        return found
    assert condition.field is not UNSET
    if condition.is_ is not UNSET:
        return [{condition.field: frozenset({_typed(condition.is_)})}]
    if condition.in_ is not UNSET:
        return [{condition.field: frozenset(map(_typed, condition.in_))}]
    return [{condition.field: None}]


def _joined(one: Demands, other: Demands) -> Demands | None:
    """Both demands at once; None where no answer could meet them."""
    found: dict[str, frozenset[tuple[str, Scalar]] | None] = dict(one)
    for field, values in other.items():
        before = found.get(field)
        found[field] = values if before is None else before if values is None else before & values
        if found[field] == frozenset():
            return None
    return found


def _is_within(one: Demands, other: Demands) -> bool:
    """Whether whatever meets `one` meets `other`."""
    for field, values in other.items():
        if field not in one:
            return False
        mine = one[field]
        if values is not None and (mine is None or not mine <= values):
            return False
    return True


def _typed(value: Scalar) -> tuple[str, Scalar]:
    """True and 1 are two values."""
    return type(value).__name__, value


def test_of(demands: Demands, names: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The `if` of a schema for `demands`; `names` has each field's place beneath the group of the rule."""
    root: dict[str, Any] = {}
    for field, values in demands.items():
        node = root
        *groups, last = names[field]
        for name in groups:
            _demand(node, name)
            node = node.setdefault("properties", {}).setdefault(name, {})
        _demand(node, last)
        if values is not None:
            allowed = sorted((value for _, value in values), key=str)
            test = {"const": allowed[0]} if len(allowed) == 1 else {"enum": allowed}
            node.setdefault("properties", {})[last] = test
    return root


def _demand(node: dict[str, Any], name: str) -> None:
    required = node.setdefault("required", [])
    if name not in required:
        required.append(name)
