"""A demo hub on another day: `python -m tests.support.dated 2026-11-26` serves as if that morning were now.

A dossier that leaves nothing to mend does so on one day: what may not be "after today" hangs on it.
"""

import os
import sys
import time
from datetime import datetime

import uvloop

from backend import logs, settings
from backend.clock import Clock
from backend.serving import serve


def clock_from(day: str) -> Clock:
    """Nine in the morning of that day in Ho Chi Minh City, and on from there as time goes by."""
    start_ms = int(datetime.fromisoformat(f"{day}T09:00+07:00").timestamp() * 1000)
    began_ns = time.monotonic_ns()
    return lambda: start_ms + (time.monotonic_ns() - began_ns) // 1_000_000


def main(day: str) -> None:
    read = settings.read(os.environ)
    read.data.mkdir(parents=True, exist_ok=True)
    with (read.data / "hub.log").open("a", encoding="utf-8") as log:
        logs.configure(log)
        uvloop.run(serve(read, with_demo=True, clock=clock_from(day)))


if __name__ == "__main__":
    main(*sys.argv[1:])
