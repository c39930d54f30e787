"""A session opens, is proven again, and ends. What it allows is decided where it is asked for."""

from litestar import Response, post
from litestar.di import NamedDependency

from backend import bodies, described
from backend.bodies import AnyRequest
from backend.clock import Clock
from backend.database import Database
from backend.identity import Identity
from backend.passkeys import store as passkeys
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions import store
from backend.signin import showing
from backend.signin.me import me_of
from backend.signin.person import person_of
from backend.statements import lock
from backend.ways import Site, Ways
from schemas.wire.signin import Me, SessionOffer, ShowPasskey


def site_needed(ways: Ways) -> Site:
    if ways.site is None:
        raise Refused("not-found")
    return ways.site


@post("/api/session/offer", status_code=200, responses=described.answers(SessionOffer, bodies.MSGPACK))
async def offer_session(
    request: AnyRequest,
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A challenge for one of the person's passkeys."""
    site, now_ms = site_needed(ways), clock()
    async with database.read() as tx:
        person = await person_of(tx, sender, now_ms)
        known = await passkeys.of_account(tx, person.account.account)
    fresh = showing.challenge(identity, showing.SESSION, sender.device, now_ms)
    credentials = [one.credential for one in known]
    return bodies.packed(request, SessionOffer(challenge=fresh, site=site.name, credentials=credentials))


@post(
    "/api/session",
    status_code=200,
    operation_class=described.body(ShowPasskey, bodies.MSGPACK),
    responses=described.answers(Me, bodies.JSON),
)
async def open_session(
    request: AnyRequest,
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A session opens on the sender's device, or is proven again and lasts as long as a new one."""
    site, now_ms = site_needed(ways), clock()
    asked = await bodies.read_packed(request, ShowPasskey)
    if not showing.is_fresh(identity, showing.SESSION, sender.device, asked.challenge, now_ms):
        raise Refused("passkey-refused")
    async with database.write() as tx:
        await lock(tx, [sender.device])
        person = await person_of(tx, sender, now_ms)
        account = person.account.account
        shown = await showing.show(
            tx,
            asked.assertion,
            asked.challenge,
            site,
            account=account,
            subjects=showing.subjects_of(account=account, device=sender.device),
            now_ms=now_ms,
        )
        if not isinstance(shown, str):
            await store.open_or_prove(
                tx, device=sender.device, account=account, method="passkey", now_ms=now_ms
            )
            answer = await me_of(tx, sender, ways, now_ms)
    # Only now: the try counts, whatever comes of it.
    if isinstance(shown, str):
        raise Refused(shown)
    return bodies.in_json(answer)


@post("/api/session/code", status_code=200, responses=described.answers(Me, bodies.JSON))
async def open_session_of_demo(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """In a demo a press of a button stands for a passkey. Any other hub knows nothing of it."""
    if not ways.is_demo:
        raise Refused("not-found")
    now_ms = clock()
    async with database.write() as tx:
        person = await person_of(tx, sender, now_ms)
        await store.open_or_prove(
            tx, device=sender.device, account=person.account.account, method="code", now_ms=now_ms
        )
        return bodies.in_json(await me_of(tx, sender, ways, now_ms))


@post("/api/session/end", status_code=200, responses=described.answers(Me, bodies.JSON))
async def end_session(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    ways: NamedDependency[Ways],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """The session of this device is over, as if its time had come."""
    now_ms = clock()
    async with database.write() as tx:
        await store.end(tx, sender.device, now_ms)
        return bodies.in_json(await me_of(tx, sender, ways, now_ms))
