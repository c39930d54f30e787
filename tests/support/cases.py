"""Cases for tests: commands that are often given, what is known when they are, and lives so far."""

from typing import Any

from backend.dossiers.carrying_out import Setting, carry_out
from backend.dossiers.case import Case, handed_in
from backend.dossiers.policy import Policy, policies
from schemas.wire import commands as told
from schemas.wire.commands import Command, Wanting

HOUR = 3_600_000
DAY = 24 * HOUR
DESK, AUTHORITY, OTHER = "26732", "H29.5", "26740"
LAW, BEFORE = "2025-07-01", "2018-06-21"
ITEM = Wanting(document="Giấy chứng sinh", reason="Thiếu trang 2", basis="")
WHY = "Không thuộc thẩm quyền"
RECEIVE, TAKE, FORWARD = (
    told.Receive(due=None, authority=""),
    told.Take(),
    told.Forward(authority="", reason=""),
)
ASK = told.Ask(wanting=[ITEM], paths=["/child/name"])
PAY = told.Pay(method="cash", receipt="0001234")
DECIDE = told.Decide(result="granted", reason="Đủ điều kiện")
STOP = told.Stop(reason=WHY, basis="")


def setting(now_ms: int, policy: Policy, **other: Any) -> Setting:
    given: dict[str, Any] = {
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
        done = carry_out(case, command, around)
        assert isinstance(done, Case), (command, done)
        case = done
    return case


def at_door() -> Case:
    return handed_in("home", 0, 8 * HOUR)


def in_hands() -> Case:
    return after(at_door(), RECEIVE, FORWARD, TAKE)
