"""Entries of the feed, and what a walk along it brings."""

from typing import Literal

from msgspec import Struct

from backend.feed.cursor import Cursor, Place

# "withdrawn" is what becomes of a "grant" that is taken back.
Kind = Literal["change", "exclusion", "outcome", "grant", "withdrawn", "verdict"]


class Entry(Struct, frozen=True, kw_only=True):
    """Something that happened. `account` is empty for what everybody with a grant on the document may see."""

    kind: Kind
    document: bytes
    change: bytes = b""
    account: bytes = b""
    size: int = 0


class Placed(Entry, frozen=True, kw_only=True):
    xid: int
    position: int

    @property
    def place(self) -> Place:
        return Place(self.xid, self.position)


class Walked(Struct, frozen=True):
    """The entries of one page, where it ends, and whether the feed holds more for this account."""

    entries: list[Placed]
    cursor: Cursor
    more: bool


def change_entry(document: bytes, change: bytes, size: int) -> Entry:
    return Entry(kind="change", document=document, change=change, size=size)


def exclusion_entry(document: bytes, change: bytes, size: int) -> Entry:
    return Entry(kind="exclusion", document=document, change=change, size=size)


def outcome_entry(document: bytes, size: int) -> Entry:
    """The dossier stands otherwise; whoever passes the entry is given how it stands then."""
    return Entry(kind="outcome", document=document, size=size)


def grant_entry(document: bytes, account: bytes) -> Entry:
    """From here on the account sees the document, and first its history so far."""
    return Entry(kind="grant", document=document, account=account)


def verdict_entry(document: bytes, change: bytes, account: bytes) -> Entry:
    """A change is judged otherwise than its author was told."""
    return Entry(kind="verdict", document=document, change=change, account=account)
