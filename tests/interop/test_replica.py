"""The harness as a program: one line in, one line out, nothing else, whatever it is asked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.interop.replica import Harness
from tests.vectors.people import DOSSIER, secret

_ROOT = Path(__file__).parents[2]


def ran(lines: list[str]) -> list[Any]:
    program = subprocess.run(
        [sys.executable, "-B", "-m", "tests.interop.replica"],
        input="".join(line + "\n" for line in lines),
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
    )
    assert program.stderr == ""
    return [json.loads(line) for line in program.stdout.removesuffix("\n").split("\n")]


def test_Z1_every_line_gets_one_line_and_faults_end_nothing() -> None:
    look = json.dumps({"do": "state", "name": "a", "document": DOSSIER.hex()})
    lines = [
        "nonsense",
        "[]",
        "{}",
        look,
        json.dumps({"do": "new", "name": "a", "secret": secret("lan").hex()}),
        "[" * 100_000,
        json.dumps({"do": "new", "name": "\ud800", "secret": secret("bay").hex()}),
        '{"do":"seal","name":"a","document":"00","now":1}',
        look,
    ]
    replies = ran(lines)
    assert len(replies) == len(lines)
    assert ["error" in reply for reply in replies] == [True] * 4 + [False, True, True, True, False]


def test_Z1_lines_hold_what_other_languages_would_break() -> None:
    value = "dòng\u2028một\u0085hai\ufeff\U00010000"
    lines = [
        {"do": "new", "name": "a", "secret": secret("lan").hex()},
        {
            "do": "edit",
            "name": "a",
            "document": DOSSIER.hex(),
            "operations": [["set", "/a", value]],
            "schema": "a@1",
            "now": 1_795_000_000_000.0,
        },
        {"do": "seal", "name": "a", "document": DOSSIER.hex(), "now": 1_795_000_000_000},
        {"do": "state", "name": "a", "document": DOSSIER.hex()},
    ]
    state = json.loads(ran([json.dumps(line, ensure_ascii=False) for line in lines])[-1]["state"])
    assert state[1][0][1][0][2] == value


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
_FIELDS = ("name", "document", "operations", "schema", "now", "envelopes", "change", "parents", "turn", "at")
_VERBS = ("new", "know", "edit", "seal", "receive", "exclude", "state", "conflicts")


@given(st.sampled_from(_VERBS), st.dictionaries(st.sampled_from(_FIELDS), _JSON))
def test_Z1_no_request_makes_it_raise(verb: str, details: dict[str, object]) -> None:
    harness = Harness()
    harness.answer(json.dumps({"do": "new", "name": "", "secret": secret("lan").hex()}))
    plain = {"name": "", "document": DOSSIER.hex(), "now": 0}
    assert isinstance(json.loads(harness.answer(json.dumps({**plain, **details, "do": verb}))), dict)
