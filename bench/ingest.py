"""What the hub spends on a request that brings changes, beside only writing the same bytes down.

The request passes everything but the socket: door, signature, nonce, opening, merge, policy, one transaction,
answer. The floor is one transaction of SQLite, WAL and `synchronous=FULL` as well, into one table with the
same two indexes. Requests are made beforehand; times are processor time of all threads, medians of rounds.
"""

import base64
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from backend import demo, logs, settings
from backend.app import create_app, identity_of
from backend.database import Database
from backend.devices import enrol, signatures
from backend.devices.authenticate import REQUEST_LABEL, request_nonce
from backend.door import App, Message
from backend.identity import Identity
from backend.migrations.upgrade import upgrade
from backend.people import store as people
from bench.dossiers import KEY, NOW_MS, Signed, begun, cases, edited
from bench.figure import ROUNDS, Figure
from schemas.wire.devices import EnrolmentRequest
from schemas.wire.exchange import SyncRequest, SyncResponse
from sync.change import Set

FORM = "khoi-cong@1"
BATCH = 50
LIMIT_BYTES = 65_536


class Hub(Struct, frozen=True):
    app: App
    identity: Identity


async def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
        logs.configure(log)
        read = settings.read({"HAIDANG_DATA_DIR": folder})
        database = Database(read.database)
        await upgrade(database)
        identity = await identity_of(read, database, NOW_MS)
        hub = Hub(create_app(read, database, identity, clock=lambda: NOW_MS), identity)
        await make_known(database, identity)
        with closing(raw_table(Path(folder) / "floor.sqlite")) as floor:
            found = [await compare(hub, floor, size) for size in (1, BATCH)]
        await database.close()
    return found


async def compare(hub: Hub, floor: sqlite3.Connection, size: int) -> Figure:
    taken, written = [], []
    cursor = b""
    # the first round follows the feed from its beginning and is left out
    for number in range(ROUNDS + 1):
        batch = changes_of(number * 1_000 + size, size)
        request = request_of(cursor, batch)
        headers = signed_by_device(hub.identity, request)
        began = time.process_time_ns()
        replied = await call(hub.app, headers, request)
        taken.append((time.process_time_ns() - began) / 1000)
        answer = msgspec.msgpack.decode(replied, type=SyncResponse)
        cursor = answer.cursor
        assert [verdict.verdict for verdict in answer.verdicts] == ["accepted"] * size
        began = time.process_time_ns()
        write_down(floor, batch)
        written.append((time.process_time_ns() - began) / 1000)
    return Figure(
        name=f"a request with {size} change{'s' if size > 1 else ''}",
        value=statistics.median(taken[1:]),
        unit="µs",
        floor=statistics.median(written[1:]),
    )


def changes_of(number: int, size: int) -> list[Signed]:
    """One dossier: filled in, then answer after answer changed."""
    operations = cases()[FORM]
    answers = [operation for operation in operations if isinstance(operation, Set)]
    changes = [begun(FORM, operations, number)]
    while len(changes) < size:
        changes.append(edited(FORM, changes[-1], answers[len(changes) % len(answers)]))
    return changes


def request_of(cursor: bytes, changes: Sequence[Signed]) -> bytes:
    envelopes = [change.envelope() for change in changes]
    asked = SyncRequest(cursor=cursor, changes=envelopes, exclusions=[], heads=[], limit=LIMIT_BYTES)
    return msgspec.msgpack.encode(asked)


def signed_by_device(identity: Identity, body: bytes) -> dict[str, str]:
    nonce = request_nonce(identity, KEY.device, NOW_MS)
    digest, params = signatures.content_digest_of(body), signatures.params_of(KEY.device, nonce)
    base = signatures.signature_base(
        method="POST", path=b"/api/sync", query=b"", digest=digest, params=params
    )
    signature = base64.b64encode(KEY.sign(REQUEST_LABEL, base)).decode()
    return {
        "host": "localhost",
        "content-type": "application/msgpack",
        "content-length": str(len(body)),
        "content-digest": digest,
        "signature-input": f"haidang={params}",
        "signature": f"haidang=:{signature}:",
    }


async def call(app: App, headers: dict[str, str], body: bytes) -> bytes:
    """One request of the ASGI application, as a server would make it."""
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/api/sync",
        "raw_path": b"/api/sync",
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    pieces: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        pieces.append(message.get("body", b""))

    await app(scope, receive, send)
    return b"".join(pieces)


async def make_known(database: Database, identity: Identity) -> None:
    """The device of the bench belongs to a citizen of the demo."""
    account = demo.people_of_demo()[0]
    asked = EnrolmentRequest(code="", public=KEY.public, nonce=b"", signature=bytes(64), label="bench")
    async with database.write() as tx:
        await people.add(tx, [account])
        await enrol.take_in(
            tx, asked, account=account.account, person=account.person, identity=identity, now_ms=NOW_MS
        )


def raw_table(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE change (change BLOB PRIMARY KEY, document BLOB, payload BLOB, signature BLOB);
        CREATE INDEX by_document ON change (document);
        """
    )
    return connection


def write_down(floor: sqlite3.Connection, changes: Sequence[Signed]) -> None:
    rows = [(change.change, change.document, change.payload, change.signature) for change in changes]
    floor.execute("BEGIN IMMEDIATE")
    floor.executemany("INSERT OR IGNORE INTO change VALUES (?, ?, ?, ?)", rows)
    floor.execute("COMMIT")
