"""A grant: who may write and pull what."""

from msgspec import Struct


class Grant(Struct, frozen=True):
    document: bytes
    account: bytes
