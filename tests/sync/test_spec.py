"""Every rule of SPEC.md has a test that carries its number, and every number carried is a rule."""

import ast
import json
import re
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[2]
_RULE: Final = re.compile(r"^- \*\*([A-Z][0-9]+)\*\* (.+)$", re.MULTILINE)
_NUMBERS: Final = re.compile(r"test_((?:[A-Z][0-9]+_)+)")
# Kept where this package does not reach.
_ELSEWHERE: Final = ("`[hub]`", "`[phone]`")


def rules() -> dict[str, str]:
    found = _RULE.findall((_ROOT / "sync" / "SPEC.md").read_text(encoding="utf-8"))
    numbers = [number for number, _ in found]
    assert len(numbers) == len(set(numbers)), "a number stands twice"
    return dict(found)


def carried() -> dict[str, str]:
    """Number → one test or vector that carries it."""
    found: dict[str, str] = {}
    for folder in ("sync", "interop"):
        for file in (_ROOT / "tests" / folder).glob("test_*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match = _NUMBERS.match(node.name) if isinstance(node, ast.FunctionDef) else None
                for number in match[1].strip("_").split("_") if match else ():
                    found[number] = f"{file.name}: {node.name}"  # type: ignore[attr-defined]
    for file in (_ROOT / "tests" / "vectors").glob("*.json"):
        for vector in json.loads(file.read_text(encoding="utf-8")).get("vectors", []):
            for number in vector.get("rules", ()):
                found[number] = f"{file.name}: {vector['name']}"
    return found


def test_every_rule_has_a_test() -> None:
    tested = carried()
    untested = [
        f"{number} {text}"
        for number, text in rules().items()
        if number not in tested and not text.endswith(_ELSEWHERE)
    ]
    assert not untested


def test_no_test_names_a_rule_that_is_not_there() -> None:
    unknown = {number: where for number, where in carried().items() if number not in rules()}
    assert not unknown


def test_numbers_of_a_letter_follow_each_other() -> None:
    by_letter: dict[str, list[int]] = {}
    for number in rules():
        by_letter.setdefault(number[0], []).append(int(number[1:]))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in by_letter.values()), by_letter
