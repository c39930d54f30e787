"""Single merges: a set of changes and exclusions, and what it comes to (SPEC R, G, L, X, C, B)."""

from collections.abc import Sequence
from typing import Final

from sync import submission
from sync.change import Value
from sync.document import Document
from sync.submission import Matching
from tests.vectors.frames import Vector
from tests.vectors.people import BAY, DOSSIER, LAN, MAI, NONCE, Written, exclude, write

_ROW: Final = "9f3kq0aa00000"
_OTHER: Final = "9f3kq0aa00001"
_START: Final = write(LAN, 1000, [], ["record", "created", {"nonce": NONCE.hex()}])


def merges() -> list[Vector]:
    return [*_registers(), *_rows(), *_log_and_graph(), *_exclusions(), *_conflicts()]


def document_of(changes: Sequence[Written], exclusions: Sequence[bytes] = ()) -> Document:
    document = Document(DOSSIER)
    for payload in exclusions:
        document.exclude(payload)
    for change in changes:
        document.take(change.id, change.payload)
    return document


def _merge(name: str, rules: str, changes: Sequence[Written], exclusions: Sequence[bytes] = ()) -> Vector:
    document = document_of(changes, exclusions)
    return {
        "name": name,
        "rules": rules.split(),
        "document": DOSSIER.hex(),
        "changes": [change.payload.hex() for change in changes],
        "exclusions": [payload.hex() for payload in exclusions],
        "state": document.state(),
        "digest": document.digest().hex(),
        "conflicts": list(document.conflicts()),
        "replaced": [
            [path, [entry.change.hex() for entry in entries]] for path, entries in document.replaced().items()
        ],
    }


def _set(path: str, value: object) -> list[object]:
    return ["set", path, value]


def _registers() -> list[Vector]:
    lan = write(LAN, 2000, [_START], _set("/a", "Lan"))
    bay = write(BAY, 2000, [_START], _set("/a", "Bảy"))
    after = write(LAN, 3000, [lan], _set("/a", "Lan nữa"))
    chosen = write(BAY, 4000, [lan, bay], _set("/a", "Bảy"))
    early = write(BAY, 0, [lan], _set("/a", "1970"))
    late = write(MAI, 2**42 - 1, [_START], _set("/a", "2099"))
    twice = write(LAN, 2000, [_START], _set("/a", 1), _set("/b", 2), _set("/a", 3))
    clone = write(LAN, 2500, [_START], _set("/a", "từ bản sao"))
    return [
        _merge("an empty document", "C1", []),
        _merge("one value", "R1", [_START, lan]),
        _merge("a value is replaced by who saw it", "R1", [_START, lan, after]),
        _merge("two people who did not see each other", "R1 C10", [_START, lan, bay]),
        _merge("three, one of whom replaced what she saw", "R1", [_START, lan, bay, after]),
        _merge("who saw both chooses", "R1 C14", [_START, lan, bay, chosen]),
        _merge("a choice takes away only what it saw", "R1 C14", [_START, lan, bay, chosen, after]),
        _merge("two values in one change", "R2", [_START, twice]),
        _merge("a clone of the device writes too", "H6 R1", [_START, lan, clone]),
        _merge("a clock in 1970 still replaces what it saw", "R4", [_START, lan, early]),
        _merge("a clock in 2099 hides nobody", "R4", [_START, lan, bay, late]),
    ]


def _rows() -> list[Vector]:
    title, inner = f"/items/@{_ROW}/title", f"/items/@{_ROW}/parts"
    added = write(LAN, 2000, [_START], ["insert", "/items", _ROW, "V"], _set(title, "một"))
    removed = write(LAN, 3000, [added], ["remove", "/items", _ROW])
    edited = write(BAY, 3000, [added], _set(title, "hai"))
    moved = write(BAY, 3000, [added], ["insert", "/items", _ROW, "W"])
    moved_too = write(MAI, 3000, [added], ["insert", "/items", _ROW, "X"])
    again = write(MAI, 5000, [removed], ["insert", "/items", _ROW, "T"])
    other = write(BAY, 2000, [_START], ["insert", "/items", _OTHER, "V"])
    bare = write(BAY, 2000, [_START], _set(f"/items/@{_OTHER}/title", "không có vị trí"))
    on_it = write(BAY, 2000, [_START], _set(f"/items/@{_OTHER}", "cả dòng"))
    nested = write(BAY, 3000, [added], ["insert", inner, _OTHER, "V"], _set(f"{inner}/@{_OTHER}/b", 1))
    both = write(LAN, 2000, [_START], ["insert", "/items", _ROW, "V"], ["remove", "/items", _ROW])
    turned = write(LAN, 3000, [added], ["remove", "/items", _ROW], _set(title, "ba"))
    return [
        _merge("a row", "G1", [_START, added]),
        _merge("two devices start the same group", "G9 G8", [_START, added, other]),
        _merge("a row without a position comes first", "G2 G8", [_START, added, bare]),
        _merge("a value at the row itself", "G2", [_START, on_it]),
        _merge("a row is removed, its registers stay", "G3 G6", [_START, added, removed]),
        _merge("a removed row revived", "G6", [_START, added, removed, again]),
        _merge("an edit outlives a removal", "G4", [_START, added, removed, edited]),
        _merge("a move outlives a removal", "G4 G7", [_START, added, removed, moved]),
        _merge("two moves", "G7", [_START, added, moved, moved_too]),
        _merge("a row in a row", "G1 G2", [_START, added, nested]),
        _merge("a row in a removed row", "G5 G4", [_START, added, removed, nested]),
        _merge("added and removed in one change", "G3", [_START, both]),
        _merge("removed and written in one change", "G3 G2", [_START, added, turned]),
        _merge(
            "a removal of a row that was never there",
            "G3",
            [_START, write(LAN, 1, [], ["remove", "/z", _ROW])],
        ),
    ]


def _log_and_graph() -> list[Vector]:
    noted = write(BAY, 2000, [_START], ["record", "noted", {"b": 1, "a": [None, True]}])
    unknown = write(LAN, 2000, [_START], ["record", "zzz_later", {}], ["record", "noted", {"n": 2}])
    orphan = write(BAY, 3000, [write(MAI, 1, [], _set("/x", 1))], _set("/a", "không có cha"))
    newer = write(MAI, 2000, [_START], _set("/a", "phiên bản 2"), version=2)
    after_newer = write(BAY, 3000, [newer], _set("/a", "sau phiên bản 2"))
    root = write(BAY, 500, [], _set("/a", "gốc thứ hai"))
    return [
        _merge("facts of two people", "L1 C4", [_START, noted, unknown]),
        _merge("a record of an unknown kind", "L2", [_START, unknown]),
        _merge("a change without its parent waits", "W1", [_START, orphan]),
        _merge("a newer version waits, and what is built on it", "W5", [_START, newer, after_newer]),
        _merge("a second root", "H6", [_START, root]),
    ]


def _exclusions() -> list[Vector]:
    first = write(LAN, 2000, [_START], _set("/a", "của Lan"), _set("/b", 1))
    second = write(BAY, 3000, [first], _set("/a", "của Bảy"), _set("/b", 2), ["record", "noted", {}])
    third = write(MAI, 4000, [second], _set("/a", "của Mai"))
    same = write(MAI, 4000, [second], _set("/a", " của  Lan"))
    newer = write(MAI, 2000, [_START], _set("/a", "?"), version=2)
    on_newer = write(BAY, 5000, [newer], _set("/c", 1))
    all_of, none_of = exclude(second, "all", 1), exclude(second, [], 2)
    chain = [_START, first, second]
    return [
        _merge("a change is left out, its value gives way", "X7 X8 C6", chain, [all_of]),
        _merge("one operation is left out", "X8 C6", chain, [exclude(second, [0], 1)]),
        _merge("what it took away is listed", "X9", [*chain, third], [all_of]),
        _merge("what it took away is back in other spaces", "X9", [*chain, same], [all_of]),
        _merge("a readmission", "X4", chain, [all_of, none_of]),
        _merge("what a readmitted one wrote is listed", "X10", [*chain, third], [all_of, none_of]),
        _merge("a lower turn changes nothing", "X3", chain, [none_of, exclude(second, "all", 1)]),
        _merge("equal turns", "X3", chain, [exclude(second, [0], 1), exclude(second, [1], 1), all_of]),
        _merge(
            "an operation that is not there",
            "X2",
            chain,
            [exclude(second, [0, 3], 5), exclude(second, [1], 1)],
        ),
        _merge("all, before the payload comes", "X5", [_START, first, third], [all_of]),
        _merge("part, before the payload comes", "X6", [_START, first, third], [exclude(second, [0], 1)]),
        _merge("all, then part, before the payload", "X6", [_START, first, third], [all_of, none_of]),
        _merge("all, of a newer version", "X5 W5", [_START, newer, on_newer], [exclude(newer, "all", 1)]),
        _merge("part of a newer version", "X6 W5", [_START, newer, on_newer], [exclude(newer, [0], 1)]),
        _merge("all, where its own parents are missing", "X5", [_START, third], [all_of]),
        _merge("of a change that is the only head", "X7 C5", [_START], [exclude(first, "all", 1)]),
    ]


def _conflicts() -> list[Vector]:
    def pair(one: object, other: object, path: str = "/a") -> list[Written]:
        return [
            _START,
            write(LAN, 2000, [_START], _set(path, one)),
            write(BAY, 2000, [_START], _set(path, other)),
        ]

    title = f"/items/@{_ROW}/title"
    rows = pair("một", "hai", title)
    gone = write(MAI, 3000, rows[1:], ["remove", "/items", _ROW])
    at_row = pair("một", "hai", f"/items/@{_ROW}")
    outer = write(LAN, 2000, [_START], _set("/a", 1))
    return [
        _merge("the same answer twice", "C10", pair("Lan", "Lan")),
        _merge("composed and decomposed", "C11", pair("Nguyễn", "Nguye\u0302\u0303n")),
        _merge("spaces", "C11", pair("Trần Văn Bảy", " Trần  Văn   Bảy ")),
        _merge("another kind of space", "C11", pair("a b", "a\u00a0b")),
        _merge("true and 1", "C11", pair(True, 1)),
        _merge("keys in another form", "C11", pair({"é": 1}, {"e\u0301": 1})),
        _merge("in a row that is visible", "C12", rows),
        _merge("in a row that is gone", "C12", [*rows, gone]),
        _merge(
            "at a row that is gone",
            "C12",
            [*at_row, write(MAI, 3000, at_row[1:], ["remove", "/items", _ROW])],
        ),
        _merge("one beneath the other", "C13", [_START, outer, write(BAY, 1, [outer], _set("/a/b/c", 2))]),
        _merge(
            "side by side", "C13", [_START, outer, write(BAY, 1, [outer], _set("/ab", 2), _set("/a-b/c", 3))]
        ),
        _merge("one beneath the other, in a row that is gone", "C13", _beneath_gone()),
    ]


def _beneath_gone() -> list[Written]:
    both = write(LAN, 2000, [_START], _set(f"/items/@{_ROW}/a", 1), _set(f"/items/@{_ROW}/a/b", 2))
    return [_START, both, write(LAN, 3000, [both], ["remove", "/items", _ROW])]


def submissions() -> list[Vector]:
    first = write(LAN, 2000, [_START], _set("/a", "của Lan"))
    second = write(BAY, 3000, [_START], _set("/a", "của Bảy"))
    seen = document_of([_START, first, second])
    left_out = document_of([_START, first, second], [exclude(second, "all", 1)])
    submitted = write(
        LAN, 4000, [first, second], ["record", "submitted", submission.body(seen, "khoi-cong@1")]
    )
    knowing = write(
        LAN, 4000, [first, second], ["record", "submitted", submission.body(left_out, "khoi-cong@1")]
    )
    later = write(BAY, 5000, [submitted], _set("/a", "sửa sau khi nộp"))
    body = submission.body(seen, "khoi-cong@1")
    base = [_START, first, second]
    nothing: list[Value] = [[first.id.hex(), []]]

    def judged(name: str, rules: str, changes: Sequence[Written], change: Written, *records: bytes) -> Vector:
        document = document_of(changes, records)
        found = submission.judge(document, change.id)
        vector: Vector = {
            "name": name,
            "rules": rules.split(),
            "document": DOSSIER.hex(),
            "changes": [it.payload.hex() for it in changes],
            "exclusions": [payload.hex() for payload in records],
            "change": change.id.hex(),
            "judgement": "differing",
        }
        if isinstance(found, Matching):
            vector |= {
                "judgement": "matching",
                "digest": found.digest.hex(),
                "conflicts": list(found.conflicts),
            }
        return vector

    def variant(name: str, rules: str, kind: str, changed: object) -> Vector:
        change = write(LAN, 4000, [first, second], ["record", kind, changed])
        return judged(name, rules, [*base, change], change)

    with_more = write(LAN, 4000, [first, second], ["record", "submitted", body], _set("/b", 1))
    return [
        judged("as its author saw it", "B1 B2 B4", [*base, submitted], submitted),
        judged("a later change is not in it", "B5", [*base, submitted, later], submitted),
        judged(
            "we left something out meanwhile", "B3", [*base, submitted], submitted, exclude(second, "all", 1)
        ),
        judged("its author knew of an exclusion", "B2", [*base, knowing], knowing, exclude(second, "all", 1)),
        judged("its author had one that we have not", "B2 B3", [*base, knowing], knowing),
        judged("with another operation", "B1", [*base, with_more], with_more),
        judged("not a submission", "B2", base, first),
        variant("supplemented", "B6", "supplemented", body),
        variant("another digest", "B2", "submitted", {**body, "digest": "00" * 32}),
        variant("the digest in capitals", "B2", "submitted", {**body, "digest": str(body["digest"]).upper()}),
        variant("an exclusion of nothing", "B2", "submitted", {**body, "exclusions": nothing}),
        variant(
            "an exclusion of a stranger", "B2", "submitted", {**body, "exclusions": [["00" * 32, "all"]]}
        ),
        variant("a body with more", "B2", "submitted", {**body, "note": 1}),
        variant(
            "a body without exclusions", "B2", "submitted", {"digest": body["digest"], "form": "khoi-cong@1"}
        ),
        variant("another kind", "B2", "noted", body),
    ]
