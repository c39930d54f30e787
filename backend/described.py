"""How the API describes itself (OpenAPI): bodies are read by us, so the framework cannot see their shape."""

from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType

from backend.problems import CATALOGUE, MEDIA_TYPE
from schemas.wire.problems import Problem


def answers(shape: type[msgspec.Struct] | type[bytes], media_type: str) -> dict[int, ResponseSpec]:
    """The answer, and the problems that may come instead."""
    good = ResponseSpec(shape, description="The answer", media_type=media_type, generate_examples=False)
    statuses = sorted({entry.status for entry in CATALOGUE.values()})
    return {HTTPStatus.OK.value: good} | {
        status: ResponseSpec(
            Problem,
            description=", ".join(code for code, entry in CATALOGUE.items() if entry.status == status),
            media_type=MEDIA_TYPE,
            generate_examples=False,
        )
        for status in statuses
    }


def body(shape: type[msgspec.Struct], media_type: str) -> type[Operation]:
    """An operation whose request body is this struct of schemas/wire."""

    @dataclass
    class WithBody(Operation):
        def __post_init__(self) -> None:
            names = [field.name for field in msgspec.structs.fields(shape)]
            schema = Schema(
                type=OpenAPIType.OBJECT,
                title=shape.__name__,
                description=f"{shape.__doc__} See {shape.__module__.replace('.', '/')}.py.",
                properties={name: Schema(title=name) for name in names},
                required=names,
            )
            self.request_body = RequestBody(
                content={media_type: OpenAPIMediaType(schema=schema)}, required=True
            )

    return WithBody
