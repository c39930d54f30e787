"""The API as it describes itself: whatever fits the description, asked by anybody, has a described answer.

Requests are generated from the OpenAPI by schemathesis, once for all roles, and signed by real devices.
`HAIDANG_EXAMPLES` says how many for each operation.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.core import NOT_SET
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from backend.app import create_app
from backend.bodies import MSGPACK
from backend.limits import Limits, Rate
from backend.mandates.rules import Role, desk_mandate
from tests.backend.test_authorisation import in_places
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, phone
from tests.support.units import HERE, account_of, enrolled_as

# generic in parts of schemathesis that are none of ours
Case = Any
Operation = Any
EXAMPLES = int(os.environ.get("HAIDANG_EXAMPLES", "50"))
SEED = 20_261_127
NOBODY, STRANGER, CITIZEN = "nobody", "stranger", "citizen"
ROLES: tuple[str, ...] = tuple(dict.fromkeys((NOBODY, STRANGER, CITIZEN, *get_args(Role))))
NO_LIMIT = Rate(burst=1_000_000_000, per_second=1)
# A binary on its way through JSON Schema, which knows none
BINARY = "binary:"
BINARY_BYTES_MAX = 200


def binary_format(least: int, most: int) -> str:
    """A format of that name, known to schemathesis from then on."""
    name = f"binary-{least}-{most}"
    made = st.binary(min_size=least, max_size=min(most, max(least, BINARY_BYTES_MAX)))
    schemathesis.openapi.format(name, made.map(lambda some: BINARY + some.hex()))
    return name


def generatable(schema: Any) -> Any:
    """The description with every binary under a format that says its length."""
    if isinstance(schema, list):
        return [generatable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "binary":
        bounds = (schema.get("minLength", 0), schema.get("maxLength", BINARY_BYTES_MAX))
        return {"type": "string", "format": binary_format(*bounds)}
    return {name: generatable(one) for name, one in schema.items()}


def operations(described: Mapping[str, Any]) -> Iterator[Operation]:
    loaded = schemathesis.openapi.from_dict(generatable(described))
    for result in loaded.get_all_operations():
        yield result.ok()  # type: ignore[union-attr]


def made_for(operation: Operation, mode: GenerationMode, count: int) -> list[Case]:
    found: list[Case] = []

    @seed(SEED)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def make(case: Case) -> None:
        found.append(case)

    make()
    return found


@cache
def cases_of(description: str) -> dict[str, list[Case]]:
    """By operation: as it is described; and half as many again with something amiss."""
    found = {}
    for operation in operations(json.loads(description)):
        good = made_for(operation, GenerationMode.POSITIVE, EXAMPLES)
        # Of an id alone everything is one that might be.
        if operation.body or operation.query:
            good += made_for(operation, GenerationMode.NEGATIVE, EXAMPLES // 2)
        found[operation.label] = good
    return found


@schemathesis.serializer(MSGPACK)
def serialized(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    return written(value)


def written(value: Any) -> bytes:
    try:
        return msgspec.msgpack.encode(packed(value))
    except (OverflowError, TypeError):
        return b"\xc1"  # there is no MessagePack of it


def packed(value: Any) -> Any:
    if isinstance(value, str):
        plain = value.encode("utf-8", "replace").decode()
        return bytes.fromhex(plain.removeprefix(BINARY)) if plain.startswith(BINARY) else plain
    if isinstance(value, list):
        return [packed(one) for one in value]
    return {packed(name): packed(one) for name, one in value.items()} if isinstance(value, dict) else value


def body_of(case: Case) -> bytes:
    body = case.body
    if body is NOT_SET:
        return b""
    if isinstance(body, bytes):
        return body
    if case.media_type == MSGPACK:
        return written(body)
    return json.dumps(body, default=str).encode("utf-8", "replace")


async def sent(device: Phone, role: str, case: Case) -> httpx.Response:
    path, body = path_of(case), body_of(case)
    typed = {} if case.media_type is None else {"content-type": case.media_type}
    if role == NOBODY:
        return await device.client.request(case.method, path, content=body, headers=typed)
    return await device.send(case.method, path, body, typed)


def path_of(case: Case) -> str:
    """With its query."""
    given_parts = case.as_transport_kwargs(base_url="http://127.0.0.1:8000")
    url = httpx.URL(given_parts["url"]).copy_merge_params(given_parts.get("params") or {})
    return url.raw_path.decode("ascii")


async def asker(hub: Hub, role: str) -> Phone:
    if role in (NOBODY, STRANGER):
        return phone(hub, role)
    if role == CITIZEN:
        return await enrolled_phone(hub, "lan-5", "Lan")
    account = account_of(role)
    mandate = msgspec.structs.replace(desk_mandate(account.account, account.account, HERE), role=role)
    return await enrolled_as(hub, role, account, [mandate])


@pytest.mark.parametrize("role", ROLES)
async def test_every_answer_is_described_and_none_is_our_fault(hub: Hub, role: str) -> None:
    documents = await in_places(hub)
    limits = Limits(device=NO_LIMIT, account=NO_LIMIT)
    hub.app = create_app(hub.settings, hub.database, hub.identity, hub.bundle, hub.clock, limits=limits)
    device = await asker(hub, role)
    description = (await device.client.get("/schema/openapi.json")).text
    for label, made in cases_of(description).items():
        # Both databases run the same code: the second gets every fifth.
        cases = made if hub.database.sqlite else made[::5]
        # Where nothing can be said but the address, there is one way to ask.
        assert len(made) == 1 or len(made) >= EXAMPLES, label
        answers = set()
        for number, case in enumerate(cases):
            if number % 2 and "document" in case.path_parameters:
                # One that is really there, so that more than "not found" is met
                case.path_parameters["document"] = list(documents.values())[number % len(documents)]
            response = await sent(device, role, case)
            answers.add(response.status_code)
            assert response.status_code < 500, (label, response.text, body_of(case))
            case.validate_response(response, checks=[status_code_conformance, content_type_conformance])
        # Without a key there is nothing behind an address, whatever is written there.
        assert role != NOBODY or "{document}" not in label or answers <= {401, 404}, (label, answers)


def test_all_roles_ask() -> None:
    expected = {"helper", "reception", "processing", "leader", "administrator", "auditor", "kiosk"}
    assert expected | {NOBODY, STRANGER, CITIZEN} == set(ROLES)


def test_each_role_of_a_mandate_is_one_of_them() -> None:
    assert set(get_args(Role)) <= set(ROLES)
