"""Open edits: what a person has typed and nobody has signed yet (SPEC O1-O3, O5)."""

from typing import Final

from msgspec import Struct

from sync.change import Change, Operation, Set, encode, time_of
from sync.limits import PAYLOAD_BYTES_MAX, TIME_MS_MAX

# The time is read when the change is sealed, which may be long after it was measured.
_LONGEST_TIME: Final = TIME_MS_MAX


class OpenEdits(Struct, frozen=True):
    """One open change of one document, as operations in order."""

    schema: str
    operations: tuple[Operation, ...]


class Base(Struct, frozen=True, kw_only=True):
    """What open edits are written on: the document, the author's device, and the parents to name now."""

    document: bytes
    device: bytes
    parents: tuple[bytes, ...]


def add(edits: OpenEdits, operation: Operation) -> OpenEdits:
    """A later `set` of a path deletes the earlier one and takes its place at the end."""
    kept = [other for other in edits.operations if not _replaces(operation, other)]
    return OpenEdits(edits.schema, (*kept, operation))


def fits(edits: OpenEdits, base: Base) -> bool:
    """Whether these edits make a payload within its bound, whenever they are sealed."""
    return len(encode(_change(edits, base, _LONGEST_TIME))) <= PAYLOAD_BYTES_MAX


def draft(edits: OpenEdits, base: Base, unix_ms: int) -> Change:
    """The change that sealing would make now."""
    return _change(edits, base, time_of(unix_ms))


def _replaces(later: Operation, earlier: Operation) -> bool:
    return isinstance(later, Set) and isinstance(earlier, Set) and later.path == earlier.path


def _change(edits: OpenEdits, base: Base, time: int) -> Change:
    return Change(
        schema=edits.schema,
        document=base.document,
        device=base.device,
        time=time,
        parents=base.parents,
        operations=edits.operations,
    )
