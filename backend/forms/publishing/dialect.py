"""The dialect of schemas/forms/README.md: what `dialect.json` says of a schema, and what that cannot say."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

import jsonschema_rs

from backend.forms.catalogue import SCHEMAS
from backend.forms.publishing.faults import Fault
from backend.forms.publishing.patterns import check_pattern

Schema = Mapping[str, Any]

DEPTH_MAX = 6
LEAVES_MAX = 200
BYTES_MAX = 64 * 1024
OPTIONS_MAX = 300
# A refused value may be long, and is known to whoever wrote it.
MESSAGE_MAX = 200
# A schema that is wrong is wrong all over; nobody reads more than this.
FAULTS_MAX = 20


def schema_faults(schema: Schema) -> Iterator[Fault]:
    """What breaks the dialect; nothing for a schema that may be published."""
    size = len(json.dumps(schema))
    if size > BYTES_MAX:
        yield Fault("", f"{size} bytes of schema, at most {BYTES_MAX}", "split the form in two")
        return
    found = list(islice(_shape_faults(schema), FAULTS_MAX))
    yield from found
    if found:
        return
    loop = _loop(schema)
    if loop is not None:
        yield Fault(f"/$defs/{loop}", "a definition that refers to itself", "write the inner one out")
        return
    leaves = [path for path, _ in leaves_of(schema)]
    if len(leaves) > LEAVES_MAX:
        yield Fault("", f"{len(leaves)} fields, at most {LEAVES_MAX}", "split the form in two")
    for path in leaves:
        if path.count("/") > DEPTH_MAX:
            yield Fault(path, f"nested deeper than {DEPTH_MAX}", "make the path shorter")
    for pointer, pattern in _under(schema, "pattern", ""):
        try:
            check_pattern(pattern, pointer)
        except Fault as fault:
            yield fault
    for pointer, group in _groups(schema, ""):
        for name in _named(group):
            if name not in group["properties"]:
                yield Fault(pointer, f"{name} is named in a rule, but is no field", "mend the name")


def _shape_faults(schema: Schema) -> Iterator[Fault]:
    for pointer, options in _under(schema, "enum", ""):
        if isinstance(options, list) and len(options) > OPTIONS_MAX:
            yield Fault(pointer, f"{len(options)} options, at most {OPTIONS_MAX}", "take another kind")
            return
    for error in _meta().iter_errors(schema):
        pointer = "".join(f"/{part}" for part in error.instance_path)
        yield Fault(pointer, error.message[:MESSAGE_MAX], "see README.md, dialect")


def leaves_of(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Every field that holds one value, and every list, by template."""
    yield from _leaves(schema, schema, "")


def resolved(schema: Schema, node: Schema) -> Schema:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


@cache
def _meta() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads((SCHEMAS / "forms" / "dialect.json").read_bytes()))


def _leaves(schema: Schema, node: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    node = resolved(schema, node)
    if node["type"] == "object":
        for name, inner in node["properties"].items():
            yield from _leaves(schema, inner, f"{path}/{name}")
    else:
        yield path, node
        if node["type"] == "array":
            yield from _leaves(schema, node["items"], f"{path}/@")


def _loop(schema: Schema) -> str | None:
    """A definition from which one comes back to itself, or to one that is missing."""
    definitions = schema.get("$defs", {})
    done: set[str] = set()

    def walk(name: str, around: frozenset[str]) -> str | None:
        if name in around or name not in definitions:
            return name
        if name not in done:
            for inner in _references(definitions[name]):
                found = walk(inner, around | {name})
                if found is not None:
                    return found
            done.add(name)
        return None

    return next(
        (found for name in _references(schema) if (found := walk(name, frozenset())) is not None), None
    )


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix("#/$defs/")
        for inner in node.values():
            yield from _references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _references(inner)


def _groups(node: object, pointer: str) -> Iterator[tuple[str, Schema]]:
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield pointer, node
        for name, inner in node.items():
            yield from _groups(inner, f"{pointer}/{name}")
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from _groups(inner, f"{pointer}/{place}")


def _named(node: Schema) -> Iterator[str]:
    """Every field of this group that its rules name."""
    yield from node.get("required", ())
    for rule in (*node.get("allOf", ()), *node.get("anyOf", ())):
        for part in (rule, rule.get("if", {}), rule.get("then", {}), rule.get("else", {})):
            yield from part.get("required", ())
            yield from part.get("properties", {})


def _under(node: object, keyword: str, pointer: str) -> Iterator[tuple[str, Any]]:
    """Whatever stands under a keyword, and where."""
    if isinstance(node, dict):
        for name, inner in node.items():
            if name == keyword and not isinstance(inner, dict):
                yield pointer, inner
            else:
                yield from _under(inner, keyword, f"{pointer}/{name}")
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from _under(inner, keyword, f"{pointer}/{place}")
