"""Policy packs: which moves the law allows from which state, and how its clocks run: schemas/policies/.

A dossier keeps the pack that was in force on the day when it was received, whatever comes later.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

PACKS = Path(__file__).resolve().parents[2] / "schemas" / "policies"

# The ten states of the national portal: 1 handed in, 2 received, 3 not received, 4 being processed, 5 a
# supplement is asked for, 6 a fee is to be paid, 7 withdrawn, 8 stopped, 9 decided, 10 result returned.
State = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
FINAL: frozenset[State] = frozenset({3, 7, 8, 10})

Move = Literal[
    # at a desk: taken in, turned away; sent to the authority that decides
    "receive",
    "decline",
    "forward",
    # at the authority: taken over or sent back, given to somebody, decided, given up
    "take",
    "send_back",
    "assign",
    "apologise",
    "decide",
    "stop",
    # of what is wanting: asked for and brought, due and paid
    "ask",
    "supply",
    "charge",
    "require_fee",
    "pay",
    # of whoever applied
    "withdraw",
    # of the result: ready to be fetched, on its way, with the person
    "announce",
    "post",
    "return_result",
]


class Step(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """From which states a move may be made, and where it leads; null: to where it was before it waited."""

    states: tuple[State, ...] = msgspec.field(name="from")
    to: State | None


class Supplement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a supplement does to the clock: begin it from zero, or add the time that was waited."""

    clock: Literal["from_zero", "extended"]
    # how long a citizen has for it
    days: Annotated[int, Meta(ge=1, le=365)]
    verified: bool


class Hop(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Within how much open time an authority takes over what a desk sent it."""

    working_hours: Annotated[int, Meta(ge=1, le=80)]
    verified: bool


class Limit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    count: Annotated[int, Meta(ge=0, le=100)]
    verified: bool


class Minute(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A minute of the day in Ho Chi Minh City."""

    minute: Annotated[int, Meta(ge=0, lt=1440)]
    verified: bool


class Legal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    text: str
    verified: bool


class Policy(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    id: Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    effective_from: Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    legal_basis: tuple[Legal, ...]
    moves: Mapping[Move, Step]
    supplement: Supplement
    hop: Hop
    # what comes later is of the next working day, where a result is due the same day
    same_day_until: Minute
    apologies_max: Limit


@cache
def policies() -> Mapping[str, Policy]:
    """Every pack, by id: cases keep old ones."""
    read = (msgspec.json.decode(file.read_bytes(), type=Policy) for file in sorted(PACKS.glob("*.json")))
    return {one.id: one for one in read}


def in_force(packs: Iterable[Policy], day: str) -> Policy:
    """The newest that holds on a day; the oldest where none does yet."""
    ordered = sorted(packs, key=lambda one: one.effective_from)
    begun = [one for one in ordered if one.effective_from <= day]
    return begun[-1] if begun else ordered[0]
