"""A case: how far the matter is, the fee, the result on its way, and every clock. Pure.

Four tracks stand side by side: the ten states, the fee, the result's way to the person, and on the phone what
is sent. A clock is never lost. What runs has a moment when it is due; what waits for the person has a moment
until which it waits; what is on its way to an authority has a moment when it should have arrived.
"""

from typing import Literal

from msgspec import Struct

from backend.dossiers.policy import FINAL, State
from backend.dossiers.rules import Hop
from schemas.wire.commands import Wanting

HANDED_IN: State = 1
ASKED: State = 5
FEE_WANTED: State = 6
# For the person: meanwhile no clock of the authority's runs
WAITING: frozenset[State] = frozenset({ASKED, FEE_WANTED})

Channel = Literal["home", "desk", "kiosk", "post", "assisted"]


class Fee(Struct, frozen=True, kw_only=True):
    """đồng; `paid`: when, by the hub's clock."""

    amount: int = 0
    method: Literal["", "cash", "transfer"] = ""
    receipt: str = ""
    paid: int | None = None


class Delivery(Struct, frozen=True, kw_only=True):
    """The result on its way: ready at a desk, in a parcel, with the person."""

    desk: str = ""
    parcel: str = ""
    way: Literal["", "desk", "online", "post"] = ""
    returned: int | None = None


class Case(Struct, frozen=True, kw_only=True):
    """Moments in Unix ms by the hub's clock."""

    state: State
    since: int
    # what it goes back to once it need not wait for the person any more
    before: State
    channel: Channel
    # in force when it was received; empty before
    policy: str = ""
    code: str = ""
    # the desk that took it in, and the authority that decides; empty while nobody has said
    desk: str = ""
    authority: str = ""
    hop: Hop = "none"
    # since when it is where it is, and when a case that was sent should have arrived
    hopped: int | None = None
    hop_due: int | None = None
    assignee: bytes = b""
    # when a desk received it; when the clock began to run, and when the result is due, null while it stands
    received: int | None = None
    started: int | None = None
    due: int | None = None
    # when it stopped, and what was due then
    paused: int | None = None
    due_before: int | None = None
    # what is wanting, which answers are open for it, and until when
    wanting: tuple[Wanting, ...] = ()
    paths: tuple[str, ...] = ()
    until: int | None = None
    apologies: int = 0
    result: Literal["", "granted", "refused"] = ""
    fee: Fee = Fee()
    delivery: Delivery = Delivery()


def handed_in(channel: Channel, now_ms: int, hop_due: int) -> Case:
    """What a desk finds: `hop_due` is when it should have been received or turned away."""
    return Case(
        state=HANDED_IN,
        since=now_ms,
        before=HANDED_IN,
        channel=channel,
        hopped=now_ms,
        hop_due=hop_due,
    )


def holder_of(case: Case) -> str:
    """Who has it: a desk, the authority, the desk with its result; nobody before a desk took it."""
    match case.hop:
        case "none":
            return ""
        case "at_desk":
            return case.desk
        case "sent" | "taken":
            return case.authority
        case "ready":
            return case.delivery.desk


def timer_of(case: Case) -> int | None:
    """By when somebody has to do something; None where nothing is left to do."""
    moments = [at for at in (case.hop_due, case.due, case.until) if at is not None]
    return min(moments) if is_open(case) and moments else None


def is_open(case: Case) -> bool:
    return case.state not in FINAL
