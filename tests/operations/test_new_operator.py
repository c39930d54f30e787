"""A new operator follows docs/operations.md word by word, as an ordinary user in an empty root."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.architecture.repository import files
from tests.operations.page import ROOT, Trial, blocks
from tests.support.database import free_port

RELEASE = "/opt/haidang/releases/0.1.0"
# The whole installation, packages from their registry included; else what this checkout has is lent.
WHOLE = "HAIDANG_INSTALL" in os.environ
READY_SECONDS_MAX = 60


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    made = Trial(tmp_path, free_port())
    # What root made, and the release that was put there.
    for place in ("/opt/haidang/releases", "/etc/haidang", "/usr/local/bin"):
        made.path(place).mkdir(parents=True)
    for place in ("/var/lib/haidang", "/srv/backup/data", "/srv/backup/keys"):
        made.path(place).mkdir(parents=True)
        made.path(place).chmod(0o700)
    for file in files():
        copy = made.path(RELEASE) / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    if not WHOLE:
        made.path(f"{RELEASE}/.venv").symlink_to(ROOT / ".venv")
        (made.path(RELEASE) / "pwa" / "dist").mkdir()
        (made.path(RELEASE) / "pwa" / "dist" / "index.html").write_text("<!doctype html>")
    return made


@contextmanager
def serving(trial: Trial, port: int) -> Iterator[None]:
    """As the unit starts it, until it is ready; it ends well when it is told to end."""
    [unit] = [one for one in blocks("ini", "unit") if one.marks[-1] == "haidang.service"]
    [command] = re.findall(r"^ExecStart=(.+)$", trial.here(unit.text), re.MULTILINE)
    written = trial.path("/etc/haidang/hub.env").read_text(encoding="utf-8")
    environment = dict(re.findall(r'^(\w+)="(.*)"$', written, re.MULTILINE))
    log = (trial.root / "journal").open("ab")
    running = subprocess.Popen(
        command.split(), cwd=trial.path("/opt/haidang/current"), env=environment, stdout=log, stderr=log
    )
    try:
        until = time.monotonic() + READY_SECONDS_MAX
        while not answers(port):
            assert running.poll() is None, (trial.root / "journal").read_text()
            assert time.monotonic() < until
            time.sleep(0.05)
        yield
        running.send_signal(signal.SIGTERM)
        assert running.wait() == 0
    finally:
        running.kill()
        running.wait()
        log.close()


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/ready").status_code == 200
    except httpx.TransportError:
        return False


@pytest.mark.timeout(900)
def test_from_an_empty_root_to_a_restored_hub(trial: Trial) -> None:
    port = int(trial.here(":8000")[1:])
    printed: list[str] = []
    steps = blocks("sh", "try")
    assert len(steps) > 6
    for step in [one for one in steps if not {"served", "emptied"} & set(one.marks)]:
        if WHOLE or "install" not in step.marks:
            follow(trial, step.text)
    with serving(trial, port):
        for step in [one for one in steps if "served" in one.marks]:
            printed.append(follow(trial, step.text, may_fail="may-fail" in step.marks))
        doctor = follow(trial, "haidang doctor", may_fail=True)
    # With a backup, nothing is left to be done but what this machine's disk lacks.
    left = [line for line in doctor.splitlines() if line.startswith("TO DO") and "disk:" not in line]
    assert not left, doctor
    said = "\n".join(printed)
    assert "TO DO  backup: none was made yet" in said
    code = re.search(rf"http://127\.0\.0\.1:{port}/vao#ma=(\S+)", said)
    assert code is not None
    assert "officer, Phường Sài Gòn" in said
    assert "Nothing is written:" in said
    assert "mandates: 3 new, 0 changed, 0 as before" in said
    assert "leader, Phường Sài Gòn (26740), 1.013225: " in said
    journal = (trial.root / "journal").read_text(encoding="utf-8")
    assert code[1] not in journal
    assert "Lê Minh Hải" not in journal
    assert "Nguyễn Thị Thu" not in journal

    kept = trial.path("/var/lib/haidang/before")
    kept.mkdir()
    for file in trial.path("/var/lib/haidang").glob("hub.sqlite*"):
        file.rename(kept / file.name)
    [step] = [one for one in steps if "emptied" in one.marks]
    assert "new incarnation" in follow(trial, step.text)
    with serving(trial, port):
        assert "Lê Minh Hải" in follow(trial, "haidang admin list")


def follow(trial: Trial, words: str, *, may_fail: bool = False) -> str:
    done = trial.run(words)
    assert may_fail or done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout
