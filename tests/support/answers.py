"""What people type in generated histories: few fields, so that they meet; values that people call equal."""

from random import Random
from typing import Final

_ROWS: Final = ("9f3kq0aa00000", "9f3kq0aa00001")
_LISTS: Final = ("/g", f"/g/@{_ROWS[0]}/h")
_PATHS: Final = (
    "/a",
    "/a",
    "/b",
    "/a/beneath",
    f"/g/@{_ROWS[0]}/x",
    f"/g/@{_ROWS[1]}/x",
    f"/g/@{_ROWS[0]}",
    f"/g/@{_ROWS[0]}/h/@{_ROWS[1]}/y",
)
_VALUES: Final[tuple[object, ...]] = (
    "Nguyễn",
    "Nguye\u0302\u0303n",
    " Nguyễn ",
    "Trần  Văn Bảy",
    "Trần Văn Bảy",
    "",
    " ",
    None,
    True,
    1,
    0,
    -(2**53) + 1,
    ["a", " a "],
    {"\uffff": 1, "\U00010000": 2, "a": {"__proto__": []}},
    {"a": "x  y"},
    {"a": "x y"},
)
_RECORDS: Final[tuple[tuple[str, dict[str, object]], ...]] = (
    ("created", {"nonce": "00" * 16}),
    ("noted", {"b": [], "a": 1}),
    ("later_kind", {}),
)


def edited_operations(random: Random) -> list[list[object]]:
    """One to three operations in their array form."""
    return [_operation(random) for _ in range(random.choice((1, 1, 2, 3)))]


def paths_set(operations: list[list[object]]) -> set[str]:
    return {str(operation[1]) for operation in operations if operation[0] == "set"}


def _operation(random: Random) -> list[object]:
    kind = random.choice(("set", "set", "set", "set", "insert", "remove", "record"))
    match kind:
        case "set":
            return ["set", random.choice(_PATHS), random.choice(_VALUES)]
        case "insert":
            return ["insert", random.choice(_LISTS), random.choice(_ROWS), random.choice("AVz")]
        case "remove":
            return ["remove", random.choice(_LISTS), random.choice(_ROWS)]
    record, body = random.choice(_RECORDS)
    return ["record", record, body]
