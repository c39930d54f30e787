"""The lane: requests that wait at the same time go through in one transaction, and commit once (SPEC T12).

Only requests of different senders about different documents go together. Who finds the lane free goes alone
and at once; whoever comes meanwhile waits for that one transaction and no other. If a joint transaction
fails, each of its requests is tried alone, and of a request that fails alone each change.
"""

import asyncio
from collections.abc import Sequence

import structlog
from msgspec import Struct
from msgspec.structs import replace

from backend.changes.ingest import Arrival, Batch, Taken, ingest
from backend.changes.kept import Kept
from backend.database import Database
from backend.devices.known import Known
from backend.identity import Identity
from backend.problems import Refused

# Changes that go together; a request that brings more goes all the same, alone.
TOGETHER_MAX = 256

log = structlog.get_logger()


class Waiting(Struct, frozen=True, eq=False):
    arrival: Arrival
    taken: asyncio.Future[Taken]


class Lane:
    """One for each hub process, with what it remembers from one transaction to the next."""

    def __init__(self, database: Database, identity: Identity) -> None:
        self.known = Known()
        self._kept = Kept()
        self._database = database
        self._identity = identity
        self._waiting: list[Waiting] = []
        self._busy = False
        self._running: asyncio.Task[None] | None = None

    async def take_in(self, arrival: Arrival) -> Taken:
        """What is taken in is committed when this returns."""
        if self._busy:
            waiting = Waiting(arrival, asyncio.get_running_loop().create_future())
            self._waiting.append(waiting)
            return await waiting.taken
        self._busy = True
        try:
            [outcome] = await self._go([arrival])
        finally:
            self._let_in()
        if isinstance(outcome, Refused):
            raise outcome
        return outcome

    def _let_in(self) -> None:
        """Let in who waits, in a task of their own: one of them that goes away takes nobody along."""
        group = self._group()
        self._busy = bool(group)
        if group:
            self._running = asyncio.create_task(self._go_together(group))

    def _group(self) -> list[Waiting]:
        """Those of the waiting that can go together; the first always goes."""
        group: list[Waiting] = []
        later: list[Waiting] = []
        names: set[bytes] = set()
        changes = 0
        for one in self._waiting:
            if one.taken.done():
                continue  # its client went away
            changes += len(one.arrival.batch.changes)
            if group and (changes > TOGETHER_MAX or not names.isdisjoint(one.arrival.names)):
                later.append(one)
            else:
                group.append(one)
            # Who comes later does not overtake one of the same sender or document.
            names |= one.arrival.names
        self._waiting = later
        return group

    async def _go_together(self, group: Sequence[Waiting]) -> None:
        try:
            outcomes: Sequence[Taken | Refused] = await self._go([one.arrival for one in group])
        except BaseException:
            # We are being shut down; whoever still waits hears that we were busy, and sends it again.
            outcomes = [Refused("busy")] * len(group)
            raise
        finally:
            self._let_in()
            for one, outcome in zip(group, outcomes, strict=True):
                if one.taken.done():
                    continue
                if isinstance(outcome, Refused):
                    one.taken.set_exception(outcome)
                else:
                    one.taken.set_result(outcome)

    async def _go(self, arrivals: Sequence[Arrival]) -> Sequence[Taken | Refused]:
        """One transaction for all; if that fails through our own fault, one for each."""
        try:
            return await self._commit(arrivals)
        except Refused as refused:
            if len(arrivals) == 1 or refused.code == "busy":
                return [refused] * len(arrivals)
        except Exception as fault:
            log.error("batch failed", fault=fault, requests=len(arrivals))
            if len(arrivals) == 1:
                return [await self._one_by_one(arrivals[0])]
        return [(await self._go([arrival]))[0] for arrival in arrivals]

    async def _one_by_one(self, arrival: Arrival) -> Taken | Refused:
        """A change that fails alone gets no verdict: its device keeps it and sends it again."""
        # Until a transaction said that the key is good, nothing is given out.
        whole = Taken([], {}, revoked=True)
        batch = arrival.batch
        singles = [Batch([], [one]) for one in batch.exclusions] + [Batch([one], []) for one in batch.changes]
        for single in singles:
            try:
                [taken] = await self._commit([replace(arrival, batch=single)])
            except Refused as refused:
                return refused
            except Exception as fault:
                log.error("change failed", fault=fault)
            else:
                whole = Taken(
                    whole.verdicts + taken.verdicts, whole.dossiers | taken.dossiers, revoked=taken.revoked
                )
        return whole

    async def _commit(self, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
        async with self._database.write() as tx:
            ingested = await ingest(tx, arrivals, self._identity, self._kept, self.known)
        for holding, revision in ingested.holdings:
            self._kept.put(holding.document.document, holding, revision)
        return ingested.taken
