"""Table of how many codes an agency has given on a day."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class CodeCounterRow(SQLModel, table=True):
    __tablename__ = "code_counter"

    agency: str = Field(sa_type=Text, primary_key=True)
    day: str = Field(sa_type=Text, primary_key=True)
    # the last number
    given: int = Field(sa_type=BigInteger)
