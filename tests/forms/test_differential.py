"""Two validators, one list of triples: thousands of dossiers, spoilt at random by a named seed."""

import os
from collections.abc import Iterator
from math import ceil
from random import Random

import pytest

from backend.forms.assemble import View, assemble
from backend.forms.catalogue import forms, procedures
from backend.forms.definition import Form
from backend.forms.publishing.dialect import leaves_of
from backend.forms.validate import validate
from tests.forms.browser import Browser, browser
from tests.forms.dossiers import view_of
from tests.forms.negatives import negatives, unanswered
from tests.forms.shared import TODAY, complete_dossiers

# Of all forms together
SPOILT = int(os.environ.get("HAIDANG_SPOILT", "2000"))
SEED = 20261121

# Texts and values that one of the two languages might take for something else.
ODD: list[object] = [
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        2**53 - 1,
        -(2**53) + 1,
        [],
        {},
        [None],
        {"a": 1},
        [1, True],
        {"length": 2},
    ),
    *(
        "",
        " ",
        "\u00a0",
        "\ufeff",
        "\u2028",
        "\x1c",
        "\u0085",
        "0",
        "00",
        "true",
        "null",
        "__proto__",
        "toString",
    ),
    *(
        "a" * 201,
        "ễ" * 100,
        "e\u0302\u0303" * 100,
        "🇻🇳" * 50,
        "🏠" * 4001,
        "x\ny",
        "x\n",
        "\nx",
        "Å",
        "Å",
        "ﬁ",
    ),
    *(
        "2026-02-29",
        "2028-02-29",
        "2026-2-9",
        "1950",
        "1950-00",
        "2026-12-31T23:59",
        "2026-12-31T23:60",
        "١٩٥٠",
    ),
    *(
        "0901234567",
        "02838291234",
        "+84901234567",
        "079190001234",
        "C1234567",
        "0301234567-001",
        "26732",
        "26797",
    ),
    *(
        "a@b.vn",
        "a@b",
        "a@b..vn",
        "Y Bhĩm K’Brơi",
        "d'Ö",
        "Lê 2",
        "-Lê",
        "Nguye\u0302\u0303n",
        "at_desk",
        "VN",
        "vn",
    ),
]


@pytest.fixture(scope="module")
def node() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)
def test_python_and_the_browser_find_the_same_to_mend(form: Form, node: Browser) -> None:
    random = Random(f"{SEED} {form.id}")
    kinds = set()
    for _ in range(ceil(SPOILT / len(forms()))):
        view = spoilt(form, random)
        errors = validate(form, assemble(form, view), TODAY)
        ours = [(error.pointer, error.keyword, error.parameters) for error in errors]
        assert node.triples(form.id, view) == ours, view
        kinds |= {error.keyword for error in errors}
    assert {"required", "type", "pattern", "enum", "minLength", "maxLength", "additionalProperties"} <= kinds


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)
def test_every_constraint_is_broken_once_and_both_say_so(form: Form, node: Browser) -> None:
    seen = set()
    for negative in negatives(form):
        errors = validate(form, assemble(form, negative.view), TODAY)
        ours = [(error.pointer, error.keyword, error.parameters) for error in errors]
        assert negative.expected in ours, negative.constraint
        assert node.triples(form.id, negative.view) == ours, negative.constraint
        seen.add(negative.constraint)
    assert len(seen) > 10


@pytest.mark.parametrize("form_id", sorted({procedure.form for procedure in procedures()}))
def test_between_them_the_complete_dossiers_answer_every_field(form_id: str) -> None:
    assert unanswered(forms()[form_id]) == set()


def spoilt(form: Form, random: Random) -> View:
    """A complete dossier or an empty one, with some answers replaced and rows added."""
    complete = view_of(complete_dossiers()[form.id]) if random.random() < 0.7 else View(values={}, rows={})
    values = dict(complete.values)
    rows = {path: list(ids) for path, ids in complete.rows.items()}
    leaves = dict(leaves_of(form.schema))
    for template, field in form.ui.fields.items():
        if field.row is not None and random.random() < 0.6:
            count = random.choice([0, 1, 2, 3, 21, 102])
            rows[template] = [f"{random.getrandbits(64):013x}"[:13] for _ in range(count)]
    for template, schema in leaves.items():
        for path in paths_of(template, rows):
            if random.random() < 0.25:
                values[path] = random.choice([*ODD, *schema.get("enum", ()), *likely(schema)])
    for _ in range(random.choice([0, 0, 1, 3])):
        path = random.choice(
            ["/other", "/other/@0000000000000/x", "/__proto__", "/constructor/name", *leaves]
        )
        values[path.replace("@/", "@0000000000000/") + random.choice(["", "", "/x"])] = random.choice(ODD)
    return View(values=values, rows=rows)


def paths_of(template: str, rows: dict[str, list[str]]) -> list[str]:
    around, in_rows, inside = template.partition("/@")
    return [f"{around}/@{row}{inside}" for row in rows.get(around, ())] if in_rows else [template]


def likely(schema: object) -> list[object]:
    """Values at the edge of what a field allows."""
    assert isinstance(schema, dict)
    edges = [schema[name] + by for name in ("minimum", "maximum") if name in schema for by in (-1, 0, 1)]
    lengths = [
        schema[name] + by for name in ("minLength", "maxLength") if name in schema for by in (-1, 0, 1)
    ]
    return [
        *edges,
        *("ă" * length for length in lengths),
        *([True, False] if schema["type"] == "boolean" else []),
    ]
