"""The schemas of all forms keep to the dialect, and the check of the dialect has teeth."""

from typing import Any

import pytest

from backend.forms.catalogue import forms
from backend.forms.publishing.dialect import schema_faults


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)
def test_a_published_schema_keeps_to_the_dialect(form: Any) -> None:
    assert [str(fault) for fault in schema_faults(form.schema)] == []


def with_field(field: object, **root: object) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "properties": {"field": field},
        **root,
    }


def nested(depth: int) -> dict[str, Any]:
    field: dict[str, Any] = {"type": "boolean"}
    for _ in range(depth):
        field = {"type": "object", "additionalProperties": False, "properties": {"field": field}}
    return field


def test_a_plain_field_keeps_to_the_dialect() -> None:
    assert not list(schema_faults(with_field({"type": "string", "pattern": "^(?:[0-9]{9}|\\p{Lu}\\p{L}*)$"})))


@pytest.mark.parametrize(
    "schema",
    [
        with_field({"type": "number", "minimum": 0, "maximum": 1}),
        with_field({"type": "integer", "minimum": 0.5, "maximum": 1}),
        with_field({"type": "integer", "minimum": 0, "maximum": 2**53}),
        with_field({"type": "integer", "minimum": 0}),
        with_field({"type": "integer", "minimum": 0, "maximum": 9, "multipleOf": 3}),
        with_field({"type": "string"}),
        with_field({"type": "string", "maxLength": 9, "format": "date"}),
        with_field({"type": ["string", "null"], "maxLength": 9}),
        with_field({"type": "array", "items": {"type": "boolean"}}),
        with_field({"type": "array", "items": {"type": "boolean"}, "maxItems": 101}),
        with_field({"type": "object", "properties": {}}),
        with_field(True),
        with_field({"$ref": "https://example.com/other.json"}),
        with_field({"$ref": "#/properties/field"}),
        with_field({"oneOf": [{"type": "boolean"}]}),
        with_field({"type": "boolean"}, **{"not": {"required": ["field"]}}),
        with_field({"type": "boolean"}, anyOf=[{"properties": {}}, {"required": ["field"]}]),
        with_field({"type": "boolean"}, required=["other"]),
        with_field(
            {"type": "boolean"}, allOf=[{"if": {"required": ["field"]}, "then": {"required": ["other"]}}]
        ),
        with_field({"type": "string", "pattern": "^\\d{3}$"}),
        with_field({"type": "string", "pattern": "^\\w+$"}),
        with_field({"type": "string", "pattern": "^[\\s]+$"}),
        with_field({"type": "string", "pattern": "^(?<!a)b$"}),
        with_field({"type": "string", "pattern": "^(?=a)b$"}),
        with_field({"type": "string", "pattern": "^(a)\\1$"}),
        with_field({"type": "string", "pattern": "^a|b$"}),
        with_field({"type": "string", "pattern": "[0-9]{3}"}),
        with_field(nested(7)),
    ],
    ids=str,
)
def test_what_the_dialect_leaves_out_is_refused(schema: dict[str, Any]) -> None:
    assert list(schema_faults(schema))
