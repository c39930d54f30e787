"""A published schema never changes: a dossier pins the version that its author saw, perhaps months ago."""

import hashlib
import json

from backend.forms.catalogue import SCHEMAS, forms

LOCK = SCHEMAS / "forms" / "published.json"


def test_no_published_schema_has_changed() -> None:
    now = {}
    for form_id in forms():
        file = SCHEMAS / "forms" / form_id.replace("@", "/") / "schema.json"
        canonical = json.dumps(json.loads(file.read_bytes()), sort_keys=True, ensure_ascii=False)
        now[form_id] = hashlib.sha256(canonical.encode()).hexdigest()
    assert now == json.loads(LOCK.read_bytes()), (
        "make a new version beside the old one, and add its digest to published.json; "
        "words in ui.json may be mended at any time"
    )


def test_one_name_means_one_type_in_all_forms() -> None:
    meanings: dict[str, object] = {}
    for form in forms().values():
        for name, meaning in form.schema["$defs"].items():
            assert meanings.setdefault(name, meaning) == meaning, (
                f"{form.id}: {name} means something else elsewhere"
            )
