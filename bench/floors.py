"""The necessary work of taking changes in: verify each signature and insert the same rows, nothing else.

The rows are the hub's own, in a table with the same columns and indexes; the transactions hold as many
of them as the requests do, as many run at a time, and a reply would go out only after the commit.
"""

import asyncio
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import asyncpg
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from msgspec import Struct

from bench.city import Device
from bench.dossiers import NOW_MS, Signed
from sync import seal

COLUMNS = {
    "change": "bytea",
    "document": "bytea",
    "device": "bytea",
    "payload": "bytea",
    "signature": "bytea",
    "sender": "bytea",
    "received": "bigint",
    "verdict": "text",
    "code": "text",
    "fed": "boolean",
}
ALGORITHM = ec.ECDSA(hashes.SHA256())
Request = tuple[Device, list[Signed]]


class Spent(Struct, frozen=True):
    """Seconds on the clock, and of the processor in this process."""

    wall: float
    own: float


class Verifier:
    """`cryptography` alone, each key loaded once."""

    def __init__(self, devices: Sequence[Device]) -> None:
        self._public = {device.key.device: device.key.public for device in devices}
        self._loaded: dict[bytes, ec.EllipticCurvePublicKey] = {}

    def verify(self, changes: Sequence[Signed]) -> None:
        for change in changes:
            r, s = int.from_bytes(change.signature[:32]), int.from_bytes(change.signature[32:])
            key = self._loaded.get(change.device) or self._load(change.device)
            key.verify(utils.encode_dss_signature(r, s), seal.CHANGE + change.payload, ALGORITHM)

    def _load(self, device: bytes) -> ec.EllipticCurvePublicKey:
        key = serialization.load_der_public_key(self._public[device])
        assert isinstance(key, ec.EllipticCurvePublicKey)
        self._loaded[device] = key
        return key


class PostgresFloor:
    """Connections of asyncpg, one for each transaction at a time, and the table `raw`."""

    def __init__(self, lines: list[asyncpg.Connection]) -> None:
        self._lines = lines
        names = ", ".join(COLUMNS)
        arrays = ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(COLUMNS.values(), start=1))
        self._insert = f"INSERT INTO raw ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING"

    @classmethod
    async def over(cls, address: str, in_flight: int) -> "PostgresFloor":
        lines = [await asyncpg.connect(address.replace("+asyncpg", "")) for _ in range(in_flight)]
        await lines[0].execute("CREATE TABLE raw (LIKE change INCLUDING ALL)")
        return cls(lines)

    async def take(self, requests: Sequence[Request], verifier: Verifier) -> Spent:
        left = iter(requests)
        began, began_own = time.perf_counter(), time.process_time()
        await asyncio.gather(*(self._insert_all(line, left, verifier) for line in self._lines))
        return Spent(time.perf_counter() - began, time.process_time() - began_own)

    async def _insert_all(
        self, line: asyncpg.Connection, left: Iterator[Request], verifier: Verifier
    ) -> None:
        for sender, changes in left:
            verifier.verify(changes)
            columns = zip(*_rows(sender, changes), strict=True)
            await line.execute(self._insert, *columns)

    async def close(self) -> None:
        for line in self._lines:
            await line.close()


class SqliteFloor:
    """One writer, WAL and `synchronous=FULL`, in a file beside the hub's."""

    def __init__(self, file: Path, hub: Path) -> None:
        self._line = sqlite3.connect(file, isolation_level=None)
        self._line.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        with sqlite3.connect(hub) as read:
            for (statement,) in read.execute(
                "SELECT sql FROM sqlite_master"
                " WHERE tbl_name = 'change' AND type IN ('table', 'index') AND sql IS NOT NULL"
            ):
                self._line.execute(statement)
        read.close()
        marks = ", ".join("?" * len(COLUMNS))
        self._insert = f"INSERT OR IGNORE INTO change ({', '.join(COLUMNS)}) VALUES ({marks})"

    async def take(self, requests: Sequence[Request], verifier: Verifier) -> Spent:
        began, began_own = time.perf_counter(), time.process_time()
        for sender, changes in requests:
            verifier.verify(changes)
            self._line.execute("BEGIN IMMEDIATE")
            self._line.executemany(self._insert, _rows(sender, changes))
            self._line.execute("COMMIT")
        return Spent(time.perf_counter() - began, time.process_time() - began_own)

    async def close(self) -> None:
        self._line.close()


def _rows(sender: Device, changes: Sequence[Signed]) -> list[tuple[Any, ...]]:
    return [
        (
            change.change,
            change.document,
            change.device,
            change.payload,
            change.signature,
            sender.key.device,
            NOW_MS,
            "accepted",
            "",
            True,
        )
        for change in changes
    ]
