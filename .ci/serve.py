"""Serve the demo until Ctrl-C, whenever it comes: while the hub still loads as well as while it serves."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from types import FrameType

from places import ROOT, SERVING, VENV_PYTHON

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    return serve(os.environ)


def serve(environment: Mapping[str, str]) -> int:
    """Run the hub, and pass every wish to end on to it. An end that was asked for is a success."""
    hub: subprocess.Popen[bytes] | None = None
    asked = False

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        if hub is not None:
            hub.terminate()

    # before there is a hub: no moment is left in which Ctrl-C would end us and leave it behind
    for ending in ENDINGS:
        signal.signal(ending, end)
    command = [str(VENV_PYTHON), "-m", "backend", "serve", "--demo"]
    with SERVING.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        # In a process group of its own, so that a Ctrl-C of the terminal reaches it through us alone.
        hub = subprocess.Popen(command, cwd=ROOT, env=dict(environment), process_group=0)
        if asked:
            hub.terminate()
        status = hub.wait()
    return 0 if asked else status


if __name__ == "__main__":
    sys.exit(main())
