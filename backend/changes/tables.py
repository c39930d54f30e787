"""Tables of changes and exclusions. The bytes are the truth; every other column is an index over them."""

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from backend.columns import Text

WAITS = text("verdict = 'waiting'")
KEPT_APART = text("verdict = 'quarantined'")


class ChangeRow(SQLModel, table=True):
    """A change whose signature verified: applied, or waiting for what it names."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_waiting", "sender", sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_change_kept_apart", "received", sqlite_where=KEPT_APART, postgresql_where=KEPT_APART),
    )

    change: bytes = Field(primary_key=True)
    document: bytes = Field(index=True)
    device: bytes
    payload: bytes
    signature: bytes
    # the device that brought it, its author's or another
    sender: bytes
    received: int = Field(sa_type=BigInteger)
    verdict: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    # whether it has an entry in the feed
    fed: bool


class UnprovenRow(SQLModel, table=True):
    """An envelope whose key nobody here knows yet. Of one change there may be several, until one verifies."""

    __tablename__ = "unproven"

    change: bytes = Field(primary_key=True)
    signature: bytes = Field(primary_key=True)
    document: bytes = Field(index=True)
    device: bytes = Field(index=True)
    payload: bytes
    sender: bytes = Field(index=True)
    received: int = Field(sa_type=BigInteger)


class RevisionRow(SQLModel, table=True):
    """How often anything of a document was written, so that who has it folded knows whether that is still it.

    Triggers raise it (migration `document_revisions`): whoever writes, it is never forgotten.
    """

    __tablename__ = "document_revision"

    document: bytes = Field(primary_key=True)
    revision: int = Field(sa_type=BigInteger)


class ExclusionRow(SQLModel, table=True):
    """What the custodian left out, as signed."""

    __tablename__ = "exclusion"

    # SHA-256 of the payload
    record: bytes = Field(primary_key=True)
    document: bytes = Field(index=True)
    change: bytes = Field(index=True)
    payload: bytes
    signature: bytes
