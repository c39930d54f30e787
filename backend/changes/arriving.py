"""A device becomes known, by whichever way: written down, and what waited for its key tried at once."""

import structlog

from backend import nonces
from backend.changes.exchange import Exchange
from backend.database import CoreTx
from backend.devices import enrol
from backend.devices.authenticate import request_nonce
from backend.devices.enrol import Admitted, Newcomer
from backend.identity import Identity
from backend.people import store as people
from backend.problems import Refused
from backend.sender import Sender
from schemas.wire.devices import Enrolled
from schemas.wire.exchange import SyncRequest
from schemas.wire.problems import ProblemCode

log = structlog.get_logger()

# The least that a device may ask for; here nothing is pulled
LIMIT_BYTES_MIN = 4_096


async def enrolled(
    tx: CoreTx, newcomer: Newcomer, admitted: Admitted, identity: Identity, now_ms: int
) -> Enrolled:
    """Who the device writes for from now on; as before, where it was known."""
    account = await people.account_of(tx, admitted.account)
    assert account is not None
    device = admitted.known or await enrol.take_in(
        tx, newcomer, account=account.account, person=account.person, identity=identity, now_ms=now_ms
    )
    return Enrolled(
        device=device.device,
        account=account.account,
        person=account.person,
        role=account.role,
        unit=account.unit,
        unit_name=account.unit_name,
        hub=identity.key.public,
        enrolment=device.record,
        time=now_ms,
        nonce=request_nonce(identity, device.device, now_ms),
    )


async def take_in_what_waited(exchange: Exchange, enrolled: Enrolled, now_ms: int) -> None:
    """Changes by this key may have come before it. What fails here is tried again at its next sync."""
    sender = Sender(device=enrolled.device, account=enrolled.account)
    nothing_new = SyncRequest(cursor=b"", changes=[], exclusions=[], heads=[], limit=LIMIT_BYTES_MIN)
    try:
        await exchange.take_in(sender, nothing_new, now_ms)
    except Refused as refused:
        log.warning("what waited for a key was not tried", code=refused.code)


def enrol_refusal(code: ProblemCode, identity: Identity, now_ms: int) -> Refused:
    """A stale challenge comes back with a fresh one."""
    return Refused(code, nonces.challenge(identity.secret, now_ms) if code == "stale-nonce" else None)
