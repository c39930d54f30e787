"""Tables of dossiers and submissions. No index holds what people answered."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from backend.columns import Text


class DossierRow(SQLModel, table=True):
    __tablename__ = "dossier"
    __table_args__ = (Index("ix_dossier_submitted", "submitted", "document"),)

    document: bytes = Field(primary_key=True)
    # the account whose device began it, or for whom it was begun
    owner: bytes
    # the account that began it for the owner under a consent; null where the owner did
    helper: bytes | None
    form: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    version: int = Field(sa_type=BigInteger)
    holder: str = Field(sa_type=Text)
    holder_name: str = Field(sa_type=Text)
    since: int = Field(sa_type=BigInteger)
    due: int | None = Field(sa_type=BigInteger, nullable=True)
    # the change that is decided on, and when the hub took it; empty and null before a valid submission
    submission: bytes
    submitted: int | None = Field(sa_type=BigInteger, nullable=True)
    conflicts: int = Field(sa_type=BigInteger)
    # the authority's answers, packed
    answers: bytes


class SubmissionRow(SQLModel, table=True):
    """What officers decide on: the canonical text of a submission's context, as the hub folded it."""

    __tablename__ = "submission"

    change: bytes = Field(primary_key=True)
    document: bytes = Field(index=True)
    digest: bytes
    text: str = Field(sa_type=Text)
    taken: int = Field(sa_type=BigInteger)
