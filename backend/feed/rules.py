"""Entries of the feed, and the page that a reader gets of them. Pure."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Literal

from msgspec import Struct

from backend.feed.cursor import ORIGIN, Cursor, Place

# "assist" is a grant under a consent; "withdrawn" is what becomes of one that is taken back.
Kind = Literal["change", "exclusion", "outcome", "grant", "assist", "withdrawn", "verdict"]
GRANTS: tuple[Kind, ...] = ("grant", "assist")

# Entries of one page, whatever their size
ENTRIES_MAX = 2_048
# Grants of one page: the history of each is read with it
GRANTS_MAX = 256


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """Something that happened. `account` is empty for what everybody with a grant on the document may see."""

    kind: Kind
    document: bytes
    change: bytes = b""
    account: bytes = b""
    size: int = 0


class Placed(Struct, frozen=True, gc=False):
    """An entry in its place."""

    kind: Kind
    document: bytes
    change: bytes
    account: bytes
    size: int
    xid: int
    position: int
    # seen by an "assist": whether it still may be is for the reader's page to say
    assisted: bool = False

    @property
    def place(self) -> Place:
        return Place(self.xid, self.position)


class Reader(Struct, frozen=True):
    """Who walks, from where, and how many bytes of entries a page may hold; it holds at least one entry."""

    account: bytes
    cursor: Cursor
    limit: int

    @property
    def start(self) -> Place:
        """Where to read on from: a history ends at its grant."""
        return self.cursor.grant or self.cursor.place


class Walked(Struct, frozen=True):
    """The entries of one page, where it ends, and whether the feed holds more for this account."""

    entries: list[Placed]
    cursor: Cursor
    more: bool


def histories_to_tell(reader: Reader, ahead: Sequence[Placed]) -> list[tuple[Place, Place, Place]]:
    """The grants whose histories may stand on a page: from the first to the last, and beyond which place.

    That in which the cursor stands, and those that a page without histories would reach.
    """
    told = []
    if reader.cursor.grant is not None:
        told.append((reader.cursor.grant, reader.cursor.grant, reader.cursor.inner))
    room = bisect_right(list(accumulate(entry.size for entry in ahead)), reader.limit)
    reached = [entry.place for entry in ahead[:room] if entry.kind in GRANTS][:GRANTS_MAX]
    if reached:
        told.append((reached[0], reached[-1], ORIGIN))
    return told


def page_of(reader: Reader, ahead: Sequence[Placed], histories: Mapping[Place, Sequence[Placed]]) -> Walked:
    """As much as there is room for of what lies ahead and of the histories of its grants, in their order."""
    cursor = reader.cursor
    entries, grants = _in_order(cursor, ahead, histories)
    room = max(1, bisect_right(list(accumulate(entry.size for entry in entries)), reader.limit))
    granted = [place for place, entry in enumerate(entries) if entry.kind in GRANTS]
    # No further than the histories are here for
    room = min([room, ENTRIES_MAX, *granted[GRANTS_MAX : GRANTS_MAX + 1]])
    following = grants[room] if room < len(entries) else None
    end = _end(cursor, entries[:room], grants[:room], following)
    return Walked(entries[:room], end, room < len(entries))


def _in_order(
    cursor: Cursor, ahead: Sequence[Placed], histories: Mapping[Place, Sequence[Placed]]
) -> tuple[list[Placed], list[Place | None]]:
    """The entries, and for each the grant of whose history it is part: a history stands behind its grant."""
    if not histories:
        return list(ahead), [None] * len(ahead)
    entries: list[Placed] = []
    grants: list[Place | None] = []
    if cursor.grant is not None:
        entries += histories.get(cursor.grant, ())
        grants += [cursor.grant] * len(entries)
    for entry in ahead:
        history = histories.get(entry.place, ()) if entry.kind in GRANTS else ()
        entries += [entry, *history]
        grants += [None, *[entry.place] * len(history)]
    return entries, grants


def _end(
    cursor: Cursor, entries: Sequence[Placed], grants: Sequence[Place | None], following: Place | None
) -> Cursor:
    """Where a page ends: within a history, if what follows is of the same or of the last entry's."""
    if not entries:
        return cursor if cursor.grant is None else Cursor(cursor.grant)
    last, grant = entries[-1].place, grants[-1]
    if following is None or following not in (grant, last):
        return Cursor(grant or last)
    return Cursor(_before(cursor, entries, grants, following), following, ORIGIN if grant is None else last)


def _before(cursor: Cursor, entries: Sequence[Placed], grants: Sequence[Place | None], grant: Place) -> Place:
    """The place that the walk had reached when it came to a grant."""
    if grant == cursor.grant:
        return cursor.place
    for entry, history in zip(reversed(entries), reversed(grants), strict=True):
        if history is None and entry.place != grant:
            return entry.place
    return cursor.grant or cursor.place


def change_entry(document: bytes, change: bytes, size: int) -> Entry:
    return Entry(kind="change", document=document, change=change, size=size)


def exclusion_entry(document: bytes, change: bytes, size: int) -> Entry:
    return Entry(kind="exclusion", document=document, change=change, size=size)


def outcome_entry(document: bytes, size: int, account: bytes = b"") -> Entry:
    """The dossier stands otherwise; whoever passes the entry is given how it stands then.

    `account`: for one who may hear that, and has no grant.
    """
    return Entry(kind="outcome", document=document, account=account, size=size)


def grant_entry(document: bytes, account: bytes) -> Entry:
    """From here on the account sees the document, and first its history so far."""
    return Entry(kind="grant", document=document, account=account)


def assist_entry(document: bytes, account: bytes) -> Entry:
    """The same for a helper."""
    return Entry(kind="assist", document=document, account=account)


def verdict_entry(document: bytes, change: bytes, account: bytes) -> Entry:
    """A change is judged otherwise than its author was told."""
    return Entry(kind="verdict", document=document, change=change, account=account)
