"""The hub in the simulation: the real exchange over a database in memory, that may die at any statement."""

from contextlib import suppress
from typing import Any

import msgspec

from backend.changes.exchange import Exchange
from backend.feed import store as feed
from backend.feed.rules import grant_entry
from backend.grants import store as grants
from backend.grants.rules import Grant
from backend.sender import Sender
from schemas.wire.exchange import SyncRequest, Verdict
from sync import seal
from sync.change import Record, decode
from tests.simulation import cast
from tests.simulation.inline import HubDied, drive
from tests.simulation.station import station

# A stricter hub than the phones know: it calls a change with such a record no change at all.
UNLIKED = "unliked"


class Hub:
    def __init__(self, page_bytes: int) -> None:
        self.station = station()
        self.station.empty()
        self.life = 1
        # How much a reply carries at most; small, so that pages have many edges.
        self.page_bytes = page_bytes
        self.start()
        self.backup: dict[str, list[tuple[Any, ...]]] | None = None

    def start(self) -> None:
        """What a process of the hub remembers, it remembers anew."""
        self.identity = cast.identity(self.life)
        self.exchange = Exchange(self.station.database, self.identity)

    def answer(self, device: str, body: bytes, now_ms: int) -> bytes | None:
        """The reply to a signed request; None where it is torn, or the hub dies or fails over it."""
        try:
            asked = msgspec.msgpack.decode(body, type=SyncRequest)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None
        sender = self.sender(device)
        if sender is None:
            return None
        liked = [envelope for envelope in asked.changes if not _is_unliked(envelope)]
        refused = [_refusal(envelope) for envelope in asked.changes if _is_unliked(envelope)]
        asked = msgspec.structs.replace(asked, changes=liked, limit=self.page_bytes)
        try:
            _, answer = drive(self.exchange.answer(sender, asked, now_ms))
        except HubDied:
            self._roll_back()
            self.start()
            return None
        finally:
            self.station.connection.trap.clear()
        return msgspec.msgpack.encode(msgspec.structs.replace(answer, verdicts=[*refused, *answer.verdicts]))

    def sender(self, device: str) -> Sender | None:
        name = cast.key_of(device).device
        found = self.station.rows("SELECT account FROM device WHERE device = ?", name)
        return Sender(device=name, account=found[0][0]) if found else None

    # What people at the hub do

    def grant(self, document: bytes, account: bytes, now_ms: int) -> None:
        drive(self._grant(Grant(document, account), now_ms))

    def withdraw(self, document: bytes, account: bytes) -> None:
        drive(self._withdraw(Grant(document, account)))

    def revoke(self, device: str, now_ms: int) -> None:
        name = cast.key_of(device).device
        self.station.rows("UPDATE device SET revoked = ? WHERE device = ? AND revoked IS NULL", now_ms, name)

    def enrol_stranger(self, now_ms: int) -> None:
        """A new device; what waited for its key is tried at once, as the route does."""
        self.station.enrol_stranger()
        sender = self.sender(cast.STRANGER)
        assert sender is not None
        nothing_new = SyncRequest(cursor=b"", changes=[], exclusions=[], heads=[], limit=4_096)
        drive(self.exchange.take_in(sender, nothing_new, now_ms))

    def keep_backup(self) -> None:
        self.backup = self.station.copy()

    def restore(
        self, shared: list[tuple[bytes, bytes]], withdrawn: list[tuple[bytes, bytes]], now_ms: int
    ) -> None:
        """Back to the older copy as a new incarnation. Who is allowed what is put right before it opens."""
        assert self.backup is not None
        self.station.restore(self.backup)
        self.life += 1
        self.start()
        for document, account in withdrawn:
            if (document, account) not in shared:
                self.withdraw(document, account)
        self.grant_again(shared, now_ms)

    def grant_again(self, shared: list[tuple[bytes, bytes]], now_ms: int) -> None:
        """What a restore forgot, of documents that have come back, at once: a device is asked for what a hub
        lacks when it offers it, and only for documents that it may write by then.
        """
        for document, account in shared:
            if self.has_begun(document) and not self.granted(document, account):
                self.grant(document, account, now_ms)

    def has_begun(self, document: bytes) -> bool:
        return bool(self.station.rows("SELECT 1 FROM dossier WHERE document = ?", document))

    def granted(self, document: bytes, account: bytes) -> bool:
        return bool(
            self.station.rows(
                "SELECT 1 FROM document_grant WHERE document = ? AND account = ?", document, account
            )
        )

    async def _grant(self, grant: Grant, now_ms: int) -> None:
        async with self.station.database.write() as tx:
            await grants.add(tx, [grant], now_ms)
            await feed.append(tx, [grant_entry(grant.document, grant.account)])

    async def _withdraw(self, grant: Grant) -> None:
        async with self.station.database.write() as tx:
            await grants.remove(tx, grant)
            await feed.withdraw(tx, grant.document, grant.account)

    def _roll_back(self) -> None:
        with suppress(Exception):
            self.station.connection.raw.rollback()


def _is_unliked(envelope: bytes) -> bool:
    if UNLIKED.encode() not in envelope:
        return False
    opened = seal.unpack_signed(envelope)
    change = None if opened is None else decode(opened[0])
    return any(
        isinstance(operation, Record) and operation.kind == UNLIKED
        for operation in getattr(change, "operations", ())
    )


def _refusal(envelope: bytes) -> Verdict:
    opened = seal.unpack_signed(envelope)
    assert opened is not None
    return Verdict(seal.change_id(opened[0]), "refused", "malformed", [])
