"""`make run` once all is set up: a link for each person, and an end on Ctrl-C whenever it comes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT


@contextmanager
def served(folder: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    pages = folder / "pages"
    pages.mkdir()
    (pages / "index.html").write_text("<!doctype html><title>Hải Đăng</title>", encoding="utf-8")
    own = {"HAIDANG_DATA_DIR": str(folder / "var"), "HAIDANG_PAGES": str(pages), "PORT": "0"}
    with subprocess.Popen(
        [sys.executable, "-B", ".ci/serve.py"],
        cwd=ROOT,
        env={**os.environ, **own, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as hub:
        try:
            yield hub
        finally:
            hub.kill()


def test_it_prints_a_link_for_each_person_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    with served(tmp_path) as hub:
        assert hub.stdout is not None
        lines = []
        for line in hub.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        hub.send_signal(signal.SIGINT)
        rest, complaints = hub.communicate()
    said = "".join(lines)
    assert said.count("/vao#ma=") == 5, said + complaints
    assert "Nguyễn Thị Lan" in said
    assert (hub.returncode, rest, complaints) == (0, "", "")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the hub's process in /proc")
def test_ctrl_c_while_the_hub_still_loads_ends_it_without_a_word(tmp_path: Path) -> None:
    with served(tmp_path) as hub:
        children = Path(f"/proc/{hub.pid}/task/{hub.pid}/children")
        while not children.read_text():
            time.sleep(0.001)
        hub.send_signal(signal.SIGINT)
        said, complaints = hub.communicate()
    assert (hub.returncode, said, complaints) == (0, "", "")


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with served(tmp_path, PORT="99999") as hub:
        said, complaints = hub.communicate()
    assert hub.returncode == 1
    assert said == ""
    assert complaints.count("\n") == 1
    assert "PORT" in complaints
