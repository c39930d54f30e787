"""Run seeds by hand.

python -m tests.simulation 123 --trace     one seed, everything that happened in it
python -m tests.simulation 0-5000          many, on all cores, with seeds/s
python -m tests.simulation --bugs          how many seeds each planted bug takes, from five beginnings
"""

import argparse
import sys
import time
from statistics import median

from tests.simulation.many import BUGS, hunt, processes, run_all
from tests.simulation.run import run

FIRSTS = (0, 100_000, 200_000, 300_000, 400_000)
SEEDS_MAX = 1_000


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("seeds", nargs="?", default="0-1000")
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--bugs", action="store_true")
    given = parser.parse_args(arguments)
    if given.bugs:
        return report()
    first, _, end = given.seeds.partition("-")
    return many(range(int(first), int(end))) if end else one(int(first), trace=given.trace)


def one(seed: int, *, trace: bool) -> int:
    ran = run(seed)
    if trace:
        print(*ran.trace, sep="\n")
    print(f"seed {ran.seed}: {ran.digest}", *ran.faults, sep="\n")
    return 1 if ran.faults else 0


def many(seeds: range) -> int:
    began, done, bad = time.monotonic(), 0, 0
    for part in run_all(seeds, "fork"):
        done += len(part)
        for ran in part:
            bad += bool(ran.faults)
            if ran.faults:
                print(f"seed {ran.seed}: {ran.faults[0]}")
    seconds = time.monotonic() - began
    print(f"{done} seeds, {bad} bad, {seconds:.1f} s, {done / seconds:.0f} seeds/s")
    return 1 if bad else 0


def report() -> int:
    """A table: the bug, what it breaks, what is patched, seeds-to-find."""
    missed = 0
    with processes("fork") as pool:
        hunts = {name: [pool.submit(hunt, name, first, SEEDS_MAX) for first in FIRSTS] for name in BUGS}
        for name, futures in hunts.items():
            found = [future.result() for future in futures]
            missed += found.count(None)
            counts = sorted(SEEDS_MAX if one is None else one.seeds for one in found)
            bug = BUGS[name]
            print(f"| {name} | {bug.breaks} | {bug.place} | {median(counts):.0f} | {counts} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
