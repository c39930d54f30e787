"""The catalogue as one bundle: entries by name, and one signed manifest that has the digest of each. Pure.

    manifest = [1, issued: ms, [[name, SHA-256: bin 32, bytes] …]]   sorted by name
               signed by the hub over "haidang/catalogue/1\\0" + manifest

An entry is made of its files as they are written, without the space between their tokens. So the build of the
app comes to the very same digests (pwa/tooling/bundle.mjs), and a phone fetches only what its release lacks.
The number in front is raised when an older app could not read an entry: it then keeps what it has.
"""

import gzip
import re
from collections.abc import Mapping

from msgspec import Struct

from sync import seal
from sync.packing import pack
from sync.seal import SigningKey

VERSION = 1
NAME_MAX = 128
ENTRIES_MAX = 4_096
ENTRY_BYTES_MAX = 1 << 20

# A string, which stays as it is, or the space between two tokens.
STRING_OR_SPACE = re.compile(r'("(?:[^"\\]|\\.)*")|[ \t\r\n]+')


class Entry(Struct, frozen=True, kw_only=True):
    name: str
    content: bytes
    zipped: bytes
    digest: bytes


class Bundle(Struct, frozen=True, kw_only=True):
    issued_ms: int
    # the manifest and its signature
    record: bytes
    # by their digests in hexadecimal
    entries: Mapping[str, Entry]


def entries_of(files: Mapping[str, str]) -> tuple[Entry, ...]:
    """Of the files of schemas/, by their paths there; sorted by name. What is no part of it is left out."""
    parts: dict[str, dict[str, str]] = {}
    for path in sorted(files):
        place = _place_of(path)
        if place is not None:
            name, part = place
            parts.setdefault(name, {})[part] = _compact(files[path])
    return tuple(entry_of(name, _content(parts[name])) for name in sorted(parts))


def entry_of(name: str, content: bytes) -> Entry:
    """An entry of compact JSON."""
    assert len(name) <= NAME_MAX
    assert len(content) <= ENTRY_BYTES_MAX
    return Entry(
        name=name, content=content, zipped=gzip.compress(content, mtime=0), digest=seal.digest(content)
    )


def content_digest(entries: tuple[Entry, ...]) -> bytes:
    """The same for the same entries, whenever they are issued."""
    return seal.digest(pack(_listed(entries)))


def bundle_of(entries: tuple[Entry, ...], issued_ms: int, key: SigningKey) -> Bundle:
    assert len(entries) <= ENTRIES_MAX
    manifest = pack([VERSION, issued_ms, _listed(entries)])
    return Bundle(
        issued_ms=issued_ms,
        record=seal.pack_signed(manifest, key.sign(seal.CATALOGUE, manifest)),
        entries={entry.digest.hex(): entry for entry in entries},
    )


def _place_of(path: str) -> tuple[str, str] | None:
    """The entry that a file belongs to, and as which part of it; "" where it is all of it."""
    match path.removesuffix(".json").split("/"):
        case ["forms", form, number, part] if number.isdecimal():
            return f"form/{form}@{number}", part
        case ["procedures", stem]:
            return f"procedure/{stem}", ""
        case ["calendars", part]:
            return "calendar", part
        case ["units", "units"]:
            return "units", ""
        # From which day a version is used; which field tells dossiers apart
        case ["forms", "published" | "titles" as name]:
            return name, ""
    return None


def _compact(text: str) -> str:
    return STRING_OR_SPACE.sub(lambda found: found[1] or "", text)


def _content(parts: Mapping[str, str]) -> bytes:
    inner = (f'"{part}":{text}' for part, text in sorted(parts.items()))
    return (parts[""] if "" in parts else f"{{{','.join(inner)}}}").encode()


def _listed(entries: tuple[Entry, ...]) -> list[list[object]]:
    return [[entry.name, entry.digest, len(entry.content)] for entry in entries]
