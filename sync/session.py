"""The conversation with a node, without IO: what to send, what a reply means (SPEC T1-T10, T20, T21)."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from schemas.wire.exchange import Heads, SyncRequest, SyncResponse, Verdict
from sync.change import Change
from sync.limits import BATCH_BYTES_MAX, BATCH_ITEMS_MAX, INCARNATION_BYTES, PARENTS_MAX

# What is to be done about a change after its verdict.
#   rest   the node has it on disk: done, though its verdict may change
#   again  the node had no room: it stays unsent
#   check  that envelope's signature failed: send again where it verifies here, else sign again
#   show   it never was a change: keep it, show it, and write again what was built on it
Next = Literal["rest", "again", "check", "show"]


class Sendable(Struct, frozen=True):
    """A change that the node has not acknowledged, or that it asked for."""

    id: bytes
    envelope: bytes


class Outbox(Struct, frozen=True, kw_only=True):
    """What there is to say, each list in the order in which it should go."""

    # That of the last reply; empty before the first.
    cursor: bytes
    # What the node asked for, then what it has not acknowledged, oldest first.
    changes: Sequence[Sendable] = ()
    # To a new incarnation only: the records that are held, and the heads of all documents.
    exclusions: Sequence[bytes] = ()
    offers: Sequence[Heads] = ()


class Plan(Struct, frozen=True, kw_only=True):
    """One request, and how much of each list went into it."""

    request: SyncRequest
    changes: int
    exclusions: int
    offers: int


class Answer(Struct, frozen=True, kw_only=True):
    id: bytes
    verdict: Literal["accepted", "waiting", "quarantined", "refused"]
    code: str
    next: Next


class Reading(Struct, frozen=True, kw_only=True):
    """What a reply means. What it brings to store is taken from the reply itself."""

    answers: tuple[Answer, ...]
    # Parents that the node lacks: whoever holds them sends them. Each once.
    missing: tuple[bytes, ...]
    # Offered heads that it lacks: queue all that is held of their documents.
    wanted: tuple[bytes, ...]
    # It is a new incarnation, and has to be offered what is held here.
    is_restart: bool


def plan(outbox: Outbox) -> Plan:
    """The next request. Records go first: what they stand in for lets changes be applied."""
    exclusions = _fill(outbox.exclusions, BATCH_BYTES_MAX)
    room = BATCH_BYTES_MAX - sum(map(len, exclusions))
    batch = _fill([sendable.envelope for sendable in outbox.changes], room)
    offers = list(outbox.offers[:BATCH_ITEMS_MAX])
    request = SyncRequest(
        cursor=outbox.cursor, changes=batch, exclusions=exclusions, heads=offers, limit=BATCH_BYTES_MAX
    )
    return Plan(request=request, changes=len(batch), exclusions=len(exclusions), offers=len(offers))


def is_answer(cursor: bytes, request: SyncRequest, response: SyncResponse) -> bool:
    """Whether a reply counts for a device that stands at this cursor by now (SPEC T20)."""
    return request.cursor == cursor or _incarnation(response.cursor) == _incarnation(cursor)


def is_overtaken(known: str, answer: Answer) -> bool:
    """Whether a verdict is older than the one that is known of its change (SPEC T21)."""
    return known in ("accepted", "quarantined") and answer.verdict == "waiting"


def read(request: SyncRequest, response: SyncResponse) -> Reading:
    """What a decoded reply to a request means. Nothing else is an answer."""
    missing = [parent for verdict in response.verdicts for parent in verdict.missing]
    return Reading(
        # An envelope without an id is none of ours.
        answers=tuple(_answer(it.id, it) for it in response.verdicts if it.id is not None),
        missing=tuple(dict.fromkeys(missing)),
        wanted=tuple(response.wanted),
        is_restart=bool(request.cursor) and _incarnation(request.cursor) != _incarnation(response.cursor),
    )


def built_on(refused: bytes, own: Mapping[bytes, Change]) -> tuple[bytes, ...]:
    """Which of these changes of our own are built on a refused one: to be written again, in this order."""
    found = {refused: None}
    before = 0
    # As many rounds as the longest chain; a device has few changes that nobody has acknowledged.
    while before < len(found):
        before = len(found)
        for change_id, change in own.items():
            if any(parent in found for parent in change.parents):
                found[change_id] = None
    del found[refused]
    return tuple(found)


def reissue(change: Change, instead: Mapping[bytes, Sequence[bytes]]) -> Change:
    """The same edits on other parents: `instead` says which stand for the refused one and for our own."""
    parents = {other for parent in change.parents for other in instead.get(parent, (parent,))}
    return replace(change, parents=tuple(sorted(parents)[:PARENTS_MAX]))


def _fill(items: Sequence[bytes], room: int) -> list[bytes]:
    """As many of the first items as fit."""
    batch: list[bytes] = []
    for item in items[:BATCH_ITEMS_MAX]:
        room -= len(item)
        if room < 0:
            break
        batch.append(item)
    return batch


def _answer(change: bytes, verdict: Verdict) -> Answer:
    following: Next = "rest"
    if verdict.verdict == "refused":
        following = "check" if verdict.code == "bad-signature" else "show"
    elif verdict.code == "full":
        following = "again"
    return Answer(id=change, verdict=verdict.verdict, code=verdict.code, next=following)


def _incarnation(cursor: bytes) -> bytes:
    """The part of a cursor that names the node and its incarnation."""
    return cursor[:INCARNATION_BYTES]
