"""Measure: `make bench`. Each figure stands beside a floor taken in the same run, on the same inputs.

Times are processor time, medians of interleaved rounds: neighbours on the machine slow the wall clock, not
these. A figure with a goal fails the run when it misses it.
"""

import asyncio
import sys

from bench import ingest, merge, sizes
from bench.figure import Figure


def main() -> int:
    figures = [*sizes.figures(), *merge.figures(), *asyncio.run(ingest.figures())]
    print(f"{'':<46} {'this':>10} {'floor':>10} {'ratio':>7}   goal")
    for figure in figures:
        print(line(figure))
    missed = [figure.name for figure in figures if not figure.kept]
    if missed:
        print(f"goals missed: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def line(figure: Figure) -> str:
    floor = f"{figure.floor:,.0f}" if figure.floor else ""
    ratio = f"{figure.value / figure.floor:.2f}" if figure.floor else ""
    goal = f"{'kept' if figure.kept else 'MISSED'}, {figure.goal}" if figure.goal else ""
    return f"{figure.name:<46} {figure.value:>8,.0f} {figure.unit:<2}{floor:>9} {ratio:>7}   {goal}"


if __name__ == "__main__":
    sys.exit(main())
