"""Cases: no command leads where the law knows no way, and none loses a clock."""

import os
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from backend.cases.policy import Policy, in_force, policies
from backend.cases.rules import Case, NotDone, Setting, carry_out, handed_in, is_open, move_of, supplied
from schemas.wire import commands as told
from schemas.wire.commands import Command, Wanting

SEQUENCES = int(os.environ.get("HAIDANG_SEQUENCES", "500"))
HOUR = 3_600_000
DAY = 24 * HOUR
DESK, AUTHORITY, OTHER = "26732", "H29.5", "26740"
LAW, BEFORE = "2025-07-01", "2018-06-21"
# By the national portal's numbers, written down once more: from where to where there is a way
WAYS = {
    *((1, to) for to in (2, 3, 5, 7)),
    *((2, to) for to in (4, 5, 7)),
    *((4, to) for to in (5, 6, 7, 8, 9)),
    *((5, to) for to in (2, 3, 4, 7, 8)),
    *((6, to) for to in (4, 8)),
    (9, 10),
}
ENDS = (3, 7, 8, 10)
ITEM = Wanting(document="Giấy chứng sinh", reason="Thiếu trang 2", basis="")
WHY = "Không thuộc thẩm quyền"
RECEIVE, TAKE, FORWARD = told.Receive(due=None), told.Take(), told.Forward(authority="", reason="")
ASK = told.Ask(wanting=[ITEM], paths=["/child/name"])
PAY = told.Pay(method="cash", receipt="0001234")
DECIDE = told.Decide(result="granted", reason="Đủ điều kiện")
STOP = told.Stop(reason=WHY, basis="")

ENDING: list[Command] = [
    told.Decline(reason=WHY, basis=""),
    STOP,
    told.Withdraw(reason=""),
    told.ReturnResult(way="desk"),
]
GOING_ON: list[Command] = [
    RECEIVE,
    told.Receive(due=1_000 * DAY),
    FORWARD,
    told.Forward(authority=OTHER, reason=WHY),
    TAKE,
    told.SendBack(reason=WHY),
    told.Assign(account="0a" * 16),
    ASK,
    told.Charge(amount=75_000),
    told.RequireFee(amount=75_000),
    PAY,
    told.Apologise(due=900 * DAY, reason=WHY),
    told.Apologise(due=1, reason=WHY),
    DECIDE,
    told.Announce(desk=OTHER),
    told.Post(parcel="EA123456789VN"),
]
COMMANDS = st.sampled_from(GOING_ON + ENDING)
UNITS = st.sampled_from([DESK, AUTHORITY, OTHER])


def setting(now_ms: int, policy: Policy, **other: Any) -> Setting:
    given = {
        "unit": DESK,
        "code": f"H29.5-261127-{now_ms:04}",
        "routed": AUTHORITY,
        "due_from_now": now_ms + 3 * DAY,
        "due_moved": now_ms + DAY,
        "hop_due": now_ms + 8 * HOUR,
        "asked_until": now_ms + 30 * DAY,
    }
    return Setting(now_ms=now_ms, policy=policy, **(given | other))


def after(case: Case, *commands: Command, pack: str = LAW, **other: Any) -> Case:
    """A minute passes before each; what an authority does is done by it."""
    for command in commands:
        unit = AUTHORITY if isinstance(command, told.Take | told.SendBack) else DESK
        around = setting(case.since + 60_000, policies()[pack], **({"unit": unit} | other))
        done = carry_out(case, case.version, command, around)
        assert isinstance(done, Case), (command, done)
        case = done
    return case


def at_door() -> Case:
    return handed_in(b"d" * 16, "home", 0, 8 * HOUR)


def in_hands() -> Case:
    return after(at_door(), RECEIVE, FORWARD, TAKE)


def refused(case: Case, command: Command, **other: Any) -> str:
    policy = policies()[other.pop("pack", LAW)]
    done = carry_out(case, case.version, command, setting(case.since + 60_000, policy, **other))
    assert isinstance(done, NotDone), done
    return done.because


def timer(case: Case) -> int | None:
    """By when somebody has to do something; None where nothing is left to do."""
    if not is_open(case):
        return None
    return min(at for at in (case.hop_due, case.due, case.until) if at is not None)


class Life(RuleBasedStateMachine):
    """One case under any commands, by anybody, at any time; half of them by whoever has it, and fitting."""

    walked: ClassVar[set[tuple[int, int]]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.now_ms = 0
        self.case = at_door()
        self.packs = [policies()[BEFORE], policies()[LAW]]
        self.codes: set[str] = set()

    @initialize(commands=st.sampled_from([[], [RECEIVE], [RECEIVE, FORWARD, TAKE], [ASK]]))
    def begins(self, commands: list[Command]) -> None:
        self.case = after(self.case, *commands)
        self.now_ms = self.case.since

    @property
    def policy(self) -> Policy:
        """That under which it was received, however the law goes on."""
        return policies()[self.case.policy] if self.case.policy else self.packs[self.now_ms > 5 * DAY]

    def take(self, done: Case | NotDone) -> None:
        before = self.case
        if isinstance(done, NotDone):
            return
        assert done.version == before.version + 1
        assert done.state == before.state or (before.state, done.state) in WAYS, (before, done)
        assert before.code in ("", done.code)
        assert before.policy in ("", done.policy)
        assert before.fee.paid is None or done.fee == before.fee
        assert before.state not in ENDS
        self.walked.add((before.state, done.state))
        self.case = done

    @rule(
        command=COMMANDS,
        unit=st.sampled_from([DESK, AUTHORITY, OTHER]),
        routed=st.sampled_from(["", AUTHORITY]),
    )
    def told(self, command: Command, unit: str, routed: str) -> None:
        around = setting(self.now_ms, self.policy, unit=unit, routed=routed)
        self.take(carry_out(self.case, self.case.version, command, around))

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        case = self.case
        fitting = [one for one in GOING_ON if case.state in self.policy.moves[move_of(one)].states]
        if fitting:
            unit = case.authority if case.hop == "sent" else case.desk or DESK
            command = data.draw(st.sampled_from(fitting))
            self.take(carry_out(case, case.version, command, setting(self.now_ms, self.policy, unit=unit)))

    @precondition(lambda self: self.case.version > 2)
    @rule(command=st.sampled_from(ENDING))
    def comes_to_an_end(self, command: Command) -> None:
        self.take(carry_out(self.case, self.case.version, command, setting(self.now_ms, self.policy)))

    @rule(command=COMMANDS)
    def told_by_somebody_who_saw_less(self, command: Command) -> None:
        done = carry_out(self.case, self.case.version - 1, command, setting(self.now_ms, self.policy))
        assert done == NotDone("moved-on")

    @precondition(lambda self: self.case.state == 5)
    @rule()
    def brought(self) -> None:
        self.take(supplied(self.case, setting(self.now_ms, self.policy)))

    @rule(passed=st.sampled_from([60_000, HOUR, DAY, 40 * DAY]))
    def time_passes(self, passed: int) -> None:
        self.now_ms += passed

    @invariant()
    def somebody_has_something_to_do_by_a_moment(self) -> None:
        case = self.case
        if case.state in ENDS:
            assert (case.hop_due, case.until, case.paused) == (None, None, None)
            return
        assert timer(case) is not None, case
        waits = case.state in (5, 6)
        if case.state in (2, 4, 9):
            assert case.due is not None
            assert case.until is None
            assert case.paused is None
        if case.state == 2:
            assert (case.hop in ("at_desk", "sent")) == (case.hop_due is not None)
        # Nobody is late while the person is awaited.
        assert not (waits and case.due is not None)

    @invariant()
    def what_is_asked_for_is_open_and_nothing_else(self) -> None:
        assert self.case.state == 5 or not (self.case.wanting or self.case.paths)


def test_no_sequence_of_commands_leaves_the_law_or_loses_a_clock() -> None:
    run_state_machine_as_test(Life, settings=settings(max_examples=SEQUENCES, stateful_step_count=40))
    changes = {way for way in Life.walked if way[0] != way[1]}
    assert changes == WAYS, "every way was walked"


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
        (9, "taken"),
        (10, "taken"),
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
            carry_out(
                done, done.version, DECIDE, setting(case.since, policies()[LAW if pack == BEFORE else BEFORE])
            )
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
    done = carry_out(asked, asked.version, STOP, late)
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
    received = after(at_door(), RECEIVE, routed="")
    assert refused(received, FORWARD, routed="") == "not-routed"
    assert after(received, told.Forward(authority=OTHER, reason=WHY), routed="").authority == OTHER


def test_without_a_term_an_officer_states_the_moment() -> None:
    assert refused(at_door(), RECEIVE, due_from_now=None) == "no-term"
    assert refused(at_door(), told.Receive(due=1), due_from_now=None) == "no-term"
    assert after(at_door(), told.Receive(due=9 * DAY), due_from_now=None).due == 9 * DAY
    # What the law says stands over what somebody types.
    assert after(at_door(), told.Receive(due=9 * DAY)).due == 60_000 + 3 * DAY


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


@given(COMMANDS, st.sampled_from(ENDS))
def test_what_has_ended_stays_as_it_ended(command: Command, state: Any) -> None:
    ended = replace(in_hands(), state=state)
    assert refused(ended, command) == "not-now"
