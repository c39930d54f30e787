"""Sign-in at another's door: begin, go there, come back, finish; to enrol a device or to open a session."""

import hashlib
from typing import TypeVar

import structlog
from litestar import Response, get, post
from litestar.di import NamedDependency
from msgspec.structs import replace

from backend import bodies, described
from backend.bodies import AnyRequest
from backend.changes.arriving import enrol_refusal, enrolled, take_in_what_waited
from backend.changes.exchange import Exchange
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices import enrol
from backend.devices.enrol import Declined, Newcomer
from backend.federation import rules, store
from backend.federation.client import Doors
from backend.federation.id_tokens import Trouble
from backend.federation.rules import Pending, Purpose
from backend.identity import Identity
from backend.limits import Turnstile
from backend.people import store as people
from backend.people.store import Account
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions import store as sessions
from backend.signin.answers import Answer, Proven, account_of, opened, proven
from backend.signin.me import me_of
from backend.signin.person import person_of
from backend.ways import Ways
from schemas.wire.devices import Enrolled
from schemas.wire.federation import (
    BeginOidcEnrolment,
    BeginOidcSession,
    FinishOidcEnrolment,
    FinishOidcSession,
    OidcBegun,
    SignInProvider,
    SignInProviders,
)
from schemas.wire.signin import Me
from sync import seal
from sync.packing import pack

BEGIN = b"haidang/oidc/begin/1\0"
FINISH = b"haidang/oidc/finish/1\0"

Shape = TypeVar("Shape")

log = structlog.get_logger()


@get("/api/oidc/providers", sync_to_thread=False, responses=described.answers(SignInProviders, bodies.JSON))
def list_providers(doors: NamedDependency[Doors]) -> Response[bytes]:
    """By which doors people may come; a device that is not enrolled asks too."""
    listed = [client.provider for client in doors.values()]
    cards = [
        SignInProvider(
            id=one.id,
            vi=one.name.vi,
            en=one.name.en,
            citizens="citizen" in one.whom,
            staff="staff" in one.whom,
        )
        for one in listed
    ]
    return bodies.in_json(SignInProviders(providers=cards))


@post(
    "/api/oidc/enrol/begin",
    status_code=200,
    operation_class=described.body(BeginOidcEnrolment, bodies.MSGPACK),
    responses=described.answers(OidcBegun, bodies.MSGPACK),
)
async def begin_enrolment(
    request: AnyRequest,
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    doors: NamedDependency[Doors],
    clock: NamedDependency[Clock],
    turnstile: NamedDependency[Turnstile],
) -> Response[bytes]:
    """Where a device that is not enrolled sends its person; what comes back is good for that device alone."""
    asked = await bodies.read_packed(request, BeginOidcEnrolment)
    newcomer = Newcomer(
        public=asked.public,
        label=asked.label,
        nonce=asked.nonce,
        signature=asked.signature,
        by=hashlib.sha256(BEGIN + pack([asked.provider])).digest(),
    )
    now_ms = clock()
    fault = enrol.fault_of(newcomer, identity, now_ms)
    if fault is not None:
        raise enrol_refusal(fault, identity, now_ms)
    device = seal.device_id(asked.public)
    begun, pending = await _begun(doors, asked.provider, device, "enrol", asked.label, now_ms)
    with turnstile.passing():
        async with database.write() as tx:
            await store.begin(tx, pending, now_ms)
    return bodies.packed(request, begun)


@post(
    "/api/oidc/enrol/finish",
    status_code=200,
    operation_class=described.body(FinishOidcEnrolment, bodies.MSGPACK),
    responses=described.answers(Enrolled, bodies.MSGPACK),
)
async def finish_enrolment(
    request: AnyRequest,
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    exchange: NamedDependency[Exchange],
    doors: NamedDependency[Doors],
    clock: NamedDependency[Clock],
    turnstile: NamedDependency[Turnstile],
) -> Response[bytes]:
    """Tie a key to whom the provider names. What waited for the key is tried at once."""
    asked = await bodies.read_packed(request, FinishOidcEnrolment)
    newcomer = Newcomer(
        public=asked.public,
        label="",
        nonce=asked.nonce,
        signature=asked.signature,
        by=hashlib.sha256(FINISH + pack([asked.state, asked.code])).digest(),
    )
    fault = enrol.fault_of(newcomer, identity, clock())
    if fault is not None:
        raise enrol_refusal(fault, identity, clock())
    answer = Answer(
        state=asked.state,
        code=asked.code,
        issuer=asked.issuer,
        device=seal.device_id(asked.public),
        purpose="enrol",
    )
    # While the provider is asked nobody waits behind it.
    with turnstile.passing():
        async with database.write() as tx:
            pending = await opened(tx, answer, identity.secret, clock())
    found = _or_refused(await proven(answer, pending, doors, identity.secret, clock))
    now_ms = clock()
    with turnstile.passing():
        async with database.write() as tx:
            known = await _enrolled(tx, newcomer, found, identity, now_ms)
    # Only now: a challenge that was used stays used.
    if isinstance(known, Declined):
        raise enrol_refusal(known.code, identity, now_ms)
    await take_in_what_waited(exchange, known, now_ms)
    return bodies.packed(request, known)


@post(
    "/api/oidc/session/begin",
    status_code=200,
    operation_class=described.body(BeginOidcSession, bodies.JSON),
    responses=described.answers(OidcBegun, bodies.JSON),
)
async def begin_session(
    request: AnyRequest,
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    doors: NamedDependency[Doors],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """Where the sender's person shows once more who they are."""
    asked = await bodies.read_json(request, BeginOidcSession)
    now_ms = clock()
    async with database.read() as tx:
        await person_of(tx, sender, now_ms)
    begun, pending = await _begun(doors, asked.provider, sender.device, "session", "", now_ms)
    async with database.write() as tx:
        await store.begin(tx, pending, now_ms)
    return bodies.in_json(begun)


@post(
    "/api/oidc/session/finish",
    status_code=200,
    operation_class=described.body(FinishOidcSession, bodies.JSON),
    responses=described.answers(Me, bodies.JSON),
)
async def finish_session(
    request: AnyRequest,
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    doors: NamedDependency[Doors],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """Opens the device's session, or proves it again, where the provider names the person whose it is."""
    asked = await bodies.read_json(request, FinishOidcSession)
    async with database.read() as tx:
        await person_of(tx, sender, clock())
    answer = Answer(
        state=asked.state, code=asked.code, issuer=asked.issuer, device=sender.device, purpose="session"
    )
    async with database.write() as tx:
        pending = await opened(tx, answer, identity.secret, clock())
    found = _or_refused(await proven(answer, pending, doors, identity.secret, clock))
    now_ms = clock()
    async with database.write() as tx:
        # The device may have been withdrawn while the provider was asked.
        await person_of(tx, sender, now_ms)
        account = _or_refused(await _account(tx, found, now_ms))
        if account.account != sender.account:
            raise Refused("sign-in-refused")
        await _show(tx, sender.device, account, now_ms)
        return bodies.in_json(await me_of(tx, sender, ways, now_ms))


async def _begun(
    doors: Doors, provider: str, device: bytes, purpose: Purpose, label: str, now_ms: int
) -> tuple[OidcBegun, Pending]:
    """Where the person goes, and what is to be kept until they come back."""
    client = doors.get(provider)
    if client is None:
        raise Refused("not-found")
    state, pending = rules.begun(
        device=device, provider=provider, purpose=purpose, label=label, now_ms=now_ms
    )
    address = _or_refused(await client.address(state, pending, now_ms))
    return OidcBegun(address=address), pending


async def _enrolled(
    tx: CoreTx, newcomer: Newcomer, found: Proven, identity: Identity, now_ms: int
) -> Enrolled | Declined:
    account = _or_refused(await _account(tx, found, now_ms))
    newcomer = replace(newcomer, label=found.pending.label)
    admitted = await enrol.admit_proven(tx, newcomer, account=account.account, now_ms=now_ms)
    if isinstance(admitted, Declined):
        return admitted
    known = await enrolled(tx, newcomer, admitted, identity, now_ms)
    # The very same answer once more opens nothing: only what was shown a moment ago does.
    if found.person is not None:
        await _show(tx, known.device, account, now_ms)
    await store.settle(tx, found.pending.state, account.account)
    return known


async def _account(tx: CoreTx, found: Proven, now_ms: int) -> Account | Trouble:
    if found.person is not None:
        return await account_of(tx, found.person, found.provider, now_ms)
    assert found.pending.account is not None
    account = await people.account_of(tx, found.pending.account)
    assert account is not None
    return account


async def _show(tx: CoreTx, device: bytes, account: Account, now_ms: int) -> None:
    await sessions.open_or_prove(tx, device=device, account=account.account, method="oidc", now_ms=now_ms)


def _or_refused(found: Shape | Trouble) -> Shape:
    """Outside there is one refusal for all that people cannot mend; why stands in the log, nameless."""
    if isinstance(found, Trouble):
        log.info("sign-in refused", code=found.code, why=found.why)
        raise Refused(found.code)
    return found
