"""What of a procedure nobody has verified or knows: the list of docs/unverified.md, to be looked up."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from backend.forms.definition import Words
from backend.forms.procedure import LegalText, Paper, Procedure

UNVERIFIED = "not verified"


class Open(Struct, frozen=True):
    """One fact: what it is about, what the catalogue says of it in Vietnamese, and all that it lacks."""

    about: str
    says: str
    lacks: tuple[str, ...]


class Told(Protocol):
    @property
    def text(self) -> Words: ...

    @property
    def verified(self) -> bool: ...


def open_facts(procedure: Procedure) -> tuple[Open, ...]:
    """In the order in which the catalogue shows them."""
    return tuple(each for each in _facts(procedure) if each.lacks)


def _facts(procedure: Procedure) -> Iterator[Open]:
    yield _told("online", procedure.online, procedure.online.level == "unknown" and "how far one comes")
    yield from (_paper(paper) for paper in procedure.documents)
    fee, limit = procedure.fee, procedure.time_limit
    yield _told("fee", fee, fee.amount == "unknown" and "the amount")
    yield from _each("exemption", fee.exemptions)
    yield _told("time limit", limit, limit.count == "unknown" and "how long")
    yield _told("where to hand in", procedure.receiving)
    yield _told("who decides", procedure.competent)
    yield from _each("condition", procedure.conditions)
    yield _told("result", procedure.result)
    if procedure.unsent is not None:
        yield _told("while unsent at night", procedure.unsent.advice)
    for question in procedure.questions:
        yield _told(f"answer to “{question.ask.vi}”", question.answer)
    yield from (_law(text) for text in procedure.legal_basis)


def _each(about: str, facts: Sequence[Told]) -> Iterator[Open]:
    return (_told(about, fact) for fact in facts)


def _paper(paper: Paper) -> Open:
    return _told(
        "document",
        paper,
        paper.originals == "unknown" and "how many originals",
        paper.copies == "unknown" and "how many copies",
    )


def _law(text: LegalText) -> Open:
    since = text.effective_from is None and "since when"
    return Open("legal basis", text.text, _lacks(text.verified, since))


def _told(about: str, fact: Told, *unknown: str | bool) -> Open:
    return Open(about, fact.text.vi, _lacks(fact.verified, *unknown))


def _lacks(verified: bool, *unknown: str | bool) -> tuple[str, ...]:
    missing = ", ".join(each for each in unknown if isinstance(each, str))
    return (*(() if verified else (UNVERIFIED,)), *((f"unknown: {missing}",) if missing else ()))
