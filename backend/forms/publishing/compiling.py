"""A draft becomes the three documents of a published form: its schema, its rules, and how to ask (`ui`)."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET, Struct

from backend.forms.definition import Condition
from backend.forms.publishing.carrying import compile_carries
from backend.forms.publishing.conditions import Demands, alternatives, both, shortened, test_of
from backend.forms.publishing.drafts import Draft, DraftRule, DraftStep, Known, Pair
from backend.forms.publishing.expanding import Expanded, Leaf, expand
from backend.forms.publishing.faults import Fault

SCHEMA = "https://json-schema.org/draft/2020-12/schema"
ROWS_MAX = 100

Json = dict[str, Any]


class Compiled(Struct, frozen=True, kw_only=True):
    schema: Json
    rules: Json
    ui: Json
    # how a dossier of the version before goes on in this one; empty in a first version
    carry: Json = {}


def compile_draft(form_id: str, draft: Draft, known: Known) -> Compiled:
    """Raises Fault for what cannot be a form; what makes a bad one is found by `checking`."""
    expanded = expand(draft, known)
    seen: set[str] = set()
    for leaf in expanded.leaves:
        if leaf.at in seen:
            raise Fault(leaf.at, "two fields have this path", "ask for it in one place")
        seen.add(leaf.at)
    return Compiled(
        schema=_schema(expanded),
        rules=_rules(draft, expanded),
        ui=_ui(form_id, draft, expanded),
        carry={} if draft.carries is None else compile_carries(form_id, draft.carries),
    )


def _schema(expanded: Expanded) -> Json:
    root = _group()
    shared: Json = {}
    for leaf in expanded.leaves:
        node = _field_schema(leaf)
        if leaf.plain.shared:
            shared[leaf.kind] = node
            node = {"$ref": f"#/$defs/{leaf.kind}"}
        _group_at(root, _parent(leaf.at))["properties"][_name(leaf.at)] = node
    visible = {leaf.at: leaf.visible for leaf in expanded.leaves if leaf.visible is not None}
    for leaf in expanded.leaves:
        _demand(root, leaf, visible)
        for limit in leaf.draft.limits:
            bounds = _bounds(leaf, limit.pattern, limit.min, limit.max)
            for demands in alternatives(limit.if_):
                _rule(root, leaf.at, demands, bounds=bounds)
    return {"$schema": SCHEMA, **_without_empty(root), **({"$defs": shared} if shared else {})}


def _demand(root: Json, leaf: Leaf, visible: Mapping[str, Condition]) -> None:
    """What must be answered, always or where a condition is met."""
    for demands in (shortened(each, visible) for each in alternatives(both(leaf.visible, leaf.required))):
        if demands:
            _rule(root, leaf.at, demands, bounds=None)
            continue
        path = leaf.at
        while path and not path.endswith("/@"):
            required = _group_at(root, _parent(path))["required"]
            if _name(path) not in required:
                required.append(_name(path))
            path = _parent(path)


def _rule(root: Json, at: str, demands: Demands, bounds: Json | None) -> None:
    """`if` these demands are met, `then` the field is required, or has these bounds."""
    base = _parent(at)
    for field in demands:
        base = _common(base, _parent(field))
    group = _group_at(root, base)
    test = test_of(demands, {field: _names(field[len(base) :]) for field in demands})
    consequence = next((rule["then"] for rule in group["allOf"] if rule["if"] == test), None)
    if consequence is None:
        consequence = {}
        group["allOf"].append({"if": test, "then": consequence})
    *groups, last = _names(at[len(base) :])
    # A list that has no rows demands nothing of them.
    from_list = max((place for place, name in enumerate(groups) if name == "@"), default=-1)
    node = consequence
    for place, name in enumerate(groups):
        if name == "@":
            node = node.setdefault("items", {})
            continue
        if bounds is None and place > from_list:
            _require(node, name)
        node = node.setdefault("properties", {}).setdefault(name, {})
    if bounds is None:
        _require(node, last)
    else:
        node.setdefault("properties", {}).setdefault(last, {}).update(bounds)


def _field_schema(leaf: Leaf) -> Json:
    if leaf.plain.widget == "rows":
        found: Json = {"type": "array", "maxItems": leaf.draft.max or ROWS_MAX, "items": _group()}
        return {**found, "minItems": leaf.draft.min} if leaf.draft.min is not None else found
    options = None if leaf.plain.shared else leaf.draft.options or leaf.plain.options
    schema = dict(leaf.plain.schema or {})
    if options is not None:
        values = [value for value, *_ in options]
        schema = {"type": "boolean"} if isinstance(values[0], bool) else {"type": "string", "enum": values}
    if leaf.draft.pattern is not None:
        schema.pop("maxLength", None)
    return {**schema, **_bounds(leaf, leaf.draft.pattern, leaf.draft.min, leaf.draft.max)}


def _bounds(leaf: Leaf, pattern: str | None, least: int | None, most: int | None) -> Json:
    """In the keywords of the field's type: a number is bounded, a text has a length."""
    is_number = (leaf.plain.schema or {}).get("type") == "integer"
    names = ("minimum", "maximum") if is_number else ("minLength", "maxLength")
    found: Json = {} if pattern is None else {"pattern": pattern}
    if least is not None:
        found[names[0]] = least
    if most is not None:
        found[names[1]] = most
    return found


def _rules(draft: Draft, expanded: Expanded) -> Json:
    rules = [
        {
            "id": rule.id,
            "at": rule.at,
            "holds": rule.holds,
            **({} if rule.offer is None else {"offer": rule.offer}),
            **({} if rule.level in (None, "error") else {"level": rule.level}),
        }
        for rule in expanded.rules
    ]
    computed = [{"at": each.at, "value": each.value} for each in draft.computed]
    return {**({"rules": rules} if rules else {}), **({"computed": computed} if computed else {})}


def _ui(form_id: str, draft: Draft, expanded: Expanded) -> Json:
    sections = [
        {"title": _words(section.title), "steps": [_step("", step, expanded) for step in section.steps]}
        for section in draft.sections
    ]
    ui: Json = {
        "form": form_id,
        "title": _words(draft.title),
        "sections": sections,
        "at_check": list(expanded.at_check),
        "fields": {leaf.at: _field(leaf, expanded) for leaf in expanded.leaves},
    }
    if expanded.rules:
        ui["rules"] = {rule.id: _words(_said(rule)) for rule in expanded.rules}
    if draft.computed:
        ui["computed"] = {
            each.at: {
                "label": _words(each.label),
                "widget": each.widget,
                **({} if each.unit is None else {"unit": _words(each.unit)}),
                **({} if each.hint is None else {"hint": _words(each.hint)}),
            }
            for each in draft.computed
        }
    return {**ui, "not_asked": {path: _words(why) for path, why in draft.not_asked.items()}}


def _step(around: str, step: DraftStep, expanded: Expanded) -> Json:
    return {
        "id": step.id,
        "question": _words(step.question),
        **({} if step.hint is None else {"hint": _words(step.hint)}),
        "fields": list(expanded.steps[around, step.id]),
        **({"shows": list(step.shows)} if step.shows else {}),
        **({} if step.position is None else {"position": list(step.position)}),
    }


def _field(leaf: Leaf, expanded: Expanded) -> Json:
    draft, plain = leaf.draft, leaf.plain
    if (label := draft.label or plain.label) is None:
        raise Fault(leaf.at, "the field has no label", 'give it one, as in ["Số thửa", "Plot number"]')
    hint = draft.hint or plain.hint
    options = draft.options or plain.options
    errors = {**plain.errors, **draft.errors}
    digits = draft.digits if draft.digits is not None else plain.digits
    optional = {
        "hint": None if hint is None else _words(hint),
        "required": leaf.required if isinstance(leaf.required, bool) else _condition(leaf.required),
        "critical": draft.critical or None,
        "visible": None if leaf.visible is None else _condition(leaf.visible),
        "options": None
        if options is None
        else [{"value": value, "label": {"vi": vi, "en": en}} for value, vi, en in options],
        "default": draft.default,
        "scale": draft.scale,
        "signed": draft.min is not None and draft.min < 0 and plain.widget in ("integer", "decimal"),
        "unit": None if draft.unit is None else _words(draft.unit),
        "digits": _condition(digits) if isinstance(digits, Condition) else digits or None,
        # The browser knows the one who fills in, and nobody else.
        "autocomplete": (draft.autocomplete or plain.autocomplete) if draft.mine else None,
        "mine": plain.mine if draft.mine is True else draft.mine or None,
        "areas_of": draft.areas_of,
        "errors": {name: _words(pair) for name, pair in errors.items()} or None,
        "row": None if draft.rows is None else _row(leaf.at, draft.rows, expanded),
    }
    return {
        "label": _words(label),
        "widget": plain.widget,
        **{name: value for name, value in optional.items() if value is not None and value is not False},
    }


def _row(at: str, rows: Any, expanded: Expanded) -> Json:
    return {
        "name": _words(rows.name),
        "add": _words(rows.add),
        "title": rows.title,
        "steps": [_step(f"{at}/@", step, expanded) for step in rows.steps],
    }


def _said(rule: DraftRule) -> Pair:
    if rule.words is None or rule.holds is None:
        raise Fault(rule.at, f"the rule {rule.id} has no words or no condition", "write both")
    return rule.words


def _words(pair: Pair) -> Json:
    return {"vi": pair[0], "en": pair[1]}


def _condition(condition: Condition) -> Json:
    for name in ("all", "any"):
        inner = getattr(condition, name)
        if inner is not UNSET:
            return {name: [_condition(each) for each in inner]}
    found: Json = {"field": condition.field}
    for name, value in (("is", condition.is_), ("in", condition.in_), ("present", condition.present)):
        if value is not UNSET:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _group() -> Json:
    return {"type": "object", "additionalProperties": False, "required": [], "properties": {}, "allOf": []}


def _group_at(root: Json, path: str) -> Json:
    node = root
    for name in _names(path):
        node = node["items"] if name == "@" else node["properties"].setdefault(name, _group())
    return node


def _without_empty(node: Any) -> Any:
    """Groups without rules or demands do not say so."""
    if isinstance(node, list):
        return [_without_empty(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _without_empty(inner)
        for name, inner in node.items()
        if not (name in ("required", "allOf") and inner == [])
    }


def _require(node: Json, name: str) -> None:
    required = node.setdefault("required", [])
    if name not in required:
        required.append(name)


def _names(path: str) -> Sequence[str]:
    return path.split("/")[1:]


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _common(one: str, other: str) -> str:
    """The deepest group around both."""
    names = []
    for mine, theirs in zip(_names(one), _names(other), strict=False):
        if mine != theirs:
            break
        names.append(mine)
    return "".join(f"/{name}" for name in names)
