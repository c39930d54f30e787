"""Ingest over HTTP: a city's work sent to the real server, beside the necessary work and two more floors.

Wave by wave the hub, the necessary work (`bench/floors.py`) and a route that does nothing take the same
changes, so that a neighbour on the machine disturbs all alike. Between waves no clock runs: then the next
requests are signed, with the nonce and the place that each device was given in its last reply.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from backend.clock import system_ms
from backend.devices.authenticate import request_nonce
from bench.city import Device, city, waves
from bench.client import Sent, answer_of, request_of, send_all
from bench.figure import Figure
from bench.floors import PostgresFloor, Request, Spent, SqliteFloor, Verifier
from bench.hub import Hub, Served, make_hub, running, serving
from bench.postgres import Postgres, durable_postgres, look_at, one_row_commits
from bench.processor import seconds_of

DOSSIERS = int(os.environ.get("HAIDANG_BENCH_DOSSIERS", "1000"))
IN_FLIGHT = 16
BATCH = 50
RATE_RATIO_MIN = 0.5
SPENT_RATIO_MAX = 1.6


class Course(Struct, frozen=True, kw_only=True):
    """What takes each wave. `base`: the process of the database server, 0 where there is none."""

    hub: Served
    noop: Served
    floor: PostgresFloor | SqliteFloor
    verifier: Verifier
    # another, to take the time of verifying alone
    apart: Verifier
    in_flight: int
    base: int


class Wave(Struct, frozen=True, kw_only=True):
    """One wave taken by all. Seconds of the processor, but for what the clock said (`Sent`, `Spent`)."""

    changes: int
    requests: int
    hub: Sent
    hub_spent: float
    hub_base: float
    floor: Spent
    floor_base: float
    # of the signatures of the changes alone
    verifying: float
    noop: Sent
    noop_spent: float


async def figures() -> list[Figure]:
    found = []
    with tempfile.TemporaryDirectory(prefix="haidang-bench-") as folder:
        with durable_postgres() as server:
            base = await look_at(server)
            found += await into_postgres(base, Path(folder), 1)
            found += await into_postgres(base, Path(folder), BATCH)
        for size in (1, BATCH):
            found += await into_sqlite(Path(folder) / f"sqlite-{size}", size)
    return found


async def into_postgres(base: Postgres, folder: Path, size: int) -> list[Figure]:
    devices, in_flight = work(size)
    address = await base.database(f"ingest{size}")
    hub = await make_hub(folder / f"postgres-{size}", address, devices)
    floor = await PostgresFloor.over(address, in_flight)
    taken = await take_all(hub, devices, floor, size, in_flight, base.pid)
    await floor.close()
    label = label_of("PostgreSQL", size)
    found = compared(label, taken)
    if size == 1:
        rate = await one_row_commits(address, folder, in_flight)
        found.append(
            Figure(
                name=f"{label}: changes/s",
                value=_rate(taken),
                unit="/s",
                floor=rate,
                beside="pgbench, one row",
            )
        )
    return found


async def into_sqlite(folder: Path, size: int) -> list[Figure]:
    devices, in_flight = work(size)
    file = folder / "hub.sqlite"
    hub = await make_hub(folder, f"sqlite:///{file}", devices)
    floor = SqliteFloor(folder / "raw.sqlite", file)
    taken = await take_all(hub, devices, floor, size, in_flight, 0)
    await floor.close()
    return compared(label_of("SQLite", size), taken)


def work(size: int) -> tuple[list[Device], int]:
    """One dossier a device, or one batch of first changes; as many in flight as come out even."""
    devices = city(DOSSIERS, 1 if size == 1 else BATCH)
    return devices, min(IN_FLIGHT, len(devices) // 2)


def label_of(database: str, size: int) -> str:
    return f"{database}, {size} a request"


async def take_all(
    hub: Hub,
    devices: Sequence[Device],
    floor: PostgresFloor | SqliteFloor,
    size: int,
    in_flight: int,
    base: int,
) -> list[Wave]:
    keys = [device.key.device for device in devices]
    places = {key: (request_nonce(hub.identity, key, system_ms()), b"") for key in keys}
    taken = []
    with (
        serving(hub) as served,
        running([sys.executable, "-m", "bench.noop"], {}, hub.folder / "noop.log") as noop,
    ):
        course = Course(
            hub=served,
            noop=noop,
            floor=floor,
            verifier=Verifier(devices),
            apart=Verifier(devices),
            in_flight=in_flight,
            base=base,
        )
        for requests in waves(devices, size):
            packed = [request_of(one, *places[one.key.device], changes) for one, changes in requests]
            wave = await take(course, requests, packed)
            for (device, changes), reply in zip(requests, wave.hub.replies, strict=True):
                answer = answer_of(reply)
                verdicts = [one.verdict for one in answer.verdicts]
                assert verdicts == ["accepted"] * len(changes), verdicts
                places[device.key.device] = (answer.nonce, answer.cursor)
            taken.append(wave)
    return taken


async def take(course: Course, requests: Sequence[Request], packed: Sequence[bytes]) -> Wave:
    base, spent = seconds_of(course.base), seconds_of(course.hub.pid)
    hub = await send_all(course.hub.port, packed, course.in_flight)
    hub_spent, between = seconds_of(course.hub.pid) - spent, seconds_of(course.base)
    floor = await course.floor.take(requests, course.verifier)
    after = seconds_of(course.base)
    began = time.process_time()
    for _, changes in requests:
        course.apart.verify(changes)
    verifying = time.process_time() - began
    spent = seconds_of(course.noop.pid)
    noop = await send_all(course.noop.port, packed, course.in_flight)
    return Wave(
        changes=sum(len(changes) for _, changes in requests),
        requests=len(requests),
        hub=hub,
        hub_spent=hub_spent,
        hub_base=between - base,
        floor=floor,
        floor_base=after - between,
        verifying=verifying,
        noop=noop,
        noop_spent=seconds_of(course.noop.pid) - spent,
    )


def compared(label: str, taken: Sequence[Wave]) -> list[Figure]:
    def total(of: Callable[[Wave], float]) -> float:
        return sum(of(wave) for wave in taken)

    changes, requests = total(lambda one: one.changes), total(lambda one: one.requests)
    walls = (
        total(lambda one: one.hub.wall),
        total(lambda one: one.floor.wall),
        total(lambda one: one.noop.wall),
    )
    hub, hub_base = total(lambda one: one.hub_spent), total(lambda one: one.hub_base)
    floor, floor_base = total(lambda one: one.floor.own), total(lambda one: one.floor_base)
    verifying = total(lambda one: one.verifying)
    # The hub verifies one signature more in each request, that of the request itself.
    beyond = hub + hub_base - verifying * (1 + requests / changes)
    each = sorted(seconds for wave in taken for seconds in wave.hub.each)
    necessary = "verify and insert"

    def micro(seconds: float, of: float) -> float:
        return seconds / of * 1e6

    found = [
        Figure(
            name=f"{label}: changes/s",
            value=changes / walls[0],
            unit="/s",
            floor=changes / walls[1],
            beside=necessary,
            ratio_min=RATE_RATIO_MIN,
        ),
        Figure(
            name=f"{label}: changes by a second of processor",
            value=changes / (hub + hub_base),
            unit="/s",
            floor=changes / (floor + floor_base),
            beside=necessary,
        ),
        Figure(
            name=f"{label}: requests/s",
            value=requests / walls[0],
            unit="/s",
            floor=requests / walls[2],
            beside="Litestar, no-op",
        ),
        Figure(
            name=f"{label}: processor a request, beyond verifying",
            value=micro(beyond, requests),
            unit="µs",
            floor=micro(floor + floor_base - verifying, requests),
            beside="insert alone",
            ratio_max=SPENT_RATIO_MAX,
        ),
        Figure(
            name=f"{label}: processor a change, hub",
            value=micro(hub, changes),
            unit="µs",
            floor=micro(floor, changes),
            beside=necessary,
        ),
        Figure(name=f"{label}: of it verifying its signature", value=micro(verifying, changes), unit="µs"),
        Figure(
            name=f"{label}: processor a request, no-op",
            value=micro(total(lambda one: one.noop_spent), requests),
            unit="µs",
        ),
        Figure(
            name=f"{label}: processor a request, who sends it",
            value=micro(total(lambda one: one.hub.client), requests),
            unit="µs",
        ),
        Figure(name=f"{label}: half of the requests within", value=each[len(each) // 2] * 1e3, unit="ms"),
        Figure(name=f"{label}: 99 of 100 within", value=each[len(each) * 99 // 100] * 1e3, unit="ms"),
    ]
    if hub_base:
        found.append(
            Figure(
                name=f"{label}: processor a change, database",
                value=micro(hub_base, changes),
                unit="µs",
                floor=micro(floor_base, changes),
                beside=necessary,
            )
        )
    return found


def _rate(taken: Sequence[Wave]) -> float:
    return sum(wave.changes for wave in taken) / sum(wave.hub.wall for wave in taken)
