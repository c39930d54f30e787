"""Sender: the device that signed a request, as the hub knows it."""

from msgspec import Struct


class Sender(Struct, frozen=True, kw_only=True):
    device: bytes
    account: bytes
