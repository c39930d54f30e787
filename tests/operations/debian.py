"""An empty Debian 12 of its own: debootstrap makes it, systemd-nspawn boots it, root types in it.

It shares this machine's network, so that packages come as they come here; its ports are this machine's.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

PROGRAMS = ("debootstrap", "systemd-nspawn", "nsenter")
PORTS = (80, 443, 5432, 8000)
BOOT_SECONDS_MAX = 180
# What this machine needs to reach its registries: no matter of the page.
REGISTRIES = re.compile(r"(?i).*_proxy|pip_(cert|index_url|default_timeout)|node_extra_ca_certs")
APT = re.compile(r"Acquire::(http|https|Check-\w+)\b")
AUTHORITIES = Path("/usr/local/share/ca-certificates")


def missing() -> str:
    """Why there can be none here; nothing where there can."""
    if os.geteuid() != 0:
        return "only root can boot a Debian"
    for name in PROGRAMS:
        if shutil.which(name) is None:
            return f"no {name} on this machine (apt-get install debootstrap systemd-container)"
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return f"port {port} of this machine is taken"
    return ""


class Debian:
    def __init__(self, root: Path) -> None:
        self.root = root
        self._boot: subprocess.Popen[bytes] | None = None
        self._first = ""

    def make(self, host: str) -> None:
        """As empty as it boots; `host` leads to it."""
        asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
        mirrors = [line for line in _said(asked).splitlines() if line.rstrip("/").endswith("/debian")]
        made = ["debootstrap", "--variant=minbase", "--include=systemd-sysv", "bookworm", str(self.root)]
        subprocess.run([*made, *mirrors[:1]], check=True, stdout=subprocess.DEVNULL)
        reached = [line for line in _said(["apt-config", "dump"]).splitlines() if APT.match(line)]
        self.write("/etc/apt/apt.conf.d/90registries", "\n".join([*reached, ""]))
        if AUTHORITIES.is_dir():
            shutil.copytree(AUTHORITIES, self.path(str(AUTHORITIES)), dirs_exist_ok=True)
        self.write("/etc/hosts", f"127.0.0.1 localhost hub {host}\n")
        self.write("/etc/hostname", "hub\n")

    def boot(self) -> None:
        how = ["--boot", "--quiet", "--register=no", "--keep-unit", "--resolv-conf=copy-host"]
        command = ["systemd-nspawn", *how, "--machine=hub", f"--directory={self.root}"]
        with (self.root.parent / "boot.log").open("wb") as log:
            self._boot = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until = time.monotonic() + BOOT_SECONDS_MAX
        while self._state() not in ("running", "degraded"):
            assert self._boot.poll() is None, (self.root.parent / "boot.log").read_text(errors="replace")
            assert time.monotonic() < until
            time.sleep(0.2)

    def halt(self) -> None:
        if self._boot is not None:
            # It brings its system down in order.
            self._boot.terminate()
            self._boot.wait()

    def types(self, words: str) -> subprocess.CompletedProcess[str]:
        """What root's shell says to them."""
        registries = [f"{name}={value}" for name, value in os.environ.items() if REGISTRIES.fullmatch(name)]
        clean = ["env", "-i", "HOME=/root", "DEBIAN_FRONTEND=noninteractive", *registries]
        shell = ["bash", "--login", "-euc", f"cd\n{words}"]
        return subprocess.run(
            ["nsenter", f"--target={self._first}", "--all", *clean, *shell],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def path(self, place: str) -> Path:
        return Path(f"{self.root}{place}")

    def write(self, place: str, words: str) -> None:
        self.path(place).write_text(words, encoding="utf-8")

    def _state(self) -> str:
        assert self._boot is not None
        children = Path(f"/proc/{self._boot.pid}/task/{self._boot.pid}/children")
        self._first = children.read_text().strip() if children.exists() else ""
        return self.types("systemctl is-system-running").stdout.strip() if self._first else ""


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
