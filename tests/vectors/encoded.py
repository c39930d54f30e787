"""Values as bytes and as text, taken one at a time (SPEC E1-E4, C1, C7, C11)."""

from sync.canonical import text
from sync.change import Change, as_array, decode
from sync.packing import pack
from tests.vectors.frames import Vector
from tests.vectors.people import BAY, FIRST, write


def encodings() -> list[Vector]:
    good: dict[str, object] = {
        "null": None,
        "booleans": [False, True],
        "integers of every width": [0, 127, 128, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32, 2**53 - 1],
        "negative ones": [-1, -32, -33, -128, -129, -32_768, -32_769, -(2**31), -(2**31) - 1, -(2**53) + 1],
        "strings of every width": ["", "a" * 31, "a" * 32, "a" * 255, "a" * 256],
        "Vietnamese, composed and not": ["Nguyễn", "Nguye\u0302\u0303n"],
        "16 items": list(range(16)),
        "keys by UTF-8 bytes": {"b": 1, "a": 2, "aa": 3, "é": 4, "\uffff": 5, "\U00010000": 6, "": 7},
        "keys that trap": {"__proto__": 1, "constructor": 2, "toString": 3, "\ufeffa": 4},
        "16 keys": {f"k{place:02}": place for place in range(16)},
    }
    refused = {
        "nothing": "",
        "two values": "c0c0",
        "a float": "cb3ff8000000000000",
        "an extension": "d40100",
        "a timestamp": "d6ff65920080",
        "an integer key": "810101",
        "a key twice": "82a16101a16101",
        "keys out of order": "82a16201a16101",
        "a long form": "cc01",
        "not UTF-8": "a1ff",
        "17 levels": "91" * 17 + "c0",
    }
    kept: list[Vector] = [
        {"name": name, "rules": ["E3", "E4"], "value": value, "packed": pack(value).hex()}
        for name, value in good.items()
    ]
    return kept + [
        {"name": f"refused: {name}", "rules": ["E3", "E4", "E22"], "packed": packed}
        for name, packed in refused.items()
    ]


def changes() -> list[Vector]:
    second = write(
        BAY,
        0,
        [FIRST],
        ["insert", "/items", "9f3kq0aa00000", "V"],
        ["set", "/items/@9f3kq0aa00000/title", "Giấy khai sinh"],
        ["remove", "/items", "9f3kq0aa00000"],
        ["record", "noted", {"\uffff": [None, True, -1], "𐀀": {}}],
    )
    found: list[Vector] = []
    for name, written in (("the first", FIRST), ("one of every kind", second)):
        change = decode(written.payload)
        assert isinstance(change, Change)
        shown = {
            "version": change.version,
            "schema": change.schema,
            "document": change.document.hex(),
            "device": change.device.hex(),
            "time": change.time,
            "parents": [parent.hex() for parent in change.parents],
            "operations": [as_array(operation) for operation in change.operations],
        }
        found.append(
            {
                "name": name,
                "rules": ["E1", "S1"],
                "change": shown,
                "payload": written.payload.hex(),
                "id": written.id.hex(),
            }
        )
    return found


def texts() -> list[Vector]:
    # name, value, the same answers, other answers
    cases: list[tuple[str, object, list[object], list[object]]] = [
        ("null", None, [], [False, 0, "", [], {}, "null"]),
        ("true", True, [True], [1, "true", False]),
        ("integers", [0, -1, 2**53 - 1, -(2**53) + 1], [], [[0, -1]]),
        ("one", 1, [], [True, "1"]),
        ("escapes", '"\\/\b\t\n\f\r\x01\x1f\x7f\u2028\ufeff', [], []),
        ("spaces", "Trần  Văn Bảy", [" Trần Văn Bảy  ", "Trần Văn    Bảy"], ["TrầnVăn Bảy"]),
        ("only spaces", "   ", ["", " "], [None]),
        ("other white space stays", "a\tb", [], ["a b", "a\u00a0b", "a\u3000b", "a\nb", "a\tb\t"]),
        ("a no-break space at the end stays", "a\u00a0", [], ["a"]),
        ("composed", "Nguyễn", ["Nguye\u0302\u0303n", "Nguyê\u0303n"], ["Nguyên", "nguyễn"]),
        ("a space before a mark", "a \u0301", [], ["á"]),
        ("inside arrays and maps", [{"a": " x  y "}], [[{"a": "x y"}]], [[{" a": "x y"}]]),
        ("keys stay as they are", {"é": 1}, [], [{"e\u0301": 1}]),
        ("keys by UTF-16 code units", {"\uffff": 1, "\U00010000": 2, "a": 3, "": 4, "é": 5}, [], []),
        ("keys that trap", {"__proto__": {"a": 1}, "constructor": None}, [], []),
        ("the order of an array matters", [1, 2], [], [[2, 1]]),
        ("the order of keys does not", {"a": 1, "b": 2}, [{"b": 2, "a": 1}], []),
    ]
    return [
        {
            "name": name,
            "rules": ["C1", "C7", "C11"],
            "value": value,
            "text": text(value),
            "equal": equal,
            "different": different,
        }
        for name, value, equal, different in cases
    ]
