"""Every bound of the sync layer, in one place (SPEC E, H5, W6, T2, N2)."""

from typing import Final

PAYLOAD_BYTES_MAX: Final = 65_536
INTEGER_MAX: Final = 2**53 - 1
TIME_MS_MAX: Final = 2**42 - 1

DOCUMENT_ID_BYTES: Final = 16
DEVICE_ID_BYTES: Final = 16
CHANGE_ID_BYTES: Final = 32
NONCE_BYTES: Final = 16
SIGNATURE_BYTES: Final = 64
PUBLIC_KEY_BYTES: Final = 91

PARENTS_MAX: Final = 64
PATH_BYTES_MAX: Final = 256
NESTING_MAX: Final = 8
# No record that we pack nests deeper: a value in an operation in a change is at level 11.
RECORD_NESTING_MAX: Final = 16
CODE_BYTES_MAX: Final = 64

# Distinct envelopes kept for one change whose key is unknown.
UNKNOWN_KEY_ENVELOPES_MAX: Final = 4

# What one sender may have waiting at the hub.
WAITING_CHANGES_MAX: Final = 256
WAITING_BYTES_MAX: Final = 1_048_576

# What one request carries: bytes of envelopes and records together, and the number of either.
BATCH_BYTES_MAX: Final = 524_288
BATCH_ITEMS_MAX: Final = 4_096

# The part of a cursor that names the node and its incarnation.
INCARNATION_BYTES: Final = 16


def has_waiting_room(changes: int, size: int, added_bytes: int) -> bool:
    """Whether one more change of `added_bytes` may wait beside `changes` of `size` bytes from its sender."""
    return changes < WAITING_CHANGES_MAX and size + added_bytes <= WAITING_BYTES_MAX
