"""The walls of pyproject.toml stand: they hold for the code as it is, and they fall to a planted fault."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, python_files

PACKAGES = ("schemas", "sync", "backend")
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-c", LINT],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_goes_the_way_that_pyproject_allows() -> None:
    checked = lint(ROOT)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("place", "line", "broken"),
    [
        ("sync/heads.py", "import backend.settings", "backend, sync, schemas"),
        ("schemas/wire/scalars.py", "import sync.limits", "backend, sync, schemas"),
        (
            "sync/limits.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sync.heads",
            "sync",
        ),
        ("sync/limits.py", "def late():\n    import sync.heads", "sync"),
        ("sync/heads.py", "import cryptography", "cryptography"),
        ("sync/utils.py", "", "sync"),
        ("backend/utils.py", "", "backend"),
        ("backend/devices/rules.py", "import backend.dossiers.store", "backend"),
        ("backend/devices/store.py", "import backend.app", "backend"),
        ("backend/devices/tables.py", "import backend.devices.store", "slice"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, place: str, line: str, broken: str) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / place).open("a", encoding="utf-8") as planted:
        planted.write(f"\n{line}\n")
    found = lint(tmp_path)
    assert found.returncode == 1, f"nothing noticed {line!r} in {place}"
    assert re.search(rf"^.*{broken}.* BROKEN", found.stdout, re.MULTILINE), found.stdout


def test_every_package_stands_in_a_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert set(contracts["root_packages"]) == set(PACKAGES)
    assert not contracts.get("exclude_type_checking_imports", False)
    ignored = [line for contract in contracts["contracts"] for line in contract.get("ignore_imports", [])]
    assert ignored == ["sync.seal -> cryptography"], "an arrow that must be ignored points the wrong way"


def test_imports_stand_at_the_top() -> None:
    deferred = [
        f"{file.relative_to(ROOT)}:{inner.lineno}"
        for file in python_files()
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not deferred, f"an import inside a function hides an arrow that points the wrong way: {deferred}"
