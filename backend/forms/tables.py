"""Table of the catalogues that were issued."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class IssueRow(SQLModel, table=True):
    """From when on a content of the catalogue was served; the last one is served now."""

    __tablename__ = "catalogue_issue"

    issued: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    # bundle.content_digest
    content: bytes
