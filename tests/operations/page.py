"""The operators' page as a program: its blocks, and the steps of a new operator in a root of their own."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "operations.md"
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The folders of the page, which lie beneath the root of a trial.
PLACES = ("/opt/haidang", "/etc/haidang", "/var/lib/haidang", "/srv/backup", "/usr/local/bin")
# What only root can do: give things away, and be another user.
ROOTS = re.compile(r"^chown .*\n|^\[ \"\$\(id -un\)\" .*\n|runuser -u \S+ -- ", re.MULTILINE)


class Block(Struct, frozen=True):
    language: str
    # what stands after the language: what the block is for
    marks: tuple[str, ...]
    text: str


def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def all_blocks() -> list[Block]:
    return [Block(kind, tuple(rest.split()), body) for kind, rest, body in BLOCK.findall(text())]


def blocks(language: str, *marks: str) -> list[Block]:
    """The page's blocks of a language with these marks, in their order."""
    return [one for one in all_blocks() if one.language == language and set(marks) <= set(one.marks)]


def rows(heading: str) -> dict[str, str]:
    """The first two columns of the table whose heading begins so; code is taken out of its marks."""
    table = text().partition(f"| {heading} |")[2].partition("\n\n")[0]
    found = re.findall(r"^\| `([^`]+)` \| ([^|]*) \|", table, re.MULTILINE)
    return {name: cell.strip().strip("`") for name, cell in found}


class Trial:
    """An ordinary user's root, in which the page is followed word by word."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self._port = port

    def here(self, words: str) -> str:
        """The same words for this root, this port, and a hub that only this machine can reach."""
        for place in PLACES:
            words = words.replace(place, f"{self.root}{place}")
        words = words.replace("https://hub.example.vn", f"http://127.0.0.1:{self._port}")
        return words.replace('PORT="8000"', f'PORT="{self._port}"').replace(":8000", f":{self._port}")

    def path(self, place: str) -> Path:
        return Path(f"{self.root}{place}")

    def run(self, words: str, extra: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """A block of shell as the page has it, without what only root can do."""
        return subprocess.run(
            ["sh", "-eu", "-c", self.here(ROOTS.sub("", words))],
            cwd=self.root,
            env={"PATH": f"{self.root}/usr/local/bin:{os.defpath}", "LC_ALL": "C.UTF-8", **(extra or {})},
            capture_output=True,
            text=True,
            check=False,
        )
