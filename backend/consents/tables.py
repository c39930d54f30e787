"""Tables of consents and of the codes that citizens' phones fetch. The record in the dossier is the truth."""

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from backend.columns import Text

COUNTS = text("declined = ''")
BY_CODE = text("ended_by = 'code'")
CARD = text("mode = 'card' AND confirmed IS NULL AND declined = ''")


class ConsentRow(SQLModel, table=True):
    """One for each dossier that was begun for somebody else, also where the hub did not let it in."""

    __tablename__ = "consent"
    __table_args__ = (
        # A cancel code ends one consent, and never two.
        Index("ix_consent_cancel", "cancel", unique=True, sqlite_where=COUNTS, postgresql_where=COUNTS),
        Index("ix_consent_helper", "helper", "began"),
        Index("ix_consent_owner", "owner", "began"),
        Index("ix_consent_by_code", "ended", sqlite_where=BY_CODE, postgresql_where=BY_CODE),
        Index("ix_consent_card", "submitted", sqlite_where=CARD, postgresql_where=CARD),
    )

    document: bytes = Field(primary_key=True)
    # the beginning that holds the record
    change: bytes
    # the account that helps, its person and group as they were called then
    helper: bytes
    person: str = Field(sa_type=Text)
    group_name: str = Field(sa_type=Text)
    # the citizen's account; empty where nobody owns anything by this
    owner: bytes
    # as the helper wrote the citizen down
    name: str = Field(sa_type=Text)
    procedure: str = Field(sa_type=Text)
    text: int = Field(sa_type=BigInteger)
    language: str = Field(sa_type=Text)
    mode: str = Field(sa_type=Text)
    # of a card: the staff id of the officer who is to confirm it
    officer: str = Field(sa_type=Text)
    witness: str = Field(sa_type=Text)
    witness_phone: str = Field(sa_type=Text)
    # by what or whom; null while the helper alone says so
    confirmed: str | None = Field(sa_type=Text, nullable=True)
    confirmed_by: bytes | None
    confirmed_at: int | None = Field(sa_type=BigInteger, nullable=True)
    notices: str = Field(sa_type=Text)
    notices_name: str = Field(sa_type=Text)
    notices_phone: str = Field(sa_type=Text)
    notices_address: str = Field(sa_type=Text)
    cancel: bytes
    # when the hub learnt of it, when it ends by itself, when it was handed in
    began: int = Field(sa_type=BigInteger)
    expires: int = Field(sa_type=BigInteger)
    submitted: int | None = Field(sa_type=BigInteger, nullable=True)
    # by whom it was ended, and when
    ended: int | None = Field(sa_type=BigInteger, nullable=True)
    ended_by: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    # why the hub did not let it in; empty where it did
    declined: str = Field(sa_type=Text)
    # paths that a supplement opened again, packed
    reopened: bytes
    # the hub's countersignature with what it is over; empty where it was declined
    seen: bytes


class PhoneCodeRow(SQLModel, table=True):
    """A code that a citizen's phone fetched, to be told to a helper."""

    __tablename__ = "consent_code"

    # MAC of the code under the node's secret
    code_hash: bytes = Field(primary_key=True)
    account: bytes = Field(foreign_key="account.account", index=True)
    procedure: str = Field(sa_type=Text)
    expires: int = Field(sa_type=BigInteger)
    # the dossier that it was used for; null while it is good
    document: bytes | None
