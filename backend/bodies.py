"""Bodies: bounded when they come, bounded when inflated, decoded strictly; and packed for the way back."""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec
from litestar import Request, Response
from litestar.datastructures import State

from backend.problems import Refused

BODY_BYTES_MAX = 1_048_576
INFLATED_BYTES_MAX = 4_194_304
SMALL_BODY_BYTES_MAX = 16_384
PIECE_BYTES = 65_536
# Shorter replies are not worth a gzip header.
GZIP_FROM_BYTES = 1_024
GZIP_LEVEL = 3
MSGPACK = "application/msgpack"
JSON = "application/json"

AnyRequest = Request[object, object, State]
Shape = TypeVar("Shape")


async def read_packed(request: AnyRequest, shape: type[Shape]) -> Shape:
    """A MessagePack body, gzip or plain."""
    _require_type(request, MSGPACK)
    return decode_packed(plain(await request.body(), request.headers.get("content-encoding", "")), shape)


async def read_json(request: AnyRequest, shape: type[Shape]) -> Shape:
    """A JSON body, gzip or plain."""
    _require_type(request, JSON)
    return decode_json(plain(await request.body(), request.headers.get("content-encoding", "")), shape)


def _require_type(request: AnyRequest, media_type: str) -> None:
    """No form of a page can say these types, and every form says one: where none is said it is no form."""
    said = request.headers.getall("content-type", [media_type])
    if len(said) != 1 or said[0].partition(";")[0].strip().lower() != media_type:
        raise Refused("unsupported-type")


def plain(body: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity"):
        return body
    if encoding != "gzip":
        raise Refused("unsupported-encoding")
    return b"".join(inflated(body))


def inflated(body: bytes) -> Iterator[bytes]:
    """One gzip member, in pieces, so that a bomb is put down at the bound and not after it went off."""
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    size = 0
    rest = body
    while not inflater.eof:
        try:
            piece = inflater.decompress(rest, PIECE_BYTES)
        except zlib.error:
            raise Refused("bad-request") from None
        rest = inflater.unconsumed_tail
        if not piece and not rest and not inflater.eof:
            raise Refused("bad-request")  # cut short
        size += len(piece)
        if size > INFLATED_BYTES_MAX:
            raise Refused("body-too-large")
        yield piece
    if inflater.unused_data:
        raise Refused("bad-request")


def decode_packed(body: bytes, shape: type[Shape]) -> Shape:
    try:
        return msgspec.msgpack.decode(body, type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refused("bad-request") from None


def decode_json(body: bytes, shape: type[Shape]) -> Shape:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refused("bad-request") from None


def packed(request: AnyRequest, answer: msgspec.Struct) -> Response[bytes]:
    """A MessagePack reply, gzip where the other side takes it and it is worth it."""
    return compressed(request, msgspec.msgpack.encode(answer), MSGPACK, {})


def compressed(
    request: AnyRequest, content: bytes, media_type: str, headers: Mapping[str, str]
) -> Response[bytes]:
    """The same for content that is there already."""
    headers = {**headers, "vary": "accept-encoding"}
    if len(content) > GZIP_FROM_BYTES and takes("gzip", request.headers.get("accept-encoding", "")):
        content = gzip.compress(content, GZIP_LEVEL, mtime=0)
        headers["content-encoding"] = "gzip"
    return Response(content, media_type=media_type, headers=headers)


def takes(coding: str, accepted: str) -> bool:
    """Whether an Accept-Encoding names a content coding, and not with the weight 0 that means "never"."""
    for offer in accepted.lower().split(","):
        name, _, weight = offer.replace(" ", "").partition(";q=")
        if name == coding:
            return weight.strip("0.") != "" or weight == ""
    return False


def in_json(answer: msgspec.Struct) -> Response[bytes]:
    """A JSON reply in which ids are hexadecimal, as the app writes them."""
    content = msgspec.json.encode(_with_hex(msgspec.to_builtins(answer, builtin_types=(bytes,))))
    return Response(content, media_type=JSON)


def _with_hex(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {key: _with_hex(inner) for key, inner in value.items()}
    return [_with_hex(inner) for inner in value] if isinstance(value, list | tuple) else value
