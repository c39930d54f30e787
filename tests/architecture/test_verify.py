"""What `make test` says of its steps: a failure fails, a run of no tests fails, and the last line counts."""

import re
import sys
from pathlib import Path

import pytest
from places import PWA, ROOT
from verify import SOAK, Result, Step, report, run

SUITE = '<testsuite tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}"/>'
JUNIT = f"<testsuites>{SUITE}</testsuites>"


def step(name: str, program: str, written: Path | None = None) -> Step:
    return Step(name=name, command=[sys.executable, "-c", program], report=written)


def only(ran: Step) -> Result:
    (result,) = run([[[ran]]])
    return result


def test_a_check_counts_as_one() -> None:
    passed, failed = only(step("a", "print('fine')")), only(step("b", "print('why'); raise SystemExit(3)"))
    assert (passed.passed, passed.failed) == (1, 0)
    assert (failed.passed, failed.failed, failed.tail) == (0, 1, "why")


def test_a_test_run_counts_what_its_report_says(tmp_path: Path) -> None:
    written = tmp_path / "report.xml"
    written.write_text(JUNIT.format(tests=9, failures=2, skipped=3))
    result = only(step("a", "raise SystemExit(1)", written))
    assert (result.passed, result.failed, result.skipped) == (4, 2, 3)


def test_a_run_that_breaks_off_fails_whatever_its_report_says(tmp_path: Path) -> None:
    written = tmp_path / "report.xml"
    written.write_text(JUNIT.format(tests=9, failures=0, skipped=0))
    assert only(step("a", "raise SystemExit(2)", written)).failed == 1


@pytest.mark.parametrize("junit", ["", JUNIT.format(tests=0, failures=0, skipped=0)])
def test_a_run_of_no_tests_fails(tmp_path: Path, junit: str) -> None:
    written = tmp_path / "report.xml"
    if junit:
        written.write_text(junit)
    assert only(step("a", "", written)).failed == 1


def test_the_rest_still_runs_after_a_failure_and_the_whole_fails(capsys: pytest.CaptureFixture[str]) -> None:
    results = run([[[step("a", "raise SystemExit(1)"), step("b", "")]], [[step("c", "")]]])
    assert [result.name for result in results] == ["a", "b", "c"]
    assert report(results) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 1 failed, 0 skipped"


def test_the_whole_passes_when_everything_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(run([[[step("a", "")], [step("b", "")]]])) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 0 failed, 0 skipped"


def test_the_soak_names_sizes_that_the_tests_read() -> None:
    tests = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in (ROOT / "tests", PWA / "tests")
        for file in folder.rglob("*")
        if file.suffix in (".py", ".ts") and file.name != Path(__file__).name
    )
    unread = [name for name in SOAK if not re.search(rf"\b{name}\b", tests)]
    assert not unread, f"no test reads these: {unread}"
