"""One seed from its first act to its last check: live in a rough world, let it heal, ask the oracle."""

from collections.abc import Callable

import msgspec
from msgspec import Struct

from tests.simulation import cast, conversation, oracle, people, troubles
from tests.simulation.network import Network, alive, answered, heard, note_made
from tests.simulation.phone import Phone
from tests.simulation.world import World

ACT_MS = 10_000
ROUNDS_MAX = 12
TRIPS_MAX = 200


class Ran(Struct, frozen=True):
    seed: int
    faults: tuple[str, ...]
    digest: str
    trace: tuple[str, ...]


def run(seed: int) -> Ran:
    world = World(seed)
    try:
        live(world)
        heal(world)
        oracle.examine(world)
    except Exception as fault:
        world.fault(f"error: {fault!r} at {_place(fault)}")
    return Ran(seed, tuple(world.faults), world.digest(), tuple(world.trace))


def live(world: World) -> None:
    network = Network(world)
    for act in range(world.weather.acts):
        network.later(world.now_ms + act * ACT_MS, lambda: _act(world, network))
    if world.weather.restores:
        first = world.random.randrange(world.weather.acts // 2)
        then = world.random.randrange(first + 1, world.weather.acts)
        network.later(world.now_ms + first * ACT_MS, lambda: troubles.back_up(world))
        network.later(world.now_ms + then * ACT_MS, lambda: troubles.restore(world))
    while network.step():
        pass


def _act(world: World, network: Network) -> None:
    phone = world.random.choice(world.phones)
    kind = world.random.random()
    if kind < 0.55:
        alive(world, phone, lambda: people.act(world, phone))
        note_made(world, phone)
    elif kind < 0.82:
        network.call(phone)
        # Typing goes on while the answer is on its way.
        if world.random.random() < 0.4:
            alive(world, phone, lambda: people.act(world, phone))
    else:
        troubles.visit(world)


def heal(world: World) -> None:
    """Every line is good, every key is known, every field is left; all talk until nothing moves."""
    world.note("heals")
    troubles.enrol(world)
    if world.weather.loses:
        world.lose(cast.STRANGER)
    for phone in world.phones:
        phone.dying_at = ""
        phone.leave_fields()
    states: dict[str, tuple[int, int]] = {}
    for _ in range(ROUNDS_MAX):
        # Who has heard everything and has nothing to say, or said it in vain, need not talk again.
        behind = [one for one in world.phones if states.get(one.name) != _state(world, one)]
        if not behind:
            return
        for phone in behind:
            talk(world, phone)
            states[phone.name] = _state(world, phone)
        if world.truth.restored:
            world.hub.grant_again(list(world.truth.shared), world.now_ms)
    world.fault("the conversation does not end")


def talk(world: World, phone: Phone) -> None:
    """Until the phone has nothing more to say."""
    for _ in range(TRIPS_MAX):
        gathered = conversation.gather(phone, 100)
        body = msgspec.msgpack.encode(gathered.request)
        reply = answered(world, phone, body, calm=True)
        if reply is None:
            world.fault(f"no answer for {phone.name}")
            return
        if not heard(world, phone, gathered, reply):
            return
    world.fault(f"{phone.name} never stops")


def _state(world: World, phone: Phone) -> tuple[int, int]:
    """How far the hub's feed goes, and how much waits for room there while the phone has more to send."""
    station = world.hub.station
    last = station.rows("SELECT coalesce(max(position), 0) FROM feed")[0][0]
    if all(row.status != "unsent" for row in phone.disk.changes.values()):
        return last, 0
    return last, -1 - station.rows("SELECT count(*) FROM change WHERE verdict = 'waiting'")[0][0]


def _place(fault: BaseException) -> str:
    """Where it was raised, without the machine's paths."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"


Run = Callable[[int], Ran]
