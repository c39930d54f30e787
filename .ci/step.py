"""One command of the set-up: run, timed and logged; what stops it is said in one sentence with a remedy."""

import os
import re
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from places import ROOT, VAR, VENV

# what a first set-up leaves on the disk, with what it unpacks on the way
FREE_BYTES_MIN = 900 * 2**20
# lines shown of a failure that nobody foresaw
TAIL_LINES_MAX = 20

# Sentences by what a package tool or the system prints; the first that fits is said.
REMEDIES = {
    r"No space left on device|ENOSPC|Disk quota exceeded": (
        "The disk is full: free about 1 GB and try again."
    ),
    r"DO NOT MATCH THE HASHES|EINTEGRITY": (
        "A package that came is not the one this project names by its hash: nothing of it was installed; "
        "try again from another network."
    ),
    r"name resolution|NewConnectionError|ConnectTimeout|ReadTimeout|Network is unreachable|ProxyError"
    r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network timeout": (
        "The package registries do not answer: the first run needs the network once; connect and try again."
    ),
    r"Permission denied|EACCES|Read-only file system": (
        "A file here may not be written by this user: run as the owner of this folder, or clone it anew."
    ),
}


class Stopped(Exception):
    """Set-up cannot go on; the message is the one sentence to show."""


def run_step(says: str, command: list[str], *, folder: Path = ROOT, quiet: bool) -> None:
    """Run one command with its output in var/prepare.log, and say how long it took."""
    began = time.monotonic()
    if not quiet:
        print(f"  · {says} … ", end="", flush=True)
    done = subprocess.run(
        command,
        cwd=folder,
        env=with_tools() | {"NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    # a full disk must not hide what it stopped
    with suppress(OSError), (VAR / "prepare.log").open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n{done.stdout}\n")
    if done.returncode:
        if not quiet:
            print("failed", flush=True)
        tail = "\n".join(done.stdout.strip().splitlines()[-TAIL_LINES_MAX:])
        raise Stopped(remedy(done.stdout) or f"{tail}\n{says} failed; all it said is in var/prepare.log.")
    if not quiet:
        print(f"{time.monotonic() - began:.0f} s", flush=True)


def with_tools() -> dict[str, str]:
    """The environment with the programs of this checkout, Node among them, before the machine's."""
    return os.environ | {"PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def remedy(said: str) -> str | None:
    return next((sentence for cause, sentence in REMEDIES.items() if re.search(cause, said)), None)


def check_disk() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < FREE_BYTES_MIN:
        raise Stopped(
            f"The disk has {free // 2**20} MB free and set-up needs about {FREE_BYTES_MIN // 2**20} MB: "
            "free some and try again."
        )
