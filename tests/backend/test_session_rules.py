"""When a session stands and when it is proven, every case in words."""

import pytest
from msgspec.structs import replace

from backend.sessions.rules import PROOF_MS, SESSION_MS, is_proven, opened, proven_again, stands

NOW = 1_000_000_000
SESSION = opened(b"s", device=b"d", account=b"a", method="passkey", now_ms=NOW)


@pytest.mark.parametrize(
    ("changed", "now_ms", "expected"),
    [
        ({}, NOW, True),
        ({}, NOW + SESSION_MS - 1, True),
        ({}, NOW + SESSION_MS, False),
        # a clock that was set back
        ({}, NOW - 1, False),
        ({"ended": NOW + 1}, NOW + 2, False),
        ({"ended": NOW + 1}, NOW, False),
        ({"device": b"other"}, NOW, False),
        ({"account": b"other"}, NOW, False),
    ],
)
def test_a_session_stands_for_its_device_and_account_until_it_ends(
    changed: dict[str, object], now_ms: int, expected: bool
) -> None:
    assert stands(replace(SESSION, **changed), device=b"d", account=b"a", now_ms=now_ms) is expected


def test_no_session_does_not_stand() -> None:
    assert not stands(None, device=b"d", account=b"a", now_ms=NOW)


@pytest.mark.parametrize(
    ("after_ms", "expected"), [(0, True), (PROOF_MS - 1, True), (PROOF_MS, False), (-1, False)]
)
def test_a_proof_is_good_for_five_minutes(after_ms: int, expected: bool) -> None:
    assert is_proven(SESSION, NOW + after_ms) is expected


def test_proven_again_it_lasts_as_long_as_a_new_one() -> None:
    later = NOW + SESSION_MS - 1
    again = proven_again(SESSION, "code", later)
    assert (again.session, again.opened, again.method) == (SESSION.session, NOW, "code")
    assert (again.ends, again.proven) == (later + SESSION_MS, later)
