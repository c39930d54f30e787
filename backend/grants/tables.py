"""Table of grants."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class GrantRow(SQLModel, table=True):
    __tablename__ = "document_grant"

    document: bytes = Field(primary_key=True)
    account: bytes = Field(primary_key=True, index=True)
    granted: int = Field(sa_type=BigInteger)
