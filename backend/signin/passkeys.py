"""Passkeys of a person: made, listed, removed; and a new device that comes in by one."""

from litestar import Response, get, post
from litestar.di import NamedDependency

from backend import bodies, described
from backend.bodies import AnyRequest
from backend.changes.arriving import enrol_refusal, enrolled, take_in_what_waited
from backend.changes.exchange import Exchange
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices import enrol
from backend.devices.enrol import Admitted, Declined, Newcomer
from backend.identity import Identity
from backend.limits import Turnstile
from backend.passkeys import ceremony, rules, store
from backend.passkeys.ceremony import Made
from backend.passkeys.rules import Making
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions import store as sessions
from backend.sessions.rules import is_proven
from backend.signin import showing
from backend.signin.person import person_of
from backend.signin.sessions import site_needed
from backend.signin.standing import standing_of
from backend.statements import lock
from backend.ways import Ways
from schemas.wire.devices import Enrolled
from schemas.wire.problems import ProblemCode
from schemas.wire.signin import (
    NewPasskey,
    Passkey,
    PasskeyEnrolment,
    PasskeyOffer,
    Passkeys,
    RemovePasskey,
)
from sync import seal
from sync.packing import pack


@post("/api/passkeys/offer", status_code=200, responses=described.answers(PasskeyOffer, bodies.MSGPACK))
async def offer_passkey(
    request: AnyRequest,
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """What to make a passkey with, for whoever may make one now."""
    site, now_ms = site_needed(ways), clock()
    async with database.read() as tx:
        person = await person_of(tx, sender, now_ms)
        _needed(rules.making(await standing_of(tx, person, sender, now_ms)))
        known = await store.of_account(tx, person.account.account)
    offer = PasskeyOffer(
        challenge=showing.challenge(identity, showing.MAKE, sender.device, now_ms),
        site=site.name,
        account=person.account.account,
        person=person.account.person,
        algorithms=[int(one) for one in ceremony.ALGORITHMS],
        credentials=[one.credential for one in known],
    )
    return bodies.packed(request, offer)


@post(
    "/api/passkeys",
    status_code=200,
    operation_class=described.body(NewPasskey, bodies.MSGPACK),
    responses=described.answers(Passkeys, bodies.JSON),
)
async def register_passkey(
    request: AnyRequest,
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A passkey is written down. Its person was verified while it was made, which opens a session too."""
    site, now_ms = site_needed(ways), clock()
    asked = await bodies.read_packed(request, NewPasskey)
    made = ceremony.made(asked, site)
    if made is None or not showing.is_fresh(identity, showing.MAKE, sender.device, asked.challenge, now_ms):
        raise Refused("passkey-refused")
    async with database.write() as tx:
        person = await person_of(tx, sender, now_ms)
        account = person.account.account
        await lock(tx, [sender.device, account])
        may = _needed(rules.making(await standing_of(tx, person, sender, now_ms)))
        is_new = await store.passkey_of(tx, made.credential) is None
        if not is_new or not await showing.spend(tx, asked.challenge, now_ms):
            raise Refused("passkey-refused")
        if may.replaces:
            await _replace_all(tx, account, sender.device, now_ms)
        await store.save(tx, _passkey(made, account, asked.name, now_ms))
        await sessions.open_or_prove(
            tx, device=sender.device, account=account, method="passkey", now_ms=now_ms
        )
        return bodies.in_json(await _listed(tx, account))


@get("/api/passkeys", responses=described.answers(Passkeys, bodies.JSON))
async def list_passkeys(
    sender: NamedDependency[Sender], database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Response[bytes]:
    """The person's own, with which they may show who they are."""
    async with database.read() as tx:
        person = await person_of(tx, sender, clock())
        return bodies.in_json(await _listed(tx, person.account.account))


@post(
    "/api/passkeys/remove",
    status_code=200,
    operation_class=described.body(RemovePasskey, bodies.JSON),
    responses=described.answers(Passkeys, bodies.JSON),
)
async def remove_passkey(
    request: AnyRequest,
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """One is withdrawn, by somebody who has just shown who they are; sessions elsewhere end with it."""
    asked = await bodies.read_json(request, RemovePasskey)
    now_ms = clock()
    async with database.write() as tx:
        await lock(tx, [sender.account])
        person = await person_of(tx, sender, now_ms)
        if person.session is None:
            raise Refused("session-needed")
        if not is_proven(person.session, now_ms):
            raise Refused("proof-needed")
        account = person.account.account
        known = {one.credential.hex(): one for one in await store.of_account(tx, account)}
        if asked.credential not in known:
            raise Refused("not-found")
        await store.withdraw(tx, [known[asked.credential].credential], now_ms)
        await sessions.end_elsewhere(tx, account, sender.device, now_ms)
        return bodies.in_json(await _listed(tx, account))


@post(
    "/api/devices/passkey",
    status_code=200,
    operation_class=described.body(PasskeyEnrolment, bodies.MSGPACK),
    responses=described.answers(Enrolled, bodies.MSGPACK),
)
async def enrol_by_passkey(
    request: AnyRequest,
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    exchange: NamedDependency[Exchange],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
    turnstile: NamedDependency[Turnstile],
) -> Response[bytes]:
    """Tie a key to the person whose passkey answers for it."""
    site, now_ms = site_needed(ways), clock()
    asked = await bodies.read_packed(request, PasskeyEnrolment)
    newcomer = Newcomer(
        public=asked.public,
        label=asked.label,
        nonce=asked.nonce,
        signature=asked.signature,
        by=asked.assertion.credential,
    )
    fault = enrol.fault_of(newcomer, identity, now_ms)
    if fault is not None:
        raise enrol_refusal(fault, identity, now_ms)
    device = seal.device_id(asked.public)
    with turnstile.passing():
        async with database.write() as tx:
            shown = await showing.show(
                tx,
                asked.assertion,
                ceremony.enrolment_challenge(pack([asked.nonce, asked.public])),
                site,
                account=None,
                subjects=showing.subjects_of(credential=asked.assertion.credential, device=device),
                now_ms=now_ms,
            )
            admitted = (
                Declined(shown)
                if isinstance(shown, str)
                else await enrol.admit_proven(tx, newcomer, account=shown.account, now_ms=now_ms)
            )
            if isinstance(admitted, Admitted):
                answer = await enrolled(tx, newcomer, admitted, identity, now_ms)
    # Only now: the try counts, whatever comes of it.
    if isinstance(admitted, Declined):
        raise enrol_refusal(admitted.code, identity, now_ms)
    await take_in_what_waited(exchange, answer, now_ms)
    return bodies.packed(request, answer)


def _needed(may: Making | ProblemCode) -> Making:
    if isinstance(may, str):
        raise Refused(may)
    return may


async def _replace_all(tx: CoreTx, account: bytes, device: bytes, now_ms: int) -> None:
    """What was before is lost, or somebody else's by now; and so are the sessions that came of it."""
    await store.use_permit(tx, device)
    known = await store.of_account(tx, account)
    await store.withdraw(tx, [one.credential for one in known], now_ms)
    if known:
        await sessions.end_elsewhere(tx, account, device, now_ms)


def _passkey(made: Made, account: bytes, name: str, now_ms: int) -> rules.Passkey:
    return rules.Passkey(
        credential=made.credential,
        account=account,
        public=made.public,
        name=name,
        uses=made.uses,
        travels=made.travels,
        is_copied=made.is_copied,
        created=now_ms,
    )


async def _listed(tx: CoreTx, account: bytes) -> Passkeys:
    known = await store.of_account(tx, account)
    return Passkeys(
        passkeys=[
            Passkey(
                credential=one.credential.hex(),
                name=one.name,
                created=one.created,
                used=one.used,
                travels=one.travels,
            )
            for one in known
        ]
    )
