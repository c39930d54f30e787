"""A line now and then while a long copy is made."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

EVERY_SECONDS = 5.0
MIB = 1 << 20


async def watched(work: asyncio.Task[None], file: Path) -> AsyncIterator[str]:
    """Until `work` is done: how large the file has become. Its fault is raised here."""
    while not (await asyncio.wait([work], timeout=EVERY_SECONDS))[0]:
        yield f"  {_size(file) // MIB} MiB written …"
    work.result()


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
