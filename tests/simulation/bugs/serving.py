"""Bugs in the hub: when it acknowledges, what it keeps, where a cursor points, what it tells whom."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from backend.changes import page, result, rules, store
from backend.changes.holding import Held, Holding
from backend.changes.ingest import Arrival, Taken, ingest
from backend.changes.intake import Intake
from backend.changes.kept import Kept
from backend.changes.merge import Merge
from backend.changes.opening import Opened, reopen
from backend.database import Tx
from backend.devices.known import Known
from backend.feed import cursor as cursors
from backend.feed import store as feed
from backend.feed.cursor import Cursor, Place
from backend.feed.rules import Placed, Reader, Walked, change_entry, page_of
from sync.packing import unpack
from tests.simulation.bugs.planted import Bug


async def answers_before_commit(self: Intake, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
    ingested = None
    try:
        async with self._database.write() as tx:
            ingested = await ingest(tx, arrivals, self._identity, self._kept, self.known)
    except BaseException:
        if ingested is None:
            raise
    return ingested.taken


def whatever_its_revision(self: Kept, revisions: Mapping[bytes, int]) -> dict[bytes, Holding]:
    kept = {document: self._drop(document) for document in revisions}
    return {document: fold.holding for document, fold in kept.items() if fold is not None}


_walk = feed.walk


async def page_ends_early(tx: Tx, readers: Sequence[Reader]) -> list[Walked]:
    return [
        Walked(walked.entries[:-1], walked.cursor, True) if walked.more else walked
        for walked in await _walk(tx, readers)
    ]


_page_of = page_of


def no_history(reader: Reader, ahead: Sequence[Placed], histories: Mapping[Place, Any]) -> Walked:
    return _page_of(reader, ahead, {})


def by_serial(mark: bytes, secret: bytes, token: bytes) -> Cursor:
    place: Any = unpack(token[16:-8]) if token else [0, 0]
    return Cursor(Place(place[0], place[1]))


def everything_is_allowed(*, granted: bool, revoked_ms: int | None, received_ms: int) -> str:
    return ""


_add_changes = store.add_changes


async def forgets_what_waits(tx: Tx, rows: list[dict[str, Any]]) -> None:
    await _add_changes(tx, [row for row in rows if row["verdict"] != "waiting"])


def first_envelope_wins(self: Merge) -> None:
    ready = [one for one in self.unproven if one.device in self._writers]
    self.unproven = [one for one in self.unproven if one.device not in self._writers]
    for one in ready:
        if one.change not in self.held:
            self._hold(reopen(one.change, one.payload, one.signature), one.sender, one.received)


def never_told(one: Held, holding: Holding, came_before: set[bytes]) -> bool:
    return False


_take = Merge.take


def fed_again(self: Merge, opened: Opened) -> None:
    if opened.id in self.held:
        held = self.held[opened.id]
        self.entries.append(change_entry(self.document.document, held.change, held.size))
    _take(self, opened)


_keys_of = Known.keys_of


async def no_keys(self: Known, tx: Tx, devices: Iterable[bytes]) -> Mapping[bytes, Any]:
    return {one: replace(key, record=b"") for one, key in (await _keys_of(self, tx, devices)).items()}


async def wants_nothing(tx: Tx, sender: Any, offered: Sequence[Any]) -> list[bytes]:
    return []


BUGS = (
    Bug(
        name="acknowledged before commit",
        breaks="P1, T12: what was acknowledged is not on disk",
        target=Intake,
        function="_commit",
        instead=answers_before_commit,
    ),
    Bug(
        name="kept fold used whatever its revision",
        breaks="X12: what others wrote meanwhile, a grant for one, is not seen",
        target=Kept,
        function="take",
        instead=whatever_its_revision,
    ),
    Bug(
        name="page skips its last entry",
        breaks="P5, T13: the cursor passes what was not sent",
        target=feed,
        function="walk",
        instead=page_ends_early,
    ),
    Bug(
        name="grant without history",
        breaks="P5, T13: what happened before a grant never comes",
        target=feed,
        function="page_of",
        instead=no_history,
    ),
    Bug(
        name="cursor kept across incarnations",
        breaks="P5, T8: a place of the last life is taken for one of this",
        target=cursors,
        function="read",
        instead=by_serial,
    ),
    Bug(
        name="exclusion ignored by the hub",
        breaks="X12: who may not write is let in",
        target=rules,
        function="fault_of",
        instead=everything_is_allowed,
    ),
    Bug(
        name="waiting change dropped",
        breaks="P1, W1: acknowledged as waiting, and not kept",
        target=store,
        function="add_changes",
        instead=forgets_what_waits,
    ),
    Bug(
        name="first envelope wins unverified",
        breaks="P8, W6: a false signature is passed on as the author's",
        target=Merge,
        function="try_keys",
        instead=first_envelope_wins,
    ),
    Bug(
        name="late verdict never told",
        breaks="T7: an author believes what is true no more",
        target=result,
        function="_settled_late",
        instead=never_told,
    ),
    Bug(
        name="resent change is fed again",
        breaks="P2, W3: a change that comes twice has the effect of two",
        target=Merge,
        function="take",
        instead=fed_again,
    ),
    Bug(
        name="keys do not travel",
        breaks="P5, T17: a change comes without the key that verifies it",
        target=Known,
        function="keys_of",
        instead=no_keys,
    ),
    Bug(
        name="restored hub asks for nothing",
        breaks="P1, T8: what a restore lost is not asked for",
        target=page,
        function="_wanted",
        instead=wants_nothing,
    ),
)
