"""What a request costs while the hub's database grows from a thousand changes to a hundred thousand and more.

At every size the same is asked of the same server: new dossiers by devices that hold little, a pull of their
500 changes by a second device, and a sync that finds nothing new. The floor of each figure is its own first.
"""

import os
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from backend.clock import system_ms
from backend.devices.authenticate import request_nonce
from bench.city import Device, city
from bench.client import answer_of, request_of, send_all
from bench.figure import Figure
from bench.filling import PostgresFilling, SqliteFilling
from bench.hub import Hub, Served, make_hub, serving
from bench.postgres import Postgres, durable_postgres, look_at
from bench.processor import seconds_of
from bench.pull import histories, push
from sync.limits import BATCH_BYTES_MAX

SIZES = [10**power for power in range(3, int(os.environ.get("HAIDANG_BENCH_GROWTH", "5")) + 1)]
PROBES = 50
# behind the last change of a device: a request that brings none
NOTHING = 9
IN_FLIGHT = 4
ASKINGS = 5
# beyond this it is growth and not the noise of a shared machine
GROWTH_RATIO_MAX = 1.5


class Cost(Struct, frozen=True):
    """Milliseconds of processor, hub and database server together."""

    ingest: float
    pull: float
    idle: float


class Probing(Struct, frozen=True):
    hub: Hub
    served: Served
    # of the database server, 0 where there is none
    base: int

    def spent(self) -> float:
        return seconds_of(self.served.pid) + seconds_of(self.base)

    def request(self, device: Device, cursor: bytes, number: int) -> bytes:
        nonce = request_nonce(self.hub.identity, device.key.device, system_ms())
        return request_of(device, nonce, cursor, device.changes[number : number + 1], BATCH_BYTES_MAX)


async def figures() -> list[Figure]:
    found = []
    with tempfile.TemporaryDirectory(prefix="haidang-bench-") as folder:
        with durable_postgres() as server:
            base = await look_at(server)
            address = await base.database("growth")
            found += grown("PostgreSQL", await into_postgres(Path(folder) / "postgres", address, base))
        found += grown("SQLite", await into_sqlite(Path(folder) / "sqlite"))
    return found


async def into_postgres(folder: Path, address: str, base: Postgres) -> list[Cost]:
    pattern, reader, *probes = people()
    hub = await make_hub(folder, address, [pattern])
    await write_pattern(hub, pattern)
    filling = await PostgresFilling.over(address, pattern)
    await make_hub(folder, address, [reader, *probes])
    costs = await course(hub, filling, reader, probes, base.pid)
    await filling.close()
    return costs


async def into_sqlite(folder: Path) -> list[Cost]:
    pattern, reader, *probes = people()
    file = folder / "hub.sqlite"
    hub = await make_hub(folder, f"sqlite:///{file}", [pattern])
    await write_pattern(hub, pattern)
    filling = await SqliteFilling.over(str(file), pattern)
    await make_hub(folder, hub.database, [reader, *probes])
    costs = await course(hub, filling, reader, probes, 0)
    await filling.close()
    return costs


def people() -> list[Device]:
    """One whose dossier is copied; one who pulls what the next wrote; the rest write anew at each size."""
    devices = city(len(SIZES) * PROBES + 4, 1)
    own = devices[1].changes
    # the pattern's dossier is of one device alone
    pattern = Device(
        devices[1].key, devices[1].account, [one for one in own if one.device == own[0].device][:4]
    )
    return [pattern, *devices[2:]]


async def write_pattern(hub: Hub, pattern: Device) -> None:
    with serving(hub) as served:
        await push(served, hub, pattern, pattern.changes)


async def course(
    hub: Hub, filling: PostgresFilling | SqliteFilling, reader: Device, probes: Sequence[Device], base: int
) -> list[Cost]:
    each, filled = len(probes) // len(SIZES), 0
    costs = []
    with serving(hub) as served:
        probing = Probing(hub, served, base)
        # the reader's other device wrote what it pulls
        writer, rest = probes[0], probes[1:]
        first, since = histories(writer)
        await push(served, hub, writer, first)
        start = await place_of(probing, reader, b"")
        await push(served, hub, writer, since)
        for place, size in enumerate(SIZES):
            await filling.fill(filled, (size - filled * 4) // 4)
            filled = size // 4
            mine = rest[place * each : (place + 1) * each]
            costs.append(await cost_of(probing, reader, start, mine))
    return costs


async def cost_of(probing: Probing, reader: Device, start: bytes, probes: Sequence[Device]) -> Cost:
    ingest = await spent_each(probing, [probing.request(one, b"", 0) for one in probes])
    asked = probing.request(reader, start, NOTHING)
    pulls = [await spent_each(probing, [asked]) for _ in range(ASKINGS)]
    end = await place_of(probing, reader, start)
    idle = await spent_each(probing, [probing.request(reader, end, NOTHING)] * ASKINGS)
    return Cost(ingest, statistics.median(pulls), idle)


async def place_of(probing: Probing, reader: Device, start: bytes) -> bytes:
    """Where the reader stands once it has pulled all there is."""
    sent = await send_all(probing.served.port, [probing.request(reader, start, NOTHING)], 1)
    answer = answer_of(sent.replies[0])
    assert not answer.more
    return answer.cursor


async def spent_each(probing: Probing, requests: Sequence[bytes]) -> float:
    before = probing.spent()
    sent = await send_all(probing.served.port, requests, IN_FLIGHT)
    spent = (probing.spent() - before) * 1e3 / len(requests)
    for reply in sent.replies:
        answer_of(reply)
    return spent


def grown(label: str, costs: Sequence[Cost]) -> list[Figure]:
    found = []
    for kind, name in (
        ("ingest", "a dossier taken in"),
        ("pull", "a pull of 500"),
        ("idle", "a sync without news"),
    ):
        first: float = getattr(costs[0], kind)
        for size, cost in zip(SIZES, costs, strict=True):
            found.append(
                Figure(
                    name=f"{label}, {size:,} changes: {name}",
                    value=getattr(cost, kind),
                    unit="ms",
                    floor=first,
                    beside="with 1,000",
                    ratio_max=GROWTH_RATIO_MAX if size == SIZES[-1] else None,
                )
            )
    return found
