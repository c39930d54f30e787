"""At a desk: a code for a citizen whose card an officer has seen, and their lost phone withdrawn.

There is no search: an officer names a new citizen, or the owner of a dossier that their desk holds and that they have
open. Nobody who works here gets a code at a desk: that is their administrator's.
"""  # noqa: E501

import structlog
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from backend import bodies, described
from backend.administration import reading, rules
from backend.administration.codes import fresh_code
from backend.administration.deeds import deed_of
from backend.administration.own import listed
from backend.administration.reading import id_of
from backend.audit.rules import Action, Deed
from backend.audit.store import note
from backend.bodies import AnyRequest
from backend.clock import Clock
from backend.consents import store as consents
from backend.database import CoreTx, Database
from backend.devices import store as devices
from backend.devices.known import Known
from backend.dossiers import store as dossiers
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.people import store as people
from backend.people.store import Account
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions import store as sessions
from backend.staffing.staff import Staff, staff
from backend.statements import lock
from schemas.wire.administration import DeviceList, FreshCode, Ground, Grounded, NewCitizen

log = structlog.get_logger()


@post(
    "/api/desk/citizens/{account:str}",
    status_code=200,
    operation_class=described.body(NewCitizen, bodies.JSON),
    responses=described.answers(FreshCode, bodies.JSON),
)
async def add_citizen(
    request: AnyRequest,
    account: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A citizen whom the hub does not know yet, and a code for their phone."""
    asked = await bodies.read_json(request, NewCitizen)
    wanted, now_ms = id_of(account), clock()
    if not rules.is_name(asked.person):
        raise Refused("bad-request")
    _require_grounds(asked.ground, asked.words)
    async with database.write() as tx:
        await lock(tx, [wanted])
        await _officer(tx, sender, now_ms)
        new = Account(account=wanted, person=asked.person, role="citizen", unit="", unit_name="")
        before = await people.account_of(tx, wanted)
        # Sent again because the answer was lost, it is a new code in place of the one that nobody read.
        if before not in (None, new) or await devices.of_account(tx, wanted):
            raise Refused("moved-on")
        await people.add(tx, [new])
        answer = await fresh_code(tx, identity, new, now_ms)
        said = deed_of(sender, "give-code", wanted, ground="reason", reason=_said(asked.ground, asked.words))
        await note(tx, identity, now_ms, said)
    return bodies.in_json(answer)


@post(
    "/api/desk/dossiers/{document:str}/code",
    status_code=200,
    operation_class=described.body(Grounded, bodies.JSON),
    responses=described.answers(FreshCode, bodies.JSON),
)
async def make_owner_code(
    request: AnyRequest,
    document: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """For the owner of a dossier that this desk holds: a new phone, or their first one."""
    asked = await bodies.read_json(request, Grounded)
    now_ms = clock()
    _require_grounds(asked.ground, asked.words)
    async with database.write() as tx:
        officer = await _officer(tx, sender, now_ms)
        owner = await _owner(tx, officer, id_of(document))
        await lock(tx, [owner.account])
        answer = await fresh_code(tx, identity, owner, now_ms)
        said = _deed(sender, "give-code", document, owner.account, asked)
        await note(tx, identity, now_ms, said)
    return bodies.in_json(answer)


@get("/api/desk/dossiers/{document:str}/devices", responses=described.answers(DeviceList, bodies.JSON))
async def list_owner_devices(
    document: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """The devices of the owner of a dossier that this desk holds, to say which one is lost."""
    now_ms = clock()
    async with database.write() as tx:
        officer = await _officer(tx, sender, now_ms)
        owner = await _owner(tx, officer, id_of(document))
        answer = await listed(tx, known, owner.account, None)
        await note(tx, identity, now_ms, _deed(sender, "list-devices", document, owner.account))
    return bodies.in_json(answer)


@post(
    "/api/desk/dossiers/{document:str}/devices/{device:str}/revoke",
    status_code=200,
    operation_class=described.body(Grounded, bodies.JSON),
    responses=described.answers(DeviceList, bodies.JSON),
)
async def revoke_owner_device(
    request: AnyRequest,
    document: FromPath[str],
    device: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    known: NamedDependency[Known],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A lost phone of that owner. What it sent before stands; what it sends now is looked at by a person."""
    asked = await bodies.read_json(request, Grounded)
    wanted, now_ms = id_of(device), clock()
    _require_grounds(asked.ground, asked.words)
    async with database.write() as tx:
        officer = await _officer(tx, sender, now_ms)
        owner = await _owner(tx, officer, id_of(document))
        if wanted not in [one.device for one in await devices.of_account(tx, owner.account)]:
            raise Refused("not-found")
        await devices.revoke(tx, wanted, now_ms)
        await sessions.end(tx, wanted, now_ms)
        # Whoever restores an older backup finds in the log what to revoke again.
        log.info("device revoked", device=device)
        answer = await listed(tx, known, owner.account, None)
        await note(tx, identity, now_ms, _deed(sender, "revoke-device", document, wanted, asked))
    return bodies.in_json(answer)


async def _officer(tx: CoreTx, sender: Sender, now_ms: int) -> Staff:
    """Who stands at the desk of their own unit."""
    officer = await staff(tx, sender, now_ms)
    if not (officer.is_at_unit() and officer.may_here("enrol")):
        raise Refused("not-found")
    return officer


async def _owner(tx: CoreTx, officer: Staff, document: bytes) -> Account:
    """Of a dossier that the officer's own desk holds and that they may read."""
    dossier = (await dossiers.dossiers_of(tx, [document])).get(document)
    is_here = dossier is not None and dossier.holder == officer.account.unit
    consent = (await consents.of_documents(tx, [document])).get(document)
    if dossier is None or not is_here or not officer.may("read", dossier, consent):
        raise Refused("not-found")
    owner = await people.account_of(tx, dossier.owner)
    assert owner is not None
    held = await mandates.of_account(tx, owner.account)
    # Through a dossier of a colleague's own nobody becomes that colleague.
    if owner.unit or reading.is_staff(held, officer.now_ms):
        raise Refused("not-permitted")
    return owner


def _deed(
    sender: Sender, action: Action, document: str, subject: bytes, asked: Grounded | None = None
) -> Deed:
    """By the dossier that the desk holds, and with what the officer looked at."""
    reason = "" if asked is None else _said(asked.ground, asked.words)
    deed = deed_of(sender, action, subject, ground="receiving", reason=reason)
    return replace(deed, document=id_of(document))


def _said(ground: Ground, words: str) -> str:
    return f"{ground}: {words}" if words else ground


def _require_grounds(ground: Ground, words: str) -> None:
    """Another paper is named."""
    if not rules.is_line(words) or (ground == "other-paper" and not words):
        raise Refused("bad-request")
