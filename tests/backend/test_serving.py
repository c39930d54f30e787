"""The hub as people start it: links for the demo, sentences for what goes wrong, and a quick end."""

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from backend import settings
from backend.settings import Unusable

ROOT = Path(__file__).parents[2]
SECONDS_MAX = 60


def start(
    *arguments: str, data: Path, port: int, extra: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    environment = {"HAIDANG_DATA_DIR": str(data), "PORT": str(port), "PATH": "/usr/bin:/bin", **(extra or {})}
    return subprocess.Popen(
        [sys.executable, "-m", "backend", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def read_until(running: subprocess.Popen[str], last: str) -> str:
    assert running.stdout is not None
    lines = []
    for line in running.stdout:
        lines.append(line)
        if last in line:
            return "".join(lines)
    raise AssertionError(f"it ended: {lines} {running.communicate()}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_the_demo_prints_a_link_for_each_person_and_ends_at_once(
    tmp_path: Path, number: int
) -> None:
    port = free_port()
    running = start("serve", "--demo", data=tmp_path, port=port)
    try:
        printed = read_until(running, "Ctrl-C")
        links = re.findall(
            rf"http://127\.0\.0\.1:{port}/vao#ma=([0-9A-Z]{{4}}(?:-[0-9A-Z]{{4}}){{2}})", printed
        )
        assert len(set(links)) == 5
        for person in ("Nguyễn Thị Lan", "Trần Văn Bảy", "Lê Minh Hải", "Phạm Thu Hà"):
            assert person in printed
        response = httpx.Client(transport=httpx.HTTPTransport(retries=20)).get(
            f"http://127.0.0.1:{port}/health/ready"
        )
        assert response.text == "ok"
        # A page left open holds its connection; the hub ends all the same.
        with httpx.Client() as held:
            held.get(f"http://127.0.0.1:{port}/api/hub")
            running.send_signal(number)
            assert running.wait(timeout=SECONDS_MAX) == 0
        assert "Traceback" not in running.communicate()[1]
    finally:
        running.kill()
        running.wait()


def test_a_service_tells_its_manager_when_it_serves_and_writes_a_log_alone(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(SECONDS_MAX)
        port = free_port()
        running = start("serve", data=tmp_path, port=port, extra={"NOTIFY_SOCKET": str(tmp_path / "notify")})
        try:
            assert manager.recv(100) == b"READY=1"
            assert httpx.get(f"http://127.0.0.1:{port}/health/ready").text == "ok"
            running.send_signal(signal.SIGTERM)
            printed, said = running.communicate(timeout=SECONDS_MAX)
        finally:
            running.kill()
            running.wait()
    assert (running.returncode, printed) == (0, "")
    assert [json.loads(line)["event"] for line in said.splitlines()] == ["serving", "request"]


def test_it_serves_also_where_its_manager_cannot_be_reached(tmp_path: Path) -> None:
    port = free_port()
    running = start("serve", data=tmp_path, port=port, extra={"NOTIFY_SOCKET": str(tmp_path / "none")})
    try:
        transport = httpx.HTTPTransport(retries=20)
        with httpx.Client(transport=transport) as client:
            assert client.get(f"http://127.0.0.1:{port}/health/ready").text == "ok"
    finally:
        running.terminate()
        running.communicate()
    assert running.returncode == 0


def test_a_taken_port_is_one_sentence_with_the_remedy(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = start("serve", "--demo", data=tmp_path, port=port)
        _, said = running.communicate(timeout=SECONDS_MAX)
    assert running.returncode == 1
    assert said == f"Port {port} is taken: stop what listens there, or set another one: PORT={port + 1}\n"


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ({"PORT": "abc"}, "PORT must be a number between 0 and 65535, such as PORT=8001."),
        ({"PORT": "70000"}, "PORT must be a number between 0 and 65535, such as PORT=8001."),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL must begin with postgresql:// or sqlite:///."),
        ({"DATABASE_URL": "::"}, "DATABASE_URL is no database address such as postgresql://user@host/name."),
        ({"HAIDANG_TLS_CERT": "a"}, "HAIDANG_TLS_CERT and HAIDANG_TLS_KEY go together: set both or neither."),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(extra: dict[str, str], sentence: str) -> None:
    with pytest.raises(Unusable) as unusable:
        settings.read(extra)
    assert str(unusable.value) == sentence


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    address = f"postgresql://hub@127.0.0.1:{free_port()}/none"
    running = start("migrate", data=tmp_path, port=0, extra={"DATABASE_URL": address})
    _, said = running.communicate(timeout=SECONDS_MAX)
    assert running.returncode == 1
    assert said == "The database does not answer: look at DATABASE_URL, and whether it runs.\n"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    running = start("migrate", data=tmp_path / "file" / "var", port=0)
    _, said = running.communicate(timeout=SECONDS_MAX)
    assert running.returncode == 1
    assert said.startswith("Cannot use ")
    assert said.count("\n") == 1


def test_seeding_again_ends_the_codes_of_before(tmp_path: Path) -> None:
    printed = []
    for _ in range(2):
        running = start("seed-demo", data=tmp_path, port=8000)
        out, said = running.communicate(timeout=SECONDS_MAX)
        assert running.returncode == 0, said
        printed.append(out)
    assert len(set(printed)) == 2
    assert all(out.count("/vao#ma=") == 5 for out in printed)


def test_settings_have_their_defaults() -> None:
    read = settings.read({})
    assert (read.host, read.port, read.public_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert read.database == f"sqlite+aiosqlite:///{read.data / 'hub.sqlite'}"
    assert read.data == Path("var").resolve()
    read = settings.read({"DATABASE_URL": "postgres://u:p%40@h:5/n", "HOST": "::1"})
    assert read.database == "postgresql+asyncpg://u:p%40@h:5/n"
    assert read.public_url == "http://[::1]:8000"
