"""“Thông tin của tôi” is asked by the same kinds as the forms, and every form asks for nothing else of it."""

import shutil
from pathlib import Path
from typing import Any

from backend.forms.catalogue import SCHEMAS, forms
from backend.forms.publishing.checking import faults_of
from backend.forms.publishing.keeping import DOCUMENTS, compile_kept, read_kept, write_kept

MINE = SCHEMAS / "mine"


def written(name: str) -> dict[str, Any]:
    found: dict[str, Any] = read_kept(MINE, name)
    return found


def test_it_is_written_as_its_draft_and_the_kinds_say() -> None:
    made = compile_kept(MINE)
    assert faults_of(made) == []
    for name in DOCUMENTS:
        assert written(name) == getattr(made, name), f"{name}: `python -m backend forms publish`"


def test_it_is_written_once_and_again_only_where_something_moved(tmp_path: Path) -> None:
    shutil.copy(MINE / "draft.json", tmp_path)
    assert write_kept(tmp_path)
    for name in DOCUMENTS:
        assert read_kept(tmp_path, name) == written(name)
    assert not write_kept(tmp_path)


def test_every_field_has_a_name_by_which_forms_ask_for_it() -> None:
    names = [field.get("mine") for field in written("ui")["fields"].values()]
    assert None not in names
    assert len(set(names)) == len(names)


def test_no_form_asks_for_what_nobody_can_keep() -> None:
    kept = {field["mine"] for field in written("ui")["fields"].values()}
    asked = {field.mine for form in forms().values() for field in form.ui.fields.values()} - {None}
    assert asked <= kept


def test_only_the_one_who_fills_in_is_asked_so_never_a_row() -> None:
    in_rows = [
        path
        for form in forms().values()
        for path, field in form.ui.fields.items()
        if field.mine is not None and "@" in path
    ]
    assert in_rows == []


def test_a_kind_means_the_same_there_as_in_every_form() -> None:
    meanings = written("schema")["$defs"]
    for form in forms().values():
        for name, meaning in form.schema["$defs"].items():
            assert meanings.get(name, meaning) == meaning, f"{form.id}: {name} means something else"
