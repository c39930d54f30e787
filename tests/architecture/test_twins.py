"""Python and TypeScript keep the same rules in files of the same name."""

import re

from tests.architecture.repository import ROOT

# What only one of the two can have, and why.
PYTHON_ONLY: dict[str, str] = {}
TYPESCRIPT_ONLY: dict[str, str] = {}


def snake(stem: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda match: "_" + match[1].lower(), stem)


def test_every_rule_stands_in_a_file_of_the_same_name_in_both_languages() -> None:
    python = {file.stem for file in (ROOT / "sync").glob("*.py")} - {"__init__"}
    typescript = {snake(file.stem) for file in (ROOT / "pwa" / "src" / "sync").glob("*.ts")}
    assert python, "sync/ is empty"
    assert python - typescript == set(PYTHON_ONLY), "write the twin in pwa/src/sync/"
    assert typescript - python == set(TYPESCRIPT_ONLY), "write the twin in sync/"
