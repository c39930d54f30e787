"""Table of what units say of themselves: every version, and nothing is ever deleted."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class UnitFactRow(SQLModel, table=True):
    __tablename__ = "unit_fact"

    fact: bytes = Field(primary_key=True)
    version: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    unit: str = Field(sa_type=Text, index=True)
    kind: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    # days of Ho Chi Minh City, the last of them included
    begins: str = Field(sa_type=Text)
    ends: str | None = Field(sa_type=Text, nullable=True)
    # who wrote this version, and when
    account: bytes = Field(foreign_key="account.account")
    written: int = Field(sa_type=BigInteger)
