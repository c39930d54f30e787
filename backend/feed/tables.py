"""Table of the feed."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from backend.columns import Position, Text


class FeedRow(SQLModel, table=True):
    """One entry. Its place is (xid, position): on SQLite xid is 0 and positions alone follow commits."""

    __tablename__ = "feed"
    __table_args__ = (
        Index("ix_feed_document_place", "document", "xid", "position"),
        Index("ix_feed_account_place", "account", "xid", "position"),
        {"sqlite_autoincrement": True},  # a position is never given twice
    )

    position: int | None = Field(default=None, primary_key=True, sa_type=Position)
    # the PostgreSQL transaction that wrote the entry
    xid: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=Text)
    document: bytes
    # the change it is about; empty for grants and outcomes
    change: bytes
    # whom a grant or a verdict is for; empty for what everybody with a grant may see
    account: bytes
    # bytes that a reply grows by
    size: int = Field(sa_type=BigInteger)
