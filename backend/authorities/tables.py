"""Table of authorities. A unit of the catalogue has a row only where it may stand elsewhere than others."""

from sqlmodel import Field, SQLModel

from backend.columns import Text


class AuthorityRow(SQLModel, table=True):
    __tablename__ = "authority"

    code: str = Field(primary_key=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    parent: str = Field(sa_type=Text)
    # codes of units with a blank between them
    covers: str = Field(sa_type=Text)
    # days of Ho Chi Minh City, the last of them included
    begins: str = Field(sa_type=Text)
    ends: str | None = Field(sa_type=Text, nullable=True)
    successor: str | None = Field(sa_type=Text, nullable=True)
