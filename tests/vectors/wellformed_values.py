"""Well-formedness of texts, values and higher versions, kept and broken (SPEC E9-E20, E22)."""

from sync.packing import pack
from tests.vectors.frames import (
    PARENT,
    ROW,
    SCHEMA,
    Vector,
    broken,
    frame,
    holding,
    kept,
    kept_unread,
    nested,
    writing,
)


def vectors() -> list[Vector]:
    return [*_patterns(), *_values(), *_newer()]


def _patterns() -> list[Vector]:
    found: list[Vector] = []

    def check(rule: str, make: str, kept: list[str], broken: list[object]) -> None:
        for expect, texts in (("change", kept), ("malformed", broken)):
            for text in texts:
                payload = _with_text(make, text)
                shown = (
                    f"{make}: {text!r}"
                    if len(repr(text)) < 60
                    else f"{make}: {repr(text)[:40]}… ({len(str(text))})"
                )
                found.append({"name": shown, "rules": [rule], "payload": payload.hex(), "expect": expect})

    name = "n" * 64
    check(
        "E9",
        "schema",
        [SCHEMA, "0@0", "a" * 64 + "@999999", "a.b_c-d@12"],
        [
            "",
            "khoi-cong",
            "@1",
            "khoi-cong@",
            "Khoi@1",
            "-a@1",
            "a" * 65 + "@1",
            "a@1234567",
            "a@1\n",
            "a@x",
            "a b@1",
            1,
        ],
    )
    check("E20", "schema", [], ["khoi-cong@1\n", "\nkhoi-cong@1", "khoi-cong@１", "khởi@1"])
    check(
        "E11",
        "path",
        ["/a", "/A-b_0", f"/{name}", f"/a/@{ROW}", f"/a/@{ROW}/b", f"/a/b/@{ROW}/c/@{ROW}", _long_path(256)],
        [
            "",
            "/",
            "a",
            "/a/",
            "//a",
            f"/{name}n",
            f"/@{ROW}",
            f"/a/@{ROW}/@{ROW}",
            "/a.b",
            "/a b",
            "/á",
            "/a/0/",
            7,
            None,
        ],
    )
    check("E11", "path", [], [_long_path(257), "/a/@", "/@a", "/__proto__/", "/~0"])
    check("E20", "path", [], ["/a\n", "\n/a", "/a\u2028"])
    check(
        "E12",
        "list path",
        ["/items", f"/items/@{ROW}/parts", "/a/b", _long_path(256)],
        ["", "/", "items", f"/items/@{ROW}", "/items/", _long_path(257), 1],
    )
    check("E20", "list path", [], ["/items\n"])
    check(
        "E13",
        "row id",
        [ROW, "0" * 13, "v" * 13],
        ["", "0" * 12, "0" * 14, "w" * 13, "V" * 13, "9f3kq0aa0000é", 0, f"@{ROW}"],
    )
    check(
        "E13", "path", [], ["/a/@" + "0" * 12, "/a/@" + "0" * 14, "/a/@" + "w" * 13, "/a/@" + "V" * 13 + "/b"]
    )
    check("E20", "row id", [], ["0" * 13 + "\n", "0" * 12 + "\n"])
    check("E14", "position", ["!", "~", "V", "!" * 64], ["", "!" * 65, " ", "a b", "\x7f", "é", "a\t", 5])
    check("E20", "position", [], ["V\n"])
    check("E15", "kind", ["a", "created", "a_b", "z" * 32], ["", "_a", "A", "a-b", "a1", "z" * 33, "é", 1])
    check("E20", "kind", [], ["created\n"])
    return found


def _with_text(make: str, text: object) -> bytes:
    match make:
        case "schema":
            return frame(schema=pack(text))
        case "path":
            return writing(["set", text, 1])
        case "list path":
            return writing(["remove", text, ROW])
        case "row id":
            return writing(["insert", "/items", text, "V"])
        case "position":
            return writing(["insert", "/items", ROW, text])
    assert make == "kind"
    return writing(["record", text, {}])


def _long_path(size: int) -> str:
    return ("/" + "n" * 63) * (size // 64) + (
        "/" + "n" * (size % 64 - 1) if size % 64 > 1 else "n" * (size % 64)
    )


def _values() -> list[Vector]:
    limit = 2**53 - 1
    good: dict[str, object] = {
        "null": None,
        "booleans": [True, False],
        "zero": 0,
        "2^53 − 1": limit,
        "−2^53 + 1": -limit,
        "an array of kinds": [None, True, 1, "a", [], {}],
        "a map": {"media_type": "image/jpeg", "name": "giấy.jpg", "sha256": "00" * 32, "size": 1024},
        "8 levels of arrays": nested(8),
    }
    floats = {"1.5": "cb3ff8000000000000", "1.0": "cb3ff0000000000000", "a short float": "ca3fc00000"}
    floats |= {"NaN": "cb7ff8000000000000", "infinity": "cb7ff0000000000000", "−0.0": "cb8000000000000000"}
    other = {
        "a binary": "c40100",
        "an empty binary": "c400",
        "a binary in an array": "91c40100",
        "an extension": "d40100",
        "a timestamp": "d6ff65920080",
        "a map with an integer key": "810101",
        "a map with a null key": "81c001",
        "a map with a binary key": "81c4016101",
        "a map with an array key": "819001",
    }
    return [
        *[kept("E17", name, writing(["set", "/name", value])) for name, value in good.items()],
        *[
            broken("E17", name, holding(bytes.fromhex(packed)))
            for name, packed in {**floats, **other}.items()
        ],
        broken("E17", "2^53", writing(["set", "/name", limit + 1])),
        broken("E17", "−2^53", writing(["set", "/name", -limit - 1])),
        broken("E17", "2^64 − 1 deep inside", writing(["set", "/name", [{"a": 2**64 - 1}]])),
        broken("E17", "a float in a body", writing(["record", "noted", {"a": 1.5}])),
        broken("E18", "9 levels of arrays", writing(["set", "/name", nested(9)])),
        broken("E18", "9 levels, maps too", writing(["set", "/name", {"a": nested(8)}])),
        kept("E18", "a body with 7 levels in it", writing(["record", "noted", {"a": nested(7)}])),
        broken("E18", "a body with 8 levels in it", writing(["record", "noted", {"a": nested(8)}])),
        broken("E22", "65,000 nested arrays", holding(b"\x91" * 65_000)),
        broken("E22", "an array that claims 2^32 − 1 items", holding(b"\xdd\xff\xff\xff\xff")),
        broken("E22", "a map that claims 2^32 − 1 items", holding(b"\xdf\xff\xff\xff\xff")),
        broken("E22", "a string that claims 2^32 − 1 bytes", holding(b"\xdb\xff\xff\xff\xff")),
    ]


def _newer() -> list[Vector]:
    two = b"\x02"
    return [
        kept_unread("version 2", frame(version=two)),
        kept_unread("version 2^53 − 1", frame(version=pack(2**53 - 1))),
        kept_unread("version 2, eight elements", frame(header=b"\x98", version=two, rest=b"\xc0")),
        kept_unread("version 2, 16 elements", frame(header=b"\xdc\x00\x10", version=two, rest=b"\xc0" * 9)),
        kept_unread("version 2, another length form", frame(header=b"\xdc\x00\x07", version=two)),
        kept_unread("version 2, nothing after the sixth", frame(version=two, operations=b"")),
        kept_unread("version 2, operations that are none", frame(version=two, operations=b"\xc1\xff\x00")),
        kept_unread("version 2, bytes after the end", frame(version=two, rest=b"\x00")),
        kept_unread("version 2, no parents", frame(version=two, parents=b"\x90")),
        kept_unread("version 2, 65,536 bytes", _padded(65_536)),
        broken("E2", "version 2, 65,537 bytes", _padded(65_537)),
        broken("E5", "version 2^53", frame(version=pack(2**53))),
        broken("E3", "version 2 as 8 bits", frame(version=b"\xcc\x02")),
        broken("E1", "version 2, six elements", frame(header=b"\x96", version=two, operations=b"")),
        broken("E9", "version 2, no schema", frame(version=two, schema=pack("x"))),
        broken(
            "E3", "version 2, a schema with a long length", frame(version=two, schema=b"\xd9\x0bkhoi-cong@1")
        ),
        broken("E7", "version 2, a short document", frame(version=two, document=pack(b"0" * 15))),
        broken("E7", "version 2, a short device", frame(version=two, device=pack(b"0" * 15))),
        broken("E5", "version 2, time 2^53", frame(version=two, time=pack(2**53))),
        broken("E3", "version 2, a long time", frame(version=two, time=b"\xcd\x00\x01")),
        broken("E7", "version 2, a short parent", frame(version=two, parents=pack([b"0" * 31]))),
        broken("E8", "version 2, a parent twice", frame(version=two, parents=pack([PARENT, PARENT]))),
        broken("E3", "version 2, a long array of parents", frame(version=two, parents=b"\xdc\x00\x00")),
        broken("E3", "version 2, cut short in the parents", frame(version=two, operations=b"")[:-1]),
    ]


def _padded(size: int) -> bytes:
    bare = frame(version=b"\x02")
    return bare + bytes(size - len(bare))
