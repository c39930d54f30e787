"""Cases: what a command does, and where it does nothing."""

from typing import Any

import pytest
from msgspec.structs import replace

from backend.dossiers.carrying_out import NotDone, carry_out, supplied
from backend.dossiers.case import Case
from backend.dossiers.policy import in_force, policies
from schemas.wire import commands as told
from schemas.wire.commands import Command
from tests.dossiers.ways import ENDS, WAYS
from tests.support.cases import (
    ASK,
    AUTHORITY,
    BEFORE,
    DAY,
    DECIDE,
    DESK,
    FORWARD,
    HOUR,
    LAW,
    OTHER,
    PAY,
    RECEIVE,
    STOP,
    TAKE,
    WHY,
    after,
    at_door,
    in_hands,
    setting,
)


def refused(case: Case, command: Command, **other: Any) -> str:
    policy = policies()[other.pop("pack", LAW)]
    done = carry_out(case, command, setting(case.since + 60_000, policy, **other))
    assert isinstance(done, NotDone), done
    return done.because


def test_from_the_door_to_the_result() -> None:
    case = at_door()
    states = []
    for command in (
        RECEIVE,
        FORWARD,
        TAKE,
        told.Assign(account="0a" * 16),
        told.RequireFee(amount=75_000),
        PAY,
        DECIDE,
        told.Announce(desk=OTHER),
        told.ReturnResult(way="desk"),
    ):
        case = after(case, command)
        states.append((case.state, case.hop))
    assert states == [
        (2, "at_desk"),
        (2, "sent"),
        (4, "taken"),
        (4, "taken"),
        (6, "taken"),
        (4, "taken"),
        (9, "taken"),
        (9, "ready"),
        (10, "ready"),
    ]
    assert (case.desk, case.authority, case.result) == (DESK, AUTHORITY, "granted")
    assert (case.fee.receipt, case.delivery.desk, case.delivery.way) == ("0001234", OTHER, "desk")


def test_each_pack_knows_the_same_moves_and_every_command_has_one() -> None:
    moves = {str(command.__struct_config__.tag) for command in told.Command.__args__}
    for pack in policies().values():
        assert set(pack.moves) == moves | {"supply"}
        ways = {
            (one, step.to)
            for step in pack.moves.values()
            for one in step.states
            if step.to not in (None, one)
        }
        assert ways <= WAYS, ways - WAYS


def test_the_pack_of_the_day_is_the_newest_that_has_begun() -> None:
    packs = policies().values()
    assert in_force(packs, "2025-06-30").id == BEFORE
    assert in_force(packs, LAW).id == LAW
    assert in_force(packs, "1990-01-01").id == BEFORE


def test_a_case_keeps_the_law_under_which_it_was_received() -> None:
    """One dossier, received on either side of a day on which the law changed."""
    due = {}
    for pack in (BEFORE, LAW):
        case = after(at_door(), RECEIVE, FORWARD, TAKE, ASK, pack=pack)
        done = supplied(case, setting(case.since + 5 * DAY, policies()[pack]))
        assert isinstance(done, Case)
        due[pack] = done.due - (case.since + 5 * DAY) if done.due else None
        assert (done.started == case.started) == (pack == BEFORE)
        with pytest.raises(AssertionError):
            carry_out(done, DECIDE, setting(case.since, policies()[LAW if pack == BEFORE else BEFORE]))
    assert due == {BEFORE: DAY, LAW: 3 * DAY}


def test_what_is_asked_for_before_it_was_received_comes_back_to_the_door() -> None:
    asked = after(at_door(), ASK)
    assert (asked.state, asked.due, asked.paused, asked.hop_due) == (5, None, None, None)
    assert refused(asked, RECEIVE) == "not-now"
    assert refused(asked, told.Decline(reason=WHY, basis="")) == "not-now"
    back = supplied(asked, setting(asked.since + DAY, policies()[LAW]))
    assert isinstance(back, Case)
    assert (back.state, back.until, back.hop_due) == (5, None, asked.since + DAY + 8 * HOUR)
    assert after(back, RECEIVE).state == 2
    assert after(back, told.Decline(reason=WHY, basis="")).state == 3
    assert supplied(back, setting(back.since, policies()[LAW])) == NotDone("not-now")


def test_nobody_is_late_while_a_fee_or_a_document_is_awaited() -> None:
    case = in_hands()
    for wait in (ASK, told.RequireFee(amount=1_000)):
        waiting = after(case, wait)
        assert (waiting.due, waiting.due_before, waiting.paused) == (None, case.due, waiting.since)
        assert waiting.until == waiting.since + 30 * DAY
    paid = after(after(case, told.RequireFee(amount=1_000)), PAY)
    assert paid.due == paid.since + DAY


def test_a_supplement_is_waited_for_as_long_as_was_said() -> None:
    asked = after(in_hands(), ASK)
    assert refused(asked, STOP) == "too-early"
    late = setting(asked.since + 31 * DAY, policies()[LAW])
    done = carry_out(asked, STOP, late)
    assert isinstance(done, Case)
    assert done.state == 8


def test_only_where_it_is_it_goes_on_from_there() -> None:
    received = after(at_door(), RECEIVE)
    assert refused(received, FORWARD, unit=OTHER) == "not-now"
    assert refused(received, TAKE) == "not-now"
    sent = after(received, FORWARD)
    assert refused(sent, TAKE, unit=OTHER) == "not-now"
    assert refused(sent, FORWARD) == "not-now"
    back = after(sent, told.SendBack(reason=WHY))
    assert (back.hop, back.authority, back.state) == ("at_desk", "", 2)
    assert after(back, told.Forward(authority=OTHER, reason=WHY)).authority == OTHER


def test_where_nothing_says_whose_it_is_a_person_does() -> None:
    assert refused(at_door(), RECEIVE, routed="") == "not-routed"
    named = told.Receive(due=None, authority=OTHER)
    assert after(at_door(), named, routed="").authority == OTHER
    # What the answers say stands over what somebody types.
    assert after(at_door(), named).authority == AUTHORITY


def test_what_was_sent_back_goes_where_somebody_says() -> None:
    back = after(at_door(), RECEIVE, FORWARD, told.SendBack(reason=WHY))
    assert refused(back, FORWARD) == "not-routed"
    assert after(back, told.Forward(authority=OTHER, reason=WHY)).authority == OTHER


def test_without_a_term_an_officer_states_the_moment() -> None:
    assert refused(at_door(), RECEIVE, due_from_now=None) == "no-term"
    assert refused(at_door(), told.Receive(due=1, authority=""), due_from_now=None) == "no-term"
    assert after(at_door(), told.Receive(due=9 * DAY, authority=""), due_from_now=None).due == 9 * DAY
    # What the law says stands over what somebody types.
    assert after(at_door(), told.Receive(due=9 * DAY, authority="")).due == 60_000 + 3 * DAY


def test_an_apology_is_made_once_and_for_a_later_moment() -> None:
    case = in_hands()
    assert case.due is not None
    assert refused(case, told.Apologise(due=case.due, reason=WHY)) == "too-early"
    sorry = after(case, told.Apologise(due=case.due + DAY, reason=WHY))
    assert sorry.due == case.due + DAY
    assert refused(sorry, told.Apologise(due=case.due + 2 * DAY, reason=WHY)) == "once-only"


def test_a_fee_is_paid_once() -> None:
    case = in_hands()
    assert refused(case, PAY) == "nothing-due"
    charged = after(case, told.Charge(amount=75_000))
    assert charged.state == 4
    paid = after(charged, PAY)
    assert (paid.state, paid.due) == (4, charged.due)
    assert refused(paid, PAY) == "nothing-due"
    assert refused(paid, told.RequireFee(amount=1)) == "not-now"


@pytest.mark.parametrize("command", [RECEIVE, ASK, PAY, DECIDE, STOP], ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("state", ENDS)
def test_what_has_ended_stays_as_it_ended(command: Command, state: Any) -> None:
    ended = replace(in_hands(), state=state)
    assert refused(ended, command) == "not-now"
