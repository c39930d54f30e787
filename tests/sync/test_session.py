"""The conversation: what goes into a request, and what a reply means."""

import pytest

from schemas.wire.exchange import Heads, SyncResponse, Verdict
from sync.change import Change, decode
from sync.limits import BATCH_BYTES_MAX, BATCH_ITEMS_MAX
from sync.session import Answer, Outbox, Sendable, built_on, is_answer, is_overtaken, plan, read, reissue
from tests.vectors.people import LAN, Written, write

_CURSOR = b"\1" * 16 + b"\x09\x09"


def sendable(place: int, size: int) -> Sendable:
    return Sendable(name(place), bytes(size))


def name(place: int) -> bytes:
    return place.to_bytes(32)


def response(
    *verdicts: Verdict, cursor: bytes = _CURSOR, wanted: tuple[bytes, ...] = (), more: bool = False
) -> SyncResponse:
    return SyncResponse(
        verdicts=list(verdicts),
        devices=[],
        changes=[],
        exclusions=[],
        outcomes=[],
        wanted=list(wanted),
        cursor=cursor,
        more=more,
        time=0,
        nonce=b"",
    )


_REQUEST = plan(Outbox(cursor=_CURSOR)).request


def test_T1_changes_records_and_offers_go_in_one_request() -> None:
    offers = [Heads(bytes(16), [name(1)])]
    planned = plan(Outbox(cursor=_CURSOR, changes=[sendable(1, 5)], exclusions=[b"abc"], offers=offers))
    assert (planned.changes, planned.exclusions, planned.offers) == (1, 1, 1)
    request = planned.request
    assert (request.cursor, request.limit) == (_CURSOR, BATCH_BYTES_MAX)
    assert (request.changes, request.exclusions, request.heads) == ([bytes(5)], [b"abc"], offers)


def test_T2_a_backlog_goes_oldest_first_as_much_as_a_batch_takes() -> None:
    changes = [sendable(place, 65_536 + place % 2) for place in range(20)]
    planned = plan(Outbox(cursor=b"", changes=changes))
    assert planned.changes == 7
    assert planned.request.changes == [it.envelope for it in changes[:7]]
    exact = plan(Outbox(cursor=b"", changes=[sendable(place, 65_536) for place in range(9)]))
    assert exact.changes == 8


def test_T2_a_batch_is_bounded_in_number_and_records_share_its_room() -> None:
    many = [sendable(place, 1) for place in range(5_000)]
    assert plan(Outbox(cursor=b"", changes=many)).changes == BATCH_ITEMS_MAX
    records = [bytes(65_536)] * 7
    planned = plan(Outbox(cursor=b"", changes=[sendable(1, 65_536), sendable(2, 1)], exclusions=records))
    assert (planned.changes, planned.exclusions) == (1, 7)
    offers = [Heads(bytes(16), [])] * 5_000
    assert plan(Outbox(cursor=b"", offers=offers)).offers == BATCH_ITEMS_MAX


@pytest.mark.parametrize(
    ("verdict", "code", "following"),
    [
        ("accepted", "", "rest"),
        ("quarantined", "not-granted", "rest"),
        ("waiting", "", "rest"),
        ("waiting", "newer", "rest"),
        ("waiting", "unknown-key", "rest"),
        ("waiting", "full", "again"),
        ("refused", "malformed", "show"),
        ("refused", "bad-signature", "check"),
    ],
)
def test_T3_T5_T6_what_a_verdict_asks_for(verdict: str, code: str, following: str) -> None:
    reading = read(_REQUEST, response(Verdict(name(1), verdict, code, [])))  # type: ignore[arg-type]
    assert reading.answers == (
        Answer(id=name(1), verdict=verdict, code=code, next=following),  # type: ignore[arg-type]
    )


def test_T4_missing_parents_are_named_once() -> None:
    reply = response(
        Verdict(name(1), "waiting", "", [name(3), name(4)]), Verdict(name(2), "waiting", "", [name(4)])
    )
    assert read(_REQUEST, reply).missing == (name(3), name(4))


def test_T7_a_verdict_that_nobody_asked_for_is_taken_and_one_without_an_id_is_nobodys() -> None:
    reply = response(
        Verdict(None, "refused", "malformed", []), Verdict(name(9), "quarantined", "revoked", [])
    )
    assert [answer.id for answer in read(_REQUEST, reply).answers] == [name(9)]


def test_T8_another_incarnation_is_told_by_the_first_16_bytes_of_the_cursor() -> None:
    other = b"\2" * 16 + b"\x09\x09"
    assert not read(_REQUEST, response(cursor=_CURSOR[:16] + b"\x0a")).is_restart
    assert read(_REQUEST, response(cursor=other)).is_restart
    assert read(_REQUEST, response(cursor=b"")).is_restart
    assert not read(plan(Outbox(cursor=b"")).request, response(cursor=other)).is_restart
    assert read(_REQUEST, response(wanted=(name(1),))).wanted == (name(1),)


@pytest.mark.parametrize(
    ("asked_at", "answered_by", "counts"),
    [
        (_CURSOR, _CURSOR, True),
        # the device's own question is how it hears of a restart
        (_CURSOR, b"\2" * 16, True),
        # overtaken by a reply of the same life
        (b"", _CURSOR[:16] + b"\x08", True),
        (b"", b"\2" * 16, False),
        (_CURSOR[:16] + b"\x08", b"\2" * 16, False),
    ],
)
def test_T20_of_another_life_only_the_answer_to_what_was_asked_last_counts(
    asked_at: bytes, answered_by: bytes, counts: bool
) -> None:
    request = plan(Outbox(cursor=asked_at)).request
    assert is_answer(_CURSOR, request, response(cursor=answered_by)) is counts


@pytest.mark.parametrize("known", ["accepted", "quarantined", "waiting", "refused", "unsent"])
@pytest.mark.parametrize("verdict", ["accepted", "quarantined", "waiting", "refused"])
def test_T21_what_was_applied_waits_no_more(known: str, verdict: str) -> None:
    [answer] = read(_REQUEST, response(Verdict(name(1), verdict, "", []))).answers  # type: ignore[arg-type]
    assert is_overtaken(known, answer) is (known in ("accepted", "quarantined") and verdict == "waiting")


def test_T9_T10_planning_and_reading_change_nothing() -> None:
    outbox = Outbox(cursor=_CURSOR, changes=[sendable(1, 5), sendable(2, 6)])
    assert plan(outbox) == plan(outbox)
    reply = response(Verdict(name(1), "accepted", "", []), more=True)
    assert read(_REQUEST, reply) == read(_REQUEST, reply)


def change(written: Written) -> Change:
    found = decode(written.payload)
    assert isinstance(found, Change)
    return found


def test_T5_own_later_changes_are_written_again_on_the_parents_of_the_refused_one() -> None:
    base = write(LAN, 0, [], ["set", "/a", 0])
    refused = write(LAN, 1, [base], ["set", "/a", 1])
    second = write(LAN, 2, [refused], ["set", "/a", 2])
    beside = write(LAN, 2, [base], ["set", "/b", 1])
    third = write(LAN, 3, [second, beside], ["set", "/a", 3])
    own = {it.id: change(it) for it in (third, beside, second, refused)}
    assert built_on(refused.id, own) == (second.id, third.id)
    instead = {refused.id: refused.parents}
    again = reissue(change(second), instead)
    assert (again.parents, again.operations) == ((base.id,), change(second).operations)
    moved = reissue(change(third), {**instead, second.id: [name(7)]})
    assert moved.parents == tuple(sorted([name(7), beside.id]))


def test_H5_no_more_than_64_parents_are_named_in_the_place_of_one() -> None:
    child = write(LAN, 1, [Written(name(place), b"", ()) for place in range(64)], ["set", "/a", 1])
    others = [name(1000 + place) for place in range(64)]
    assert len(reissue(change(child), {name(3): others}).parents) == 64
