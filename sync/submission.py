"""Submission: the change whose context is what was handed in, and who owns the dossier (SPEC B1-B7)."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from sync import canonical, seal
from sync.canonical import LeftOut
from sync.change import Change, Operation, Record, Value
from sync.conflicts import conflicts
from sync.document import Document
from sync.limits import CHANGE_ID_BYTES, NONCE_BYTES

KINDS: Final = ("submitted", "supplemented")
CODE_DIFFERS: Final = "submission-differs"


class Matching(Struct, frozen=True, kw_only=True):
    """A submission whose author saw what we hold: the text to keep, its digest, the conflicts in it."""

    form: str
    state: str
    digest: bytes
    conflicts: tuple[str, ...]
    # Ours leave out something else than the author's did: the outcome names it.
    same_exclusions: bool


class Differing(Struct, frozen=True):
    """A submission that is to be quarantined, code `submission-differs`."""

    reason: str


def body(document: Document, form: str) -> dict[str, Value]:
    """The body of a `submitted` or `supplemented` record over the present heads."""
    shown = document.shown()
    digest = seal.digest(document.state_of(shown).encode())
    return {"digest": digest.hex(), "form": form, "exclusions": canonical.exclusions(shown.left_out)}


def judge(document: Document, change_id: bytes) -> Matching | Differing:
    """Fold the context of an applied submission under its author's exclusions, then under ours."""
    change = document.applied(change_id)
    claim = _claim(change)
    if change is None or claim is None:
        return Differing("not a submission")
    theirs = document.shown(change.parents, claim.left_out)
    if theirs.left_out != claim.left_out:
        return Differing("an exclusion of something else")
    if seal.digest(document.state_of(theirs).encode()).hex() != claim.digest:
        return Differing("another digest")
    ours = document.shown(change.parents)
    state = document.state_of(ours)
    return Matching(
        form=claim.form,
        state=state,
        digest=seal.digest(state.encode()),
        conflicts=conflicts(ours.content.registers, ours.content.rows),
        same_exclusions=ours.left_out == theirs.left_out,
    )


def owner(document: Document) -> bytes | None:
    """The device that made this document's id, by its `created` record, which may be left out."""
    made = maker(document)
    change = None if made is None else document.applied(made)
    return None if change is None else change.device


def maker(document: Document) -> bytes | None:
    """The change with that record; of several by that device the first in the document's order."""
    for change_id in document.order():
        change = document.applied(change_id)
        if change is not None and makes(document.document, change):
            return change_id
    return None


def makes(document: bytes, change: Change) -> bool:
    """Whether a change holds the record that makes the document's id."""
    return any(_makes(document, change, one) for one in change.operations)


def _makes(document: bytes, change: Change, operation: Operation) -> bool:
    if not isinstance(operation, Record) or operation.kind != "created":
        return False
    nonce = _bytes(operation.body.get("nonce"), NONCE_BYTES)
    return nonce is not None and seal.document_id(change.device, nonce) == document


class _Claim(Struct, frozen=True):
    digest: str
    form: str
    left_out: Mapping[bytes, LeftOut]


def _claim(change: Change | None) -> _Claim | None:
    if change is None or len(change.operations) != 1:
        return None
    operation = change.operations[0]
    if not isinstance(operation, Record) or operation.kind not in KINDS or len(operation.body) != 3:
        return None
    match operation.body:
        case {"digest": str(digest), "form": str(form), "exclusions": list(listed)}:
            left_out = _left_out(listed)
            return None if left_out is None else _Claim(digest, form, left_out)
    return None


def _left_out(listed: list[Value]) -> dict[bytes, LeftOut] | None:
    """The exclusions of a body; None where they have not the one form that the state gives them."""
    left_out: dict[bytes, LeftOut] = {}
    for item in listed:
        match item:
            case [str(text), list() | "all" as places]:
                change = _bytes(text, CHANGE_ID_BYTES)
                if change is None:
                    return None
                left_out[change] = "all" if isinstance(places, str) else tuple(_integers(places))
            case _:
                return None
    return left_out if canonical.exclusions(left_out) == listed else None


def _integers(places: list[Value]) -> list[int]:
    return [place for place in places if isinstance(place, int)]


def _bytes(text: Value, size: int) -> bytes | None:
    """Lower-case hex of `size` bytes."""
    if not isinstance(text, str) or len(text) != 2 * size:
        return None
    try:
        found = bytes.fromhex(text)
    except ValueError:
        return None
    return found if found.hex() == text else None
