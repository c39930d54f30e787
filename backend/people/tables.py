"""Table of accounts."""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from backend.columns import Text

WORKS = text("unit <> ''")


class AccountRow(SQLModel, table=True):
    __tablename__ = "account"
    __table_args__ = (Index("ix_account_unit", "unit", sqlite_where=WORKS, postgresql_where=WORKS),)

    account: bytes = Field(primary_key=True)
    person: str = Field(sa_type=Text)
    role: str = Field(sa_type=Text)
    # the unit or other authority that a person works for; empty for a citizen
    unit: str = Field(sa_type=Text)
    unit_name: str = Field(sa_type=Text)
    # the city's own id of who works for it
    staff: str | None = Field(sa_type=Text, nullable=True, index=True, unique=True)
