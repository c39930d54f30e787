"""What one sender may leave waiting."""

import pytest

from sync.limits import has_waiting_room


@pytest.mark.parametrize(
    ("changes", "size", "added", "room"),
    [
        (0, 0, 65_536, True),
        (255, 0, 200, True),
        (256, 0, 200, False),
        (10, 1_048_376, 200, True),
        (10, 1_048_377, 200, False),
    ],
)
def test_N2_at_most_256_changes_and_1_mib_wait(changes: int, size: int, added: int, room: bool) -> None:
    assert has_waiting_room(changes, size, added) is room
