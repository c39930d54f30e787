"""The cases that both languages read: tests/forms/cases."""

import json
from pathlib import Path
from typing import Any

import msgspec

from tests.forms.dossiers import Operation

FOLDER = Path(__file__).parent / "cases"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Operations upon a dossier that is complete, or else empty, and the triples that are left."""

    name: str
    form: str
    complete: bool
    operations: list[list[Any]]
    expected: list[tuple[str, str, dict[str, Any]]]

    def all_operations(self) -> list[Operation]:
        return [*(complete_dossiers()[self.form] if self.complete else []), *self.operations]


def complete_dossiers() -> dict[str, list[Operation]]:
    """For each form, operations that leave nothing to mend."""
    dossiers: dict[str, list[Operation]] = read("complete.json")
    return dossiers


def cases() -> list[Case]:
    files = ("khoi-cong.json", "chung-thuc.json", "phan-anh.json")
    return [case for file in files for case in msgspec.convert(read(file), list[Case])]


def read(file: str) -> Any:
    return json.loads((FOLDER / file).read_bytes())
