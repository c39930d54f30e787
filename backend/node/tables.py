"""Table of the node: exactly one row."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class NodeRow(SQLModel, table=True):
    __tablename__ = "node"

    # always 1
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    node: bytes
    incarnation: bytes
    secret: bytes
    created: int = Field(sa_type=BigInteger)
