"""What people write: drafts of forms, and the kinds of fields that they are made of. Read strictly.

Words stand in pairs, Vietnamese and English. Every field is written where it is asked; the schema, the
conditions in it and the `ui` follow (compiling.py).
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from backend.forms.catalogue import SCHEMAS
from backend.forms.definition import Condition, Scalar

Sentence = Annotated[str, Meta(min_length=1, max_length=400)]
Pair = tuple[Sentence, Sentence]
Suffix = Annotated[str, Meta(pattern="^(?:/(?:[A-Za-z0-9_-]{1,64}|@))+$", max_length=200)]
StepId = Annotated[str, Meta(pattern="^[a-z0-9-]{1,40}$")]
RuleId = Annotated[str, Meta(pattern="^[a-z0-9-]{1,60}$")]


class Limit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"if_": "if"}):
    """A narrower bound of one field where a condition is met."""

    if_: Condition
    pattern: str | None = None
    min: int | None = None
    max: int | None = None


class Said(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Other words for one part of a composite field."""

    label: Pair | None = None
    hint: Pair | None = None
    errors: dict[str, Pair] = {}
    options: dict[str, Pair] = {}


class DraftStep(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question, and the fields that answer it. Its condition is that of each of its fields."""

    id: StepId
    question: Pair
    hint: Pair | None = None
    visible: Condition | None = None
    fields: Annotated[tuple["DraftField", ...], Meta(min_length=1, max_length=12)]
    # paths of what is worked out and shown below the fields
    shows: tuple[Suffix, ...] = ()
    position: tuple[Suffix, Suffix] | None = None


class DraftRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    name: Pair
    add: Pair
    title: Suffix
    steps: Annotated[tuple[DraftStep, ...], Meta(min_length=1, max_length=20)]


class DraftField(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One field, or one of a composite kind that stands for several.

    In a kind `at` and the fields of conditions are beneath the composite: `./type`.
    """

    at: str
    kind: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,40}$")]
    label: Pair | None = None
    hint: Pair | None = None
    required: Condition | bool = False
    visible: Condition | None = None
    critical: bool = False
    # put in place of {who} in the words of a composite kind: "người mẹ", "the mother"
    who: Pair | None = None
    min: int | None = None
    max: int | None = None
    pattern: str | None = None
    scale: int | None = None
    unit: Pair | None = None
    # value, Vietnamese, English
    options: tuple[tuple[Scalar, Sentence, Sentence], ...] | None = None
    default: Scalar | None = None
    digits: Condition | bool | None = None
    autocomplete: str | None = None
    # which of the things that people keep about themselves answers it; True for the one that its kind says
    mine: str | bool = False
    # the field with the unit whose published areas are offered
    areas_of: Suffix | None = None
    errors: dict[str, Pair] = {}
    limits: tuple[Limit, ...] = ()
    # of a composite kind: parts left out, other words for parts, and of some choices only these
    without: tuple[Suffix, ...] = ()
    parts: dict[Suffix, Said] = {}
    only: dict[Suffix, tuple[Scalar, ...]] = {}
    rows: DraftRow | None = None


class DraftRule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule written out, or one that `kinds.json` has: `uses` it `of` these fields."""

    id: RuleId
    at: str
    holds: dict[str, Any] | None = None
    offer: Any = None
    level: Literal["error", "warning"] | None = None
    # told when it is broken; {offer} is the answer that would do
    words: Pair | None = None
    uses: str | None = None
    of: dict[str, str] = {}


class KnownRule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule that many forms need, with {names} in place of fields."""

    holds: dict[str, Any]
    words: Pair
    level: Literal["error", "warning"] = "error"


class DraftComputed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    at: Suffix
    value: Any
    label: Pair
    widget: str
    unit: Pair | None = None
    hint: Pair | None = None


class Split(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """A text in several parts: a group of the pattern for each field."""

    from_: Suffix
    pattern: str
    into: Annotated[tuple[Suffix, ...], Meta(min_length=1, max_length=8)]
    # takes the whole text where the pattern does not match
    otherwise: Suffix


class Mapped(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """A choice in other words, or in several fields: for each of its values, what is answered now."""

    from_: Suffix
    values: Annotated[dict[str, dict[Suffix, Scalar]], Meta(min_length=1)]


class CarryStep(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of these. What is dropped is told in words."""

    # of a field, a group, a list with its rows, or a column
    rename: tuple[Suffix, Suffix] | None = None
    # where nothing is answered
    default: tuple[Suffix, Scalar] | None = None
    split: Split | None = None
    map: Mapped | None = None
    drop: Annotated[tuple[Suffix, ...], Meta(min_length=1)] | None = None
    words: Pair | None = None


class Carries(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """How a dossier of the version before goes on in this one; what no step names is kept as it is."""

    from_: Annotated[int, Meta(ge=1)]
    steps: Annotated[tuple[CarryStep, ...], Meta(max_length=64)] = ()


class DraftSection(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: Pair
    visible: Condition | None = None
    steps: Annotated[tuple[DraftStep, ...], Meta(min_length=1, max_length=40)]


class Draft(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: Pair
    # the field by which people tell their dossiers of this form apart
    told_apart_by: Suffix
    sections: Annotated[tuple[DraftSection, ...], Meta(min_length=1, max_length=12)]
    at_check: tuple[DraftField, ...] = ()
    rules: tuple[DraftRule, ...] = ()
    computed: tuple[DraftComputed, ...] = ()
    # what of the official list is not asked, and what is asked beyond it, each with the reason
    not_asked: dict[str, Pair] = {}
    added: dict[str, Sentence] = {}
    carries: Carries | None = None


class Kind(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A plain kind has a widget and a schema; a composite one has parts, and may have rules between them."""

    widget: str | None = None
    schema: dict[str, Any] | None = None
    # the schema stands in `$defs`, under the name of the kind, and is referred to
    shared: bool = False
    errors: dict[str, Pair] = {}
    hint: Pair | None = None
    label: Pair | None = None
    digits: bool = False
    autocomplete: str | None = None
    options: tuple[tuple[Scalar, Sentence, Sentence], ...] | None = None
    mine: str | None = None
    parts: tuple[DraftField, ...] = ()
    rules: tuple[DraftRule, ...] = ()


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """The file `schemas/forms/kinds.json`."""

    kinds: dict[str, Kind]
    rules: dict[str, KnownRule]


def read_draft(file: Path) -> Draft:
    """Raises msgspec.ValidationError with the place of what cannot be read."""
    return msgspec.json.decode(file.read_bytes(), type=Draft)


@cache
def known() -> Known:
    return msgspec.json.decode((SCHEMAS / "forms" / "kinds.json").read_bytes(), type=Known)
