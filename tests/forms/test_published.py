"""A published schema never changes: a dossier pins the version that its author saw, perhaps months ago."""

import json

from backend.forms.catalogue import SCHEMAS, forms
from backend.forms.publishing.freezing import digest_of

LOCK = SCHEMAS / "forms" / "published.json"


def test_no_published_form_has_changed() -> None:
    now = {}
    for form_id in forms():
        folder = SCHEMAS / "forms" / form_id.replace("@", "/")
        rules = folder / "rules.json"
        now[form_id] = digest_of(
            json.loads((folder / "schema.json").read_bytes()),
            json.loads(rules.read_bytes()) if rules.exists() else {},
        )
    locked = {form_id: entry["digest"] for form_id, entry in json.loads(LOCK.read_bytes()).items()}
    assert now == locked, "a published version never changes: `backend forms publish` makes the next"


def test_one_name_means_one_type_in_all_forms() -> None:
    meanings: dict[str, object] = {}
    for form in forms().values():
        for name, meaning in form.schema["$defs"].items():
            assert meanings.setdefault(name, meaning) == meaning, (
                f"{form.id}: {name} means something else elsewhere"
            )
