"""Tables of the audit: rows that are only ever added, and the newest head of their chain: exactly one row."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class AuditRow(SQLModel, table=True):
    __tablename__ = "audit"

    # 1 for the first, and none is left out
    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    moment: int = Field(sa_type=BigInteger)
    # who did it, by which device; both empty for an operator at the hub itself
    account: bytes
    device: bytes
    action: str = Field(sa_type=Text)
    # the dossier and the person that it is about; empty where there is none
    document: bytes = Field(index=True)
    subject: bytes
    ground: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    previous: bytes
    hash: bytes


class AuditHeadRow(SQLModel, table=True):
    __tablename__ = "audit_head"

    # always 1
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    count: int = Field(sa_type=BigInteger)
    hash: bytes
    moment: int = Field(sa_type=BigInteger)
    signature: bytes
