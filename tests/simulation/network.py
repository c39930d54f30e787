"""The network: every message may be lost, torn, doubled or late, or a captive portal answers in its place."""

import heapq
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import msgspec

from tests.simulation import conversation
from tests.simulation.conversation import Gathered
from tests.simulation.inline import Broke, HubDied
from tests.simulation.phone import Phone, PhoneDied
from tests.simulation.world import World

T = TypeVar("T")

PORTAL = b"<!doctype html><title>Wi-Fi</title>"
TRIPS_MAX = 12
DATABASE_CALLS_MAX = 24


class Network:
    """Messages on their way, and everything else that is to happen later."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clear = False
        self._queue: list[tuple[int, int, Callable[[], None]]] = []
        self._order = 0

    def later(self, at_ms: int, what: Callable[[], None]) -> None:
        self._order += 1
        heapq.heappush(self._queue, (at_ms, self._order, what))

    def step(self) -> bool:
        """Let the next thing happen; False where nothing is left."""
        if not self._queue:
            return False
        at_ms, _, what = heapq.heappop(self._queue)
        self.world.now_ms = max(self.world.now_ms, at_ms)
        what()
        return True

    def call(self, phone: Phone, trips: int = TRIPS_MAX) -> None:
        """A phone begins a round trip."""
        world = self.world
        gathered = alive(world, phone, lambda: conversation.gather(phone, world.weather.changes_max))
        if gathered is None:
            return
        note_made(world, phone)
        world.note(f"{phone.name} calls with {len(gathered.request.changes)} changes")
        body = msgspec.msgpack.encode(gathered.request)
        life = phone.life
        if world.random.random() < world.weather.portal:
            self._on(lambda: self._heard(phone, life, gathered, PORTAL, trips))
            return
        for sent in self._carried(body):
            self._on(partial(self._arrive, phone, life, gathered, sent, trips))

    def _arrive(self, phone: Phone, life: int, gathered: Gathered, body: bytes, trips: int) -> None:
        reply = answered(self.world, phone, body, calm=self.clear)
        if reply is None:
            return
        for sent in self._carried(reply):
            self._on(partial(self._heard, phone, life, gathered, sent, trips))

    def _heard(self, phone: Phone, life: int, gathered: Gathered, body: bytes, trips: int) -> None:
        if phone.life != life:
            return
        again = heard(self.world, phone, gathered, body)
        if again and trips > 1:
            self.call(phone, trips - 1)

    def _carried(self, body: bytes) -> list[bytes]:
        """What arrives of a message: nothing, a part of it, it, or it twice."""
        random, weather = self.world.random, self.world.weather
        if random.random() < weather.loss:
            return []
        if random.random() < weather.torn:
            return [body[: random.randrange(len(body))]]
        return [body, body] if random.random() < weather.twice else [body]

    def _on(self, what: Callable[[], None]) -> None:
        delay = self.world.random.randrange(self.world.weather.delay_ms) + 1
        self.later(self.world.now_ms + delay, what)


def alive(world: World, phone: Phone, what: Callable[[], T]) -> T | None:
    """Something a phone does, in which it may die; then it starts again."""
    try:
        return what()
    except PhoneDied:
        world.note(f"{phone.name} dies at {phone.dying_at}")
        phone.start()
        return None


def answered(world: World, phone: Phone, body: bytes, *, calm: bool) -> bytes | None:
    """The hub at work on a request, unless it dies over it."""
    random, weather, trap = world.random, world.weather, world.hub.station.connection.trap
    if world.truth.restored:
        world.hub.grant_again(list(world.truth.shared), world.now_ms)
    if not calm:
        if random.random() < weather.hub_dies:
            place = random.random()
            left = random.randrange(DATABASE_CALLS_MAX) + 1
            trap.set(left, HubDied, at_commit=place < 0.3, after_commit=place > 0.7)
        elif random.random() < weather.hub_fails:
            trap.set(random.randrange(DATABASE_CALLS_MAX) + 1, Broke, at_commit=random.random() < 0.5)
    try:
        reply = world.hub.answer(phone.device, body, world.now_ms)
    except Broke:
        reply = None
    trap.clear()
    complaints = world.hub.station.complaints.heard
    if trap.sprung:
        world.note("hub dies" if trap.fault is HubDied else "hub fails")
        trap.sprung = False
    elif complaints:
        world.fault(f"the hub failed by itself: {complaints}")
    complaints.clear()
    return reply


def heard(world: World, phone: Phone, gathered: Gathered, body: bytes) -> bool:
    """A reply reaches a phone; whether it has more to say at once."""
    absorbed = alive(world, phone, lambda: conversation.absorb(phone, gathered, body))
    note_made(world, phone)
    if absorbed is None:
        return False
    for change in absorbed.acknowledged:
        world.truth.acknowledged[change] = phone.device
    world.note(
        f"{phone.name} hears {len(absorbed.acknowledged)} verdicts, holds {len(phone.disk.changes)}"
        f" and {len(phone.disk.exclusions)} exclusions"
    )
    return absorbed.more


def note_made(world: World, phone: Phone) -> None:
    for row in phone.disk.changes.values():
        if row.own:
            world.truth.made[phone.name, row.id] = None
