"""How a device becomes known: proof of possession against a challenge, and a one-time code."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.scalars import AccountId, DeviceId, Nonce, ShortText, SignedRecord, UnitCode, UnixMs

PublicKey = Annotated[bytes, Meta(max_length=256)]
Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]
EnrolmentCode = Annotated[str, Meta(min_length=1, max_length=64)]


class Hub(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/hub`: JSON, who this node is; unsigned, so only for greeting. Binaries are base64."""

    # 32 hexadecimal digits
    node: ShortText
    name: ShortText
    public: PublicKey
    time: UnixMs
    # as good as that of a challenge
    nonce: Nonce


class Challenge(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/devices/challenge`: a nonce that the next enrolment must sign."""

    nonce: Nonce


class EnrolmentRequest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /api/devices`. The signature is over "haidang/enrol/1\\0" and packed [nonce, public, code]."""

    code: EnrolmentCode
    public: PublicKey
    nonce: Nonce
    signature: Signature
    # how people call this device: "Điện thoại của Lan"
    label: ShortText


class Enrolled(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who the device now writes for, and the key of the hub it may believe."""

    device: DeviceId
    account: AccountId
    person: ShortText
    role: Literal["citizen", "officer"]
    unit: UnitCode
    unit_name: ShortText
    hub: PublicKey
    enrolment: SignedRecord
    time: UnixMs
    nonce: Nonce


class DeviceRecord(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """The payload of a hub-signed enrolment, signed over "haidang/device/1\\0" and its packed bytes."""

    version: Annotated[int, Meta(ge=1, le=1)]
    device: DeviceId
    public: PublicKey
    account: AccountId
    person: ShortText
    label: ShortText
    enrolled: UnixMs
