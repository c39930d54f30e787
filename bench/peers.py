"""The same changes pushed to other servers that phones sync with, which `make bench PARTS=peers` installs.

One change a request, 16 in flight, as a record of its ids, payload and signature in base64. Neither verifies,
merges or judges anything. pouchdb-server keeps records in LevelDB, which it does not tell to reach the disk
before it answers; Kinto in this PostgreSQL, a commit a request, as durable as the hub.
"""

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from backend.settings import REPOSITORY
from bench.city import city, waves
from bench.client import send_all
from bench.dossiers import Signed
from bench.figure import Figure
from bench.floors import PostgresFloor, Request, SqliteFloor
from bench.hub import Served, make_hub, running
from bench.ingest import DOSSIERS, IN_FLIGHT, Wave, take_all
from bench.postgres import durable_postgres, look_at
from bench.processor import seconds_of

HOME = REPOSITORY / "build" / "peers"
POUCHDB, KINTO = "pouchdb-server@4.2.0", "kinto[postgresql]==26.5.0"
# the server of Kinto's own settings
WAITRESS = "waitress==3.0.2"
KINTO_INI = """
[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = %(http_port)s
threads = 8
[app:main]
use = egg:kinto
kinto.storage_backend = kinto.core.storage.postgresql
kinto.storage_url = {database}
kinto.permission_backend = kinto.core.permission.postgresql
kinto.permission_url = {database}
kinto.cache_backend = kinto.core.cache.memory
kinto.userid_hmac_secret = bench
multiauth.policies = basicauth
kinto.bucket_create_principals = system.Authenticated
[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = ERROR
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %(message)s
"""
KINTO_BUCKET = "/v1/buckets/b"
Waves = Sequence[Sequence[Request]]
BASIC = "authorization: Basic " + base64.b64encode(b"bench:bench").decode() + "\r\n"


class Peer(Struct, frozen=True):
    """Requests: those that prepare, then wave after wave."""

    first: list[bytes]
    waves: list[list[bytes]]


class Pushed(Struct, frozen=True):
    """A second."""

    changes: float
    # by a second of processor, server and database server together
    by_processor: float


async def figures() -> list[Figure]:
    install()
    devices = city(DOSSIERS // 5, 1)
    requests = waves(devices, 1)
    with tempfile.TemporaryDirectory(prefix="haidang-bench-") as name, durable_postgres() as server:
        folder, base = Path(name), await look_at(server)
        file = folder / "sqlite" / "hub.sqlite"
        hub = await make_hub(file.parent, f"sqlite:///{file}", devices)
        sqlite = SqliteFloor(folder / "raw.sqlite", file)
        ours = rate_of(await take_all(hub, devices, sqlite, 1, IN_FLIGHT, 0))
        await sqlite.close()
        with pouchdb(folder) as served:
            theirs = await push(served, for_pouchdb(requests), 0)
        found = compared("SQLite", ours, "pouchdb-server, not synced to disk", theirs)
        address = await base.database("hub")
        hub = await make_hub(folder / "postgres", address, devices)
        floor = await PostgresFloor.over(address, IN_FLIGHT)
        ours = rate_of(await take_all(hub, devices, floor, 1, IN_FLIGHT, base.pid))
        await floor.close()
        with kinto(folder, await base.database("kinto")) as served:
            theirs = await push(served, for_kinto(requests), base.pid)
        return [*found, *compared("PostgreSQL", ours, "Kinto, as durable", theirs)]


def install() -> None:
    """Once; `build/` is in no commit. Raises where a registry cannot be reached."""
    HOME.mkdir(parents=True, exist_ok=True)
    if not (HOME / "node_modules" / "pouchdb-server").exists():
        # what it would build by itself it also brings ready-made
        npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(HOME)]
        subprocess.run([*npm, POUCHDB], check=True)
    if not (HOME / "venv" / "bin" / "kinto").exists():
        subprocess.run([sys.executable, "-m", "venv", str(HOME / "venv")], check=True)
        pip = [str(HOME / "venv" / "bin" / "pip"), "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, KINTO, WAITRESS], check=True)


@contextmanager
def pouchdb(folder: Path) -> Iterator[Served]:
    program = str(HOME / "node_modules" / "pouchdb-server" / "bin" / "pouchdb-server")
    place = ["--dir", str(folder), "--config", str(folder / "pouchdb.json"), "--no-stdout-logs"]
    command = [os.environ.get("NODE", "node"), program, "--port", "{port}", *place]
    with running(command, {}, folder / "pouchdb.log") as served:
        yield served


@contextmanager
def kinto(folder: Path, address: str) -> Iterator[Served]:
    ini, program = folder / "kinto.ini", str(HOME / "venv" / "bin" / "kinto")
    ini.write_text(KINTO_INI.format(database=address.replace("+asyncpg", "")), encoding="utf-8")
    subprocess.run([program, "migrate", "--ini", str(ini)], check=True, capture_output=True)
    command = [program, "start", "--ini", str(ini), "--port", "{port}"]
    with running(command, {}, folder / "kinto.log") as served:
        yield served


async def push(served: Served, work: Peer, base: int) -> Pushed:
    """`base`: the process of the database server, 0 where there is none."""
    for request in work.first:
        await send_all(served.port, [request], 1)
    wall, changes = 0.0, 0
    before = seconds_of(served.pid) + seconds_of(base)
    for wave in work.waves:
        sent = await send_all(served.port, wave, IN_FLIGHT)
        refused = [reply for reply in sent.replies if not reply.startswith(b"HTTP/1.1 201")]
        assert not refused, refused[0]
        wall += sent.wall
        changes += len(wave)
    spent = seconds_of(served.pid) + seconds_of(base) - before
    return Pushed(changes / wall, changes / spent)


def rate_of(taken: Sequence[Wave]) -> Pushed:
    changes = sum(wave.changes for wave in taken)
    spent = sum(wave.hub_spent + wave.hub_base for wave in taken)
    return Pushed(changes / sum(wave.hub.wall for wave in taken), changes / spent)


def for_pouchdb(requests: Waves) -> Peer:
    return Peer(
        [json_request("PUT", "/bench", {}, "")],
        [
            [
                json_request("POST", "/bench", {"_id": change.change.hex(), **record_of(change)}, "")
                for _, changes in wave
                for change in changes
            ]
            for wave in requests
        ],
    )


def for_kinto(requests: Waves) -> Peer:
    """A collection for each device: two records that come to one at the same moment Kinto refuses."""
    devices = {device.key.device.hex(): None for device, _ in requests[0]}
    prepared = [KINTO_BUCKET, *(f"{KINTO_BUCKET}/collections/{device}" for device in devices)]
    return Peer(
        [json_request("PUT", path, {"data": {}}, BASIC) for path in prepared],
        [
            [
                json_request(
                    "POST",
                    f"{KINTO_BUCKET}/collections/{device.key.device.hex()}/records",
                    {"data": record_of(change)},
                    BASIC,
                )
                for device, changes in wave
                for change in changes
            ]
            for wave in requests
        ],
    )


def record_of(change: Signed) -> dict[str, str]:
    return {
        "document": change.document.hex(),
        "device": change.device.hex(),
        "payload": base64.b64encode(change.payload).decode(),
        "signature": base64.b64encode(change.signature).decode(),
    }


def json_request(method: str, path: str, value: object, extra: str) -> bytes:
    body = msgspec.json.encode(value)
    head = (
        f"{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
        f"{extra}content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def compared(label: str, ours: Pushed, peer: str, theirs: Pushed) -> list[Figure]:
    return [
        Figure(
            name=f"{label}, 1 a request: changes/s",
            value=ours.changes,
            unit="/s",
            floor=theirs.changes,
            beside=peer,
        ),
        Figure(
            name=f"{label}, 1 a request: changes by a second of processor",
            value=ours.by_processor,
            unit="/s",
            floor=theirs.by_processor,
            beside=peer,
        ),
    ]
