"""The two ways in which a change comes to be applied: a device syncs, or a device becomes known."""

from collections import Counter

from litestar import Response, get, post
from litestar.di import NamedDependency
from msgspec import Struct

from backend import bodies, described, nonces, wall
from backend.bodies import AnyRequest
from backend.changes import store
from backend.changes.arriving import enrol_refusal, enrolled, take_in_what_waited
from backend.changes.exchange import Exchange
from backend.changes.ingest import Taken
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices import enrol
from backend.devices.authenticate import authenticate
from backend.devices.enrol import Admitted, Declined
from backend.feed import store as feed
from backend.forms.catalogue import procedures
from backend.forms.days import day_of
from backend.forms.succession import late
from backend.identity import Identity
from backend.limits import Limits, Turnstile
from backend.metrics import Metrics
from backend.passkeys import store as passkeys
from backend.sessions import store as sessions
from backend.ways import Ways
from schemas.wire.devices import Challenge, Enrolled, EnrolmentRequest
from schemas.wire.exchange import SyncRequest, SyncResponse


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
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
    turnstile: NamedDependency[Turnstile],
) -> Response[bytes]:
    """Tie a key to a person, by a code. What waited for the key is tried at once."""
    newcomer = enrol.by_code(await bodies.read_packed(request, EnrolmentRequest))
    now_ms = clock()
    fault = enrol.fault_of(newcomer, identity, now_ms)
    if fault is not None:
        raise enrol_refusal(fault, identity, now_ms)
    with turnstile.passing():
        async with database.write() as tx:
            admitted = await enrol.admit(tx, newcomer, identity, now_ms)
            if isinstance(admitted, Admitted):
                answer = await enrolled(tx, newcomer, admitted, identity, now_ms)
                if admitted.has_spent_code:
                    await _allow(tx, answer, ways, now_ms)
    # Only now: the try counts, whatever comes of it.
    if isinstance(admitted, Declined):
        raise enrol_refusal(admitted.code, identity, now_ms)
    await take_in_what_waited(exchange, answer, now_ms)
    return bodies.packed(request, answer)


async def _allow(tx: CoreTx, answer: Enrolled, ways: Ways, now_ms: int) -> None:
    """What a good code is good for besides."""
    await passkeys.permit(tx, device=answer.device, account=answer.account, now_ms=now_ms)
    if ways.is_demo:
        await sessions.open_or_prove(
            tx, device=answer.device, account=answer.account, method="code", now_ms=now_ms
        )


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
        await wall.open_to_hub(tx)
        metrics.waiting.set(await store.waiting(tx))
        metrics.feed.set(await feed.last_position(tx))
    metrics.late.set(len(late(procedures(), day_of(clock()))))
    return Response(metrics.written(), media_type="text/plain; version=0.0.4")
