"""What of a phone is durable: what is left after a crash, and what a copied profile takes along."""

from copy import copy
from dataclasses import dataclass, field
from typing import Literal

from sync.edits import OpenEdits

Status = Literal["unsigned", "unsent", "accepted", "waiting", "quarantined", "refused"]
ACKNOWLEDGED = ("accepted", "waiting", "quarantined")
REISSUED = "reissued"


@dataclass(slots=True)
class Row:
    """One change. Without an envelope nobody has signed it yet."""

    id: bytes
    document: bytes
    payload: bytes
    envelope: bytes
    own: bool
    status: Status
    code: str = ""
    # it is in the fold; before that it is only stored
    taken: bool = False
    # it left the fold: refused, or written again because of a refusal
    out: bool = False


@dataclass(slots=True)
class Disk:
    """Each method of a phone that writes here is one transaction, or says where it may be cut."""

    changes: dict[bytes, Row] = field(default_factory=dict)
    # payload → record, and the payloads that are not in the fold yet
    exclusions: dict[bytes, bytes] = field(default_factory=dict)
    new_exclusions: dict[bytes, None] = field(default_factory=dict)
    # device → public key
    devices: dict[bytes, bytes] = field(default_factory=dict)
    # envelopes whose key is unknown here
    parked: dict[bytes, None] = field(default_factory=dict)
    open: dict[bytes, OpenEdits] = field(default_factory=dict)
    outcomes: dict[bytes, int] = field(default_factory=dict)
    cursor: bytes = b""
    offering: bool = False

    def copied(self) -> "Disk":
        return Disk(
            changes={one: copy(row) for one, row in self.changes.items()},
            exclusions=dict(self.exclusions),
            new_exclusions=dict(self.new_exclusions),
            devices=dict(self.devices),
            parked=dict(self.parked),
            open=dict(self.open),
            outcomes=dict(self.outcomes),
            cursor=self.cursor,
            offering=self.offering,
        )

    def of(self, document: bytes) -> list[Row]:
        return [row for row in self.changes.values() if row.document == document]

    def documents(self) -> list[bytes]:
        found = dict.fromkeys(row.document for row in self.changes.values())
        return [*found, *(document for document in self.open if document not in found)]
