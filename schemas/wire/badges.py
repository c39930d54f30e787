"""A helper's badge: what the hub signs of who somebody is at a helping table, to be shown as a QR code."""

from typing import Annotated

from msgspec import Meta, Struct

from schemas.wire.scalars import AccountId, ShortText, SignedRecord, UnixMs


class BadgeRecord(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """The payload of a badge, signed over "haidang/badge/1\\0" and its packed bytes."""

    version: Annotated[int, Meta(ge=1, le=1)]
    account: AccountId
    person: ShortText
    # the group that sent the helper, and the unit or authority it works in
    group: ShortText
    area: ShortText
    issued: UnixMs
    # the first moment at which it no longer counts
    expires: UnixMs


class Badge(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/badge`: JSON, the signed record in hexadecimal."""

    record: SignedRecord
