"""Asks for a supplement as a desk will: `python -m tests.support.supplementing DOCUMENT PATH…`."""

import asyncio
import os
import sys
import time

from backend import settings, wall
from backend.changes import consenting
from backend.consents import store as consents
from backend.database import Database
from backend.statements import lock


async def ask(document: bytes, paths: list[str]) -> None:
    database = Database(settings.read(os.environ).database)
    try:
        async with database.write() as tx:
            await wall.open_to_hub(tx)
            await lock(tx, [document])
            [consent] = (await consents.of_documents(tx, [document])).values()
            await consenting.reopen(tx, consent, paths, time.time_ns() // 1_000_000)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(ask(bytes.fromhex(sys.argv[1]), sys.argv[2:]))
