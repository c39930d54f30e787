"""A procedure as the catalogue shows it: what it takes, costs and needs, and which facts are verified."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from backend.forms.definition import Short, Words

# "22:30", the clock of Ho Chi Minh City
ClockTime = Annotated[str, Meta(pattern="^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")]


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """`verified`: found in a public source. What is from memory is false, and says "chưa kiểm chứng"."""

    text: Words
    verified: bool


class Online(Struct, frozen=True, forbid_unknown_fields=True):
    """How far one comes without a desk: `full`, or `partial`; the text says what is left to do."""

    level: Literal["full", "partial", "unknown"]
    text: Words
    verified: bool


class TimeLimit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`count` of `unit` from receipt to result; "unknown" where nobody has found it."""

    count: int | Literal["unknown"]
    unit: Literal["working_days", "days", "same_day", "at_once", "unknown"]
    text: Words
    verified: bool


class Fee(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """In đồng: at a desk, and online. Whoever pays nothing or less is named beside it."""

    amount: int | Literal["unknown"]
    online: int | Literal["unknown"]
    text: Words
    verified: bool
    exemptions: tuple[Fact, ...] = ()


class LegalText(Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    effective_from: str | None
    verified: bool


class Paper(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A document that goes with the form: how many, when, and whether a database has it."""

    text: Words
    verified: bool
    originals: int | Literal["unknown"]
    copies: int | Literal["unknown"]
    when: Words | None = None
    # only shown at the desk, and taken home again
    shown_only: bool = False
    # the authority can look it up, if the person agrees
    database: bool = False


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question as people ask it, and a plain answer."""

    ask: Words
    answer: Fact


class Unsent(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to do about a dossier that waits for a network between these times, through midnight too."""

    begins: ClockTime
    ends: ClockTime
    # the field of the form with the unit whose police is to be called, where it has said its number
    unit: Annotated[str, Meta(max_length=200)] | None = None
    advice: Fact


class Clip(Struct, frozen=True, forbid_unknown_fields=True):
    """A short film among the app's files, fetched only by who asks for it and has been told its weight."""

    path: Annotated[str, Meta(pattern=r"^/clips/[a-z0-9-]{1,40}\.(mp4|webm)$")]
    bytes: Annotated[int, Meta(ge=1, le=1_000_000)]
    caption: Words


# Under which people look; few enough for one glance. Their words are in pwa/src/words/vi/catalogue.ts.
Group = Literal["papers", "housing", "support", "business", "reports"]


class Procedure(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A procedure as the catalogue shows it."""

    code: Short
    # the official name, and what people call it
    name: Words
    plain: Words
    form: Short
    group: Group
    level: Literal["commune", "city", "police", "port"]
    effective_from: str
    # the last day; a later record of the same code goes on from there
    effective_until: str | None = None
    online: Online
    receiving: Fact
    competent: Fact
    time_limit: TimeLimit
    fee: Fee
    legal_basis: tuple[LegalText, ...]
    documents: tuple[Paper, ...]
    # who may, and when
    conditions: tuple[Fact, ...] = ()
    result: Fact
    questions: tuple[Question, ...] = ()
    # everyday words, as people write them who leave nothing out
    synonyms: Annotated[tuple[str, ...], Meta(min_length=1, max_length=60)]
    unsent: Unsent | None = None
    clip: Clip | None = None
