"""The manifest of a backup: what it holds, of which hub, and the hash of each file."""

import hashlib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from backend.operations.folders import write_private
from backend.operations.stopped import Stopped

FILE = "manifest.json"
READ_BYTES = 1 << 20

Kind = Literal["sqlite", "postgresql"]
Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    # a file of this folder, never a way out of it
    name: Annotated[str, Meta(pattern="^[a-z][a-z0-9.-]{0,63}$")]
    bytes: int
    sha256: Hex32


class Manifest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Data and keys have one each, which name the same hub."""

    holds: Literal["data", "keys"]
    # for people; and the same as Unix milliseconds
    made: str
    made_ms: int
    release: str
    # SHA-256 of the hub's public key
    hub: Hex32
    node: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    node_created_ms: int
    database: Kind
    # the last migration
    revision: str
    files: list[Part]


def write(folder: Path, manifest: Manifest) -> None:
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    write_private(folder / FILE, text + b"\n")


def read(folder: Path, holds: Literal["data", "keys"]) -> Manifest:
    """The manifest of a folder; its files are compared with it by `verify`."""
    try:
        manifest = msgspec.json.decode((folder / FILE).read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise Stopped(f"{folder} is no backup: it has no {FILE}.") from None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Stopped(f"{folder / FILE} cannot be read as a manifest: take another backup.") from None
    if manifest.holds != holds:
        raise Stopped(f"{folder} holds {manifest.holds}, not {holds}: look at --from and --keys.")
    return manifest


def parts_of(folder: Path) -> list[Part]:
    return [part_of(file) for file in sorted(folder.iterdir())]


def part_of(file: Path) -> Part:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(READ_BYTES):
            digest.update(piece)
    return Part(name=file.name, bytes=file.stat().st_size, sha256=digest.hexdigest())


def verify(folder: Path, manifest: Manifest) -> None:
    """Every file is there, and is the one that was written."""
    for part in manifest.files:
        file = folder / part.name
        if not file.is_file():
            raise Stopped(f"{file} is missing: this backup is not whole. Take another one.")
        if part_of(file) != part:
            raise Stopped(f"{file} is not as it was written (SHA-256 differs). Take another backup.")
