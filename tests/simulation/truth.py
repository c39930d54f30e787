"""What really happened, noted outside the product: who typed what, and what stood on that screen then."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Typed:
    """A value that somebody typed. Every value is another one, so it names itself."""

    value: str
    document: bytes
    path: str
    phone: str
    device: str
    account: bytes
    # the values that the screen showed there at that moment
    saw: frozenset[str]
    # allowed to write it then, as the hub has it
    granted: bool
    revoked: bool
    # a liar's word on what it saw is in its change, not here
    lied: bool = False
    # in a change that the stricter hub will not like
    unliked: bool = False


@dataclass(slots=True)
class Inserted:
    """A row that somebody added."""

    typed: Typed
    list_path: str
    row: str


@dataclass(slots=True)
class Removed:
    """A row that somebody took away, and what of it the screen showed."""

    document: bytes
    list_path: str
    row: str
    device: str
    saw: frozenset[str]


@dataclass(slots=True)
class Truth:
    typed: dict[str, Typed] = field(default_factory=dict)
    rows: dict[tuple[bytes, str, str], Inserted] = field(default_factory=dict)
    removed: list[Removed] = field(default_factory=list)
    # document → the account that began it
    owners: dict[bytes, bytes] = field(default_factory=dict)
    # what the clerk allows now, and what was ever allowed or taken back
    shared: dict[tuple[bytes, bytes], None] = field(default_factory=dict)
    ever_shared: dict[tuple[bytes, bytes], None] = field(default_factory=dict)
    withdrawn: dict[tuple[bytes, bytes], None] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    liars: set[str] = field(default_factory=set)
    # changes of liars that name a parent which nobody ever made, or one of another dossier
    baseless: set[bytes] = field(default_factory=set)
    restored: bool = False
    # submissions with a wrong digest
    false_submissions: set[bytes] = field(default_factory=set)
    # device → changes of which it was told that the hub has them
    acknowledged: dict[bytes, str] = field(default_factory=dict)
    # values that were open when their phone was copied: two phones may seal each
    doubled: set[str] = field(default_factory=set)
    # (phone, change) of all that was ever made there
    made: dict[tuple[str, bytes], None] = field(default_factory=dict)

    def may_write(self, document: bytes, account: bytes) -> bool:
        return self.owners.get(document) == account or (document, account) in self.shared
