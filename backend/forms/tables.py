"""Tables of the catalogues that were issued, and of what the database itself asks of the one served now."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class IssueRow(SQLModel, table=True):
    """From when on a content of the catalogue was served; the last one is served now."""

    __tablename__ = "catalogue_issue"

    issued: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    # bundle.content_digest
    content: bytes


class CatalogueFormRow(SQLModel, table=True):
    """The procedure that a form belongs to, by the form's name; also of forms that are no more."""

    __tablename__ = "catalogue_form"

    form: str = Field(primary_key=True, sa_type=Text)
    procedure: str = Field(sa_type=Text)


class CatalogueUnitRow(SQLModel, table=True):
    __tablename__ = "catalogue_unit"

    code: str = Field(primary_key=True, sa_type=Text)
