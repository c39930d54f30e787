"""What the app weighs, and how long a person waits for it on a slow phone: the build and Chromium say so.

The bytes and their budgets are those of pwa/tests/size.test.ts; the times come from pwa/tests/bench.
"""

import asyncio
import os
import re
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct

from backend.settings import REPOSITORY
from bench.figure import Figure

PWA = REPOSITORY / "pwa"
WEIGHT = re.compile(r"^ *(\d+) B br  (.+)$", re.MULTILINE)
BUDGET = re.compile(r"> (.+): at most (\d+) bytes")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Waited(Struct, frozen=True):
    """Milliseconds, medians."""

    name: str
    value: float
    floor: float
    beside: str
    value_max: float | None = None


async def weights() -> list[Figure]:
    printed = await run("vitest", "run", "tests/size.test.ts", "--reporter=verbose")
    budgets = {name: int(most) for name, most in BUDGET.findall(printed)}
    found = [
        Figure(name=name, value=int(size), unit="B", value_max=budgets.get(name))
        for size, name in WEIGHT.findall(printed)
    ]
    assert found, printed
    return found


async def waits() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="haidang-bench-") as folder:
        out = Path(folder) / "waits.json"
        printed = await run(
            "playwright", "test", "--config", "tests/bench/config.ts", HAIDANG_BENCH_OUT=str(out)
        )
        written = await asyncio.to_thread(out.read_bytes)
    waited = msgspec.json.decode(written, type=list[Waited])
    assert waited, printed
    return [
        Figure(
            name=one.name,
            value=one.value,
            unit="ms",
            floor=one.floor,
            beside=one.beside,
            value_max=one.value_max,
        )
        for one in waited
    ]


async def run(tool: str, *arguments: str, **environment: str) -> str:
    """What a tool of the app's own printed. Raises where it failed."""
    running = await asyncio.create_subprocess_exec(
        str(PWA / "node_modules" / ".bin" / tool),
        *arguments,
        cwd=PWA,
        env={**os.environ, **environment, "NO_COLOR": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await running.communicate()
    text = COLOURS.sub("", printed.decode("utf-8", errors="replace"))
    if running.returncode != 0:
        raise RuntimeError(f"{tool} failed:\n{text[-4_000:]}")
    return text
