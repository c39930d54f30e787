"""Processor time of other processes, their children and those that have ended included (Linux)."""

import os
import time
from collections import defaultdict
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/<pid>/stat after the name in brackets: the parent, and what buried children took
PARENT, BURIED_USER, BURIED_SYSTEM = 1, 13, 14
# a process's clock counts all of its threads (clock_getcpuclockid)
SCHEDULED = 2


def seconds_of(root: int) -> float:
    """What this process and everything it started has used so far; 0 where there is no such process."""
    stats = _stats()
    children = defaultdict(list)
    for pid, fields in stats.items():
        children[int(fields[PARENT])].append(pid)
    total, waiting = 0.0, [root] if root in stats else []
    while waiting:
        pid = waiting.pop()
        buried = int(stats[pid][BURIED_USER]) + int(stats[pid][BURIED_SYSTEM])
        total += _clock_of(pid) + buried / TICKS
        waiting += children[pid]
    return total


def parent_of(pid: int) -> int:
    return int(_stats()[pid][PARENT])


def _clock_of(pid: int) -> float:
    try:
        return time.clock_gettime(~pid << 3 | SCHEDULED)
    except OSError:
        return 0  # it has just ended


def _stats() -> dict[int, list[str]]:
    found = {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                line = (place / "stat").read_text(errors="replace")
            except OSError:
                continue
            found[int(place.name)] = line.rpartition(")")[2].split()
    return found
