"""Table of mandates: what was given stays written, also once it is revoked or has ended."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class MandateRow(SQLModel, table=True):
    __tablename__ = "mandate"

    mandate: bytes = Field(primary_key=True)
    account: bytes = Field(foreign_key="account.account", index=True)
    role: str = Field(sa_type=Text)
    authority: str = Field(sa_type=Text)
    # codes with a blank between them; null for all
    procedures: str | None = Field(sa_type=Text, nullable=True)
    begins: int = Field(sa_type=BigInteger)
    ends: int | None = Field(sa_type=BigInteger, nullable=True)
    revoked: int | None = Field(sa_type=BigInteger, nullable=True)
