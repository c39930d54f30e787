"""Who takes part: accounts, keys and the hub's identity, made once in a process from fixed words."""

import hashlib
from functools import cache

from backend.identity import Identity
from schemas.wire.devices import EnrolmentRequest
from sync.seal import SigningKey

ACCOUNTS = ("lan", "minh", "hoa")
# Devices by name, and whose they are. The last one is a stranger: its key comes to the hub later.
DEVICES = {"lan-1": "lan", "minh-1": "minh", "lan-2": "lan", "hoa-1": "hoa", "minh-9": "minh"}
STRANGER = "minh-9"
# 2026-11-21T08:00+07:00
START_MS = 1_795_222_800_000


def account_of(device: str) -> bytes:
    return account_id(DEVICES[device])


@cache
def account_id(name: str) -> bytes:
    return hashlib.sha256(b"account\0" + name.encode()).digest()[:16]


@cache
def key_of(device: str) -> SigningKey:
    return SigningKey.from_secret(hashlib.sha256(b"simulated device\0" + device.encode()).digest())


@cache
def identity(incarnation: int) -> Identity:
    """The hub in its first life, its second …"""
    return Identity(
        node=bytes(16),
        incarnation=incarnation.to_bytes(16, "big"),
        secret=bytes(32),
        name="Hải Đăng",
        key=key_of("hub"),
    )


def enrolment_of(device: str) -> EnrolmentRequest:
    public = key_of(device).public
    return EnrolmentRequest(code="", public=public, nonce=b"", signature=bytes(64), label=device)
