"""How a case moves: by one command at a time, each about some of its tracks and no other. Pure."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from backend.dossiers.case import ASKED, FEE_WANTED, HANDED_IN, WAITING, Case, Fee
from backend.dossiers.policy import FINAL, Move, Policy
from schemas.wire import commands as told
from schemas.wire.commands import Command

Because = Literal["moved-on", "not-now", "no-term", "not-routed", "nothing-due", "once-only", "too-early"]


class Setting(Struct, frozen=True, kw_only=True):
    """What is known besides when a command is carried out."""

    now_ms: int
    policy: Policy
    # who carries it out: the desk or authority that they work for
    unit: str
    # what reception gives, where it is one
    code: str = ""
    # the authority that decides, as worked out from the answers; empty where they do not say
    routed: str = ""
    # the result's moment were the clock to begin now; null where the catalogue knows no term
    due_from_now: int | None = None
    # the same of what was due when the clock stopped, moved by the time that was waited
    due_moved: int | None = None
    hop_due: int
    # until when a supplement would be waited for
    asked_until: int


class NotDone(Struct, frozen=True):
    """A command that changes nothing, and why."""

    because: Because


def carry_out(case: Case, command: Command, setting: Setting) -> Case | NotDone:
    """The case after a command."""
    assert case.policy in ("", setting.policy.id)
    return _moved(case, move_of(command), command, setting)


def supplied(case: Case, setting: Setting) -> Case | NotDone:
    """After the person brought what was asked for."""
    return _moved(case, "supply", None, setting)


def move_of(command: Command) -> Move:
    name = command.__struct_config__.tag
    assert isinstance(name, str)
    return name  # type: ignore[return-value]


def _moved(case: Case, move: Move, command: Command | None, setting: Setting) -> Case | NotDone:
    step = setting.policy.moves.get(move)
    if step is None or case.state not in step.states:
        return NotDone("not-now")
    changed = _supplied(case, setting) if command is None else _changed(case, command, setting)
    if isinstance(changed, NotDone):
        return changed
    state = step.to if step.to is not None else case.before if _waits_no_longer(case, move) else case.state
    since = setting.now_ms if state != case.state else case.since
    return _clocked(case, replace(changed, state=state, since=since), setting)


def _waits_no_longer(case: Case, move: Move) -> bool:
    """What was asked about before it was received waits on when it is answered: for the desk."""
    if case.state == ASKED:
        return move == "supply" and case.before != HANDED_IN
    return case.state == FEE_WANTED and move == "pay"


def _changed(case: Case, command: Command, setting: Setting) -> Case | NotDone:
    """What the command says besides where it leads."""
    match command:
        case told.Receive() | told.Decline() if not _is_at_the_door(case):
            return NotDone("not-now")
        case told.Receive():
            return _received(case, command, setting)
        case told.Forward(authority=authority):
            return _forwarded(case, authority, setting)
        case told.Take() | told.SendBack():
            return _arrived(case, command, setting)
        case told.Ask(wanting=wanting, paths=paths):
            return replace(case, before=case.state, wanting=tuple(wanting), paths=tuple(paths))
        case told.Stop() if case.state == ASKED and case.until is not None and setting.now_ms < case.until:
            return NotDone("too-early")
        case told.Charge() | told.RequireFee() | told.Pay():
            return _with_fee(case, command, setting)
        case told.Apologise(due=due):
            return _late(case, due, setting)
        case told.Assign(account=account):
            return replace(case, assignee=bytes.fromhex(account))
        case told.Decide(result=result):
            return replace(case, result=result)
        case told.Announce(desk=desk):
            return replace(
                case, hop="ready", hopped=setting.now_ms, delivery=replace(case.delivery, desk=desk)
            )
        case told.Post(parcel=parcel):
            return replace(case, delivery=replace(case.delivery, parcel=parcel))
        case told.ReturnResult(way=way):
            return replace(case, delivery=replace(case.delivery, way=way, returned=setting.now_ms))
        case _:
            return case


def _is_at_the_door(case: Case) -> bool:
    """Handed in and not received; where it was asked about before that, answered."""
    return case.state == HANDED_IN or (case.before == HANDED_IN and not case.wanting)


def _received(case: Case, command: told.Receive, setting: Setting) -> Case | NotDone:
    moment = setting.due_from_now if setting.due_from_now is not None else command.due
    if moment is None or moment <= setting.now_ms:
        return NotDone("no-term")
    authority = setting.routed or command.authority
    if not authority:
        return NotDone("not-routed")
    return replace(
        case,
        policy=setting.policy.id,
        received=setting.now_ms,
        code=setting.code,
        desk=setting.unit,
        authority=authority,
        hop="at_desk",
        hopped=setting.now_ms,
        hop_due=setting.hop_due,
        started=setting.now_ms,
        due=moment,
    )


def _forwarded(case: Case, authority: str, setting: Setting) -> Case | NotDone:
    # Whoever sent it back does not get it again unless somebody says so.
    to = authority or case.authority
    if case.hop != "at_desk" or case.desk != setting.unit:
        return NotDone("not-now")
    if not to:
        return NotDone("not-routed")
    return replace(case, authority=to, hop="sent", hopped=setting.now_ms, hop_due=setting.hop_due)


def _arrived(case: Case, command: told.Take | told.SendBack, setting: Setting) -> Case | NotDone:
    if case.hop != "sent" or case.authority != setting.unit:
        return NotDone("not-now")
    if isinstance(command, told.Take):
        return replace(case, hop="taken", hopped=setting.now_ms, hop_due=None)
    return replace(case, authority="", hop="at_desk", hopped=setting.now_ms, hop_due=setting.hop_due)


def _supplied(case: Case, setting: Setting) -> Case | NotDone:
    if not case.wanting:
        return NotDone("not-now")
    if case.before == HANDED_IN:
        return replace(case, wanting=(), paths=(), until=None, hop_due=setting.hop_due)
    begins_anew = setting.policy.supplement.clock == "from_zero" and setting.due_from_now is not None
    due = setting.due_from_now if begins_anew else setting.due_moved
    started = setting.now_ms if begins_anew else case.started
    return replace(case, wanting=(), paths=(), started=started, due=due)


def _with_fee(
    case: Case, command: told.Charge | told.RequireFee | told.Pay, setting: Setting
) -> Case | NotDone:
    if isinstance(command, told.Pay):
        if case.fee.amount == 0 or case.fee.paid is not None:
            return NotDone("nothing-due")
        fee = replace(case.fee, method=command.method, receipt=command.receipt, paid=setting.now_ms)
        # The time until it was paid is the person's.
        due = setting.due_moved if case.state == FEE_WANTED else case.due
        return replace(case, fee=fee, due=due)
    if case.fee.paid is not None:
        return NotDone("not-now")
    before = case.state if isinstance(command, told.RequireFee) else case.before
    return replace(case, before=before, fee=Fee(amount=command.amount))


def _late(case: Case, due: int, setting: Setting) -> Case | NotDone:
    if case.apologies >= setting.policy.apologies_max.count:
        return NotDone("once-only")
    if case.due is None or due <= max(setting.now_ms, case.due):
        return NotDone("too-early")
    return replace(case, due=due, apologies=case.apologies + 1)


def _clocked(before: Case, after: Case, setting: Setting) -> Case:
    """The clocks as the new state wants them."""
    if after.state in FINAL:
        return replace(after, hop_due=None, until=None, paused=None, wanting=(), paths=())
    if after.state in WAITING and before.state not in WAITING:
        # Where it was not received yet there is nothing to stop.
        stopped = setting.now_ms if before.due is not None else None
        after = replace(after, until=setting.asked_until, paused=stopped, due_before=before.due)
        return replace(after, due=None, hop_due=None)
    if before.state in WAITING and after.state not in WAITING:
        is_between = after.hop in ("at_desk", "sent")
        after = replace(after, until=None, paused=None, due_before=None)
        return replace(after, hop_due=setting.hop_due if is_between else None)
    return after
