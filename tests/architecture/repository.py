"""What the architecture tests read: the files that version control names as the project's."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# a style sheet is a list, not a thought: it may be longer
CODE = (".py", ".ts", ".tsx", ".mjs", ".sh")
# folders that .gitignore names
MADE = {".venv", "var", "node_modules", "dist", "build", "__pycache__", ".hypothesis", "test-results"}


def files() -> list[Path]:
    """Every file that is in the repository or would be added to it."""
    if not (ROOT / ".git").exists():
        return sorted(_unpacked())
    # whoever tests a checkout that another user owns may still read it
    ask = [
        "git",
        "-c",
        f"safe.directory={ROOT}",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]
    listed = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def _unpacked() -> Iterator[Path]:
    """The files of an unpacked release, without what was made there since."""
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in MADE and not name.endswith("_cache")]
        yield from (Path(folder, name) for name in names)


def texts() -> dict[str, str]:
    """The files that are text, by their place in the repository."""
    found = {}
    for file in files():
        try:
            found[str(file.relative_to(ROOT))] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def python_files() -> list[Path]:
    return [file for file in files() if file.suffix == ".py"]
