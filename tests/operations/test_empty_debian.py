"""The whole of docs/operations.md, typed by root into an empty Debian that systemd boots.

Two things cannot be had here: a name that the internet finds, and so a public certificate. /etc/hosts and a
certificate of the machine's own stand in.
"""

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.repository import files
from tests.operations.debian import Debian, missing
from tests.operations.page import ROOT, Block, all_blocks

HOST = "hub.example.vn"
CHOICES = frozenset({"sqlite", "postgresql", "caddy", "nginx"})
WHY_NOT = missing() if "HAIDANG_INSTALL" in os.environ else "takes minutes: HAIDANG_INSTALL=1 runs it"
pytestmark = [pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT), pytest.mark.timeout(1800)]

OWN_CERTIFICATE = f"""
cd /etc/ssl/private
openssl req -x509 -newkey rsa:2048 -nodes -keyout hub.key -out hub.pem \\
    -subj /CN={HOST} -addext subjectAltName=DNS:{HOST}
install -D hub.key /etc/letsencrypt/live/{HOST}/privkey.pem
install -D hub.pem /etc/letsencrypt/live/{HOST}/fullchain.pem
install -D hub.pem /usr/local/share/ca-certificates/hub.crt
update-ca-certificates
"""
CADDYS_CERTIFICATE = """
curl --silent --output /dev/null --insecure --retry 30 --retry-all-errors https://hub.example.vn/
cd /usr/local/share/ca-certificates
cp /var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt hub.crt
update-ca-certificates
"""
# A path that names a dossier, asked for while the hub is away.
UNHEARD = f"""
systemctl stop haidang
curl --silent --output /dev/null https://{HOST}/api/desk/dossiers/SECRET
systemctl start haidang
journalctl --output cat
cat /var/log/nginx/* || true
"""
HIDDEN = f"curl --silent --path-as-is https://{HOST}/metrics https://{HOST}/metrics/ https://{HOST}//metrics"


@pytest.fixture
def debian(tmp_path: Path) -> Iterator[Debian]:
    made = Debian(tmp_path / "root")
    made.make(HOST)
    made.boot()
    yield made
    made.halt()
    shutil.rmtree(made.root)


@pytest.mark.parametrize("chosen", ["sqlite caddy", "postgresql nginx"])
def test_a_new_city_follows_the_page_word_by_word(debian: Debian, chosen: str) -> None:
    said: dict[str, str] = {}
    for block in all_blocks():
        if not {block.language, *block.marks} & CHOICES - set(chosen.split()):
            said["/".join(block.marks)] = said_to(debian, block)
    assert "officer, Phường Sài Gòn" in follow(debian, "haidang admin list")
    assert "new incarnation" in said["try/emptied"]
    assert follow(debian, "stat --format %U /proc/$(systemctl show --property MainPID --value haidang)") == (
        "haidang\n"
    )
    assert "haidang_waiting" in follow(debian, "curl --silent http://127.0.0.1:8000/metrics")
    assert "haidang" not in follow(debian, HIDDEN)
    assert "SECRET" not in follow(debian, UNHEARD)


def said_to(debian: Debian, block: Block) -> str:
    """What the block says when it is followed as the page says to: typed, or written to its place."""
    match block.language, block.marks:
        case "ini", ("unit", name):
            debian.write(f"/etc/systemd/system/{name}", block.text)
        case "caddy", _:
            debian.write(
                "/etc/caddy/Caddyfile", block.text.replace(f"{HOST} {{", f"{HOST} {{\n\ttls internal")
            )
        case "nginx", _:
            debian.write("/etc/nginx/sites-available/haidang", block.text)
        case "sh", (_, _, "certificate"):
            return follow(debian, OWN_CERTIFICATE)
        case "sh", ("root", "release"):
            return released(debian, block, "0.1.0")
        case "sh", ("root", "upgrade"):
            return upgraded(debian, block)
        case "sh", ("try", "emptied"):
            return follow(debian, f"{block.text}\nsystemctl start haidang")
        case "sh", ("root", "caddy") if "reload" in block.text:
            return follow(debian, block.text + CADDYS_CERTIFICATE)
        case "sh", marks if {"try", "root"} & set(marks):
            return follow(debian, block.text, may_fail=bool({"may-fail", "lost"} & set(marks)))
    return ""


def released(debian: Debian, block: Block, number: str) -> str:
    """The release's archive lies where root is."""
    with tarfile.open(debian.path("/root") / f"haidang-{number}.tar.gz", "w:gz") as archive:
        for file in files():
            archive.add(file, f"haidang-{number}/{file.relative_to(ROOT)}")
    return follow(debian, block.text.replace("0.1.0", number))


def upgraded(debian: Debian, block: Block) -> str:
    for step in all_blocks():
        if "release" in step.marks:
            released(debian, step, "0.2.0")
        elif "install" in step.marks:
            follow(debian, step.text.replace("0.1.0", "0.2.0"))
    return follow(debian, block.text)


def follow(debian: Debian, words: str, *, may_fail: bool = False) -> str:
    done: subprocess.CompletedProcess[str] = debian.types(words)
    assert may_fail or done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    assert not re.search(r"Traceback|could not change directory", done.stderr), done.stderr
    return done.stdout
