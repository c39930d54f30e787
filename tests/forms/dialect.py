"""The dialect of schemas/forms/README.md: schemas/forms/dialect.json, and what that cannot say."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from backend.forms.catalogue import SCHEMAS

Schema = Mapping[str, Any]

DEPTH_MAX = 6
LEAVES_MAX = 200
BYTES_MAX = 32 * 1024

# Elsewhere these mean one thing in Python and another in a browser, or do not exist.
ODD_IN_PATTERNS = re.compile(r"\\(?!p\{[A-Z][a-z]?\})|\(\?(?!:)|\[\[|&&|\$(?!$)|(?<!^)(?<!\[)\^")

META = jsonschema_rs.Draft202012Validator(json.loads((SCHEMAS / "forms" / "dialect.json").read_bytes()))


def faults(schema: Schema) -> list[str]:
    """What breaks the dialect; empty for a schema that may be published."""
    found = [
        f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in META.iter_errors(schema)
    ]
    if found:
        return found
    if len(json.dumps(schema)) > BYTES_MAX:
        found.append("too large")
    leaves = list(leaves_of(schema))
    if len(leaves) > LEAVES_MAX:
        found.append("too many fields")
    found += [f"{path}: nested too deep" for path, _ in leaves if path.count("/") > DEPTH_MAX]
    for pattern in _all_under(schema, "pattern"):
        if ODD_IN_PATTERNS.search(pattern) or _splits_at_the_top(pattern):
            found.append(f"{pattern}: only ASCII classes, \\p{{…}} and plain groups, split inside a group")
    for node in _groups(schema):
        known = node["properties"].keys()
        found += [f"{name}: named in a rule, but no field" for name in _named(node) if name not in known]
    return found


def leaves_of(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Every field that holds one value, and every list, by template."""
    yield from _leaves(schema, schema, "")


def resolved(schema: Schema, node: Schema) -> Schema:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


def _leaves(schema: Schema, node: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    node = resolved(schema, node)
    if node["type"] == "object":
        for name, inner in node["properties"].items():
            yield from _leaves(schema, inner, f"{path}/{name}")
    else:
        yield path, node
        if node["type"] == "array":
            yield from _leaves(schema, node["items"], f"{path}/@")


def _groups(node: object) -> Iterator[Schema]:
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for inner in node.values():
            yield from _groups(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _groups(inner)


def _named(node: Schema) -> Iterator[str]:
    """Every field of this group that its rules name."""
    yield from node.get("required", ())
    for rule in (*node.get("allOf", ()), *node.get("anyOf", ())):
        for part in (rule, rule.get("if", {}), rule.get("then", {}), rule.get("else", {})):
            yield from part.get("required", ())
            yield from part.get("properties", {})


def _all_under(node: object, keyword: str) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            if name == keyword and isinstance(inner, str):
                yield inner
            else:
                yield from _all_under(inner, keyword)
    elif isinstance(node, list):
        for inner in node:
            yield from _all_under(inner, keyword)


def _splits_at_the_top(pattern: str) -> bool:
    """`^a|b$` is anchored at one end only."""
    depth = 0
    for character in re.sub(r"\[[^\]]*\]", "", pattern):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0:
            return True
    return False
