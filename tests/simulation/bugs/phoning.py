"""Bugs in a phone: what it takes for an answer, when it forgets, what it keeps over a crash."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from schemas.wire.exchange import SyncRequest, SyncResponse
from sync import seal, session
from sync.change import Change, decode
from sync.edits import OpenEdits
from sync.replica import Sealed
from sync.session import Answer, Reading
from tests.simulation import conversation
from tests.simulation.bugs.planted import Bug
from tests.simulation.conversation import Absorbed, Gathered
from tests.simulation.disk import REISSUED, Row
from tests.simulation.phone import Phone

_read = session.read
_gather = conversation.gather
_absorb = conversation.absorb
_settle = conversation.settle
_keep = Phone._keep


def ids_of(request: SyncRequest) -> list[bytes]:
    parts = [seal.unpack_signed(envelope) for envelope in request.changes]
    return [seal.change_id(one[0]) for one in parts if one is not None]


def by_count(request: SyncRequest, response: SyncResponse) -> Reading:
    reading = _read(request, response)
    pairs = zip(ids_of(request), reading.answers, strict=False)
    return replace(reading, answers=tuple(replace(answer, id=change) for change, answer in pairs))


def no_restart(request: SyncRequest, response: SyncResponse) -> Reading:
    return replace(_read(request, response), is_restart=False)


_answer = session._answer


def full_is_good_enough(change: bytes, verdict: Any) -> Answer:
    answer = _answer(change, verdict)
    return replace(answer, next="rest") if answer.next == "again" else answer


def forgets_when_sent(phone: Phone, changes_max: int) -> Gathered:
    gathered = _gather(phone, changes_max)
    for change in ids_of(gathered.request):
        phone.disk.changes[change].status = "accepted"
    return gathered


def writes_again(phone: Phone, changes_max: int) -> Gathered:
    """Without an answer the same edits go as a new change."""
    for row in list(phone.disk.changes.values()):
        change = decode(row.payload)
        if row.status == "unsent" and row.code == "sent" and row.own and isinstance(change, Change):
            row.code = "sent again"
            for operation in change.operations:
                phone.edit(row.document, operation, change.schema)
            phone.seal(row.document)
    gathered = _gather(phone, changes_max)
    for change_id in ids_of(gathered.request):
        phone.disk.changes[change_id].code = phone.disk.changes[change_id].code or "sent"
    return gathered


def any_reply_will_do(phone: Phone, gathered: Gathered, body: bytes) -> Absorbed | None:
    absorbed = _absorb(phone, gathered, body)
    if absorbed is None:
        for change in ids_of(gathered.request):
            phone.disk.changes[change].status = "accepted"
    return absorbed


def cursor_first(phone: Phone, gathered: Gathered, body: bytes) -> Absorbed | None:
    """The place is durable before what it stands for."""
    try:
        response = msgspec.msgpack.decode(body, type=SyncResponse)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    if phone.disk.cursor == gathered.request.cursor:
        phone.disk.cursor = response.cursor
    return _absorb(phone, gathered, body)


def purges(phone: Phone, answer: Answer) -> bool:
    if answer.code in ("not-granted", "revoked") and answer.id in phone.disk.changes:
        for row in phone.disk.of(phone.disk.changes[answer.id].document):
            del phone.disk.changes[row.id]
        return True
    return _settle(phone, answer)


def rotten_is_refused(phone: Phone, row: Row) -> None:
    row.status, row.code = "refused", "bad-signature"


def successors_go_too(phone: Phone, refused: Row) -> None:
    for row in phone.disk.of(refused.document):
        change = decode(row.payload)
        if row.id == refused.id or (isinstance(change, Change) and refused.id in change.parents):
            row.out, row.status, row.code = True, "refused", REISSUED
    phone.start()


def opened_then_sealed(self: Phone, document: bytes, sealed: Sequence[Sealed]) -> None:
    """What was open is dropped in one transaction, the change is stored in the next."""
    if sealed:
        self.disk.open[document] = OpenEdits("thu-nghiem@1", ())
        self.disk.open.pop(document)
        self.cut("sealed")
    _keep(self, document, sealed)


def applied_at_once(self: Phone) -> None:
    """All that came is written down as applied before it is."""
    for row in self.disk.changes.values():
        row.taken = True
    _apply_all(self)


_apply_all = Phone.apply_all


BUGS = (
    Bug(
        name="acknowledged by count",
        breaks="T3: the third verdict is taken for the third change, whatever it names",
        target=session,
        function="read",
        instead=by_count,
    ),
    Bug(
        name="heads not offered after a restore",
        breaks="P1, T8: a new incarnation is not noticed",
        target=session,
        function="read",
        instead=no_restart,
    ),
    Bug(
        name="full taken for kept",
        breaks="T3: what had no room is forgotten",
        target=session,
        function="_answer",
        instead=full_is_good_enough,
    ),
    Bug(
        name="forgotten when sent",
        breaks="P2, T3: no verdict is waited for",
        target=conversation,
        function="gather",
        instead=forgets_when_sent,
    ),
    Bug(
        name="written again instead of sent again",
        breaks="P2: an edit whose reply was lost is there twice",
        target=conversation,
        function="gather",
        instead=writes_again,
    ),
    Bug(
        name="any reply is an answer",
        breaks="T3, T11: a captive portal acknowledges",
        target=conversation,
        function="absorb",
        instead=any_reply_will_do,
    ),
    Bug(
        name="cursor before content",
        breaks="P5: after a crash the place is further than what was stored",
        target=conversation,
        function="absorb",
        instead=cursor_first,
    ),
    Bug(
        name="purged with a lost grant",
        breaks="P6, T19: unsent work goes with the permission",
        target=conversation,
        function="settle",
        instead=purges,
    ),
    Bug(
        name="rotten signature ends a change",
        breaks="T6: a verdict on an envelope is taken for one on its change",
        target=conversation,
        function="_check",
        instead=rotten_is_refused,
    ),
    Bug(
        name="successors of a refused change are lost",
        breaks="T5: what was built on it is not written again",
        target=conversation,
        function="reissue_after",
        instead=successors_go_too,
    ),
    Bug(
        name="opened, then sealed",
        breaks="O8: a crash between two transactions loses what was typed",
        target=Phone,
        function="_keep",
        instead=opened_then_sealed,
    ),
    Bug(
        name="stored taken for applied",
        breaks="W2, O6: what is marked as applied never is",
        target=Phone,
        function="apply_all",
        instead=applied_at_once,
    ),
)
