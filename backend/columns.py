"""Column types that mean the same on SQLite and PostgreSQL."""

from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, String, TypeDecorator
from sqlalchemy.types import TypeEngine


class Text(TypeDecorator[str]):
    """Text that compares by its bytes on both: SQLite does so by itself, PostgreSQL under COLLATE "C"."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return String(collation="C") if dialect.name == "postgresql" else String()

    @property
    def python_type(self) -> type[str]:
        return str


class Position(TypeDecorator[int]):
    """A counted key of 64 bits; SQLite counts only what is called INTEGER."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return BigInteger() if dialect.name == "postgresql" else Integer()

    @property
    def python_type(self) -> type[int]:
        return int
