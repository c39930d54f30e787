"""Table of sessions: one row for each that was opened; an ended one stays written."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class SessionRow(SQLModel, table=True):
    __tablename__ = "session"

    session: bytes = Field(primary_key=True)
    device: bytes = Field(foreign_key="device.device", index=True)
    account: bytes = Field(foreign_key="account.account", index=True)
    method: str = Field(sa_type=Text)
    opened: int = Field(sa_type=BigInteger)
    ends: int = Field(sa_type=BigInteger)
    proven: int = Field(sa_type=BigInteger)
    ended: int | None = Field(sa_type=BigInteger, nullable=True)
