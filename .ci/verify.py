"""Run every check and test, two at a time where they allow it, and close with one line that counts them.

`make test` runs this, `make check` with `--checks`, and `make soak` with `--soak`: the same tests over many
more generated histories. After a failure the rest still runs; any failure fails the whole.
"""

import argparse
import shutil
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from places import PWA, ROOT, VAR, VENV_PYTHON
from step import with_tools

REPORTS = VAR / "test"
HUB_TESTS = "tests/backend"
# lines of a failed step that are shown again at the end
TAIL_LINES_MAX = 80

# The sizes that tests read from the environment: how many histories the oracle referees, on how many the two
# languages are compared, how many worlds are simulated, in how many states, languages and sizes each screen
# is looked at, and how many dossiers of each form are filled in by hand.
# Then how often, on each database, the hub is killed, loses its power and its answers, and is sent nonsense;
# and how many requests are made up for each operation that the API describes.
SOAK = {
    "HAIDANG_HISTORIES": "20000",
    "HAIDANG_TWINS": "2000",
    "HAIDANG_SEEDS": "300000",
    "HAIDANG_MATRIX": "whole",
    "HAIDANG_DOSSIERS": "all",
    "HAIDANG_KILLS": "100",
    "HAIDANG_CUTS": "10",
    "HAIDANG_LOST": "500",
    "HAIDANG_MUTANTS": "10000",
    "HAIDANG_SPOILT": "20000",
    "HAIDANG_EXAMPLES": "300",
}
# when a test hangs, not when it is slow: two lanes share two cores
TEST_SECONDS_MAX = 300
SOAK_TEST_SECONDS_MAX = 3600


@dataclass(frozen=True, kw_only=True)
class Step:
    """One command. Where it writes a JUnit report its tests are counted, otherwise it counts as one."""

    name: str
    command: Sequence[str]
    folder: Path = ROOT
    report: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Result:
    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    tail: str


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", action="store_true", help="linters and types only")
    parser.add_argument("--soak", action="store_true", help="tests only, with many more histories")
    given = parser.parse_args(arguments)
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    if given.checks:
        stages = [[python_checks(), pwa_checks()]]
    elif given.soak:
        stages = [[[hub_tests(SOAK)], [python_tests(SOAK), pwa_tests(SOAK)]], [browser_tests(SOAK)]]
    else:
        beside = [*python_checks(), *pwa_checks(), pwa_tests({}), python_tests({})]
        # browsers wait for what they see: they get the machine to themselves
        stages = [[[hub_tests({})], beside], [browser_tests({})]]
    return report(run(stages))


def python_checks() -> list[Step]:
    python = str(VENV_PYTHON)
    return [
        Step(name="ruff", command=[python, "-m", "ruff", "check", "--quiet", "."]),
        Step(name="format", command=[python, "-m", "ruff", "format", "--check", "--quiet", "."]),
        Step(name="mypy", command=[python, "-m", "mypy"]),
    ]


def pwa_checks() -> list[Step]:
    return [
        Step(name="biome", command=[tool("biome"), "ci", "."], folder=PWA),
        Step(name="tsc", command=[tool("tsc"), "-b"], folder=PWA),
    ]


def hub_tests(environment: Mapping[str, str]) -> Step:
    """Half of what Python's tests take."""
    return pytest("hub", [HUB_TESTS], environment)


def python_tests(environment: Mapping[str, str]) -> Step:
    return pytest("python", ["tests", f"--ignore={HUB_TESTS}"], environment)


def browser_tests(environment: Mapping[str, str]) -> list[Step]:
    written = REPORTS / "browser.xml"
    return [
        Step(
            name="browser",
            command=[tool("playwright"), "test", "--reporter=list,junit"],
            folder=PWA,
            report=written,
            environment={**environment, "PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(written)},
        )
    ]


def pytest(name: str, chosen: list[str], environment: Mapping[str, str]) -> Step:
    written = REPORTS / f"{name}.xml"
    seconds = SOAK_TEST_SECONDS_MAX if environment else TEST_SECONDS_MAX
    command = [
        str(VENV_PYTHON),
        "-m",
        "pytest",
        "--no-header",
        "--tb=short",
        "-rs",
        f"--junit-xml={written}",
    ]
    return Step(
        name=name,
        command=[*command, f"--timeout={seconds}", *chosen],
        report=written,
        environment=environment,
    )


def pwa_tests(environment: Mapping[str, str]) -> Step:
    written = REPORTS / "vitest.xml"
    reporters = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={written}"]
    seconds = SOAK_TEST_SECONDS_MAX if environment else TEST_SECONDS_MAX
    command = [tool("vitest"), "run", *reporters, f"--testTimeout={seconds * 1000}"]
    return Step(name="vitest", command=command, folder=PWA, report=written, environment=environment)


def tool(name: str) -> str:
    return str(PWA / "node_modules" / ".bin" / name)


def run(stages: Sequence[Sequence[Sequence[Step]]]) -> list[Result]:
    """Stage after stage; in one, every lane has a thread of its own, its steps one after another."""
    results: list[Result] = []
    talking = threading.Lock()
    stopping = threading.Event()

    def run_lane(lane: Sequence[Step]) -> None:
        for step in lane:
            if not stopping.is_set():
                results.append(run_step(step, talking))

    for stage in stages:
        threads = [threading.Thread(target=run_lane, args=(lane,)) for lane in stage]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        except KeyboardInterrupt:
            # what runs got the same signal from the terminal; only what comes after it is left
            stopping.set()
            for thread in threads:
                thread.join()
    return results


def run_step(step: Step, talking: threading.Lock) -> Result:
    """Run one command; a test run is followed line by line, a check is shown only once it has failed."""
    began = time.monotonic()
    lines: list[str] = []
    with subprocess.Popen(
        step.command,
        cwd=step.folder,
        env={**with_tools(), "NO_COLOR": "1", **step.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            lines.append(line.rstrip())
            if step.report and line.strip():
                with talking:
                    print(f"{step.name:>8} │ {line.rstrip()}", flush=True)
    seconds = time.monotonic() - began
    result = count(step, running.returncode, seconds, "\n".join(lines[-TAIL_LINES_MAX:]))
    with talking:
        print(f"{step.name:>8} ╵ {'failed' if result.failed else 'passed'} after {seconds:.0f} s", flush=True)
    return result


def count(step: Step, status: int, seconds: float, tail: str) -> Result:
    """What a step's report says; a run that broke off, or that ran no test, counts one failure."""
    tests = failed = skipped = 0
    if step.report and step.report.exists():
        for suite in ElementTree.parse(step.report).iter("testsuite"):
            tests += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
        passed = tests - failed - skipped
    else:
        passed = 0 if status or step.report else 1
    if not failed and (status or (step.report and not passed)):
        failed = 1
    return Result(name=step.name, passed=passed, failed=failed, skipped=skipped, seconds=seconds, tail=tail)


def report(results: Sequence[Result]) -> int:
    for result in results:
        if result.failed:
            print(f"\n── {result.name} failed " + "─" * 60 + f"\n{result.tail}")
    print()
    for result in results:
        skipped = f", {result.skipped} skipped" if result.skipped else ""
        counted = f"{result.passed} passed, {result.failed} failed{skipped}"
        print(f"{result.name:>8}   {counted:<36} {result.seconds:6.0f} s")
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    print(f"{passed} passed, {failed} failed, {sum(result.skipped for result in results)} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
