"""The cases that both languages read: tests/forms/cases."""

import json
from pathlib import Path
from typing import Any

import msgspec

from tests.forms.dossiers import Operation

FOLDER = Path(__file__).parent / "cases"
COMPLETE = Path(__file__).parent / "complete"
# The day on which all cases are judged, in both languages.
TODAY = "2026-11-26"


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
    """For each form, operations that leave nothing to mend: the first of its dossiers."""
    return {form: next(iter(dossiers.values())) for form, dossiers in all_complete_dossiers().items()}


def all_complete_dossiers() -> dict[str, dict[str, list[Operation]]]:
    """By form and name: between them they take every way through the form."""
    return {file.stem: json.loads(file.read_bytes()) for file in sorted(COMPLETE.glob("*.json"))}


def cases() -> list[Case]:
    files = (file for file in sorted(FOLDER.glob("*.json")) if file.name != "traps.json")
    return [case for file in files for case in msgspec.convert(json.loads(file.read_bytes()), list[Case])]


def read(file: str) -> Any:
    return json.loads((FOLDER / file).read_bytes())
