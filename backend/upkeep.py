"""Upkeep: what no request waits for, done when the hub starts, every hour, and when it ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from backend.administration.signalling import look
from backend.changes import renewing
from backend.clock import Clock
from backend.database import Database
from backend.devices import store as devices
from backend.devices.known import Known
from backend.forms.days import day_of
from backend.identity import Identity
from backend.problems import Refused

PAUSE_SECONDS = 3_600
# How far back a hub that starts looks for what the calendar did while nobody was there
AWAY_MS = 86_400_000

log = structlog.get_logger()


class Upkeep:
    """One for each hub process. Several hubs on one database do the same work twice, and write the same."""

    def __init__(self, database: Database, identity: Identity, known: Known, clock: Clock) -> None:
        self._identity = identity
        self._database = database
        self._known = known
        self._clock = clock
        self._looked_ms = clock() - AWAY_MS

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        """For as long as the hub serves."""
        task = asyncio.create_task(self._hourly())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self._try()

    async def once(self) -> None:
        now_ms = self._clock()
        await self._note_seen()
        await renewing.look(self._database, self._looked_ms, now_ms)
        self._looked_ms = now_ms
        await look(self._database, self._identity, now_ms)

    async def _hourly(self) -> None:
        while True:
            await self._try()
            await asyncio.sleep(PAUSE_SECONDS)

    async def _try(self) -> None:
        """What fails is done the next time: nothing of it is lost but a day on which a device was seen."""
        try:
            await self.once()
        except Refused as refused:
            log.warning("upkeep put off", code=refused.code)
        except Exception as fault:
            log.error("upkeep failed", fault=fault)

    async def _note_seen(self) -> None:
        seen = dict(self._known.seen)
        if not seen:
            return
        async with self._database.write() as tx:
            await devices.save_seen(tx, {device: day_of(moment) for device, moment in seen.items()})
        # Only now: what is cut off in the middle is done by whoever comes next.
        for device, moment in seen.items():
            if self._known.seen.get(device) == moment:
                del self._known.seen[device]
