"""Inflation is bounded where it happens: a bomb costs no more than the bound."""

import gzip
import tracemalloc

import msgspec
import pytest

from backend import bodies
from backend.problems import Refused
from tests.support.hub import Hub
from tests.support.people import enrolled_phone, problem_of, request_of

INFLATED = 200 * 1_048_576


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return gzip.compress(bytes(INFLATED), 9)


def test_a_bomb_is_put_down_at_the_bound(bomb: bytes) -> None:
    assert len(bomb) < bodies.BODY_BYTES_MAX
    pieces: list[int] = []
    with pytest.raises(Refused, match="body-too-large"):
        pieces.extend(map(len, bodies.inflated(bomb)))
    assert bodies.INFLATED_BYTES_MAX - bodies.PIECE_BYTES <= sum(pieces) <= bodies.INFLATED_BYTES_MAX


def test_a_bomb_takes_no_more_memory_than_the_bound(bomb: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(Refused):
        bodies.plain(bomb, "gzip")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * bodies.INFLATED_BYTES_MAX


async def test_a_bomb_is_a_problem_for_its_sender_alone(hub: Hub, bomb: bytes) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    response = await device.send("POST", "/api/sync", bomb, {"content-encoding": "gzip"})
    assert (response.status_code, problem_of(response).code) == (413, "body-too-large")
    good = gzip.compress(msgspec.msgpack.encode(request_of()))
    response = await device.send("POST", "/api/sync", good, {"content-encoding": "gzip"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "size", [0, 1, bodies.PIECE_BYTES, bodies.PIECE_BYTES + 1, bodies.INFLATED_BYTES_MAX]
)
def test_what_is_within_the_bound_comes_out_whole(size: int) -> None:
    body = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert bodies.plain(gzip.compress(body), "gzip") == body


def test_one_byte_more_does_not() -> None:
    with pytest.raises(Refused):
        bodies.plain(gzip.compress(bytes(bodies.INFLATED_BYTES_MAX + 1)), "gzip")


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("GZIP", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("", False),
        ("xgzip", False),
    ],
)
def test_gzip_is_sent_to_those_who_take_it(accepted: str, takes: bool) -> None:
    assert bodies.takes("gzip", accepted) is takes
