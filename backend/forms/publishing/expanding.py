"""A draft's fields written out: composite kinds into their parts, words filled in, conditions gathered.

What comes out is flat: every field that holds one value, and every list, in the order of asking.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Struct

from backend.forms.definition import Condition, Scalar
from backend.forms.publishing.conditions import any_present, both, fields_of
from backend.forms.publishing.drafts import (
    Draft,
    DraftField,
    DraftRow,
    DraftRule,
    DraftStep,
    Kind,
    Known,
    Limit,
    Pair,
    Said,
)
from backend.forms.publishing.faults import Fault

# A residence holds an address: nothing nests deeper.
NESTING_MAX = 3


class Leaf(Struct, frozen=True, kw_only=True):
    """One field of a form, ready to be compiled."""

    at: str
    draft: DraftField
    kind: str
    plain: Kind
    visible: Condition | None
    required: Condition | bool


class Expanded(Struct, frozen=True, kw_only=True):
    leaves: tuple[Leaf, ...]
    rules: tuple[DraftRule, ...]
    # a step's id, or `list/@` and a step's id for one of a row → the paths of its fields
    steps: Mapping[tuple[str, str], tuple[str, ...]]
    at_check: tuple[str, ...]


def expand(draft: Draft, known: Known) -> Expanded:
    found = _Expanding(known)
    for section in draft.sections:
        for step in section.steps:
            found.step("", step, both(section.visible, step.visible))
    at_check = tuple(path for field in draft.at_check for path in found.field(field, True))
    for rule in draft.rules:
        found.rules.append(_written_out(rule, known))
    return Expanded(
        leaves=tuple(found.leaves), rules=tuple(found.rules), steps=found.steps, at_check=at_check
    )


class _Expanding:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.leaves: list[Leaf] = []
        self.rules: list[DraftRule] = []
        self.steps: dict[tuple[str, str], tuple[str, ...]] = {}

    def step(self, around: str, step: DraftStep, visible: Condition | bool) -> None:
        if (around, step.id) in self.steps:
            raise Fault(f"{around}#{step.id}", "two steps have this id", "give one of them another")
        paths = [path for field in step.fields for path in self.field(field, visible)]
        self.steps[around, step.id] = tuple(paths)

    def field(self, field: DraftField, visible: Condition | bool) -> Iterator[str]:
        """The paths of a field, which is added with all that it stands for."""
        if not field.at.startswith("/"):
            raise Fault(field.at, "a path starts with /", "write it as in `/mother/name`")
        added = list(self._expanded(field, both(visible, field.visible), 0))
        self.leaves += added
        yield from (leaf.at for leaf in added)
        for leaf in added:
            if leaf.draft.rows is not None:
                self._rows(leaf.at, leaf.draft.rows)

    def _rows(self, at: str, rows: DraftRow) -> None:
        for step in rows.steps:
            self.step(f"{at}/@", step, both(step.visible))

    def _expanded(self, field: DraftField, visible: Condition | bool, depth: int) -> Iterator[Leaf]:
        kind = self.known.kinds.get(field.kind)
        if kind is None:
            raise Fault(field.at, f"no kind is called {field.kind}", "take one of kinds.json")
        if depth > NESTING_MAX:
            raise Fault(field.at, "kinds within kinds without end", "a kind may not hold itself")
        for rule in kind.rules:
            self.rules.append(_beneath(rule, field.at))
        if not kind.parts:
            yield Leaf(
                at=field.at,
                draft=field,
                kind=field.kind,
                plain=kind,
                visible=visible if isinstance(visible, Condition) else None,
                required=field.required,
            )
            return
        parts = [_part_of(field, part) for part in kind.parts if part.at[1:] not in field.without]
        leaves = [
            leaf for part in parts for leaf in self._expanded(part, both(visible, part.visible), depth + 1)
        ]
        yield from (_demanded(leaf, leaves, field.required) for leaf in leaves)


def _demanded(leaf: Leaf, leaves: list[Leaf], required: Condition | bool) -> Leaf:
    """A part is demanded if its composite is; of an optional one, if another part is answered."""
    if leaf.required is False or required is True:
        return leaf
    if required is False:
        siblings = {each.at for each in leaves} - {leaf.at}
        # A part that another one brings up is asked only once something is answered.
        if siblings & set(fields_of(leaf.visible)):
            return leaf
        # And what this one brings up cannot be answered before it.
        others = [
            each.at for each in leaves if each.at in siblings and leaf.at not in fields_of(each.visible)
        ]
        required = any_present(others) if others else False
    return msgspec.structs.replace(leaf, required=both(leaf.required, required))


def _part_of(field: DraftField, part: DraftField) -> DraftField:
    """A part with its place, and the words of the composite that it is a part of."""
    suffix = part.at[1:]
    said = field.parts.get(suffix, Said())
    who = field.who or part.who
    options = part.options
    if options is not None and suffix in field.only:
        options = tuple(option for option in options if option[0] in field.only[suffix])
    fields = {
        "at": field.at + suffix,
        "label": _filled(said.label or part.label, who),
        "hint": _filled(said.hint or part.hint, who),
        "errors": {name: _filled(pair, who) for name, pair in {**part.errors, **said.errors}.items()},
        "options": None if options is None else tuple(_renamed(option, said) for option in options),
        "visible": _moved(part.visible, field.at, field.only),
        "required": _moved(part.required, field.at, field.only),
        "digits": _moved(part.digits, field.at, field.only),
        "limits": tuple(
            Limit(if_=moved, pattern=limit.pattern, min=limit.min, max=limit.max)
            for limit in part.limits
            if isinstance(moved := _moved(limit.if_, field.at, field.only), Condition)
        ),
        "who": who,
        "mine": field.mine and part.mine,
        "without": tuple(_inside(dict.fromkeys(field.without), suffix)),
        "parts": _inside(field.parts, suffix),
        "only": _inside(field.only, suffix),
    }
    return msgspec.structs.replace(part, **fields)


def _inside(named: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    """Of what is said about parts, what is about parts of this part."""
    return {each.removeprefix(suffix): said for each, said in named.items() if each.startswith(f"{suffix}/")}


def _renamed(option: tuple[Scalar, str, str], said: Said) -> tuple[Scalar, str, str]:
    words = said.options.get(str(option[0]))
    return option if words is None else (option[0], *words)


def _filled(pair: Pair | None, who: Pair | None) -> Any:
    if pair is None or who is None:
        return pair
    return tuple(text.replace("{who}", whose) for text, whose in zip(pair, who, strict=True))


def _moved(condition: Any, base: str, only: Mapping[str, tuple[Scalar, ...]]) -> Any:
    """The condition of a part, about the fields of this composite: `./type` is `/requester/pid/type`.

    Of choices that this composite does not offer nothing is asked.
    """
    if not isinstance(condition, Condition):
        return condition
    if condition.all is not UNSET:
        return both(*(_moved(each, base, only) for each in condition.all))
    if condition.any is not UNSET:
        moved = [each for inner in condition.any if (each := _moved(inner, base, only)) is not False]
        return Condition(any=tuple(moved)) if moved else False
    assert condition.field is not UNSET
    offered = only.get(condition.field[1:])
    field = base + condition.field[1:]
    if condition.is_ is not UNSET:
        return (
            False if offered and condition.is_ not in offered else Condition(field=field, is_=condition.is_)
        )
    if condition.in_ is not UNSET:
        values = tuple(value for value in condition.in_ if not offered or value in offered)
        if offered and set(values) == set(offered):
            return Condition(field=field, present=True)
        return Condition(field=field, in_=values) if values else False
    return Condition(field=field, present=True)


def _beneath(rule: DraftRule, base: str) -> DraftRule:
    """A kind's own rule, at the field that has this kind."""
    name = base.strip("/").replace("/@", "").replace("/", "-").lower()
    return msgspec.structs.replace(
        rule, id=f"{name}-{rule.id}", at=base + rule.at[1:], holds=_with_fields(rule.holds, base)
    )


def _with_fields(node: Any, base: str) -> Any:
    if isinstance(node, dict):
        return {
            name: base + inner[1:] if name == "field" and inner.startswith(".") else _with_fields(inner, base)
            for name, inner in node.items()
        }
    return [_with_fields(each, base) for each in node] if isinstance(node, list) else node


def _written_out(rule: DraftRule, known: Known) -> DraftRule:
    """A rule that many forms need, with the fields of this one."""
    if rule.uses is None:
        return rule
    common = known.rules.get(rule.uses)
    if common is None:
        raise Fault(rule.at, f"no rule is called {rule.uses}", "take one of kinds.json")
    return msgspec.structs.replace(
        rule,
        holds=_with_names(common.holds, rule.of, rule.at),
        words=rule.words or common.words,
        level=rule.level or common.level,
    )


def _with_names(node: Any, names: Mapping[str, str], at: str) -> Any:
    if isinstance(node, dict):
        return {name: _with_names(inner, names, at) for name, inner in node.items()}
    if isinstance(node, list):
        return [_with_names(each, names, at) for each in node]
    if isinstance(node, str) and node.startswith("{") and node.endswith("}"):
        if node[1:-1] not in names:
            raise Fault(at, f"the rule needs a field for {node}", 'name it in "of"')
        return names[node[1:-1]]
    return node
