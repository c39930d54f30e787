"""What weighs more: every action × role × state of the mandate × session, against an oracle."""

from typing import get_args

import msgspec
import pytest

from backend.mandates.rules import Action, Matter, Role, desk_mandate
from backend.problems import Refused
from backend.sender import Sender
from backend.staffing.staff import staff
from tests.backend.test_authorisation import IDLE, ROLES, SESSIONS, STATES, stand
from tests.support.hub import Hub
from tests.support.people import Phone
from tests.support.units import HERE, account_of, enrolled_as


@pytest.mark.parametrize("role", ROLES)
async def test_what_weighs_more_needs_a_fresh_proof_and_a_mandate(hub: Hub, role: Role) -> None:
    """Every action × state of the mandate × session, for a dossier that is theirs to decide."""
    matter = Matter(
        owner=b"somebody",
        procedure="1.013225",
        is_submitted=True,
        desk=None,
        is_at_desk=False,
        authority=HERE,
        helpers=frozenset(),
    )
    for state in STATES:
        account = account_of(f"{role} {state}"[:16])
        mandate = msgspec.structs.replace(
            desk_mandate(account.account, account.account, HERE), role=role, **STATES[state]
        )
        device = await enrolled_as(hub, f"{role} {state}", account, [mandate])
        for session in SESSIONS:
            await stand(hub, device, session)
            for action in get_args(Action):
                said = await answer_to(hub, device, action, matter)
                assert said == weighed(action, role, state, session), (action, role, state, session)


WEIGHTY = {"leader": {"decide", "unmask", "export"}, "processing": {"unmask"}}
WORK = {"list", "read", "summary", "take", "ask", "charge", "withdraw", "return"}
LIGHT = {
    "reception": {"list", "read", "summary", "receive", "ask", "withdraw"},
    "processing": WORK,
    "leader": WORK,
    "auditor": {"look"},
}


def weighed(action: Action, role: Role, state: str, session: str) -> str:
    if state in IDLE:
        return "not-found"
    if session in ("none", "ended"):
        return "session-needed"
    covers = state == "holds" or (state == "elsewhere" and role == "reception")
    if not covers:
        return "no"
    if action in WEIGHTY.get(role, ()):
        return "yes" if session == "proven" else "proof-needed"
    return "yes" if action in LIGHT.get(role, ()) else "no"


async def answer_to(hub: Hub, device: Phone, action: Action, matter: Matter) -> str:
    assert device.enrolled is not None
    sender = Sender(device=device.key.device, account=device.enrolled.account)
    try:
        async with hub.database.read() as tx:
            officer = await staff(tx, sender, hub.clock())
            return "no" if officer.relation_with(action, matter) is None else "yes"
    except Refused as refused:
        return refused.code
