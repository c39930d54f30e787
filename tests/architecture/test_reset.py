"""`make reset` forgets the demo only when asked twice, and never from under a hub that serves."""

import fcntl
import io
from pathlib import Path

import pytest
import reset


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, place in (("VAR", ""), ("PREPARING", "prepare.lock"), ("SERVING", "serve.lock")):
        monkeypatch.setattr(reset, name, tmp_path / place)
    (tmp_path / "hub.sqlite").write_text("everything")
    (tmp_path / "lan").mkdir()
    (tmp_path / "lan" / "authority.key").write_text("secret")
    return tmp_path


def left(var: Path) -> set[str]:
    return {entry.name for entry in var.iterdir() if entry.suffix != ".lock"}


@pytest.mark.parametrize("answer", ["", "\n", "no\n", "Yes please\n"])
def test_nothing_goes_without_a_yes(var: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert reset.main([]) == 1
    assert left(var) == {"hub.sqlite", "lan"}


@pytest.mark.parametrize(("arguments", "answer"), [([], "yes\n"), (["--yes"], "")])
def test_a_yes_forgets_everything(
    var: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert reset.main(arguments) == 0
    assert left(var) == set()
    assert reset.main(["--yes"]) == 0


def test_nothing_goes_from_under_a_hub_that_serves(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (var / "serve.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        assert reset.main(["--yes"]) == 1
    assert left(var) == {"hub.sqlite", "lan"}
    assert "Ctrl-C" in capsys.readouterr().err
