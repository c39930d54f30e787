"""The hub's keys: the signing key in its file and the secret of the node's row, and whether they fit."""

import hashlib
from pathlib import Path

from msgspec import Struct

from backend.database import Database
from backend.devices import store as devices
from backend.identity import KEY_FILE
from backend.node import store as nodes
from backend.node.store import Node
from backend.operations.folders import write_private
from backend.operations.stopped import Stopped
from sync import seal
from sync.seal import SigningKey

SECRET_FILE = "hub-secret"  # noqa: S105 (the file's name)
SECRET_BYTES = 32


class Keys(Struct, frozen=True):
    pem: bytes
    secret: bytes

    @property
    def fingerprint(self) -> str:
        """Names the hub without telling its key."""
        return hashlib.sha256(SigningKey.from_pem(self.pem).public).hexdigest()


def write(folder: Path, keys: Keys) -> None:
    write_private(folder / KEY_FILE, keys.pem)
    write_private(folder / SECRET_FILE, keys.secret.hex().encode())


def read(folder: Path) -> Keys:
    """The keys in a backup's folder."""
    pem = (folder / KEY_FILE).read_bytes()
    try:
        SigningKey.from_pem(pem)
        secret = bytes.fromhex((folder / SECRET_FILE).read_text("ascii"))
    except (ValueError, TypeError):
        raise Stopped(f"{folder} holds no usable keys: take another copy of them.") from None
    if len(secret) != SECRET_BYTES:
        raise Stopped(f"{folder / SECRET_FILE} is cut short: take another copy of the keys.")
    return Keys(pem, secret)


async def trouble(database: Database, data: Path) -> str | None:
    """Why this key and this database cannot serve together; None where they can, or where both are new.

    A key made anew in silence would be another hub: no phone would believe what it signs.
    """
    async with database.read() as tx:
        node, record = await nodes.node_of(tx), await devices.newest_record(tx)
    return _trouble(node, record, data / KEY_FILE)


def _trouble(node: Node | None, record: bytes | None, key: Path) -> str | None:
    if record is None:
        return None  # nobody has seen a signature of this hub
    if node is None:
        return "The database has no node: a restore was cut short. Restore again, into an empty database."
    if not key.exists():
        return f"The hub's key is gone: put {KEY_FILE} of the keys' backup at {key}."
    try:
        public = SigningKey.from_pem(key.read_bytes()).public
    except PermissionError:
        return f"The hub's key may not be read: chown it to the user of the hub: {key}."
    except (ValueError, TypeError):
        return f"The hub's key is damaged: put {KEY_FILE} of the keys' backup at {key}."
    signed = seal.unpack_signed(record)
    if signed is None or not seal.verify(public, seal.DEVICE, *signed):
        return f"{key} is the key of another hub: put {KEY_FILE} of this hub's keys' backup there."
    return None
