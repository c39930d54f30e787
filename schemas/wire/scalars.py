"""Ids and bounds that the wire structs share. Lengths are bytes for binaries, code points for texts."""

from typing import Annotated

from msgspec import Meta

DocumentId = Annotated[bytes, Meta(min_length=16, max_length=16)]
DeviceId = Annotated[bytes, Meta(min_length=16, max_length=16)]
AccountId = Annotated[bytes, Meta(min_length=16, max_length=16)]
ChangeId = Annotated[bytes, Meta(min_length=32, max_length=32)]

# An envelope travels as an opaque binary, so that one that cannot be decoded is refused alone; also one that
# is too large, so the bound here is wider than the 64 KiB of a payload and the 100 bytes around it.
EnvelopeBytes = Annotated[bytes, Meta(max_length=1_048_576)]
SignedRecord = Annotated[bytes, Meta(max_length=65_536 + 128)]

# Opaque to devices: the node's incarnation and a place in its commit order. Empty: from the start.
Cursor = Annotated[bytes, Meta(max_length=96)]
Nonce = Annotated[bytes, Meta(max_length=64)]

UnixMs = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Version = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Code = Annotated[str, Meta(max_length=64)]
ShortText = Annotated[str, Meta(max_length=200)]
FormId = Annotated[str, Meta(max_length=72)]
UnitCode = Annotated[str, Meta(max_length=16)]
Pointer = Annotated[str, Meta(max_length=256)]
# Something to read: it begins with what can be seen, and holds no control characters
Reason = Annotated[
    str, Meta(max_length=200, pattern="^[^\\s\\x00-\\x1f\\x7f-\\x9f][^\\x00-\\x1f\\x7f-\\x9f]*$")
]
