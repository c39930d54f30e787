"""Policy, decided purely: who may write, and what the hub says to a submission."""

from msgspec import Struct

from sync.limits import has_waiting_room


class Writer(Struct, frozen=True, kw_only=True):
    """What the hub knows of a device that wrote something."""

    device: bytes
    public: bytes
    account: bytes
    revoked_ms: int | None


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
