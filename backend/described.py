"""How the API describes itself (OpenAPI): bodies are read by us, so the framework cannot see their shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Operation
from msgspec import inspect

from backend.problems import CATALOGUE, MEDIA_TYPE
from schemas.wire.problems import Problem

MSGPACK = "application/msgpack"


def answers(
    shape: type[msgspec.Struct] | type[bytes] | type[str], media_type: str, *, may_be_unchanged: bool = False
) -> dict[int, ResponseSpec]:
    """The answer, and the problems that may come instead."""
    good = ResponseSpec(shape, description="The answer", media_type=media_type, generate_examples=False)
    unchanged = ResponseSpec(
        None, description="What the sender has is the newest", media_type=media_type, generate_examples=False
    )
    statuses = sorted({entry.status for entry in CATALOGUE.values()})
    return (
        {HTTPStatus.OK.value: good}
        | ({HTTPStatus.NOT_MODIFIED.value: unchanged} if may_be_unchanged else {})
        | {
            status: ResponseSpec(
                Problem,
                description=", ".join(code for code, entry in CATALOGUE.items() if entry.status == status),
                media_type=MEDIA_TYPE,
                generate_examples=False,
            )
            for status in statuses
        }
    )


def body(shape: type[msgspec.Struct], media_type: str) -> type[Operation]:
    """An operation whose request body is this struct of schemas/wire."""

    @dataclass
    class WithBody(Operation):
        def to_schema(self) -> dict[str, Any]:
            schema = schema_of(inspect.type_info(shape), is_packed=media_type == MSGPACK)
            content = {media_type: {"schema": {**schema, "description": f"See {_home(shape)}."}}}
            return {**super().to_schema(), "requestBody": {"content": content, "required": True}}

    return WithBody


def schema_of(kind: inspect.Type, *, is_packed: bool) -> dict[str, Any]:
    """JSON Schema of what a decoder takes. In MessagePack a binary is itself; its lengths are in bytes."""

    def inner(one: inspect.Type) -> dict[str, Any]:
        return schema_of(one, is_packed=is_packed)

    match kind:
        case inspect.StructType(array_like=True):
            parts = [inner(field.type) for field in kind.fields]
            return _array(len(parts), len(parts)) | {"prefixItems": parts, "title": kind.cls.__name__}
        case inspect.StructType():
            return _object(kind) | {
                "properties": {field.encode_name: inner(field.type) for field in kind.fields}
            }
        case inspect.ListType() | inspect.VarTupleType():
            return _array(kind.min_length, kind.max_length) | {"items": inner(kind.item_type)}
        case inspect.TupleType():
            parts = [inner(one) for one in kind.item_types]
            return _array(len(parts), len(parts)) | {"prefixItems": parts}
        case inspect.UnionType():
            return {"anyOf": [inner(one) for one in kind.types]}
        case inspect.BytesType() if not is_packed:
            return {"type": "string", "contentEncoding": "base64"}
        case inspect.BytesType():
            return {"type": "string", "format": "binary"} | _lengths(kind.min_length, kind.max_length)
        case inspect.StrType():
            pattern = {} if kind.pattern is None else {"pattern": kind.pattern}
            return {"type": "string"} | _lengths(kind.min_length, kind.max_length) | pattern
        case inspect.IntType():
            return {"type": "integer"} | _given(minimum=kind.ge, maximum=kind.le)
        case inspect.FloatType():
            return {"type": "number"} | _given(minimum=kind.ge, maximum=kind.le)
        case inspect.LiteralType():
            return {"enum": list(kind.values)}
        case inspect.BoolType():
            return {"type": "boolean"}
        case inspect.NoneType():
            return {"type": "null"}
        case inspect.DictType():
            return {"type": "object", "additionalProperties": inner(kind.value_type)}
        case inspect.Metadata():
            return inner(kind.type)
        case _:
            return {}


def _object(kind: inspect.StructType) -> dict[str, Any]:
    required: Sequence[str] = [field.encode_name for field in kind.fields if field.required]
    closed = {"additionalProperties": False} if kind.forbid_unknown_fields else {}
    return {"type": "object", "title": kind.cls.__name__, "required": required} | closed


def _array(least: int | None, most: int | None) -> dict[str, Any]:
    return {"type": "array"} | _given(minItems=least, maxItems=most)


def _lengths(least: int | None, most: int | None) -> dict[str, Any]:
    return _given(minLength=least, maxLength=most)


def _given(**bounds: float | None) -> dict[str, Any]:
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _home(shape: type[msgspec.Struct]) -> str:
    return f"{shape.__module__.replace('.', '/')}.py"
