"""Drafts: what they compile to, and what is refused at publication, in bounded work and with a remedy."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from backend.forms.catalogue import SCHEMAS
from backend.forms.publishing.drafts import known
from backend.forms.publishing.freezing import Outcome, check, differences, publish

FIELD: dict[str, Any] = {"at": "/name", "kind": "name", "label": ["Tên", "Name"], "required": True}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A form `thu` among no others."""
    for name in ("published.json", "titles.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "thu").mkdir()
    return tmp_path / "thu"


def draft(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    steps = [
        {"id": f"s{place}", "question": ["Hỏi", "Ask"], "fields": [field]}
        for place, field in enumerate(fields)
    ]
    return {
        "title": ["Thử", "Try"],
        "told_apart_by": "/name",
        "sections": [{"title": ["Một", "One"], "steps": steps}],
        **more,
    }


def write(folder: Path, document: dict[str, Any]) -> None:
    (folder / "draft.json").write_text(json.dumps(document))


def faults(folder: Path, document: dict[str, Any]) -> list[str]:
    write(folder, document)
    return [str(fault) for fault in check(folder)]


def test_every_draft_is_published_as_it_stands() -> None:
    for file in sorted(SCHEMAS.glob("forms/*/draft.json")):
        assert check(file.parent) == [], file
        assert differences(file.parent) == [], f"{file}: `python -m backend forms publish`"


def test_words_are_mended_in_place_and_a_new_meaning_makes_a_new_version(folder: Path) -> None:
    write(folder, draft(FIELD))
    assert publish(folder, "2026-12-01") == Outcome("thu@1", "version")
    assert publish(folder, "2026-12-01") == Outcome("thu@1", "unchanged")
    write(folder, draft({**FIELD, "label": ["Họ tên", "Full name"]}))
    assert publish(folder, "2026-12-01") == Outcome("thu@1", "words")
    write(
        folder,
        draft(FIELD, {"at": "/age", "kind": "integer", "label": ["Tuổi", "Age"], "min": 0, "max": 150}),
    )
    assert (
        differences(folder)[0] == '+ schema/properties/age: {"type": "integer", "minimum": 0, "maximum": 150}'
    )
    assert publish(folder, "2027-03-01") == Outcome("thu@2", "version")
    kept = json.loads((folder.parent / "published.json").read_bytes())
    assert [kept[form]["effective"] for form in ("thu@1", "thu@2")] == ["2026-12-01", "2027-03-01"]
    assert json.loads((folder / "1" / "schema.json").read_bytes())["properties"].keys() == {"name"}


def test_a_published_form_cannot_be_told_from_its_draft_published_anew(tmp_path: Path) -> None:
    shutil.copytree(SCHEMAS / "forms" / "khai-sinh", tmp_path / "khai-sinh")
    newest = max(int(each.name) for each in (tmp_path / "khai-sinh").iterdir() if each.name.isdecimal())
    before = {file.name: file.read_bytes() for file in (tmp_path / "khai-sinh" / str(newest)).iterdir()}
    shutil.rmtree(tmp_path / "khai-sinh" / str(newest))
    for name in ("published.json", "titles.json"):
        (tmp_path / name).write_text("{}")
    publish(tmp_path / "khai-sinh", "2026-12-01")
    assert {
        file.name: file.read_bytes() for file in (tmp_path / "khai-sinh" / str(newest)).iterdir()
    } == before


def rule(holds: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"rules": [{"id": "r", "at": "/name", "holds": holds, "words": ["Sai", "Wrong"], **more}]}


NUMBER = {"at": "/age", "kind": "integer", "label": ["Tuổi", "Age"], "min": 0, "max": 150}
ROWS = {
    "at": "/items",
    "kind": "rows",
    "label": ["Món", "Items"],
    "max": 5,
    "rows": {
        "name": ["Món", "Item"],
        "add": ["Thêm", "Add"],
        "title": "/items/@/what",
        "steps": [
            {
                "id": "what",
                "question": ["Gì?", "What?"],
                "fields": [{"at": "/items/@/what", "kind": "text", "label": ["Gì", "What"]}],
            }
        ],
    },
}

UNIT = {"at": "/unit", "kind": "unit", "label": ["Phường, xã", "Ward or commune"]}
AREA = {"at": "/area", "kind": "text", "label": ["Khu vực", "Area"], "areas_of": "/unit"}
UNITS = {
    "at": "/units",
    "kind": "rows",
    "label": ["Nơi", "Places"],
    "max": 5,
    "rows": {
        "name": ["Nơi", "Place"],
        "add": ["Thêm", "Add"],
        "title": "/units/@/unit",
        "steps": [
            {"id": "unit", "question": ["Đâu?", "Where?"], "fields": [{**UNIT, "at": "/units/@/unit"}]}
        ],
    },
}


def test_the_areas_of_a_unit_are_offered_to_a_text_that_is_asked_after_it(folder: Path) -> None:
    assert faults(folder, draft(FIELD, UNIT, AREA)) == []
    publish(folder, "2026-12-01")
    ui = json.loads((folder / "1" / "ui.json").read_bytes())
    assert ui["fields"]["/area"]["areas_of"] == "/unit"
    assert "areas_of" not in ui["fields"]["/unit"]


def test_areas_come_to_a_published_form_as_words_do(folder: Path) -> None:
    write(folder, draft(FIELD, UNIT, {**AREA, "areas_of": None}))
    publish(folder, "2026-12-01")
    write(folder, draft(FIELD, UNIT, AREA))
    assert publish(folder, "2026-12-01") == Outcome("thu@1", "words")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (draft({**FIELD, "kind": "nmae"}), "no kind is called nmae"),
        (draft({**FIELD, "label": None}), "no label"),
        (draft(FIELD, FIELD), "two fields have this path"),
        (draft({**FIELD, "labels": ["a", "b"]}), "labels"),
        (draft({**FIELD, "label": ["<script>alert(1)</script>", "x"]}), "looks like markup"),
        (draft({**FIELD, "label": ["Te\u0302n", "Name"]}), "letters and marks apart"),
        (draft({**FIELD, "label": ["Tên\u202e", "Name"]}), "cannot be seen"),
        (draft({**FIELD, "visible": {"field": "/age", "present": True}}, NUMBER), "comes later"),
        (draft({**FIELD, "visible": {"field": "/nowhere", "present": True}}), "no field"),
        (
            draft(FIELD, {**NUMBER, "visible": {"field": "/name", "is": "x", "present": True}}),
            "several things",
        ),
        (draft({**FIELD, "kind": "code", "pattern": "^(?:a+)+$"}), "in very many ways"),
        (draft({**FIELD, "kind": "code", "pattern": "^(?:[a-z]|[a-z]|x)*$"}), "in very many ways"),
        (draft({**FIELD, "kind": "code", "pattern": "^\\d+$"}), "no \\d"),
        (draft({**FIELD, "kind": "code", "pattern": "[0-9]+"}), "not anchored"),
        (draft({**FIELD, "kind": "code", "pattern": "^(?=a)a$"}), "no looking around"),
        (draft({**FIELD, "kind": "code", "pattern": "^[0-9]{1,1000}[0-9]{1,1000}[0-9]{1,1000}$"}), "places"),
        (
            draft({**FIELD, "kind": "choice", "options": [[f"a{n}", "A", "A"] for n in range(301)]}),
            "301 options",
        ),
        (draft(FIELD, **rule({"less": [{"field": "/name"}, 3]})), "have no order"),
        (draft(FIELD, **rule({"field": "/name"})), "a text where a boolean is needed"),
        (draft(FIELD, **rule({"lesser": [1, 2]})), "one operator is needed"),
        (draft(FIELD, **rule({"equal": [{"sum": [1]}, 2]})), "two or more"),
        (draft(FIELD, **rule({"equal": [{"field": "/x"}, 2]})), "no field /x"),
        (draft(FIELD, ROWS, **rule({"field": "/items/@/what", "present": True})), "use count or total"),
        (draft(FIELD, ROWS, **rule({"equal": [{"count": "/name"}, 1]})), "no list"),
        (draft(FIELD, **rule({"field": "/name", "present": True}, offer=3)), "offers something"),
        (draft(FIELD, **rule({"all": [{"field": "/name", "present": True}] * 400})), "more than 300 nodes"),
        (draft(FIELD, **rule({"field": "/name", "present": True}, at="/nowhere")), "stands at no field"),
        (
            draft(
                FIELD,
                computed=[{"at": "/x", "value": {"sum": [1, "a"]}, "label": ["a", "a"], "widget": "text"}],
            ),
            "a text where a number",
        ),
        (draft(UNIT, {**AREA, "areas_of": "/where"}), "no field with a unit"),
        (draft(FIELD, {**AREA, "areas_of": "/name"}), "no field with a unit"),
        (draft(AREA, UNIT), "comes later"),
        (draft(UNIT, {**NUMBER, "areas_of": "/unit"}), "offered to the widget integer"),
        (draft(UNITS, {**AREA, "areas_of": "/units/@/unit"}), "in other rows"),
        (draft(FIELD, rules=[{"id": "r", "at": "/name", "words": ["Sai", "Wrong"]}]), "no condition"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_refused_says_where_and_what_to_do(folder: Path, document: dict[str, Any], said: str) -> None:
    found = faults(folder, document)
    assert any(said in fault for fault in found), found
    assert len(found) <= 50
    assert not (folder / "1").exists()


def test_a_million_options_are_refused_by_their_size_alone(folder: Path) -> None:
    options = [[str(number), "a", "a"] for number in range(1_000_000)]
    assert faults(folder, draft({**FIELD, "kind": "choice", "options": options})) == [
        "/: more than 262144 bytes; split the form in two"
    ]


def test_kinds_that_hold_themselves_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = {"loop": {"parts": [{"at": "./inner", "kind": "loop"}]}}
    kinds = json.loads((SCHEMAS / "forms" / "kinds.json").read_bytes())
    (folder.parent / "forms").mkdir()
    (folder.parent / "forms" / "kinds.json").write_text(
        json.dumps({**kinds, "kinds": {**kinds["kinds"], **loop}})
    )
    monkeypatch.setattr("backend.forms.publishing.drafts.SCHEMAS", folder.parent)
    known.cache_clear()
    try:
        assert "may not hold itself" in faults(folder, draft(FIELD, {**FIELD, "at": "/x", "kind": "loop"}))[0]
    finally:
        known.cache_clear()
