"""Policy, decided purely: who may write, and what the hub says to a submission."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from sync import submission
from sync.change import Change, Record
from sync.exclusions import ALL
from sync.limits import has_waiting_room

Item = TypeVar("Item")


class Writer(Struct, frozen=True, kw_only=True):
    """What the hub knows of a device that wrote something."""

    device: bytes
    public: bytes
    account: bytes
    revoked_ms: int | None


class Fault(Struct, frozen=True):
    """Why an applied change is left out, and which of its operations."""

    change_id: bytes
    change: Change
    code: str
    operations: tuple[int, ...] | Literal["all"] = ALL


def fault_of(*, granted: bool, revoked_ms: int | None, received_ms: int) -> str:
    """Why a change is left out when it is applied; "" where it may stand.

    A key withdrawn before the change reached us may have been in other hands: a person looks at it.
    """
    if revoked_ms is not None and revoked_ms <= received_ms:
        return "revoked"
    return "" if granted else "not-granted"


class Room:
    """What one sender may still have waiting (SPEC N2)."""

    def __init__(self, changes: int, size: int) -> None:
        self.changes = changes
        self.size = size

    def take(self, size: int) -> bool:
        """Room for one more, taken; False where there is none."""
        if not has_waiting_room(self.changes, self.size, size):
            return False
        self.changes += 1
        self.size += size
        return True

    def free(self, size: int) -> None:
        self.changes -= 1
        self.size -= size


def parts(items: Sequence[Item], ends: Callable[[Item], bool]) -> Iterator[list[Item]]:
    """The same in their order, cut behind each that ends a part."""
    part: list[Item] = []
    for item in items:
        part.append(item)
        if ends(item):
            yield part
            part = []
    if part:
        yield part


def is_submission(change: Change) -> bool:
    return not _records(change).isdisjoint(submission.KINDS)


def has_record(change: Change, kind: str) -> bool:
    return kind in _records(change)


def _records(change: Change) -> set[str]:
    """The kinds of its records."""
    # Not `isinstance`: for a struct of another type that is a slow no, and there are many operations.
    return {operation.kind for operation in change.operations if type(operation) is Record}
