"""Both ends of a phone's conversation with the hub: `gather` what to say, `absorb` what was answered."""

from collections.abc import Collection

import msgspec
from msgspec import Struct

from schemas.wire.devices import DeviceRecord
from schemas.wire.exchange import Heads, SyncRequest, SyncResponse
from sync import seal, session
from sync.change import Change, Record, decode, encode
from sync.exclusions import parse_exclusion
from sync.session import Answer, Outbox, Sendable
from sync.submission import KINDS
from tests.simulation import cast
from tests.simulation.disk import ACKNOWLEDGED, REISSUED, Row
from tests.simulation.phone import Phone


class Gathered(Struct, frozen=True):
    request: SyncRequest
    # something is left to be said after this
    more: bool


class Absorbed(Struct, frozen=True):
    # ids that the hub acknowledged
    acknowledged: tuple[bytes, ...]
    # ask again at once
    more: bool


def gather(phone: Phone, changes_max: int) -> Gathered:
    """What to say next; at most so many changes."""
    for document in list(phone.disk.open):
        phone.seal(document)
    rows = [row for row in phone.disk.changes.values() if row.status == "unsent"]
    unsent = [Sendable(row.id, row.envelope) for row in rows]
    offering = phone.disk.offering
    planned = session.plan(
        Outbox(
            cursor=phone.disk.cursor,
            changes=unsent[:changes_max],
            exclusions=tuple(phone.disk.exclusions.values()) if offering else (),
            offers=offers(phone) if offering else (),
        )
    )
    return Gathered(planned.request, planned.changes < len(unsent))


def offers(phone: Phone) -> tuple[Heads, ...]:
    """The heads of what is held, waiting or not."""
    found = []
    for document in phone.disk.documents():
        held = {row.id: decode(row.payload) for row in phone.disk.of(document) if not row.out}
        named = {parent for change in held.values() for parent in getattr(change, "parents", ())}
        heads = [change for change in held if change not in named]
        if heads:
            found.append(Heads(document, heads))
    return tuple(found)


def absorb(phone: Phone, gathered: Gathered, body: bytes) -> Absorbed | None:
    """Take in a reply, whole or not at all; None where it is no answer."""
    try:
        response = msgspec.msgpack.decode(body, type=SyncResponse)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    request = gathered.request
    if not session.is_answer(phone.disk.cursor, request, response):
        return None
    reading = session.read(request, response)
    phone.cut("heard")
    store(phone, response)
    acknowledged = [answer.id for answer in reading.answers if settle(phone, answer)]
    queued = queue(phone, reading.missing) + queue(phone, _whole(phone, request, reading.wanted))
    # Another reply was taken in meanwhile: its place is further, or will be asked for again.
    if phone.disk.cursor == request.cursor:
        phone.disk.cursor = response.cursor
    if reading.is_restart:
        phone.disk.offering = True
    elif request.heads or request.exclusions:
        phone.disk.offering = False
    phone.cut("absorbed")
    refused = [row for row in phone.disk.changes.values() if row.status == "refused" and not row.out]
    for row in refused:
        if row.own:
            reissue_after(phone, row)
    phone.apply_all()
    doubted = any(answer.next == "check" for answer in reading.answers)
    anew = queued > 0 or doubted or bool(refused)
    more = response.more or gathered.more or reading.is_restart or anew
    return Absorbed(tuple(acknowledged), more)


def store(phone: Phone, response: SyncResponse) -> None:
    """What a reply brings; a bad item falls out alone."""
    hub = cast.identity(1).key.public
    for record in response.devices:
        opened = seal.unpack_signed(record)
        if opened is not None and seal.verify(hub, seal.DEVICE, *opened):
            device = msgspec.msgpack.decode(opened[0], type=DeviceRecord)
            phone.learn(device.device, device.public)
    phone.store(response.changes, "accepted")
    for record in response.exclusions:
        opened = seal.unpack_signed(record)
        if opened is not None and seal.verify(hub, seal.EXCLUSION, *opened) and parse_exclusion(opened[0]):
            phone.store_exclusion(opened[0], record)
    for outcome in response.outcomes:
        if phone.disk.outcomes.get(outcome.document, -1) < outcome.version:
            phone.disk.outcomes[outcome.document] = outcome.version


def settle(phone: Phone, answer: Answer) -> bool:
    """Do what a verdict asks for; whether it acknowledges."""
    row = phone.disk.changes.get(answer.id)
    if row is None:
        return answer.verdict in ACKNOWLEDGED and answer.next == "rest"
    # Without a signature it cannot have been this device's envelope that was judged.
    if row.status == "unsigned" or row.code == REISSUED or answer.next == "again":
        return False
    if session.is_overtaken(row.status, answer):
        return True
    if answer.next == "check":
        _check(phone, row)
        return False
    row.status, row.code = answer.verdict, answer.code
    return answer.next == "rest"


def queue(phone: Phone, changes: Collection[bytes]) -> int:
    """Send again what the hub has not; how many."""
    rows = [phone.disk.changes[change] for change in changes if change in phone.disk.changes]
    again = [row for row in rows if row.status in ACKNOWLEDGED]
    for row in again:
        row.status = "unsent"
    return len(again)


def reissue_after(phone: Phone, refused: Row) -> None:
    """What was built on a refused change is written again on its parents."""
    phone.seal(refused.document)
    document = phone.document(refused.document)
    own: dict[bytes, Change] = {}
    for change_id in document.order():
        change = document.applied(change_id)
        if change is not None and change.device == phone.key.device:
            own[change_id] = change
    instead = {refused.id: own[refused.id].parents if refused.id in own else ()}
    for change_id in session.built_on(refused.id, own):
        change = session.reissue(own[change_id], instead)
        if any(isinstance(one, Record) and one.kind in KINDS for one in change.operations):
            # Its digest names a state that nobody has any more.
            instead[change_id] = change.parents
            continue
        payload = encode(change)
        instead[change_id] = (seal.change_id(payload),)
        phone.disk.changes[seal.change_id(payload)] = Row(
            seal.change_id(payload), change.document, payload, b"", True, "unsigned", taken=True
        )
    for change_id in instead:
        row = phone.disk.changes[change_id]
        row.out = True
        if change_id != refused.id:
            row.status, row.code = "refused", REISSUED
    phone.start()


def _check(phone: Phone, row: Row) -> None:
    """The hub could not verify that envelope: send again what verifies here, sign again what is ours."""
    opened = seal.unpack_signed(row.envelope)
    change = decode(row.payload)
    known = phone.key.public if row.own else phone.disk.devices.get(getattr(change, "device", b""), b"")
    if opened is not None and seal.verify(known, seal.CHANGE, *opened):
        row.status = "unsent"
    elif row.own:
        row.status = "unsigned"
        phone.sign_pending()
    else:
        row.status, row.code = "refused", "bad-signature"


def _whole(phone: Phone, request: SyncRequest, wanted: Collection[bytes]) -> list[bytes]:
    """Everything held of the documents of which the hub lacks a head."""
    lacked = set(wanted)
    documents = [one.document for one in request.heads if lacked.intersection(one.heads)]
    return [row.id for document in documents for row in phone.disk.of(document)]
