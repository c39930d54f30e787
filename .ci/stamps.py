"""What was done for which bytes: a step is done again when a file that it stands on has changed."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from places import ROOT, STAMPS

NOT_SOURCES = ("node_modules", "dist", "build", "tests", "test-results", "__pycache__")


def digest_of(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(hashlib.sha256(str(file.relative_to(ROOT)).encode()).digest())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def sources(*tops: Path) -> list[Path]:
    """The files in these folders without packages, products and tests."""
    kept = []
    for top in tops:
        for folder, inner, names in os.walk(top):
            inner[:] = [name for name in inner if name not in NOT_SOURCES]
            kept += [Path(folder, name) for name in names]
    return kept


def is_done(name: str, digest: str) -> bool:
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == digest


def mark_done(name: str, digest: str) -> None:
    (STAMPS / name).write_text(digest)
