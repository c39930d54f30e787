"""Whether a form may be published: its schema, its rules and its `ui`, and whether they agree.

Every fault is found in bounded work, whoever wrote the form: sizes are looked at before anything is walked.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec
from msgspec import UNSET

from backend.forms.definition import Condition, Field, Rules, Step, Ui
from backend.forms.publishing.compiling import Compiled
from backend.forms.publishing.conditions import fields_of
from backend.forms.publishing.dialect import leaves_of, schema_faults
from backend.forms.publishing.faults import Fault
from backend.forms.publishing.types import Type, check_condition, check_expression

UI_BYTES_MAX = 256 * 1024
RULES_BYTES_MAX = 64 * 1024
FAULTS_MAX = 50

KEYWORDS = frozenset(
    (
        *("required", "type", "enum", "const", "pattern", "additionalProperties", "uniqueItems", "anyOf"),
        *("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"),
    )
)
# Widgets that make something else than a text.
WIDGETS: Mapping[str, frozenset[str]] = {
    "integer": frozenset({"integer"}),
    "decimal": frozenset({"integer"}),
    "money": frozenset({"integer"}),
    "choice": frozenset({"string", "boolean"}),
    "tick": frozenset({"boolean"}),
    "declaration": frozenset({"boolean"}),
    "rows": frozenset({"array"}),
}
DAYS = {"date": "day", "partial-date": "partial", "datetime": "moment"}


def faults_of(form: Compiled) -> list[Fault]:
    """What keeps a form from being published, at most FAULTS_MAX of it; empty for one that may be."""
    for name, document, most in (("ui", form.ui, UI_BYTES_MAX), ("rules", form.rules, RULES_BYTES_MAX)):
        size = len(json.dumps(document, ensure_ascii=False).encode())
        if size > most:
            return [Fault("", f"{size} bytes of {name}, at most {most}", "split the form in two")]
    found = list(islice(schema_faults(form.schema), FAULTS_MAX))
    if found:
        return found
    try:
        ui = msgspec.convert(form.ui, Ui)
        rules = msgspec.convert(form.rules, Rules)
    except msgspec.ValidationError as error:
        return [Fault("", str(error), "see README.md, how to ask")]
    return list(islice(_faults(form.schema, ui, rules), FAULTS_MAX))


def _faults(schema: Mapping[str, Any], ui: Ui, rules: Rules) -> Iterator[Fault]:
    leaves = dict(leaves_of(schema))
    for path in sorted(set(leaves) ^ set(ui.fields)):
        where = "the schema" if path in leaves else "the ui"
        yield Fault(path, f"only {where} knows this field", "ask for it, or take it out")
        return
    yield from _word_faults(msgspec.to_builtins(ui), "")
    yield from _place_faults(ui)
    for path, field in ui.fields.items():
        yield from _field_faults(path, field, leaves[path], leaves, list(ui.fields))
        yield from _area_faults(path, field, ui)
    types = {path: _type_of(ui.fields[path], leaf) for path, leaf in leaves.items()}
    yield from _rule_faults(ui, rules, types)


def _place_faults(ui: Ui) -> Iterator[Fault]:
    """Each field on one page, each list alone on its page, steps that can be told apart."""
    places = Counter(ui.at_check)
    steps = [(("", step)) for section in ui.sections for step in section.steps]
    for path, field in ui.fields.items():
        steps += [(f"{path}/@", step) for step in (field.row.steps if field.row is not None else ())]
    for (around, step_id), count in Counter((around, step.id) for around, step in steps).items():
        if count > 1:
            yield Fault(f"{around}#{step_id}", "two steps have this id", "give one of them another")
    for around, step in steps:
        places.update(step.fields)
        yield from _step_faults(around, step, ui)
    for path in ui.fields:
        if places[path] != 1:
            yield Fault(path, f"asked in {places[path]} places", "in one, please")
    for path in places.keys() - ui.fields.keys():
        yield Fault(path, "asked on a page, and no field", "mend the path")


def _step_faults(around: str, step: Step, ui: Ui) -> Iterator[Fault]:
    lists = [path for path in step.fields if path in ui.fields and ui.fields[path].row is not None]
    if lists and len(step.fields) > 1:
        yield Fault(lists[0], "a list shares its page", "give it a page of its own")
    for path in step.fields:
        if not path.startswith(f"{around}/"):
            yield Fault(path, f"not in the rows of {around[:-2]}", "move it to another step")
    for path in step.shows:
        if path not in ui.computed:
            yield Fault(path, "shown, and not worked out", "say how under computed")


def _field_faults(
    path: str, field: Field, leaf: Mapping[str, Any], leaves: Mapping[str, Any], order: list[str]
) -> Iterator[Fault]:
    if leaf["type"] not in WIDGETS.get(field.widget, {"string"}):
        yield Fault(path, f"the widget {field.widget} makes no {leaf['type']}", "take another kind")
    if (field.widget == "rows") != (field.row is not None):
        yield Fault(path, "rows and the widget rows belong together", "write both or none")
    if (field.widget == "decimal") != (field.scale is not None):
        yield Fault(path, "a decimal has a scale, and nothing else has", "say how many decimals")
    if field.widget in ("choice", "listed") or field.options is not None:
        wanted = leaf.get("enum", [False, True])
        offered = [option.value for option in field.options or ()]
        if Counter(map(repr, wanted)) != Counter(map(repr, offered)):
            yield Fault(path, "the choices and the schema differ", "the same values in both")
    for keyword in field.errors.keys() - KEYWORDS:
        yield Fault(path, f"nothing fails by the keyword {keyword}", "take the sentence out")
    for condition, is_visibility in _conditions(field):
        yield from _condition_faults(path, condition, leaves, order if is_visibility else None)


def _area_faults(path: str, field: Field, ui: Ui) -> Iterator[Fault]:
    """Areas are those of a unit that was asked for before, in the same row where it is in rows."""
    unit = field.areas_of
    if unit is None:
        return
    if field.widget != "text":
        yield Fault(
            path, f"areas of a unit are offered to the widget {field.widget}", "only a text takes them"
        )
    if unit not in ui.fields or ui.fields[unit].widget != "unit":
        yield Fault(path, f"offers the areas of {unit}, which is no field with a unit", "mend the path")
        return
    rows = unit.rpartition("/@")[0]
    if "@" in unit and not path.startswith(f"{rows}/@"):
        yield Fault(path, f"offers the areas of {unit}, which is in other rows", "name another field")
    order = list(ui.fields)
    if order.index(unit) >= order.index(path):
        yield Fault(path, f"offers the areas of {unit}, which comes later", "ask that before")


def _conditions(field: Field) -> Iterator[tuple[Condition, bool]]:
    for condition, is_visibility in ((field.visible, True), (field.required, False), (field.digits, False)):
        if isinstance(condition, Condition):
            yield condition, is_visibility


def _condition_faults(
    path: str, condition: Condition, leaves: Mapping[str, Any], order: list[str] | None
) -> Iterator[Fault]:
    for inner in _within(condition):
        kinds = (inner.is_, inner.in_, inner.present, inner.all, inner.any)
        if sum(kind is not UNSET for kind in kinds) != 1:
            yield Fault(
                path, "a condition that asks several things, or none", "one of is, in, present, all, any"
            )
    for name in set(fields_of(condition)):
        if name not in leaves or leaves[name]["type"] == "array":
            yield Fault(path, f"depends on {name}, which is no field", "mend the path")
            return
        rows = name.rpartition("/@")[0]
        if "@" in name and not path.startswith(f"{rows}/@"):
            yield Fault(path, f"depends on {name}, which is in other rows", "ask something else")
        if order is not None and order.index(name) >= order.index(path):
            yield Fault(path, f"is shown depending on {name}, which comes later", "ask that before")
    for inner in _within(condition):
        wanted = inner.in_ if inner.in_ is not UNSET else () if inner.is_ is UNSET else (inner.is_,)
        allowed = leaves[str(inner.field)].get("enum", [False, True]) if wanted else []
        for value in wanted:
            if repr(value) not in map(repr, allowed):
                yield Fault(
                    path, f"waits for {value!r} at {inner.field}, which never comes", "mend the value"
                )


def _within(condition: Condition) -> Iterator[Condition]:
    yield condition
    for inner in (condition.all, condition.any):
        for each in inner if inner is not UNSET else ():
            yield from _within(each)


def _rule_faults(ui: Ui, rules: Rules, types: Mapping[str, Type]) -> Iterator[Fault]:
    ids = Counter(rule.id for rule in rules.rules)
    for rule in rules.rules:
        if ids[rule.id] > 1:
            yield Fault(rule.at, f"two rules are called {rule.id}", "give one of them another name")
        if rule.id not in ui.rules:
            yield Fault(rule.at, f"the rule {rule.id} has no words", "write them")
        elif ("{offer}" in ui.rules[rule.id].vi) != (rule.offer is not None):
            yield Fault(rule.at, f"the rule {rule.id} offers something, or its words do", "both or none")
        if rule.at not in types:
            yield Fault(rule.at, f"the rule {rule.id} stands at no field", "mend the path")
            continue
        try:
            check_condition(rule.holds, types, rule.at, f"{rule.id}/holds")
            if rule.offer is not None:
                offered = check_expression(rule.offer, types, rule.at, f"{rule.id}/offer")
                if offered != types[rule.at]:
                    yield Fault(
                        rule.at, f"a {offered} is offered to a {types[rule.at]}", "offer what it takes"
                    )
        except Fault as fault:
            yield fault
    for name in ui.rules.keys() - ids.keys():
        yield Fault("", f"words for a rule {name} that is not there", "take them out")
    for each in rules.computed:
        if each.at in types:
            yield Fault(each.at, "worked out and asked for at once", "one of both")
        if each.at not in ui.computed:
            yield Fault(each.at, "worked out, and not shown anywhere", "say how it is called")
        try:
            check_expression(each.value, types, each.at, f"{each.at}/value")
        except Fault as fault:
            yield fault


def _type_of(field: Field, leaf: Mapping[str, Any]) -> Type:
    if leaf["type"] == "array":
        return "list"
    if leaf["type"] == "string":
        return DAYS.get(field.widget, "text")  # type: ignore[return-value]
    return "boolean" if leaf["type"] == "boolean" else "number"


def _word_faults(node: object, pointer: str) -> Iterator[Fault]:
    """Words are words: nothing that could be taken for markup, no odd characters, in NFC."""
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from _word_faults(inner, f"{pointer}/{name}")
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from _word_faults(inner, f"{pointer}/{place}")
    elif isinstance(node, str):
        if any(unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Cs") for character in node):
            yield Fault(pointer, "characters that cannot be seen", "write it anew")
        if "<" in node or ">" in node:
            yield Fault(pointer, "looks like markup", "write it without < and >")
        if node != unicodedata.normalize("NFC", node):
            yield Fault(pointer, "letters and marks apart", "write it in NFC")
