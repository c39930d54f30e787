"""The TypeScript wire types are the ones that the Python structs say."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.repository import ROOT


def export(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-m", "schemas.export", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_generated_types_are_in_step_with_the_structs() -> None:
    checked = export(ROOT, "--check")
    assert checked.returncode == 0, checked.stderr


def test_a_changed_struct_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas", ignore=shutil.ignore_patterns("__pycache__"))
    assert export(tmp_path).returncode == 0
    dossiers = tmp_path / "schemas" / "wire" / "dossiers.py"
    source = dossiers.read_text(encoding="utf-8")
    assert "holder_name: ShortText" in source
    dossiers.write_text(source.replace("holder_name: ShortText", "holder_title: ShortText"), encoding="utf-8")
    assert export(tmp_path, "--check").returncode == 1
