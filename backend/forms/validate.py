"""What is left to mend, as (path, keyword, parameters): the very list that pwa/src/forms/validate.ts makes.

The library says only which keyword failed where; what the triple says is worked out from the schema, by rules
that both languages share (schemas/forms/README.md, errors).
"""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jsonschema_rs
from msgspec import Struct

from backend.forms.assemble import Answers, path_of
from backend.forms.definition import Form
from backend.forms.rules import BrokenRule, broken_rules
from schemas.wire.dossiers import FormError

Schema = Mapping[str, Any]
Parameters = dict[str, bool | int | str | None]

# More than anybody would mend one by one; a hostile dossier could have any number.
ERRORS_MAX = 500
# A missing group is filled in with an empty one, level by level; the dialect nests no deeper.
DEPTH_MAX = 8

LIMITS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems")
PLAIN = ("enum", "const", "pattern", "uniqueItems")


class Broken(Struct, frozen=True):
    """One broken rule: a JSON pointer in parts, the keyword, and the numbers its sentence needs."""

    pointer: tuple[str, ...]
    keyword: str
    parameters: Parameters


def validate(form: Form, answers: Answers, today: str) -> list[FormError]:
    """Every broken rule of the whole form, sorted by path, then keyword; empty if it can be handed in.

    `today` is the day of the judgement in Ho Chi Minh City, `2026-11-26`.
    """
    broken = broken_keywords(form.schema, form.validator, answers.data)
    errors = [FormError(path_of(answers, rule.pointer), rule.keyword, rule.parameters) for rule in broken]
    errors += [FormError(path, "additionalProperties", {}) for path in answers.unknown]
    errors += [
        FormError(rule.path, "rule", _told(rule))
        for rule in broken_rules(form, answers, today)
        if rule.level == "error"
    ]
    # A rule can stand in two branches of a schema; what it asks for is mended once.
    once = {(error.pointer, error.keyword, json.dumps(error.parameters)): error for error in errors}
    return [once[key] for key in sorted(once)][:ERRORS_MAX]


def broken_keywords(
    schema: Schema, validator: jsonschema_rs.Draft202012Validator, data: dict[str, object]
) -> list[Broken]:
    """What `data` breaks. A missing group counts as an empty one, so that its fields are named."""
    whole = copy.deepcopy(data)
    for _ in range(DEPTH_MAX):
        broken = [
            rule
            for failure in validator.iter_errors(whole)
            for rule in _rules(schema, whole, failure.instance_path, failure.evaluation_path)
        ]
        missing = {rule.pointer for rule in broken if rule.keyword == "required"}
        groups = [pointer for pointer in missing if _is_group(schema, pointer)]
        if not groups:
            return broken
        for pointer in groups:
            parent = _at(whole, pointer[:-1])
            assert isinstance(parent, dict)
            parent[pointer[-1]] = {}
    raise AssertionError("the dialect nests no deeper than this")


def _told(rule: BrokenRule) -> Parameters:
    return {"rule": rule.rule} if rule.offer is None else {"rule": rule.rule, "offer": rule.offer}


def _rules(
    schema: Schema, data: object, place: Sequence[str | int], evaluation: Sequence[str | int]
) -> Iterator[Broken]:
    """The rules that one failed keyword stands for; none where it only passes on a failure further down."""
    pointer = tuple(str(part) for part in place)
    keyword = str(evaluation[-1])
    rule = _rule_at(schema, evaluation)
    if keyword == "required":
        assert isinstance(rule, list)
        there = _at(data, pointer)
        assert isinstance(there, dict)
        yield from (Broken((*pointer, name), "required", {}) for name in rule if name not in there)
    elif keyword == "anyOf":
        names = [name for alternative in rule for name in alternative["required"]]
        yield Broken((*pointer, names[0]), "anyOf", {"fields": " ".join(names)})
    elif keyword == "additionalProperties":
        there = _at(data, pointer)
        assert isinstance(there, dict)
        known = _rule_at(schema, [*evaluation[:-1], "properties"])
        yield from (Broken((*pointer, name), keyword, {}) for name in there if name not in known)
    elif keyword == "type":
        yield Broken(pointer, keyword, {"type": rule})
    elif keyword in LIMITS:
        yield Broken(pointer, keyword, {"limit": rule})
    elif keyword in PLAIN:
        yield Broken(pointer, keyword, {})


def _rule_at(schema: Schema, evaluation: Sequence[str | int]) -> Any:
    """What stands at an evaluation path, through references."""
    node: Any = schema
    for part in evaluation:
        if part == "$ref" and isinstance(node["$ref"], str):
            node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
        else:
            node = node[int(part) if isinstance(node, list) else part]
    return node


def _is_group(schema: Schema, pointer: Sequence[str]) -> bool:
    """Whether the form has a group of fields there. Every field stands in the plain `properties`."""
    node: Any = schema
    for part in pointer:
        node = _resolved(schema, node)
        node = node["items"] if node["type"] == "array" else node["properties"].get(part)
        if node is None:
            return False
    return bool(_resolved(schema, node)["type"] == "object")


def _resolved(schema: Schema, node: Schema) -> Schema:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


def _at(data: object, pointer: Sequence[str]) -> object:
    for part in pointer:
        if isinstance(data, list):
            data = data[int(part)]
        else:
            assert isinstance(data, dict)
            data = data[part]
    return data
