"""Cases: no sequence of commands leads where the law knows no way, and none loses a clock."""

import os

from hypothesis import settings
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

from backend.dossiers.carrying_out import NotDone, carry_out, move_of, supplied
from backend.dossiers.case import Case, timer_of
from backend.dossiers.policy import Policy, policies
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
    setting,
)

SEQUENCES = int(os.environ.get("HAIDANG_SEQUENCES", "500"))
ENDING: list[Command] = [
    told.Decline(reason=WHY, basis=""),
    STOP,
    told.Withdraw(reason=""),
    told.ReturnResult(way="desk"),
]
GOING_ON: list[Command] = [
    RECEIVE,
    told.Receive(due=1_000 * DAY, authority=""),
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
HANDS: list[Command] = [RECEIVE, FORWARD, TAKE]
BEGINNINGS: list[list[Command]] = [
    [],
    [ASK],
    [RECEIVE],
    HANDS,
    [*HANDS, ASK],
    [*HANDS, told.RequireFee(amount=75_000)],
    [*HANDS, DECIDE],
]
COMMANDS = st.sampled_from(GOING_ON + ENDING)
UNITS = st.sampled_from([DESK, AUTHORITY, OTHER])


class Life(RuleBasedStateMachine):
    """One case under any commands, by anybody, at any time; half of them by whoever has it, and fitting."""

    def __init__(self) -> None:
        super().__init__()
        self.now_ms = 0
        self.case = at_door()
        self.packs = [policies()[BEFORE], policies()[LAW]]
        self.codes: set[str] = set()

    @initialize(commands=st.sampled_from(BEGINNINGS), is_answered=st.booleans())
    def begins(self, commands: list[Command], *, is_answered: bool) -> None:
        self.case = after(self.case, *commands)
        self.now_ms = self.case.since
        if is_answered and commands[-1:] == [ASK]:
            self.brought()

    @property
    def policy(self) -> Policy:
        """That under which it was received, however the law goes on."""
        return policies()[self.case.policy] if self.case.policy else self.packs[self.now_ms > 5 * DAY]

    def take(self, done: Case | NotDone) -> None:
        before = self.case
        if isinstance(done, NotDone):
            return
        assert done.state == before.state or (before.state, done.state) in WAYS, (before, done)
        assert before.code in ("", done.code)
        assert before.policy in ("", done.policy)
        assert before.fee.paid is None or done.fee == before.fee
        assert before.state not in ENDS
        self.case = done

    @rule(
        command=COMMANDS,
        unit=st.sampled_from([DESK, AUTHORITY, OTHER]),
        routed=st.sampled_from(["", AUTHORITY]),
    )
    def told(self, command: Command, unit: str, routed: str) -> None:
        around = setting(self.now_ms, self.policy, unit=unit, routed=routed)
        self.take(carry_out(self.case, command, around))

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        case = self.case
        fitting = [one for one in GOING_ON if case.state in self.policy.moves[move_of(one)].states]
        if fitting:
            unit = case.authority if case.hop == "sent" else case.desk or DESK
            command = data.draw(st.sampled_from(fitting))
            self.take(carry_out(case, command, setting(self.now_ms, self.policy, unit=unit)))

    @rule(command=st.sampled_from(ENDING), is_now=st.sampled_from([False, False, True]))
    def comes_to_an_end(self, command: Command, *, is_now: bool) -> None:
        if is_now:
            self.take(carry_out(self.case, command, setting(self.now_ms, self.policy)))

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
        assert timer_of(case) is not None, case
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


def test_every_way_can_be_walked() -> None:
    answered = supplied(after(at_door(), ASK), setting(DAY, policies()[LAW]))
    assert isinstance(answered, Case)
    fee, late = told.RequireFee(amount=75_000), {"until": 0}
    decline, leave, give = told.Decline(reason=WHY, basis=""), told.Withdraw(reason=""), ENDING[-1]
    door, here, hands = at_door(), after(at_door(), RECEIVE), after(at_door(), *HANDS)
    walks: list[tuple[Case, Command]] = [
        *((door, one) for one in (RECEIVE, decline, ASK, leave)),
        *((answered, one) for one in (RECEIVE, decline, leave)),
        (after(here, FORWARD), TAKE),
        *((here, one) for one in (ASK, leave)),
        *((hands, one) for one in (ASK, fee, DECIDE, STOP, leave)),
        *((after(hands, fee), one) for one in (PAY, STOP)),
        (replace(after(hands, ASK), **late), STOP),
        (after(hands, DECIDE), give),
    ]
    walked = {(case.state, after(case, command).state) for case, command in walks}
    for asked in (after(here, ASK), after(hands, ASK)):
        back = supplied(asked, setting(asked.since + DAY, policies()[LAW]))
        assert isinstance(back, Case)
        walked.add((asked.state, back.state))
    assert walked == WAYS
