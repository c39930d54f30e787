"""The vectors of expressions that both languages read (tests/vectors/expressions.json), here in Python."""

import json
from pathlib import Path

import pytest

from backend.forms.catalogue import calendar
from backend.forms.expressions import Around, holds, value_of

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "expressions.json").read_bytes())


def around(path: str) -> Around:
    return Around(
        asked=VECTORS["asked"],
        rows=VECTORS["rows"],
        path=path,
        today=VECTORS["today"],
        calendar=calendar(),
    )


@pytest.mark.parametrize(("node", "path", "worth"), VECTORS["cases"], ids=json.dumps)
def test_an_expression_comes_to_what_it_should(node: object, path: str, worth: object) -> None:
    found = value_of(node, around(path))
    assert (type(found), found) == (type(worth), worth)


@pytest.mark.parametrize(
    ("node", "path", "worth"),
    [case for case in VECTORS["cases"] if isinstance(case[2], bool)],
    ids=json.dumps,
)
def test_a_condition_holds_as_it_is_worth(node: object, path: str, worth: object) -> None:
    assert holds(node, around(path)) is worth
