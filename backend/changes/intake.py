"""The intake: batches that wait at the same time are taken in by one transaction, and commit once (SPEC T12).

Only batches of different senders about different documents go together. If a joint transaction fails, each
of its batches is tried alone, and of a batch that fails alone each change.
"""

from collections.abc import Sequence

import structlog
from msgspec.structs import replace

from backend.changes.consenting import NO_PASSKEYS, Passkeys
from backend.changes.ingest import Arrival, Batch, Taken, ingest
from backend.changes.kept import Kept
from backend.changes.lane import Lane
from backend.changes.recent import Recent
from backend.database import Database
from backend.devices.known import Known
from backend.identity import Identity
from backend.problems import Refused

# Changes that go together
TOGETHER_MAX = 256

log = structlog.get_logger()


class Intake:
    """One for each hub process, with what it remembers from one transaction to the next."""

    def __init__(self, database: Database, identity: Identity, passkeys: Passkeys = NO_PASSKEYS) -> None:
        self.known = Known()
        self.recent = Recent()
        self._kept = Kept()
        self._database = database
        self._identity = identity
        # who proves that a citizen's passkey signed a consent
        self.passkeys = passkeys
        self._lane = Lane[Arrival, Taken](
            self._take_all,
            names=lambda arrival: arrival.names,
            size=lambda arrival: len(arrival.batch.changes),
            size_max=TOGETHER_MAX,
        )

    async def take_in(self, arrival: Arrival) -> Taken:
        """What is taken in is committed when this returns."""
        return await self._lane.go(arrival)

    async def _take_all(self, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
        try:
            return await self._commit(arrivals)
        except Refused:
            raise
        except Exception as fault:
            log.error("batch failed", fault=fault, requests=len(arrivals))
            if len(arrivals) > 1:
                raise
        return [await self._one_by_one(arrivals[0])]

    async def _one_by_one(self, arrival: Arrival) -> Taken:
        """A change that fails alone gets no verdict: its device keeps it and sends it again."""
        # Until a transaction said that the key is good, nothing is given out.
        whole = Taken([], {}, revoked=True)
        batch = arrival.batch
        singles = [Batch([], [one]) for one in batch.exclusions] + [Batch([one], []) for one in batch.changes]
        for single in singles:
            try:
                [taken] = await self._commit([replace(arrival, batch=single)])
            except Refused:
                raise
            except Exception as fault:
                log.error("change failed", fault=fault)
            else:
                whole = Taken(
                    whole.verdicts + taken.verdicts, whole.dossiers | taken.dossiers, revoked=taken.revoked
                )
        return whole

    async def _commit(self, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
        async with self._database.write_lean() as tx:
            ingested = await ingest(tx, arrivals, self._identity, self._kept, self.known, self.passkeys)
        for holding, revision in ingested.holdings:
            self._kept.put(holding.document.document, holding, revision)
        self.recent.drop(ingested.judged)
        self.recent.put(ingested.envelopes)
        return ingested.taken
