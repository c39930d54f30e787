"""What a citizen reports, and the signals that wait for a person beside it."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from backend import bodies, described, wall
from backend.administration import rules as people_rules
from backend.administration.deciding import decider_of, decides_for
from backend.administration.deeds import deed_of
from backend.administration.reading import id_of
from backend.audit.store import note
from backend.authorities.rules import CITY
from backend.bodies import AnyRequest
from backend.changes import store as changes
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.forms.days import DAY_MS
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.people import store as people
from backend.problems import Refused
from backend.reviews.rules import places_of
from backend.sender import Sender
from backend.signals import rules, store
from backend.signals.rules import Report, Signal
from backend.staffing.staff import Staff
from schemas.wire.reviews import BrokerReport, CloseSignal, Reported, SignalItem, SignalList

SIGNALS_MAX = 100


@post(
    "/api/reports/{report:str}",
    status_code=200,
    operation_class=described.body(BrokerReport, bodies.JSON),
    responses=described.answers(Reported, bodies.JSON),
)
async def report_broker(
    request: AnyRequest,
    report: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """ "Báo có người đòi tiền". The id is the device's choice: sent twice it is one report."""
    asked = await bodies.read_json(request, BrokerReport)
    wanted, now_ms = id_of(report), clock()
    document = None if asked.document is None else id_of(asked.document)
    async with database.write() as tx:
        if await devices.revoked_of(tx, [sender.device]):
            raise Refused("revoked-device")
        await wall.open_to_hub(tx)
        if await store.report_of(tx, wanted) is not None:
            return bodies.in_json(Reported(report=report))
        if await store.reports_since(tx, sender.account, now_ms - DAY_MS) >= rules.REPORTS_A_DAY:
            raise Refused("too-many-tries")
        new = Report(
            report=wanted,
            account=sender.account,
            device=sender.device,
            document=document,
            words=asked.words,
            received=now_ms,
        )
        about = await _about(tx, sender.account, document)
        await store.add_report(tx, new)
        await store.save(tx, [rules.reported(new, about)])
    return bodies.in_json(Reported(report=report))


@get("/api/review/signals", responses=described.answers(SignalList, bodies.JSON))
async def list_signals(
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """What waits at the places for which the sender decides, the newest first."""
    now_ms = clock()
    async with database.write() as tx:
        decider = await decider_of(tx, sender, now_ms)
        shown = (await _signals(tx, decider))[:SIGNALS_MAX]
        persons = await people.persons_of(tx, {one.subject for one in shown})
        await note(tx, identity, now_ms, deed_of(sender, "list-review"))
    return bodies.in_json(SignalList(signals=[_item(one, persons.get(one.subject, "")) for one in shown]))


@post(
    "/api/review/signals/{signal:str}/close",
    status_code=200,
    operation_class=described.body(CloseSignal, bodies.JSON),
    responses=described.answers(SignalList, bodies.JSON),
)
async def close_signal(
    request: AnyRequest,
    signal: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A person has looked at it and says what came of that. It comes back once it has grown."""
    asked = await bodies.read_json(request, CloseSignal)
    wanted, now_ms = id_of(signal), clock()
    if not people_rules.is_line(asked.reason):
        raise Refused("bad-request")
    async with database.write() as tx:
        decider = await decider_of(tx, sender, now_ms)
        found = {one.signal: one for one in await _signals(tx, decider)}
        if wanted not in found:
            raise Refused("not-found")
        if found[wanted].count != asked.count:
            raise Refused("moved-on")
        closed = replace(found[wanted], closed=now_ms, closed_by=sender.account, reason=asked.reason)
        await store.save(tx, [closed])
        deed = deed_of(sender, "close-signal", wanted, ground="reason", reason=asked.reason)
        await note(tx, identity, now_ms, deed)
    return bodies.in_json(SignalList(signals=[]))


async def _about(tx: CoreTx, account: bytes, document: bytes | None) -> bytes:
    """Who handed a dossier in for its owner; empty where the owner did, or it is not theirs."""
    if document is None:
        return b""
    dossier = (await dossiers.dossiers_of(tx, [document])).get(document)
    if dossier is None or dossier.owner != account or not dossier.submission:
        return b""
    authors = await changes.authors_of(tx, [dossier.submission])
    keys = await devices.keys_of(tx, set(authors.values()))
    others = [key.account for key in keys.values() if key.account != account]
    return others[0] if others else b""


async def _signals(tx: CoreTx, decider: Staff) -> list[Signal]:
    """The open ones at the places for which the account decides, but those about itself."""
    found = await store.open_signals(tx)
    accounts = await people.accounts_of(tx, {one.subject for one in found if one.subject})
    shown = []
    for one in found:
        about = accounts.get(one.subject)
        held = [] if about is None else await mandates.of_account(tx, about.account)
        unit = "" if about is None else about.unit
        places = places_of("", unit, [mandate.authority for mandate in held], CITY)
        is_own = one.subject == decider.account.account
        if not is_own and any(decides_for(decider, place) for place in places):
            shown.append(one)
    return shown


def _item(signal: Signal, person: str) -> SignalItem:
    return SignalItem(
        signal=signal.signal.hex(),
        kind=signal.kind,
        person=person,
        count=signal.count,
        first=signal.first,
        last=signal.last,
        words=signal.words,
    )
