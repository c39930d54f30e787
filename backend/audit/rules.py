"""The chain of the audit: what a row says, how it is hashed and signed, and what does not fit. Pure.

Each row's hash is over the hash before it and its own content, so that nobody can alter, add, leave out or
swap one without altering all behind it. The hub's key signs how many there are and the last one's hash. That
head alone shows a tail that was cut off; earlier ones are not kept, so that no cut goes back to one of them.
"""

import hashlib
import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sync.packing import pack
from sync.seal import AUDIT, SigningKey, verify

# What the first row follows
START = bytes(32)
ROW_TAG = b"\1"
HEAD = re.compile(r"(\d{1,18})\.(\d{1,16})\.([0-9a-f]{64})\.([0-9a-f]{128})", re.ASCII)

# What was done, with a dossier, with a unit's page, with a person's access
Action = Literal[
    "list",
    "read",
    "look",
    "receive",
    # commands to a case, by their names
    "decline",
    "forward",
    "send_back",
    "take",
    "assign",
    "apologise",
    "decide",
    "stop",
    "ask",
    "supply",
    "charge",
    "require_fee",
    "pay",
    "withdraw",
    "announce",
    "post",
    "return_result",
    "confirm-consent",
    "end-consent",
    "cancel-consent",
    "read-unit",
    "write-fact",
    "list-people",
    "read-person",
    "add-person",
    "give-mandate",
    "revoke-mandate",
    "give-code",
    "list-devices",
    "revoke-device",
    "list-review",
    "read-kept",
    "readmit",
    "dismiss",
    "close-signal",
    "import-roster",
]

# Under what it was allowed: the relation of the account to the dossier (mandates/rules.py), its own list of
# work, a mandate for an authority, a reason that it stated, or being at the hub itself.
Ground = Literal[
    "own",
    "assisted",
    "followed",
    "waiting",
    "receiving",
    "received",
    "competent",
    "returning",
    "worklist",
    "mandate",
    "reason",
    "operator",
    # a cancel code, which whoever has it may use
    "code",
]


class Deed(Struct, frozen=True, kw_only=True):
    """What somebody did. Without an account it was an operator, at the hub itself."""

    account: bytes = b""
    device: bytes = b""
    action: Action
    document: bytes = b""
    subject: bytes = b""
    ground: Ground
    # in the words of who did it, where the ground is "reason"
    reason: str = ""


class Link(Struct, frozen=True, kw_only=True):
    """A row as it is kept. Texts are as they are found, whoever wrote them."""

    number: int
    moment: int
    account: bytes
    device: bytes
    action: str
    document: bytes
    subject: bytes
    ground: str
    reason: str
    previous: bytes
    hash: bytes


class Head(Struct, frozen=True, kw_only=True):
    """How many rows there are, and the hash of the last."""

    count: int
    hash: bytes
    moment: int
    signature: bytes


def link_of(deed: Deed, *, number: int, previous: bytes, now_ms: int) -> Link:
    unhashed = Link(
        number=number,
        moment=now_ms,
        account=deed.account,
        device=deed.device,
        action=deed.action,
        document=deed.document,
        subject=deed.subject,
        ground=deed.ground,
        reason=deed.reason,
        previous=previous,
        hash=b"",
    )
    return replace(unhashed, hash=hash_of(unhashed))


def hash_of(link: Link) -> bytes:
    """SHA-256 of 0x01, the hash before, and the canonical MessagePack of the rest."""
    content = [getattr(link, name) for name in Link.__struct_fields__[:-2]]
    return hashlib.sha256(ROW_TAG + link.previous + pack(content)).digest()


def head_of(link: Link, node: bytes, key: SigningKey) -> Head:
    signature = key.sign(AUDIT, _signed(node, link.number, link.hash, link.moment))
    return Head(count=link.number, hash=link.hash, moment=link.moment, signature=signature)


def is_signed(head: Head, node: bytes, public: bytes) -> bool:
    return verify(public, AUDIT, _signed(node, head.count, head.hash, head.moment), head.signature)


def written(head: Head) -> str:
    """A head as one word, to copy and to keep elsewhere."""
    return f"{head.count}.{head.moment}.{head.hash.hex()}.{head.signature.hex()}"


def read(word: str) -> Head | None:
    found = HEAD.fullmatch(word.strip())
    if found is None:
        return None
    count, moment, last, signature = found.groups()
    return Head(
        count=int(count), moment=int(moment), hash=bytes.fromhex(last), signature=bytes.fromhex(signature)
    )


def _signed(node: bytes, count: int, last: bytes, moment: int) -> bytes:
    return pack([1, node, count, last, moment])
