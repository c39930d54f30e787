"""Measure: `make bench`, or parts of it: `make bench PARTS="ingest pull"` (docs/performance.md).

Each figure stands beside a floor taken in the same run, on the same inputs. One that misses its goal fails
the run. What is printed is also written to build/bench.json.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path

import msgspec
import uvloop

from bench import app, growth, ingest, merge, peers, pull, sizes, wire
from bench.figure import Figure
from tests.support.database import Missing

WRITTEN = Path(__file__).resolve().parent.parent / "build" / "bench.json"

PARTS: dict[str, Callable[[], list[Figure] | Coroutine[None, None, list[Figure]]]] = {
    "ingest": ingest.figures,
    "pull": pull.figures,
    "growth": growth.figures,
    "merge": merge.figures,
    "sizes": sizes.figures,
    "wire": wire.figures,
    "weights": app.weights,
    "waits": app.waits,
    "peers": peers.figures,
}

# installs programs that nothing else here needs
ASKED_FOR = ("peers",)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "part", nargs="*", help=f"of {', '.join(PARTS)}; all but {', '.join(ASKED_FOR)} where none is named"
    )
    asked = parser.parse_args(arguments).part or [part for part in PARTS if part not in ASKED_FOR]
    unknown = [part for part in asked if part not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}")
    found: dict[str, list[Figure]] = {}
    for part in asked:
        print(f"\n{part:<60} {'this':>10} {'floor':>10} {'ratio':>7}", flush=True)
        began = time.monotonic()
        try:
            measured = PARTS[part]()
            found[part] = measured if isinstance(measured, list) else uvloop.run(measured)
        except Missing as missing:
            print(missing, file=sys.stderr)
            return 1
        for figure in found[part]:
            print(line(figure))
        print(f"{'':<60} after {time.monotonic() - began:.0f} s", flush=True)
        # after every part: a run that is broken off has said what it found
        write(found)
    missed = [figure.name for figures in found.values() for figure in figures if not figure.kept]
    if missed:
        print(f"\n{len(missed)} goals missed: {'; '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def line(figure: Figure) -> str:
    floor = short(figure.floor) if figure.floor else ""
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    goal = f"{'kept' if figure.kept else 'MISSED'}, {figure.goal}" if figure.goal else ""
    beside = f"beside: {figure.beside}" if figure.beside else ""
    columns = f"{figure.name:<60} {short(figure.value):>8} {figure.unit:<3}{floor:>9} {ratio:>7}"
    return f"{columns}   {goal:<18} {beside}".rstrip()


def short(number: float) -> str:
    return f"{number:,.1f}" if abs(number) < 100 else f"{number:,.0f}"


def write(found: dict[str, list[Figure]]) -> None:
    WRITTEN.parent.mkdir(exist_ok=True)
    figures = [
        {
            "part": part,
            **msgspec.structs.asdict(figure),
            "ratio": figure.ratio,
            "goal": figure.goal,
            "kept": figure.kept,
        }
        for part, figures in found.items()
        for figure in figures
    ]
    machine = {"processors": os.cpu_count(), "kind": platform.machine(), "python": platform.python_version()}
    text = msgspec.json.format(msgspec.json.encode({"machine": machine, "figures": figures}))
    WRITTEN.write_bytes(text + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
