"""Table of decisions about changes that were kept apart."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class ReviewRow(SQLModel, table=True):
    """One for each change that somebody decided about; the first decision counts."""

    __tablename__ = "review"

    change: bytes = Field(primary_key=True)
    document: bytes = Field(index=True)
    # "readmitted" or "dismissed"
    decision: str = Field(sa_type=Text)
    # who decided, why, and when
    account: bytes
    reason: str = Field(sa_type=Text)
    decided: int = Field(sa_type=BigInteger)
