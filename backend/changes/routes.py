"""The two ways in which a change comes to be applied: a device syncs, or a device becomes known."""

from collections import Counter

import structlog
from litestar import Response, get, post
from litestar.di import NamedDependency
from msgspec import Struct

from backend import bodies, described, nonces
from backend.bodies import AnyRequest
from backend.changes import store
from backend.changes.exchange import Exchange
from backend.changes.ingest import Taken
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices import enrol
from backend.devices.authenticate import authenticate, request_nonce
from backend.devices.enrol import Declined
from backend.feed import store as feed
from backend.forms.catalogue import procedures
from backend.forms.days import day_of
from backend.forms.succession import late
from backend.identity import Identity
from backend.limits import Limits, Turnstile
from backend.metrics import Metrics
from backend.people import store as people
from backend.problems import Refused
from backend.sender import Sender
from schemas.wire.devices import Challenge, Enrolled, EnrolmentRequest
from schemas.wire.exchange import SyncRequest, SyncResponse
from schemas.wire.problems import ProblemCode

log = structlog.get_logger()

# The least that a device may ask for; here nothing is pulled
LIMIT_BYTES_MIN = 4_096


class Spine(Struct, frozen=True):
    """What a sync needs, in one: several dependencies of a route cost a task each."""

    database: Database
    identity: Identity
    exchange: Exchange
    metrics: Metrics
    clock: Clock
    limits: Limits


@post(
    "/api/sync",
    status_code=200,
    request_max_body_size=bodies.BODY_BYTES_MAX,
    operation_class=described.body(SyncRequest, bodies.MSGPACK),
    responses=described.answers(SyncResponse, bodies.MSGPACK),
)
async def sync(request: AnyRequest, spine: NamedDependency[Spine]) -> Response[bytes]:
    """One round trip: what the device has for us, then what we have for it."""
    sender = await authenticate(
        request, spine.database, spine.identity, spine.clock, spine.exchange.known, spine.limits
    )
    asked = await bodies.read_packed(request, SyncRequest)
    taken, answer = await spine.exchange.answer(sender, asked, spine.clock())
    _count(spine.metrics, asked, taken)
    return bodies.packed(request, answer)


@post("/api/devices/challenge", status_code=200, responses=described.answers(Challenge, bodies.MSGPACK))
async def challenge(
    request: AnyRequest, identity: NamedDependency[Identity], clock: NamedDependency[Clock]
) -> Response[bytes]:
    """A nonce that the next enrolment must sign."""
    return bodies.packed(request, Challenge(nonce=nonces.challenge(identity.secret, clock())))


@post(
    "/api/devices",
    status_code=200,
    operation_class=described.body(EnrolmentRequest, bodies.MSGPACK),
    responses=described.answers(Enrolled, bodies.MSGPACK),
)
async def enrol_device(
    request: AnyRequest,
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    exchange: NamedDependency[Exchange],
    clock: NamedDependency[Clock],
    turnstile: NamedDependency[Turnstile],
) -> Response[bytes]:
    """Tie a key to a person, by a code. What waited for the key is tried at once."""
    asked = await bodies.read_packed(request, EnrolmentRequest)
    now_ms = clock()
    fault = enrol.fault_of(asked, identity, now_ms)
    if fault is not None:
        raise _refusal(fault, identity, now_ms)
    with turnstile.passing():
        async with database.write() as tx:
            enrolled = await _enrol(tx, asked, identity, now_ms)
    # Only now: the try counts, whatever comes of it.
    if isinstance(enrolled, Declined):
        raise _refusal(enrolled.code, identity, now_ms)
    await _take_in_what_waited(exchange, enrolled, now_ms)
    return bodies.packed(request, enrolled)


async def _enrol(tx: CoreTx, asked: EnrolmentRequest, identity: Identity, now_ms: int) -> Enrolled | Declined:
    admitted = await enrol.admit(tx, asked, identity, now_ms)
    if isinstance(admitted, Declined):
        return admitted
    account = await people.account_of(tx, admitted.account)
    assert account is not None
    device = admitted.known or await enrol.take_in(
        tx, asked, account=account.account, person=account.person, identity=identity, now_ms=now_ms
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


async def _take_in_what_waited(exchange: Exchange, enrolled: Enrolled, now_ms: int) -> None:
    """Changes by this key may have come before it. What fails here is tried again at its next sync."""
    sender = Sender(device=enrolled.device, account=enrolled.account)
    nothing_new = SyncRequest(cursor=b"", changes=[], exclusions=[], heads=[], limit=LIMIT_BYTES_MIN)
    try:
        await exchange.take_in(sender, nothing_new, now_ms)
    except Refused as refused:
        log.warning("what waited for a key was not tried", code=refused.code)


def _refusal(code: ProblemCode, identity: Identity, now_ms: int) -> Refused:
    return Refused(code, nonces.challenge(identity.secret, now_ms) if code == "stale-nonce" else None)


def _count(metrics: Metrics, asked: SyncRequest, taken: Taken) -> None:
    for labels, count in Counter((one.verdict, one.code) for one in taken.verdicts).items():
        metrics.changes.labels(*labels).inc(count)
    metrics.unanswered.inc(len(asked.changes) - len(taken.verdicts))


@get("/metrics", include_in_schema=False)
async def measure(
    database: NamedDependency[Database], metrics: NamedDependency[Metrics], clock: NamedDependency[Clock]
) -> Response[bytes]:
    """For Prometheus."""
    async with database.read() as tx:
        metrics.waiting.set(await store.waiting(tx))
        metrics.feed.set(await feed.last_position(tx))
    metrics.late.set(len(late(procedures(), day_of(clock()))))
    return Response(metrics.written(), media_type="text/plain; version=0.0.4")
