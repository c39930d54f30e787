"""“Thông tin của tôi”: what people keep about themselves, asked by the kinds that forms are made of.

It is written as a draft and compiled like a form, so that what is kept fits where a form asks for it. It has
no number and no dossiers: phones go by the names that its fields have in `mine`, so it may change freely.
"""

import json
from pathlib import Path
from typing import Any

from backend.forms.publishing.compiling import Compiled, compile_draft
from backend.forms.publishing.drafts import known, read_draft
from backend.forms.publishing.freezing import pretty

DOCUMENTS = ("schema", "rules", "ui")


def compile_kept(folder: Path) -> Compiled:
    return compile_draft("mine", read_draft(folder / "draft.json"), known())


def write_kept(folder: Path) -> bool:
    """Whether anything had to be written."""
    made = compile_kept(folder)
    moved = [name for name in DOCUMENTS if read_kept(folder, name) != getattr(made, name)]
    for name in moved:
        _file(folder, name).write_text(pretty(getattr(made, name)) + "\n", encoding="utf-8")
    return bool(moved)


def read_kept(folder: Path, name: str) -> Any:
    """One of the documents as it was written last; None before the first time."""
    file = _file(folder, name)
    return json.loads(file.read_bytes()) if file.exists() else None


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"
