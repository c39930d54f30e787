"""Tables of what is compared for signals, of citizens' reports, and of the signals themselves."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class FilingRow(SQLModel, table=True):
    """One submission, for as long as it is compared. Numbers are here only as MACs under the hub's secret."""

    __tablename__ = "filing"

    change: bytes = Field(primary_key=True)
    # who handed it in, with which device, and when the hub took it
    account: bytes
    device: bytes
    taken: int = Field(sa_type=BigInteger, index=True)
    # MACs of 16 bytes, one behind another
    phones: bytes
    identities: bytes


class ReportRow(SQLModel, table=True):
    """What a citizen reported. Nobody alters it."""

    __tablename__ = "report"

    report: bytes = Field(primary_key=True)
    account: bytes = Field(index=True)
    device: bytes
    document: bytes | None
    words: str = Field(sa_type=Text)
    received: int = Field(sa_type=BigInteger)


class SignalRow(SQLModel, table=True):
    """A pattern that a person should look at, known again by its kind, its subject and what it is about."""

    __tablename__ = "signal"

    signal: bytes = Field(primary_key=True)
    kind: str = Field(sa_type=Text)
    # the account that it is about; empty where nobody is named
    subject: bytes
    count: int = Field(sa_type=BigInteger)
    first: int = Field(sa_type=BigInteger)
    last: int = Field(sa_type=BigInteger)
    # what a citizen wrote
    words: str = Field(sa_type=Text)
    # when a person was done with it, who that was, and why
    closed: int | None = Field(sa_type=BigInteger, nullable=True)
    closed_by: bytes | None
    reason: str = Field(sa_type=Text)
