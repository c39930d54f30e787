"""Folders that are there whole or not at all, for their owner's eyes, and on disk when they are there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.operations.stopped import Stopped

OWNER_ONLY = 0o700
PRIVATE = 0o600
DRAFT = ".part"


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A draft beside `target`; it gets that name when the block ends well, and goes when it does not."""
    make_private(target.parent)
    if target.exists():
        raise Stopped(f"{target} is there already, and nothing is overwritten: wait a second, try again.")
    draft = target.with_name(target.name + DRAFT)
    draft.mkdir(mode=OWNER_ONLY)
    try:
        yield draft
        for file in draft.iterdir():
            file.chmod(PRIVATE)
            sync(file)
        sync(draft)
        draft.rename(target)
        sync(target.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def make_private(folder: Path) -> None:
    """The folder, made where it is not there; one that is there stays as it is."""
    folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)


def write_private(path: Path, content: bytes) -> None:
    """A new file that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
        file.write(content)


def sync(path: Path) -> None:
    """Until the file, or the names in the folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
