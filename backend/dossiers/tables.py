"""Tables of dossiers and submissions. No index holds what people answered."""

from sqlalchemy import BigInteger, Index, Integer, text
from sqlmodel import Field, SQLModel

from backend.columns import Text

OPEN = text("timer IS NOT NULL")
SENT = text("hop = 'sent'")
CODED = text("code <> ''")


class DossierRow(SQLModel, table=True):
    __tablename__ = "dossier"
    __table_args__ = (
        Index("ix_dossier_submitted", "submitted", "document"),
        # what is to be done where, the most pressing first
        Index("ix_dossier_timer", "holder", "timer", "document", sqlite_where=OPEN, postgresql_where=OPEN),
        # what a desk sent on and nobody has taken over
        Index("ix_dossier_sent", "desk", "timer", "document", sqlite_where=SENT, postgresql_where=SENT),
        Index("ix_dossier_code", "code", unique=True, sqlite_where=CODED, postgresql_where=CODED),
    )

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
    # one of the ten official states; null before a desk did anything
    stage: int | None = Field(sa_type=Integer, nullable=True)
    code: str = Field(sa_type=Text)
    # the desk that received it and the authority that decides; empty while there is none
    desk: str = Field(sa_type=Text)
    authority: str = Field(sa_type=Text)
    # between the two: "none", "at_desk", "sent", "taken"
    hop: str = Field(sa_type=Text)
    # by when somebody has to do something; null where nobody has
    timer: int | None = Field(sa_type=BigInteger, nullable=True)
    # the rest of the case, packed
    process: bytes


class SubmissionRow(SQLModel, table=True):
    """What officers decide on: the canonical text of a submission's context, as the hub folded it."""

    __tablename__ = "submission"

    change: bytes = Field(primary_key=True)
    document: bytes = Field(index=True)
    digest: bytes
    text: str = Field(sa_type=Text)
    taken: int = Field(sa_type=BigInteger)


class StepRow(SQLModel, table=True):
    """A command that was carried out. A dossier's steps are its history with the authority."""

    __tablename__ = "dossier_step"

    document: bytes = Field(primary_key=True)
    # of the dossier after it
    version: int = Field(sa_type=BigInteger, primary_key=True)
    # as whoever gave it named it, so that it is carried out once; made here where a device brought something
    command: bytes = Field(unique=True)
    move: str = Field(sa_type=Text)
    # who gave it, for which unit, and when
    account: bytes
    unit: str = Field(sa_type=Text)
    moment: int = Field(sa_type=BigInteger)
    # the state, the place and who had it after it
    stage: int = Field(sa_type=Integer)
    hop: str = Field(sa_type=Text)
    holder: str = Field(sa_type=Text)
    # what the command said, packed
    said: bytes
