"""What generated histories are made of: envelopes, replicas, and the truth about both."""

from typing import Any

from msgspec import Struct, field

from sync import seal
from sync.change import Change, Malformed, Newer, decode
from sync.exclusions import Exclusion
from sync.seal import SigningKey

Json = dict[str, Any]


class Letter(Struct, frozen=True, kw_only=True):
    """An envelope on its way. `genuine`: signed by the device that its payload names."""

    envelope: str
    change: bytes | None
    payload: bytes
    content: Change | Newer | Malformed
    genuine: bool

    @property
    def document(self) -> bytes | None:
        return None if isinstance(self.content, Malformed) else self.content.document


class Replica(Struct, kw_only=True):
    """What the teller knows of one replica of the harness."""

    key: SigningKey
    letters: dict[str, Letter] = field(default_factory=dict)  # by envelope
    records: set[Exclusion] = field(default_factory=set)


class Holdings(Struct, frozen=True, kw_only=True):
    """What a replica has: verified changes, records, and what waits for a key."""

    letters: dict[bytes, Letter]
    records: frozenset[Exclusion]
    unverified: dict[bytes, bytes]  # change → document
    devices: frozenset[bytes]  # whose keys it knows


class Truth(Struct, frozen=True):
    """What an author had on screen when she began to write, by hash."""

    heads: tuple[str, ...]
    seen: dict[str, frozenset[str]]  # path → changes whose values she saw there when she wrote it


class Told(Struct, frozen=True, kw_only=True):
    """A request and its reply; for `state`, `conflicts` and `receive` what was held just then."""

    request: Json
    reply: Json
    replica: str | None = None
    holdings: Holdings | None = None


def letter(envelope: str, *, genuine: bool) -> Letter:
    """An envelope as it is found on its way."""
    opened = seal.unpack_signed(bytes.fromhex(envelope))
    payload = opened[0] if opened else b""
    return Letter(
        envelope=envelope,
        change=seal.change_id(payload) if opened else None,
        payload=payload,
        content=decode(payload),
        genuine=genuine,
    )


def holdings(replica: Replica, known: set[bytes]) -> Holdings:
    """What a replica has, where `known` are the devices whose keys all know."""
    devices = frozenset({*known, replica.key.device})
    held, waiting = {}, {}
    for it in replica.letters.values():
        if it.change is None or isinstance(it.content, Malformed):
            continue
        if it.content.device not in devices:
            waiting[it.change] = it.content.document
        elif it.genuine:
            held[it.change] = it
    return Holdings(letters=held, records=frozenset(replica.records), unverified=waiting, devices=devices)
