"""The way from a version to the next: every field is kept, carried, or dropped with words."""

import json
from pathlib import Path
from typing import Any

import pytest

from backend.forms.catalogue import SCHEMAS, forms
from backend.forms.publishing.freezing import Outcome, check, differences, publish

Draft = dict[str, Any]

NAME = {"at": "/name", "kind": "text", "label": ["Tên", "Name"], "required": True}
GENDER = {
    "at": "/gender",
    "kind": "choice",
    "label": ["Giới", "Gender"],
    "options": [["nam", "Nam", "Male"], ["nu", "Nữ", "Female"]],
}
AREA = {"at": "/area", "kind": "decimal", "label": ["Diện tích", "Area"], "scale": 2, "min": 0, "max": 9}
STREET = {"at": "/home/street", "kind": "text", "label": ["Đường", "Street"]}
NOTE = {"at": "/note", "kind": "text", "label": ["Ghi chú", "Note"]}


def items(at: str = "/items", column: str = "title") -> dict[str, Any]:
    field = {"at": f"{at}/@/{column}", "kind": "text", "label": ["Gì", "What"]}
    steps = [{"id": "gi", "question": ["Gì?", "What?"], "fields": [field]}]
    rows = {"name": ["Món", "Item"], "add": ["Thêm", "Add"], "title": field["at"], "steps": steps}
    return {"at": at, "kind": "rows", "label": ["Món", "Items"], "max": 5, "rows": rows}


def draft(*fields: Draft, **more: Any) -> Draft:
    steps = [{"id": f"s{n}", "question": ["Hỏi", "Ask"], "fields": [field]} for n, field in enumerate(fields)]
    sections = [{"title": ["Một", "One"], "steps": steps}]
    return {"title": ["Thử", "Try"], "told_apart_by": "/name", "sections": sections, **more}


def carries(*steps: Draft, number: int = 1) -> Draft:
    return {"carries": {"from": number, "steps": list(steps)}}


OLD = draft(NAME, GENDER, AREA, STREET, NOTE, items())
DROP = {"drop": ["/note"], "words": ["Không hỏi nữa", "Not asked any more"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A form `thu` of which OLD is published."""
    for name in ("published.json", "titles.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "thu").mkdir()
    write(tmp_path / "thu", OLD)
    assert check(tmp_path / "thu") == []
    publish(tmp_path / "thu", "2026-11-26")
    return tmp_path / "thu"


def write(folder: Path, document: Draft) -> None:
    (folder / "draft.json").write_text(json.dumps(document))


def new(*fields: Draft, **more: Any) -> Draft:
    """The fields of OLD but for the note, and others."""
    mine = {field["at"]: field for field in fields}
    kept = [field for field in (NAME, GENDER, AREA, STREET, items()) if field["at"] not in mine]
    return draft(*kept, *fields, **more)


def other(at: str, label: str = "Khác", **more: Any) -> Draft:
    return {"at": at, "kind": "text", "label": [label, label], **more}


def split(pattern: str, into: list[str] | None = None, otherwise: str = "/x") -> Draft:
    return {"split": {"from": "/note", "pattern": pattern, "into": into or ["/x"], "otherwise": otherwise}}


def mapped(values: Draft) -> Draft:
    return {"map": {"from": "/gender", "values": values}}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (new(), "no way from version 1"),
        (new(**carries(DROP, number=2)), "from version 2, and the one before is 1"),
        (new(**carries()), "/note: neither kept nor carried"),
        (new(**carries({"drop": ["/note"]})), "told in words"),
        (new(**carries({"drop": ["/nowhere"], "words": ["a", "a"]})), "no field /nowhere"),
        (new(**carries({**DROP, "rename": ["/a", "/b"]})), "several things"),
        (new(**carries({})), "or none"),
        (new(**carries({"rename": ["/note", "/name"]})), "/name has an answer of its own"),
        (new(**carries({"rename": ["/items/@/title", "/title"]}, DROP)), "is not in the rows"),
        (new(other("/x"), **carries({"rename": ["/note", "/y"]})), "/y: neither kept nor carried"),
        (new({**AREA, "scale": 1}, **carries(DROP)), "/area: kept, and its decimals"),
        (new({**NAME, "kind": "integer", "min": 0, "max": 9}, **carries(DROP)), "a string is a integer now"),
        (new({**GENDER, "options": [["nam", "Nam", "Male"]]}, **carries(DROP)), "not taken any more"),
        (new(other("/x"), **carries({"default": ["/x", 3]}, DROP)), "/x does not take 3"),
        (new(**carries({"default": ["/nowhere", "a"]}, DROP)), "no field /nowhere"),
        (new(**carries({"default": ["/gender", "khac"]}, DROP)), "/gender does not take khac"),
        (new(other("/x"), **carries(split("^(a)(b)$"))), "2 groups for 1 fields"),
        (new(other("/x"), **carries(split("^((?:a+)+)$"))), "in very many ways"),
        (new(other("/x"), **carries(split("^(?:(a)|b)*$"))), "a group within a group"),
        (new(other("/x"), **carries(split("^(a)+$"))), "a group that repeats"),
        (new(other("/x"), **carries(split("(a)"))), "not anchored"),
        (new(other("/x"), **carries(split("^(a)$", otherwise="/area"))), "/area takes no text"),
        (new(**carries(mapped({"nam": {"/gender": "nu"}}), DROP)), "nu: mapped, or a value"),
        (new(**carries(mapped({"nam": {"/gender": "nu"}, "nu": {}}), DROP)), "nu comes to nothing"),
        (
            new(**carries(mapped({"nam": {"/gender": "nu"}, "nu": {"/name": "a"}}), DROP)),
            "/name has an answer",
        ),
        (new(**carries({"map": {"from": "/name", "values": {"a": {"/name": "b"}}}}, DROP)), "is no choice"),
        (new(other("/note/more"), **carries(DROP)), "an older version has a field /note"),
        (draft(NAME, GENDER, AREA, other("/home"), items(), **carries(DROP)), "has a field /home/street"),
        (
            new({**NOTE, "max": 50}, **carries(DROP)),
            "/note: an older version asked something else here",
        ),
        (
            new(other("/x"), **carries({"rename": ["/name", "/x"]}, {"rename": ["/note", "/name"]})),
            "/name: an older version asked something else here",
        ),
        (new(**carries(DROP, DROP)), "no field /note stands there"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_would_lose_an_answer_is_refused_with_a_remedy(folder: Path, document: Draft, said: str) -> None:
    write(folder, document)
    found = [str(fault) for fault in check(folder)]
    assert any(said in fault for fault in found), found
    assert len(found) <= 50


def test_every_step_is_published_with_the_version_that_it_leads_to(folder: Path) -> None:
    steps: list[Draft] = [
        {"rename": ["/home", "/address"]},
        {"rename": ["/items/@/title", "/items/@/name"]},
        {"rename": ["/items", "/papers"]},
        mapped({"nam": {"/sex": "m", "/draft": True}, "nu": {"/sex": "f"}}),
        {
            "split": {
                "from": "/name",
                "pattern": "^(\\p{L}+) ((?:[\\p{L} ]|\\()+)$",
                "into": ["/family", "/given"],
                "otherwise": "/given",
            }
        },
        {"default": ["/country", "VN"]},
        DROP,
    ]
    fields = [
        other("/family"),
        other("/given"),
        {**GENDER, "at": "/sex", "options": [["m", "Nam", "Male"], ["f", "Nữ", "Female"]]},
        {"at": "/draft", "kind": "tick", "label": ["Quân", "Army"]},
        other("/country"),
        AREA,
        {**STREET, "at": "/address/street"},
        items("/papers", "name"),
    ]
    write(folder, draft(*fields, **carries(*steps)))
    assert [str(fault) for fault in check(folder)] == []
    assert publish(folder, "2027-03-01") == Outcome("thu@2", "version")
    carry = json.loads((folder / "2" / "carry.json").read_bytes())
    words = {"vi": "Không hỏi nữa", "en": "Not asked any more"}
    assert carry == {"from": "thu@1", "steps": [*steps[:-1], {"drop": ["/note"], "words": words}]}
    # The draft stands as published, and its way may be mended in place.
    assert check(folder) == []
    assert differences(folder) == []
    write(folder, draft(*fields, **carries(*steps, {"default": ["/sex", "f"]})))
    assert differences(folder) != []
    assert publish(folder, "2027-03-01") == Outcome("thu@2", "words")
    # Whoever writes the next version says how this one goes on in it.
    write(folder, draft(*fields, other("/more"), **carries(*steps)))
    assert "from version 1, and the one before is 2" in str(check(folder)[0])


def test_a_first_version_carries_from_nothing(tmp_path: Path) -> None:
    (tmp_path / "thu").mkdir()
    write(tmp_path / "thu", draft(NAME, **carries()))
    assert [fault.what for fault in check(tmp_path / "thu")] == ["no version to carry from"]


def test_every_version_but_the_first_can_be_reached_from_the_one_before() -> None:
    for form_id in forms():
        name, _, number = form_id.partition("@")
        file = SCHEMAS / "forms" / name / number / "carry.json"
        assert file.exists() == (number != "1"), form_id
        if file.exists():
            assert json.loads(file.read_bytes())["from"] == f"{name}@{int(number) - 1}"
