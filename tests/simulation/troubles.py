"""What visits a world besides typing: copies of profiles, liars, strangers, clerks, restores, clocks."""

from collections.abc import Callable

import msgspec

from schemas.wire.exchange import SyncRequest
from sync import seal
from sync.change import Change, Operation, Record, Set, Value, encode, time_of
from tests.simulation import cast
from tests.simulation.disk import Row
from tests.simulation.network import alive
from tests.simulation.people import FIELDS, FORM, look, share
from tests.simulation.phone import Phone
from tests.simulation.truth import Typed
from tests.simulation.world import World, short

YEAR_MS = 31_557_600_000
CUTS = ("sealed", "sealed", "heard", "absorbed", "applied")


def visit(world: World) -> None:
    """One trouble, of those that this world has."""
    weather = world.weather
    able: list[Callable[[World], None]] = [look_away]
    able += [jump_clock] * (weather.clock_jumps > 0) + [doom] * 3 * (weather.phone_dies > 0)
    able += (
        [hand_over] * weather.hands_over
        + [hand_over, hand_over] * weather.stranger
        + [clone] * weather.clones
    )
    able += (
        [lie] * (2 * weather.lies)
        + [enrol, forge_stranger] * weather.stranger
        + [withdraw, share_late] * weather.withdraws
    )
    able += [revoke] * weather.revokes + [rot] * weather.rots
    able += [share_late, share_late] * weather.shares
    world.random.choice(able)(world)


def look_away(world: World) -> None:
    for phone in world.phones:
        alive(world, phone, phone.leave_fields)


def jump_clock(world: World) -> None:
    phone = world.random.choice(world.phones)
    world.skews[phone.name] = world.random.choice((-60, -1, 0, 5, 80)) * YEAR_MS
    world.note(f"{phone.name} has another year")


def doom(world: World) -> None:
    """At the next such place the phone dies; or at once."""
    phone = world.random.choice(world.phones)
    phone.dying_at = world.random.choice((*CUTS, ""))
    if not phone.dying_at:
        world.note(f"{phone.name} dies")
        alive(world, phone, phone.start)


def hand_over(world: World) -> None:
    """A dossier goes from phone to phone by hand."""
    giver, taker = world.random.sample(world.phones, 2)
    if world.strangers and world.weather.stranger and world.random.random() < 0.5:
        giver = next(one for one in world.phones if one.device == cast.STRANGER)
        taker = world.random.choice([one for one in world.phones if one is not giver])
    documents = giver.disk.documents()
    if documents:
        document = world.random.choice(documents)
        give(world, giver, taker, document)


def give(world: World, giver: Phone, taker: Phone, document: bytes) -> None:
    def handed() -> None:
        giver.seal(document)
        # A key speaks for itself: its hash is the id.
        for device, public in {giver.key.device: giver.key.public, **giver.disk.devices}.items():
            if device != taker.key.device:
                taker.learn(device, public)
        rows = [row for row in giver.disk.of(document) if row.envelope and not row.out]
        taker.store([row.envelope for row in rows if row.status != "refused"], "unsent")

    alive(world, giver, handed)
    alive(world, taker, taker.apply_all)
    world.note(f"{giver.name} hands {short(document)} to {taker.name}")


def clone(world: World) -> None:
    """A profile is copied with its key, and both are used from now on."""
    phone = world.random.choice(world.phones)
    if any(one.name == f"{phone.name}'" for one in world.phones) or phone.name.endswith("'"):
        return
    for opened in phone.disk.open.values():
        world.truth.doubled |= {str(one.value) for one in opened.operations if isinstance(one, Set)}
    world.add(f"{phone.name}'", phone.device, phone.disk.copied())
    world.note(f"{phone.name} is copied")


def enrol(world: World) -> None:
    if world.strangers:
        world.strangers.clear()
        world.hub.enrol_stranger(world.now_ms)
        world.note("the stranger enrols")


def share_late(world: World) -> None:
    if world.documents:
        document = world.random.choice(world.documents)
        account = world.random.choice(world.phones).account
        if account != world.truth.owners[document]:
            share(world, document, account)


def withdraw(world: World) -> None:
    if world.truth.shared:
        document, account = world.random.choice(list(world.truth.shared))
        del world.truth.shared[document, account]
        world.truth.withdrawn[document, account] = None
        world.hub.withdraw(document, account)
        world.note(f"clerk withdraws {short(document)} from {short(account)}")


def revoke(world: World) -> None:
    device = world.random.choice(world.phones).device
    if device not in world.strangers and not world.truth.revoked:
        world.truth.revoked.add(device)
        world.hub.revoke(device, world.now_ms)
        world.note(f"{device} is revoked")


def back_up(world: World) -> None:
    world.hub.keep_backup()
    world.note("backup")


def restore(world: World) -> None:
    world.truth.restored = True
    world.hub.restore(list(world.truth.shared), list(world.truth.withdrawn), world.now_ms)
    world.note("the hub is restored from its backup")


def rot(world: World) -> None:
    """A signature on its way out loses a bit; on a phone that can sign again, for it will not be lost."""
    lost = cast.STRANGER if world.weather.loses else ""
    phone = world.random.choice([one for one in world.phones if one.device != lost])
    for row in phone.disk.changes.values():
        if row.status == "unsent" and row.own and row.taken:
            row.envelope = row.envelope[:-1] + bytes([row.envelope[-1] ^ 1])
            world.note(f"{phone.name} has a rotten signature")
            return


# Liars


def lie(world: World) -> None:
    liars = [one for one in world.phones if one.device in world.truth.liars]
    phone = world.random.choice(liars)
    documents = [one for one in phone.disk.documents() if phone.disk.of(one)]
    if documents:
        document = world.random.choice(documents)
        world.random.choice((claim, claim, never_seen, hand_in_wrongly, forge))(world, phone, document)


def claim(world: World, phone: Phone, document: bytes) -> None:
    """Parents at will among what is held: more, less or other than was looked at; or none."""
    ids = [row.id for row in phone.disk.of(document)]
    parents = world.random.sample(ids, min(len(ids), world.random.randrange(3)))
    _write(world, phone, document, parents)


def never_seen(world: World, phone: Phone, document: bytes) -> None:
    """A parent that does not exist, or stands in another dossier."""
    elsewhere = [row.id for row in phone.disk.changes.values() if row.document != document]
    parent = world.random.choice(elsewhere) if elsewhere else seal.digest(world.fresh().to_bytes(8, "big"))
    world.truth.baseless.add(_write(world, phone, document, [parent]))


def hand_in_wrongly(world: World, phone: Phone, document: bytes) -> None:
    body: dict[str, Value] = {
        "digest": seal.digest(world.fresh().to_bytes(8, "big")).hex(),
        "form": FORM,
        "exclusions": [],
    }
    heads = phone.document(document).heads()
    change = _keep(world, phone, document, list(heads), Record("submitted", body))
    world.truth.false_submissions.add(change)


def forge(world: World, phone: Phone, document: bytes, holder: Phone | None = None) -> None:
    """Somebody else's change in a false envelope, straight to the hub."""
    row = world.random.choice((holder or phone).disk.of(document))
    false = seal.pack_signed(row.payload, phone.key.sign(seal.CHANGE, row.payload + b"\0"))
    asked = SyncRequest(cursor=b"", changes=[false], exclusions=[], heads=[], limit=4_096)
    world.hub.answer(phone.device, msgspec.msgpack.encode(asked), world.now_ms)
    world.note(f"{phone.name} forges {short(row.id)}")


def forge_stranger(world: World) -> None:
    """A false envelope of a change whose key nobody knows yet, before or after the true one."""
    stranger = next((one for one in world.phones if one.device == cast.STRANGER), None)
    documents = [] if stranger is None else stranger.disk.documents()
    if stranger is not None and documents and world.strangers:
        document = world.random.choice(documents)
        if stranger.disk.of(document):
            forge(world, world.random.choice(world.phones[:2]), document, stranger)


def _write(world: World, phone: Phone, document: bytes, parents: list[bytes]) -> bytes:
    path = world.random.choice(FIELDS)
    typed: Typed = look(world, phone, document, path)
    typed.lied = True
    world.truth.typed[typed.value] = typed
    change = _keep(world, phone, document, parents, Set(path, typed.value))
    world.note(f"{phone.name} lies {typed.value} at {path} on {len(parents)} parents")
    return change


def _keep(world: World, phone: Phone, document: bytes, parents: list[bytes], operation: Operation) -> bytes:
    change = Change(
        schema=FORM,
        document=document,
        device=phone.key.device,
        time=time_of(world.now_ms),
        parents=tuple(sorted(set(parents))),
        operations=(operation,),
    )
    payload = encode(change)
    envelope = seal.pack_signed(payload, phone.key.sign(seal.CHANGE, payload))
    change_id = seal.change_id(payload)
    phone.disk.changes[change_id] = Row(change_id, document, payload, envelope, True, "unsent")
    alive(world, phone, phone.apply_all)
    return change_id
