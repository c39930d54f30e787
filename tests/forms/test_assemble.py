"""From a merged dossier, and from the canonical text of a submission, to the answers of its form."""

from backend.forms.assemble import (
    Answers,
    View,
    assemble,
    critical_paths,
    path_of,
    view_of_document,
    view_of_state,
)
from backend.forms.catalogue import load_form
from backend.forms.definition import Form
from backend.forms.validate import ERRORS_MAX, validate
from sync.change import Change, Insert, Operation, Remove, Set, encode
from sync.document import Document
from sync.seal import change_id

DOCUMENT = bytes(16)
FIRST, SECOND, THIRD = "0000000000001", "0000000000002", "0000000000003"


def form_of(form_id: str) -> Form:
    form = load_form(form_id)
    assert form is not None
    return form


def write(document: Document, *operations: Operation, after: tuple[bytes, ...] = (), time: int = 0) -> bytes:
    """One change by somebody, straight into the document."""
    payload = encode(
        Change(
            version=1,
            schema="chung-thuc@1",
            document=DOCUMENT,
            device=bytes(16),
            time=time,
            parents=tuple(sorted(after)),
            operations=operations,
        )
    )
    document.take(change_id(payload), payload)
    return change_id(payload)


def dossier() -> Document:
    """Two people wrote the same name, and each added a row; a third row is gone."""
    document = Document(DOCUMENT)
    start = write(
        document,
        Insert("/items", THIRD, "A"),
        Set(f"/items/@{THIRD}/title", "Bỏ"),
        Set("/requester/pid/type", "can_cuoc"),
    )
    one = write(
        document,
        Set("/requester/name", "Trần Văn Bảy"),
        Insert("/items", SECOND, "P"),
        Set(f"/items/@{SECOND}/title", " Bằng lái "),
        after=(start,),
        time=1,
    )
    write(
        document,
        Set("/requester/name", "Trần Văn Bẩy"),
        Insert("/items", FIRST, "Q"),
        Set(f"/items/@{FIRST}/title", "Giấy khai sinh"),
        after=(start,),
        time=2,
    )
    write(document, Remove("/items", THIRD), after=(one,), time=3)
    return document


def test_answers_are_what_a_person_sees() -> None:
    form = form_of("chung-thuc@1")
    answers = assemble(form, view_of_document(dossier()))
    assert answers.data == {
        "requester": {"name": "Trần Văn Bẩy", "pid": {"type": "can_cuoc"}},
        "items": [{"title": "Bằng lái"}, {"title": "Giấy khai sinh"}],
    }
    assert answers.rows == {"/items": (SECOND, FIRST)}
    assert answers.unknown == ()


def test_a_canonical_state_gives_the_same_answers_as_the_document() -> None:
    document = dossier()
    form = form_of("chung-thuc@1")
    assert assemble(form, view_of_state(document.state())) == assemble(form, view_of_document(document))


def test_an_earlier_state_gives_the_answers_of_then() -> None:
    document = Document(DOCUMENT)
    then = write(document, Set("/requester/name", "Lan"))
    write(document, Set("/requester/name", "Lan Anh"), after=(then,), time=1)
    answers = assemble(form_of("chung-thuc@1"), view_of_state(document.state([then])))
    assert answers.data == {"requester": {"name": "Lan"}}


def test_two_names_are_a_critical_conflict_and_two_streets_are_not() -> None:
    form = form_of("chung-thuc@1")
    assert critical_paths(form, dossier().conflicts()) == ("/requester/name",)
    assert critical_paths(form, ["/requester/phone", f"/items/@{FIRST}/title", "/other"]) == ()


def test_a_pointer_leads_back_to_its_path_even_where_nothing_stands() -> None:
    answers: Answers = assemble(form_of("chung-thuc@1"), view_of_document(dossier()))
    assert path_of(answers, ("items", "1", "pages")) == f"/items/@{FIRST}/pages"
    assert path_of(answers, ("items",)) == "/items"
    assert path_of(answers, ("appointment", "slot")) == "/appointment/slot"


def test_a_dossier_of_thousands_of_rows_gives_no_more_errors_than_fit_in_a_reply() -> None:
    rows = tuple(f"{number:013d}" for number in range(5_000))
    form = form_of("chung-thuc@1")
    names = ("title", "pages", "other", "copies", "issuer", "language", "eCopy")
    values = {f"/items/@{row}/{name}": -1 for row in rows for name in names}
    errors = validate(form, assemble(form, View(values=values, rows={"/items": rows})), "2026-11-26")
    assert len(errors) == ERRORS_MAX
    assert ("/items", "maxItems") in {(error.pointer, error.keyword) for error in errors}
