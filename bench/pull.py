"""A pull of 500 changes beside reading the same rows and joining them, nothing else.

Twice: by a device that is new to its person's hundred dossiers, and by one that knew them and lacks what was
written since. Over HTTP, as bytes and packed by gzip; processor time of hub and database together, rounds
interleaved.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from msgspec import Struct

from backend.clock import system_ms
from backend.devices.authenticate import request_nonce
from bench.city import Device, city
from bench.client import answer_of, request_of, send_all
from bench.dossiers import FORM, Signed, begun, edited, long_form, reworded
from bench.figure import Figure
from bench.hub import Hub, Served, make_hub, serving
from bench.postgres import Postgres, connect, durable_postgres, look_at
from bench.processor import seconds_of
from sync import seal
from sync.limits import BATCH_BYTES_MAX

DOSSIERS = 100
EACH = 5
BATCH = 50
PULL_RATIO_MIN = 0.7
ROUNDS = 4
CODINGS = ("identity", "gzip")

Read = Callable[[], Awaitable[object]]


class Shape(Struct, frozen=True):
    """What a reader asks for, from where."""

    name: str
    cursor: bytes
    changes: list[Signed]


async def figures() -> list[Figure]:
    found = []
    with tempfile.TemporaryDirectory(prefix="haidang-bench-") as folder:
        with durable_postgres() as server:
            base = await look_at(server)
            address = await base.database("pull")
            found += await pulled("PostgreSQL", Path(folder) / "postgres", address, base)
        file = Path(folder) / "sqlite" / "hub.sqlite"
        found += await pulled("SQLite", file.parent, f"sqlite:///{file}", None)
    return found


async def pulled(label: str, folder: Path, address: str, base: Postgres | None) -> list[Figure]:
    devices = city(2, 1)
    hub = await make_hub(folder, address, devices)
    writer, reader = devices
    found = []
    with serving(hub) as served:
        first, since = histories(writer)
        await push(served, hub, writer, first)
        start = answer_of(await ask(served, hub, reader, b"")).cursor
        shapes = [Shape("a new device", b"", first), Shape("one that follows", start, since)]
        found += await measured(label, shapes[0], hub, served, reader, base)
        await push(served, hub, writer, since)
        found += await measured(label, shapes[1], hub, served, reader, base)
    return found


def histories(writer: Device) -> tuple[list[Signed], list[Signed]]:
    """500 changes, by which a hundred dossiers are begun, and the 500 after them."""
    first: list[Signed] = []
    since: list[Signed] = []
    for number in range(DOSSIERS):
        filled_in = long_form(number)
        last = begun(FORM, filled_in, number, writer.key)
        first.append(last)
        for edit in range(1, 2 * EACH):
            last = edited(FORM, last, reworded(filled_in[3 + edit % 3], edit), key=writer.key)
            (first if edit < EACH else since).append(last)
    return first, since


async def push(served: Served, hub: Hub, writer: Device, changes: Sequence[Signed]) -> None:
    nonce = request_nonce(hub.identity, writer.key.device, system_ms())
    for start in range(0, len(changes), BATCH):
        packed = request_of(writer, nonce, b"", changes[start : start + BATCH])
        sent = await send_all(served.port, [packed], 1)
        assert {one.verdict for one in answer_of(sent.replies[0]).verdicts} == {"accepted"}


async def ask(served: Served, hub: Hub, reader: Device, cursor: bytes, takes: str = "gzip") -> bytes:
    nonce = request_nonce(hub.identity, reader.key.device, system_ms())
    packed = request_of(reader, nonce, cursor, [], BATCH_BYTES_MAX, takes)
    return (await send_all(served.port, [packed], 1)).replies[0]


async def measured(
    label: str, shape: Shape, hub: Hub, served: Served, reader: Device, base: Postgres | None
) -> list[Figure]:
    raw = await (raw_postgres(hub, shape) if base else raw_sqlite(hub, shape))
    sizes = {coding: len(await ask(served, hub, reader, shape.cursor, coding)) for coding in CODINGS}
    pulled = answer_of(await ask(served, hub, reader, shape.cursor))
    assert {seal.change_id(payload_of(one)) for one in pulled.changes} == {
        one.change for one in shape.changes
    }
    server = base.pid if base else 0
    floors: list[float] = []
    taken: dict[str, list[float]] = {coding: [] for coding in CODINGS}
    # the first round loads what later ones find loaded
    for _ in range(ROUNDS + 1):
        before, own = seconds_of(server), time.process_time()
        await raw()
        floors.append(time.process_time() - own + seconds_of(server) - before)
        for coding in CODINGS:
            before = seconds_of(served.pid) + seconds_of(server)
            await ask(served, hub, reader, shape.cursor, coding)
            taken[coding].append(seconds_of(served.pid) + seconds_of(server) - before)
    floor = statistics.median(floors[1:])
    plain, zipped = (statistics.median(taken[coding][1:]) for coding in CODINGS)
    name = f"{label}, {shape.name}"
    return [
        Figure(
            name=f"{name}: pulls by a second of processor",
            value=1 / plain,
            unit="/s",
            floor=1 / floor,
            beside="read and join",
            ratio_min=PULL_RATIO_MIN,
        ),
        Figure(
            name=f"{name}: the same, packed by gzip",
            value=1 / zipped,
            unit="/s",
            floor=1 / floor,
            beside="read and join",
        ),
        Figure(
            name=f"{name}: bytes of the reply",
            value=sizes["gzip"],
            unit="B",
            floor=sizes["identity"],
            beside="not packed",
        ),
    ]


def payload_of(envelope: bytes) -> bytes:
    parts = seal.unpack_signed(envelope)
    assert parts is not None
    return parts[0]


async def raw_postgres(hub: Hub, shape: Shape) -> Read:
    line = await connect(hub.database)
    ids = [change.change for change in shape.changes]

    async def read() -> bytes:
        return joined(await line.fetch("SELECT payload, signature FROM change WHERE change = ANY($1)", ids))

    return read


async def raw_sqlite(hub: Hub, shape: Shape) -> Read:
    line = sqlite3.connect(hub.folder / "hub.sqlite")
    ids = [change.change for change in shape.changes]
    marks = ", ".join("?" * len(ids))
    statement = f"SELECT payload, signature FROM change WHERE change IN ({marks})"

    async def read() -> bytes:
        return joined(line.execute(statement, ids).fetchall())

    return read


def joined(rows: Sequence[Sequence[bytes]]) -> bytes:
    return b"".join(seal.pack_signed(payload, signature) for payload, signature in rows)
