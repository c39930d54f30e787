"""The files themselves: short, plain, ours, and the same on any machine."""

import ast
import re
import unicodedata
from pathlib import Path

from tests.architecture.repository import CODE, ROOT, files, python_files, texts

LINES_MAX = 300
BYTES_MAX = 512 * 1024
TOP_LEVEL = {
    *("backend", "sync", "pwa", "schemas", "tests", "docs", "bench", ".ci"),
    *(
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        ".gitignore",
        ".editorconfig",
    ),
    *("Makefile", "pyproject.toml", "alembic.ini"),
    *("requirements.txt", "requirements-dev.txt", "requirements-bench.txt", "requirements-node.txt"),
}

# Files that are longer than LINES_MAX for a reason that stands beside them.
LONGER: dict[str, str] = {}
# Generated, or data: their length says nothing.
NOT_WRITTEN = {"pwa/src/wire.gen.ts"}

# Split in two, so that this file does not name them.
REGISTRIES = [
    f"{first}.{last}"
    for first, last in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("debian", "org"),
    )
]
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:root|home/\w+|Users/\w+)/")


def test_nothing_stands_at_the_top_that_has_no_place_there() -> None:
    found = {file.relative_to(ROOT).parts[0] for file in files()}
    assert found <= TOP_LEVEL, f"no place at the top level for: {sorted(found - TOP_LEVEL)}"


def test_no_file_is_too_long_to_hold_in_mind() -> None:
    long = {
        name: lines
        for name, text in texts().items()
        if Path(name).suffix in CODE and name not in NOT_WRITTEN
        if (lines := text.count("\n")) > LINES_MAX
    }
    assert set(long) == set(LONGER), f"split these, or say in LONGER why not: {long}"


def test_no_file_is_too_large_to_clone() -> None:
    large = {
        str(file.relative_to(ROOT)): size for file in files() if (size := file.stat().st_size) > BYTES_MAX
    }
    assert not large, f"keep data small or make it: {large}"


def test_every_python_file_says_first_what_it_does() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in python_files()
        if (source := file.read_text(encoding="utf-8")).strip() and not ast.get_docstring(ast.parse(source))
    ]
    assert not silent, f"begin with one sentence on what the file does: {silent}"


def test_no_file_names_a_package_registry_or_somebodys_machine() -> None:
    named = [
        f"{name}: {found}"
        for name, text in texts().items()
        for found in [
            *(host for host in REGISTRIES if host in text),
            *MACHINE_PATHS.findall(text),
            *([str(ROOT)] if len(ROOT.parts) > 2 and f"{ROOT}/" in text else []),
        ]
    ]
    assert not named, f"packages are found by name, files from the repository's root: {named}"


def test_nothing_is_left_for_later_in_a_comment() -> None:
    marks = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3 + ":", "HA" + "CK"]) + r")\b")
    left = [name for name, text in texts().items() if Path(name).suffix in CODE and marks.search(text)]
    assert not left, f"do it, or file it as an issue: {left}"


def test_all_text_is_composed_unicode_with_plain_line_ends() -> None:
    odd = [
        name
        for name, text in texts().items()
        if not unicodedata.is_normalized("NFC", text) or "\r" in text or text.startswith("\ufeff")
    ]
    assert not odd, f"store as NFC without byte order mark or carriage returns: {odd}"
