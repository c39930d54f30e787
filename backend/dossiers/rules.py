"""How a dossier's standing moves: by an answer to a submission, and by a desk that receives it."""

from typing import Literal

import msgspec
from msgspec import Struct

from schemas.wire.consents import OutcomeConsent
from schemas.wire.dossiers import Answer, Outcome

# Answers kept for a dossier; the newest explain how it stands now.
ANSWERS_MAX = 16

State = Literal["draft", "submitted", "declined", "received"]
# Where a case is between the desk and the authority, which are the official sub-states 1, 4 and 2; and at
# the desk at which the result is ready
Hop = Literal["none", "at_desk", "sent", "taken", "ready"]


class Dossier(Struct, frozen=True, kw_only=True):
    document: bytes
    owner: bytes
    # who began it for the owner, under a consent
    helper: bytes | None = None
    form: str
    state: State = "draft"
    version: int = 0
    holder: str = ""
    holder_name: str = ""
    since: int
    due: int | None = None
    submission: bytes = b""
    submitted: int | None = None
    conflicts: int = 0
    answers: tuple[Answer, ...] = ()
    stage: int | None = None
    code: str = ""
    desk: str = ""
    authority: str = ""
    hop: Hop = "none"
    timer: int | None = None
    process: bytes = b""


class Submission(Struct, frozen=True, kw_only=True):
    change: bytes
    document: bytes
    digest: bytes
    text: str
    taken: int


def answered(dossier: Dossier, answer: Answer, form: str) -> Dossier:
    """The dossier after the authority's answer to a submission of `form`.

    A valid submission takes the place of an earlier one until a desk has received it; a declined one leaves a
    standing submission standing.
    """
    answers = (*dossier.answers, answer)[-ANSWERS_MAX:]
    after = msgspec.structs.replace(dossier, version=dossier.version + 1, answers=answers)
    if answer.answer == "accepted":
        return msgspec.structs.replace(
            after,
            state="submitted",
            since=answer.time,
            form=form,
            submission=answer.change,
            submitted=answer.time,
        )
    if dossier.state in ("draft", "declined"):
        return msgspec.structs.replace(after, state="declined", since=answer.time)
    return after


def received(dossier: Dossier, *, version: int, unit: str, unit_name: str, now_ms: int) -> Dossier | None:
    """The dossier in the hands of a desk, or None where it is not as the officer saw it."""
    if dossier.version != version or dossier.state != "submitted":
        return None
    return msgspec.structs.replace(
        dossier, state="received", version=version + 1, holder=unit, holder_name=unit_name, since=now_ms
    )


def outcome_of(dossier: Dossier, consent: OutcomeConsent | None = None) -> Outcome:
    """`consent`: how that stands under which the dossier was begun for somebody else."""
    return Outcome(
        document=dossier.document,
        version=dossier.version,
        state=dossier.state,
        holder=dossier.holder,
        holder_name=dossier.holder_name,
        since=dossier.since,
        due=dossier.due,
        answers=list(dossier.answers),
        consent=consent,
    )


def size_of(dossier: Dossier, consent: OutcomeConsent | None = None) -> int:
    """Bytes that a reply grows by when it says how the dossier stands."""
    return len(msgspec.msgpack.encode(outcome_of(dossier, consent)))


class Step(Struct, frozen=True, kw_only=True):
    """A command that was carried out; as in the table, where every field is explained."""

    document: bytes
    version: int
    command: bytes
    move: str
    account: bytes
    unit: str
    moment: int
    stage: int
    hop: Hop
    holder: str
    said: bytes
