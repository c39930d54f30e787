"""What `make` prepares: only what changed is done again, and what stops it is said in one sentence."""

import socket
import subprocess
from pathlib import Path

import pytest
import stamps
import step
from prepare import check_port, is_new_enough
from stamps import digest_of, sources

from tests.architecture.repository import ROOT


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        ("npm error code ENOSPC", "disk is full"),
        (
            "NewConnectionError(': Failed to establish a new connection: [Errno -3] Temporary failure",
            "network once",
        ),
        ("npm error network request failed, reason: getaddrinfo ENOTFOUND", "network once"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "by its hash"),
        ("npm error code EINTEGRITY", "by its hash"),
        ("error: [Errno 13] Permission denied: 'var'", "owner of this folder"),
    ],
)
def test_a_known_cause_is_said_with_its_remedy(said: str, told: str) -> None:
    sentence = step.remedy(said)
    assert sentence is not None
    assert told in sentence
    assert "\n" not in sentence


def test_an_unknown_cause_is_not_guessed() -> None:
    assert step.remedy("SyntaxError: invalid syntax") is None


def test_a_port_that_another_program_serves_on_is_told_before_anything_is_installed() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(step.Stopped, match=rf"Port {port} is taken .* make run PORT={port + 1}"):
            check_port("127.0.0.1", str(port))
    check_port("127.0.0.1", str(port))


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "80 80", "-1", "٨٠٠٠"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(step.Stopped, match="is no port"):
        check_port("127.0.0.1", port)


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v18.20.4", False),
        ("v20.18.3", False),
        ("v20.19.0", True),
        ("v21.7.3", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v23.9.0", False),
        ("v24.0.0", True),
        ("", False),
    ],
)
def test_node_is_taken_where_the_build_tools_run_on_it(version: str, enough: bool) -> None:
    assert is_new_enough(version) is enough


def test_a_step_is_done_again_when_a_byte_a_name_or_a_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "not-ours.js").write_text("1")
    (tmp_path / "a.ts").write_text("1")
    seen = [digest_of(sources(tmp_path))]
    (tmp_path / "node_modules" / "not-ours.js").write_text("2")
    assert digest_of(sources(tmp_path)) == seen[0]
    (tmp_path / "a.ts").write_text("2")
    seen.append(digest_of(sources(tmp_path)))
    (tmp_path / "a.ts").rename(tmp_path / "b.ts")
    seen.append(digest_of(sources(tmp_path)))
    (tmp_path / "c.ts").write_text("")
    seen.append(digest_of(sources(tmp_path)))
    assert len(set(seen)) == 4


@pytest.mark.parametrize(
    ("python", "told"),
    [
        ("#!/bin/sh\necho Python 3.9.2\nexit 1", "needs Python 3.11 or newer and found only Python 3.9.2"),
        # runs, is new enough, and fails at the import of venv
        ('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexit 0', "has no venv module"),
        ("#!/bin/sh\necho 'no such version' >&2\nexit 127", "and found none"),
    ],
)
def test_a_python_that_will_not_do_is_said_with_its_remedy(tmp_path: Path, python: str, told: str) -> None:
    fake = tmp_path / "python3"
    fake.write_text(python)
    fake.chmod(0o755)
    (tmp_path / "grep").symlink_to("/usr/bin/grep")
    asked = subprocess.run(
        ["/bin/sh", ".ci/python", ".ci/prepare.py", "run"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 1
    assert asked.stderr.count("\n") == 1
    assert told in asked.stderr
