"""What becomes of a fact that an officer writes: its form, whose it is, and what they had read. Pure."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from msgspec import Struct

from schemas.wire.problems import ProblemCode
from schemas.wire.units import FactKind, WriteFact

# of one unit, that have not ended
FACTS_MAX = 20
TELEPHONE = re.compile(r"[0-9+][0-9 .()+-]{2,19}", re.ASCII)
# what nobody sees, what ends a line, and what no character is
ODD = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
# as the days of forms (backend/forms/days.py)
YEAR_MIN, YEAR_MAX = 1890, 2100


class Fact(Struct, frozen=True, kw_only=True):
    """One version of something that a unit says."""

    fact: bytes
    version: int
    unit: str
    kind: FactKind
    text: str
    begins: str
    # the last day on which it holds
    ends: str | None
    account: bytes
    written: int


class Writing(Struct, frozen=True, kw_only=True):
    """Who writes which fact, on which day and at which moment of the hub's clock."""

    fact: bytes
    unit: str
    account: bytes
    today: str
    now_ms: int


def written(
    asked: WriteFact, writing: Writing, known: Fact | None, own: Collection[Fact]
) -> Fact | ProblemCode:
    """The version that stands from now on: `known` itself where nothing has to be written.

    `known` is the newest version of this fact, whichever unit's; `own` is what the officer's unit says.
    """
    if not _is_wellformed(asked):
        return "bad-request"
    if (asked.version > 0) if known is None else (known.unit != writing.unit):
        return "not-found"
    if known is not None:
        if known.kind != asked.kind:
            return "bad-request"
        # Sent once more, as its answer was lost; or nothing in it was changed.
        if _says_the_same(asked, known) and asked.version in (known.version - 1, known.version):
            return known
        if known.version != asked.version:
            return "moved-on"
    others = sum(has_not_ended(fact, writing.today) for fact in own if fact.fact != writing.fact)
    if others >= FACTS_MAX and not _ended(asked.ends, writing.today):
        return "list-full"
    return Fact(
        fact=writing.fact,
        version=asked.version + 1,
        unit=writing.unit,
        kind=asked.kind,
        text=asked.text,
        begins=asked.begins,
        ends=asked.ends,
        account=writing.account,
        written=writing.now_ms,
    )


def has_not_ended(fact: Fact, today: str) -> bool:
    """Also one that is still to begin."""
    return not _ended(fact.ends, today)


def in_order(facts: Collection[Fact]) -> list[Fact]:
    """As people read them: by kind, first day, text."""
    return sorted(facts, key=lambda fact: (fact.kind, fact.begins, fact.text, fact.fact))


def _ended(ends: str | None, today: str) -> bool:
    return ends is not None and ends < today


def _says_the_same(asked: WriteFact, known: Fact) -> bool:
    return (asked.text, asked.begins, asked.ends) == (known.text, known.begins, known.ends)


def _is_wellformed(asked: WriteFact) -> bool:
    """What the shape on the wire cannot say."""
    days = [asked.begins] if asked.ends is None else [asked.begins, asked.ends]
    return _is_line(asked.text, asked.kind) and all(map(_is_day, days)) and days == sorted(days)


def _is_line(text: str, kind: FactKind) -> bool:
    if kind == "police-telephone" and TELEPHONE.fullmatch(text) is None:
        return False
    is_plain = text == text.strip() and unicodedata.is_normalized("NFC", text)
    return is_plain and not any(unicodedata.category(character) in ODD for character in text)


def _is_day(text: str) -> bool:
    try:
        return YEAR_MIN <= date.fromisoformat(text).year <= YEAR_MAX
    except ValueError:
        return False
