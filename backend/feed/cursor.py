"""Cursors: a place in the feed, that no other node or incarnation takes for its own (SPEC T8, T13)."""

import hashlib
import hmac

from msgspec import Struct

from sync.packing import pack, unpack

MAC_BYTES = 8


class Place(Struct, frozen=True, order=True):
    xid: int
    position: int


ORIGIN = Place(0, 0)


class Cursor(Struct, frozen=True):
    """Everything up to `place` was delivered. `inner` is set while the history of the grant after it is:
    that history was delivered up to `inner`."""

    place: Place = ORIGIN
    grant: Place | None = None
    inner: Place = ORIGIN


def write(mark: bytes, secret: bytes, cursor: Cursor) -> bytes:
    """`mark` names the node and its incarnation: the 16 bytes that devices may look at."""
    grant = cursor.grant
    inside = [] if grant is None else [grant.xid, grant.position, cursor.inner.xid, cursor.inner.position]
    token = mark + pack([cursor.place.xid, cursor.place.position, *inside])
    return token + _mac(secret, token)


def read(mark: bytes, secret: bytes, token: bytes) -> Cursor:
    """The cursor; for what this incarnation did not write the very beginning: a wrong place skips changes."""
    signed, mac = token[:-MAC_BYTES], token[-MAC_BYTES:]
    if not signed.startswith(mark) or not hmac.compare_digest(mac, _mac(secret, signed)):
        return Cursor()
    match unpack(signed[len(mark) :]):
        case [int(xid), int(position)]:
            return Cursor(Place(xid, position))
        case [int(xid), int(position), int(grant), int(granted), int(inner), int(within)]:
            return Cursor(Place(xid, position), Place(grant, granted), Place(inner, within))
    raise AssertionError("we wrote this cursor")


def _mac(secret: bytes, token: bytes) -> bytes:
    return hmac.new(secret, b"haidang/cursor/1\0" + token, hashlib.sha256).digest()[:MAC_BYTES]
