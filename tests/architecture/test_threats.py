"""The page of threats: each has its line, and each test that it names is there under that name."""

import re

from tests.architecture.repository import ROOT

PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (T\d+) \|(.*)\|$", re.MULTILINE)
NAMED = re.compile(r"`((?:tests|pwa/tests)/[\w./-]+)::([^`]+)`")
THREATS = 25


def test_every_threat_has_its_line() -> None:
    assert [number for number, _ in ROW.findall(PAGE)] == [f"T{number}" for number in range(1, THREATS + 1)]


def test_every_line_names_a_test_or_says_what_is_missing() -> None:
    bare = [
        number for number, line in ROW.findall(PAGE) if not NAMED.search(line) and "*Not yet:*" not in line
    ]
    assert bare == []


def test_every_test_that_is_named_is_there() -> None:
    """In Python by its whole name, in TypeScript by how its sentence begins."""
    missing = []
    for file, name in NAMED.findall(PAGE):
        path = ROOT / file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        wanted = f"def {name}(" if file.endswith(".py") else name
        if wanted not in text:
            missing.append(f"{file}::{name}")
    assert not missing, f"mend docs/threat-model.md: no such test: {missing}"
    assert len(NAMED.findall(PAGE)) > THREATS
