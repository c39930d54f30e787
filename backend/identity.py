"""Identity: the hub's own key and name. The key lives in a file, never in the database."""

import hashlib
import os
from pathlib import Path

from msgspec import Struct

from sync.seal import SigningKey

KEY_FILE = "hub-key.pem"


class Identity(Struct, frozen=True, kw_only=True):
    """Who this hub is. `incarnation` is new after every restore, so that no cursor outlives a lost tail."""

    node: bytes
    incarnation: bytes
    # for nonces and for hashing codes
    secret: bytes
    name: str
    key: SigningKey

    @property
    def mark(self) -> bytes:
        """The first 16 bytes of every cursor: the node and its incarnation (SPEC T8)."""
        return hashlib.sha256(self.node + self.incarnation).digest()[:16]


def load_key(data: Path) -> SigningKey:
    """The hub's P-256 key, made on the first run. Only its owner may read the file."""
    path = data / KEY_FILE
    if not path.exists():
        keep_key(data, SigningKey.generate().to_pem())
    return SigningKey.from_pem(path.read_bytes())


def keep_key(data: Path, pem: bytes) -> None:
    """A key that comes back from a backup; one that is there stays."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (data / KEY_FILE).exists():
        _write_once(data / KEY_FILE, pem)


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, and of two starters one wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
