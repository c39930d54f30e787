"""The app asks for what the schema demands, whatever stands in the answers that decide it."""

from collections.abc import Iterator
from itertools import product
from math import prod
from random import Random

import pytest
from msgspec import UNSET

from backend.forms.assemble import View, assemble
from backend.forms.catalogue import forms
from backend.forms.definition import Condition, Field, Form
from backend.forms.publishing.dialect import leaves_of
from backend.forms.validate import validate
from backend.forms.visible import holds, template_of
from tests.forms.shared import TODAY

COMBINATIONS_MAX = 2_000
SEED = 20261126
ROW = "0000000000000"


def named_in(condition: Condition) -> Iterator[str]:
    if condition.field is not UNSET:
        yield condition.field
    for inner in (condition.all, condition.any):
        for each in inner if inner is not UNSET else ():
            yield from named_in(each)


def deciding(form: Form) -> list[str]:
    """The fields on which a page or a demand depends."""
    conditions = [each for field in form.ui.fields.values() for each in (field.visible, field.required)]
    return sorted({name for each in conditions if isinstance(each, Condition) for name in named_in(each)})


def answers_to(form: Form, template: str) -> list[object]:
    """No answer, and each answer that can matter."""
    schema = dict(leaves_of(form.schema))[template]
    if schema["type"] == "boolean":
        return [None, False, True]
    if len(schema.get("enum", ())) <= 20 and "enum" in schema:
        return [None, *schema["enum"]]
    # only its presence is ever asked; whether it is well written is another rule's matter
    return [None, "?" if schema["type"] == "string" else 1]


def is_required(field: Field, path: str, asked: dict[str, object]) -> bool:
    return field.required if isinstance(field.required, bool) else holds(field.required, path, asked)


def combinations(domains: list[list[object]], random: Random) -> Iterator[tuple[object, ...]]:
    """All of them, or as many drawn by lot; seldom is a question left open, so that much follows."""
    if prod(len(domain) for domain in domains) <= COMBINATIONS_MAX:
        yield from product(*domains)
        return
    for _ in range(COMBINATIONS_MAX):
        open_share = random.choice([0, 0.1, 0.5])
        yield tuple(None if random.random() < open_share else random.choice(domain) for domain in domains)


@pytest.mark.parametrize("with_rows", [False, True], ids=["no rows", "a row in each list"])
@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)
def test_the_app_and_the_schema_demand_the_same(form: Form, with_rows: bool) -> None:
    names = deciding(form)
    lists = [template for template, field in form.ui.fields.items() if field.row is not None]
    rows = {path: (ROW,) for path in lists if with_rows}
    domains = [answers_to(form, name) for name in names]
    assert domains, f"{form.id} has no conditions: is this test still about anything?"
    for combination in combinations(domains, Random(f"{SEED} {form.id}")):
        values = {
            name.replace("@", f"@{ROW}"): value
            for name, value in zip(names, combination, strict=True)
            if value is not None
        }
        answers = assemble(form, View(values=values, rows=rows))
        asked = dict(answers.asked)
        demanded = {
            path
            for path, answer in asked.items()
            if answer is None and path not in rows
            if is_required(form.ui.fields[template_of(path)], path, asked)
        }
        errors = validate(form, answers, TODAY)
        assert {error.pointer for error in errors if error.keyword == "required"} == demanded, values
        for error in errors:
            if error.keyword == "anyOf":
                alternatives = str(error.parameters["fields"]).split(" ")
                around = error.pointer.rpartition("/")[0]
                assert all(asked[f"{around}/{name}"] is None for name in alternatives)
