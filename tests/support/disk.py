"""Small disks that a test may fill, and disks whose power it may cut: a tmpfs, and ext4 in a file."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

NEEDS_MOUNT = "needs the right to mount a disk"


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk that holds so much and no more. Skips the test where nothing may be mounted."""
    folder.mkdir()
    _mount_or_skip("-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def fill(disk: Path) -> Path:
    """A file that leaves no room; remove it to make room again."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        # Whoever else writes there may be quicker: then there is less to fill.
        while free := shutil.disk_usage(disk).free:
            with suppress(OSError):
                os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, free)
    return ballast


class LoopDisk:
    """An ext4 file system in a file; what the file holds at a moment is what a power cut would leave."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        folder.mkdir()
        self.image = folder / "image"
        self.place = folder / "disk"
        self.place.mkdir()
        with self.image.open("wb") as file:
            file.truncate(megabytes << 20)
        _run("mkfs.ext4", "-q", "-F", str(self.image))

    def mount(self) -> None:
        _mount_or_skip("-o", "loop", str(self.image), str(self.place))

    def is_mounted(self) -> bool:
        """Whether it could be: elsewhere its place is an ordinary folder."""
        return not _mounted("-o", "loop", str(self.image), str(self.place))

    def unmount(self) -> None:
        _run("umount", str(self.place))

    def go_read_only(self) -> None:
        """As ext4 does when the device beneath it fails. Mounted again it takes writes."""
        _run("mount", "-o", "remount,abort", str(self.place))

    def copy_to(self, folder: Path) -> "LoopDisk":
        """The same disk as a power cut at this moment would leave it; nothing is written back first."""
        copy = object.__new__(LoopDisk)
        folder.mkdir()
        copy.image, copy.place = folder / "image", folder / "disk"
        copy.place.mkdir()
        # Holes stay holes.
        _run("cp", "--sparse=always", str(self.image), str(copy.image))
        return copy


def _mount_or_skip(*arguments: str) -> None:
    fault = _mounted(*arguments)
    if fault:
        pytest.skip(f"{NEEDS_MOUNT}: {fault}")


def _mounted(*arguments: str) -> str:
    """Why it could not be mounted; "" where it was."""
    tool = shutil.which("mount")
    if os.geteuid() != 0 or tool is None:
        return "not root"
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
