"""Every line of well-formedness, kept and broken (SPEC E1-E21)."""

from sync.packing import pack
from tests.vectors.frames import (
    DEVICE,
    DOCUMENT,
    PARENT,
    ROW,
    Vector,
    broken,
    frame,
    holding,
    kept,
    writing,
)

_BODY = {"nonce": "00" * 16}


def vectors() -> list[Vector]:
    return [
        *_frames(),
        *_canonical_form(),
        *_strings(),
        *_ids_and_parents(),
        *_operations(),
    ]


def _frames() -> list[Vector]:
    return [
        kept("E1", "the change that all others here are made from", frame()),
        broken("E1", "no bytes", b""),
        broken("E1", "six elements", frame(header=b"\x96", operations=b"")),
        broken("E1", "eight elements", frame(header=b"\x98", rest=b"\xc0")),
        broken("E1", "a map of seven", frame(header=b"\x87")),
        broken("E1", "a bare string", pack("change")),
        broken("E1", "parents are a map", frame(parents=b"\x80")),
        broken("E1", "parents are null", frame(parents=b"\xc0")),
        broken("E3", "the same array with a 16 bit length", frame(header=b"\xdc\x00\x07")),
        broken("E3", "cut short", frame()[:-1]),
        broken("E3", "a byte after the end", frame(rest=b"\x00")),
        kept("E2", "65,536 bytes", _of_size(65_536)),
        broken("E2", "65,537 bytes", _of_size(65_537)),
        broken("E5", "version 0", frame(version=b"\x00")),
        broken("E5", "version −1", frame(version=b"\xff")),
        broken("E5", "version true", frame(version=b"\xc3")),
        broken("E5", "version 1.0", frame(version=bytes.fromhex("cb3ff0000000000000"))),
        broken("E5", 'version "1"', frame(version=b"\xa11")),
        broken("E5", "version null", frame(version=b"\xc0")),
        kept("E5", "time 0", frame(time=b"\x00")),
        kept("E5", "time 2^53 − 1", frame(time=pack(2**53 - 1))),
        broken("E5", "time 2^53", frame(time=pack(2**53))),
        broken("E5", "time 2^64 − 1", frame(time=pack(2**64 - 1))),
        broken("E5", "time −1", frame(time=pack(-1))),
        broken("E5", "time false", frame(time=b"\xc2")),
        broken("E5", "time as a float", frame(time=bytes.fromhex("cb4235300000000000"))),
        broken("E5", "time as a timestamp", frame(time=bytes.fromhex("d6ff65920080"))),
    ]


def _of_size(size: int) -> bytes:
    bare = len(writing(["set", "/name", "x" * 1000])) - 1000
    return writing(["set", "/name", "x" * (size - bare)])


def _canonical_form() -> list[Vector]:
    longer = {
        "one as 8 bits": "cc01",
        "one as 16 bits": "cd0001",
        "255 as 16 bits": "cd00ff",
        "65,535 as 32 bits": "ce0000ffff",
        "2^32 − 1 as 64 bits": "cf00000000ffffffff",
        "one in the signed family": "d001",
        "128 in the signed family": "d10080",
        "2^32 in the signed family": "d30000000100000000",
        "−1 as 8 bits": "d0ff",
        "−33 as 16 bits": "d1ffdf",
        "−32,769 as 64 bits": "d3ffffffffffff7fff",
        "a short string with an 8 bit length": "d90161",
        "a short string with a 16 bit length": "da000161",
        "a short string with a 32 bit length": "db0000000161",
        "an array with a 16 bit length": "dc000101",
        "an array with a 32 bit length": "dd0000000101",
        "a map with a 16 bit length": "de0001a16101",
        "a map with a 32 bit length": "df00000001a16101",
        "the byte that MessagePack never uses": "c1",
    }
    shortest = {
        "127": "7f",
        "128": "cc80",
        "256": "cd0100",
        "65,536": "ce00010000",
        "2^32": "cf0000000100000000",
        "−32": "e0",
        "−33": "d0df",
        "−129": "d1ff7f",
        "−32,769": "d2ffff7fff",
        "−2^31 − 1": "d3ffffffff7fffffff",
        "31 characters": "bf" + "61" * 31,
        "32 characters": "d920" + "61" * 32,
        "256 characters": "da0100" + "61" * 256,
    }
    # U+10000 sorts after U+FFFF by UTF-8 bytes, before it by UTF-16 code units.
    far, near = "a4f0908080", "a3efbfbf"
    return [
        *[broken("E3", name, holding(bytes.fromhex(packed))) for name, packed in longer.items()],
        *[kept("E3", name, holding(bytes.fromhex(packed))) for name, packed in shortest.items()],
        broken("E3", "a parent with a 16 bit length", frame(parents=b"\x91\xc5\x00\x20" + PARENT)),
        kept("E4", "keys in order", holding(bytes.fromhex("82a16101a16202"))),
        broken("E4", "keys out of order", holding(bytes.fromhex("82a16201a16102"))),
        broken("E4", "a key twice", holding(bytes.fromhex("82a16101a16101"))),
        broken("E4", "a key twice, with other values", holding(bytes.fromhex("82a16101a16102"))),
        kept("E4", "a key before the longer one it begins", holding(bytes.fromhex("82a16101a2616102"))),
        broken("E4", "a key after the longer one it begins", holding(bytes.fromhex("82a2616101a16102"))),
        kept("E4", "keys by UTF-8 bytes", holding(bytes.fromhex(f"82{near}01{far}02"))),
        broken("E4", "keys by UTF-16 code units", holding(bytes.fromhex(f"82{far}01{near}02"))),
        broken("E4", "keys out of order, deep inside", holding(bytes.fromhex("9182a16201a16102"))),
    ]


def _strings() -> list[Vector]:
    return [
        kept("E6", "U+FEFF first", writing(["set", "/name", "\ufeffLan"])),
        kept("E6", "U+2028, U+2029, U+0085", writing(["set", "/name", "\u2028\u2029\u0085"])),
        kept("E6", "control characters but NUL", writing(["set", "/name", "\x01\t\n\r\x1f\x7f"])),
        kept("E6", "decomposed Vietnamese", writing(["set", "/name", "Nguye\u0302\u0303n"])),
        kept("E6", "beyond the basic plane", writing(["set", "/name", "𠊛"])),
        kept("E6", "an empty string", writing(["set", "/name", ""])),
        kept(
            "E6",
            "the key __proto__",
            writing(["set", "/name", {"__proto__": 1, "constructor": 2, "length": 3}]),
        ),
        kept("E6", "a key with U+FEFF", writing(["set", "/name", {"\ufeffa": 1, "a": 2}])),
        kept("E6", "an empty key", writing(["set", "/name", {"": 1}])),
        broken("E6", "NUL in a value", writing(["set", "/name", "a\0b"])),
        broken("E6", "NUL deep in a value", writing(["set", "/name", [{"a": ["\0"]}]])),
        broken("E6", "NUL in a key", writing(["set", "/name", {"a\0": 1}])),
        broken("E6", "NUL in a body", writing(["record", "noted", {"text": "\0"}])),
        broken("E6", "a lone high surrogate", holding(bytes.fromhex("a3eda080"))),
        broken("E6", "a lone low surrogate", holding(bytes.fromhex("a3edb080"))),
        broken("E6", "a pair of surrogates", holding(bytes.fromhex("a6eda080edb080"))),
        broken("E6", "an overlong NUL", holding(bytes.fromhex("a2c080"))),
        broken("E6", "an overlong slash", holding(bytes.fromhex("a2c0af"))),
        broken("E6", "a continuation byte alone", holding(bytes.fromhex("a180"))),
        broken("E6", "a character cut short", holding(bytes.fromhex("a2e1ba"))),
        broken("E6", "beyond U+10FFFF", holding(bytes.fromhex("a4f4908080"))),
        broken("E6", "a surrogate in a key", holding(bytes.fromhex("81a3eda08001"))),
    ]


def _ids_and_parents() -> list[Vector]:
    many = [bytes([place]) * 32 for place in range(65)]
    return [
        broken("E7", "document of 15 bytes", frame(document=pack(DOCUMENT[:15]))),
        broken("E7", "document of 17 bytes", frame(document=pack(DOCUMENT + b"\0"))),
        broken("E7", "document as a string", frame(document=pack("0" * 16))),
        broken("E7", "device of 15 bytes", frame(device=pack(DEVICE[:15]))),
        broken("E7", "device of 32 bytes", frame(device=pack(DEVICE * 2))),
        broken("E7", "device as a string", frame(device=pack("0" * 16))),
        broken("E7", "parent of 31 bytes", frame(parents=pack([PARENT[:31]]))),
        broken("E7", "parent of 33 bytes", frame(parents=pack([PARENT + b"\0"]))),
        broken("E7", "parent as a string", frame(parents=pack(["0" * 32]))),
        broken("E7", "parent null", frame(parents=pack([None]))),
        kept("E8", "no parents", frame(parents=pack([]))),
        kept("E8", "two parents, sorted", frame(parents=pack([many[1], many[2]]))),
        kept("E8", "64 parents", frame(parents=pack(many[:64]))),
        broken("E8", "65 parents", frame(parents=pack(many))),
        broken("E8", "two parents, not sorted", frame(parents=pack([many[2], many[1]]))),
        broken("E8", "a parent twice", frame(parents=pack([many[1], many[1]]))),
    ]


def _operations() -> list[Vector]:
    return [
        broken("E10", "no operation", frame(operations=pack([]))),
        broken("E10", "operations are a map", frame(operations=b"\x80")),
        broken("E10", "operations are null", frame(operations=b"\xc0")),
        broken("E10", "an operation is a string", writing("set")),
        broken("E10", "an operation is empty", writing([])),
        broken("E10", "an operation is a map", writing({"set": 1})),
        broken("E10", "an unknown kind", writing(["delete", "/name"])),
        broken("E10", "a kind in capitals", writing(["SET", "/name", 1])),
        broken("E10", "a kind that is a number", writing([1, "/name", 1])),
        broken(
            "E10", "a known one, then an unknown one", writing(["set", "/name", 1], ["merge", "/name", 1])
        ),
        broken("E10", "set without a value", writing(["set", "/name"])),
        broken("E10", "set with one too many", writing(["set", "/name", 1, 2])),
        broken("E10", "insert without a position", writing(["insert", "/items", ROW])),
        broken("E10", "insert with one too many", writing(["insert", "/items", ROW, "V", 1])),
        broken("E10", "remove without a row", writing(["remove", "/items"])),
        broken("E10", "remove with one too many", writing(["remove", "/items", ROW, "V"])),
        broken("E10", "record without a body", writing(["record", "noted"])),
        broken("E10", "record with one too many", writing(["record", "noted", {}, {}])),
        kept("E10", "each kind", writing(*_each_kind())),
        kept("E10", "the same operation twice", writing(["set", "/name", 1], ["set", "/name", 1])),
        broken("E16", "a body that is an array", writing(["record", "noted", []])),
        broken("E16", "a body that is null", writing(["record", "noted", None])),
        kept("E16", "an empty body", writing(["record", "noted", {}])),
    ]


def _each_kind() -> list[object]:
    return [
        ["record", "created", _BODY],
        ["insert", "/items", ROW, "V"],
        ["set", f"/items/@{ROW}/title", "Giấy khai sinh"],
        ["remove", "/items", ROW],
    ]
