"""Whole histories, told through the replica harness (SPEC H, W, O, X, Z)."""

from typing import Final

from sync import seal
from sync.packing import pack
from tests.vectors.frames import Vector
from tests.vectors.people import BAY, DOSSIER, FIRST, LAN, MAI, Written, envelope, secret, write
from tests.vectors.play import FORM, NOW, Play

_OTHER_DOSSIER: Final = bytes(range(100, 116))


def histories() -> list[Vector]:
    return [
        _two_people(),
        _out_of_order(),
        _a_stranger(),
        _forged_before_true(),
        _bad_signatures(),
        _bad_bytes(),
        _a_newer_version(),
        _another_document(),
        _sealed_before(),
        _exclusions_and_open_edits(),
        _open_edits(),
        _clocks_and_clones(),
        _many_heads(),
        _requests_that_fail(),
        _at(),
    ]


def _set(path: str, value: object) -> list[object]:
    return ["set", path, value]


def _signed(author: seal.SigningKey, change: Written) -> str:
    return envelope(author, change.payload).hex()


def _two_people() -> Vector:
    play = Play("lan", "bay")
    start = play.write("lan", ["record", "created", {"nonce": "00" * 16}], _set("/a", 1))
    play.receive("bay", start)
    one = play.write("lan", _set("/a", "Lan"), ["insert", "/items", "9f3kq0aa00000", "V"])
    two = play.write("bay", _set("/a", "Bảy"), ["insert", "/items", "9f3kq0aa00001", "V"])
    play.receive("lan", two)
    play.receive("bay", one, one, start)
    play.look("lan", "bay")
    play.receive("bay", play.write("lan", _set("/a", "Bảy")))
    play.look("lan", "bay")
    return play.told("two people fill in one field, and one of them resolves it", "Z1 W3 R1 C14 G9")


def _out_of_order() -> Vector:
    play = Play("lan", "bay")
    first, second, third = (play.write("lan", _set("/a", value)) for value in (1, 2, 3))
    play.receive("bay", third)
    play.receive("bay", second, third)
    play.look("bay")
    play.receive("bay", first)
    play.receive("bay", third, second, first)
    play.look("bay")
    return play.told("a chain that arrives backwards", "W1 W3 W4 W9")


def _a_stranger() -> Vector:
    play = Play("lan", "mai", strangers=("mai",))
    first, second = (play.write("mai", _set("/a", value)) for value in (1, 2))
    play.receive("lan", first, second)
    play.receive("mai", first)
    play.look("lan")
    play.edit("lan", _set("/b", "đang gõ"), now=NOW + 5)
    play.ask("know", public=MAI.public.hex())
    play.receive("lan", first, second)
    play.look("lan")
    play.ask("know", public=MAI.public.hex())
    return play.told("a key that becomes known, while somebody is typing", "W6 W9 O4 Z3 Z4")


def _forged_before_true() -> Vector:
    play = Play("lan")
    true, other = write(BAY, 1, [], _set("/a", 1)), write(BAY, 1, [], _set("/a", 2))
    forged = [seal.pack_signed(true.payload, bytes([place]) * 64).hex() for place in range(1, 5)]
    play.receive("lan", *forged[:2], forged[0], forged[1], *forged[2:3], _signed(BAY, true))
    play.receive("lan", *[it.replace(true.payload.hex(), other.payload.hex()) for it in forged])
    play.receive("lan", _signed(BAY, other))
    play.ask("new", "bay", secret=secret("bay").hex())
    play.look("lan")
    play.receive("lan", _signed(BAY, other))
    play.look("lan")
    return play.told("forged envelopes that come before the true one", "W6 W7")


def _bad_signatures() -> Vector:
    play = Play("lan", "bay")
    change = write(BAY, 1, [], _set("/a", 1))
    bad = seal.pack_signed(change.payload, MAI.sign(seal.CHANGE, change.payload)).hex()
    wrong_label = seal.pack_signed(change.payload, BAY.sign(seal.EXCLUSION, change.payload)).hex()
    play.receive("lan", bad, wrong_label)
    play.receive("lan", bad, _signed(BAY, change), wrong_label)
    play.look("lan")
    return play.told("a bad signature says nothing about its change", "W7 W8 S5 S6")


def _bad_bytes() -> Vector:
    play = Play("lan", "bay")
    good = write(BAY, 1, [], _set("/a", 1))
    broken = pack([1, FORM, DOSSIER, BAY.device, 1, [], []])
    stranger = write(MAI, 1, [], _set("/a", 1), version=2)
    play.edit("lan", _set("/b", 1))
    play.receive("lan", "", "c0", "92c400c400", _signed(BAY, FIRST)[:-2], envelope(BAY, broken).hex())
    play.receive("lan", envelope(BAY, broken).hex(), _signed(BAY, good), "ff", _signed(MAI, stranger))
    play.look("lan")
    return play.told("bytes that are no change, in one batch with one that is", "W8 W11 S4 Z2")


def _a_newer_version() -> Vector:
    play = Play("lan", "bay")
    newer = write(BAY, 1, [], _set("/a", 1), version=2)
    after = write(BAY, 2, [newer], _set("/a", 2))
    play.receive("lan", _signed(BAY, after))
    play.receive("lan", _signed(BAY, newer), _signed(BAY, after))
    play.look("lan")
    play.exclude("lan", newer, [0], 1)
    play.look("lan")
    play.exclude("lan", newer, "all", 0)
    play.receive("lan", _signed(BAY, newer), _signed(BAY, after))
    play.look("lan")
    return play.told("a newer version waits until it is left out", "W5 W8 W9 X5 X6 W12")


def _another_document() -> Vector:
    play = Play("lan", "bay")
    there = {"document": _OTHER_DOSSIER.hex(), "now": NOW}
    play.ask("edit", "bay", operations=[_set("/a", 1)], schema=FORM, **there)
    elsewhere = str(play.ask("seal", "bay", **there)["sealed"][0]["envelope"])
    payload = play.script[-1][1]["sealed"][0]["payload"]
    parent = Written(seal.change_id(bytes.fromhex(payload)), bytes.fromhex(payload), ())
    change = write(BAY, 1, [parent], _set("/a", 2))
    play.receive("lan", elsewhere, _signed(BAY, change))
    play.look("lan")
    return play.told("a parent in another document is no parent", "H2 W9")


def _sealed_before() -> Vector:
    play = Play("lan", "bay")
    start = play.write("lan", _set("/a", 0))
    play.receive("bay", start)
    theirs = play.write("bay", _set("/a", "Bảy"))
    play.edit("lan", _set("/a", "Lan"), now=NOW + 1)
    play.receive("lan", start, now=NOW + 2)
    play.receive("lan", theirs, now=NOW + 3)
    play.look("lan")
    play.edit("lan", _set("/b", 1), now=NOW + 4)
    play.receive("lan", theirs, start, now=NOW + 5)
    play.ask("seal", "lan", document=DOSSIER.hex(), now=NOW + 6)
    play.ask("seal", "lan", document=DOSSIER.hex(), now=NOW + 7)
    play.look("lan")
    return play.told("what is open is sealed before anything new is applied", "O4 O5 Z2")


def _exclusions_and_open_edits() -> Vector:
    play = Play("lan", "bay")
    start = write(BAY, 1, [], _set("/a", 0))
    absent = write(MAI, 2, [start], _set("/a", 1), _set("/b", 1))
    after = write(BAY, 3, [absent], _set("/c", 1))
    play.receive("lan", _signed(BAY, start), _signed(BAY, after))
    play.edit("lan", _set("/d", "đang gõ"), now=NOW + 1)
    play.exclude("lan", start, [0], 1)
    play.exclude("lan", absent, [0], 1)
    play.exclude("lan", absent, "all", 1)
    play.receive("lan", _signed(BAY, start), _signed(BAY, after), _signed(MAI, absent))
    play.look("lan")
    play.ask("new", "mai", secret=secret("mai").hex())
    play.receive("lan", _signed(MAI, absent))
    play.exclude("lan", absent, [], 2)
    play.exclude("lan", start, [], 1)
    play.receive("lan", _signed(BAY, start), _signed(MAI, absent))
    play.look("lan")
    return play.told("exclusions of what is held, and of what is not", "X3 X4 X5 X6 X7 O4 W12 Z3 Z6")


def _open_edits() -> Vector:
    play = Play("lan")
    play.edit("lan", _set("/a", 1), _set("/b", 1), _set("/a", 2))
    play.edit("lan", _set("/b", 3), ["insert", "/items", "9f3kq0aa00000", "V"])
    play.look("lan")
    play.edit("lan", _set("/c", 1), schema="khoi-cong@2", now=NOW + 1)
    play.edit("lan", _set("/c", 1.5), _set("/c", 2), schema="khoi-cong@3")
    play.edit("lan", _set("/c", "\ud800"), schema="khoi-cong@3")
    play.edit("lan", _set("/c", "x" * 66_000), schema="khoi-cong@3")
    play.edit("lan", _set("/c", 2.0), schema="no version")
    play.edit("lan", schema="khoi-cong@2")
    play.seal("lan", now=NOW + 2)
    play.look("lan")
    return play.told("open edits: what replaces, what seals, what is refused", "O1 O2 O3 Z5")


def _clocks_and_clones() -> Vector:
    play = Play("lan", "bay")
    play.ask("new", "clone", secret=secret("lan").hex())
    old = play.write("lan", _set("/a", "1970"), now=0)
    far = play.write("clone", _set("/a", "2999"), now=32_500_000_000_000_000)
    before = play.write("bay", _set("/a", "trước 1970"), now=-5)
    for name in ("lan", "clone", "bay"):
        play.receive(name, old, far, before)
    play.look("lan", "clone", "bay")
    play.ask("new", "lan", secret=secret("lan").hex())
    play.look("lan")
    return play.told("clones of one device, and clocks that are wrong", "E21 R4 H6 Z4")


def _many_heads() -> Vector:
    play = Play("lan", "bay")
    roots = [write(BAY, place, [], _set("/a", place)) for place in range(70)]
    own = [write(LAN, place, [], _set("/b", place)) for place in range(3)]
    play.receive("lan", *[_signed(BAY, root) for root in roots], *[_signed(LAN, root) for root in own])
    play.write("lan", _set("/a", "một"))
    play.write("lan", _set("/a", "hai"))
    play.look("lan")
    return play.told("more heads than a change may name", "H3 H4 H5")


def _requests_that_fail() -> Vector:
    play = Play("lan")
    document = DOSSIER.hex()
    play.ask("nothing")
    play.ask("state", "nobody", document=document)
    play.ask("new", "bad", secret="00" * 32)
    play.ask("know", public="00")
    play.ask("edit", "lan", document=document, operations=[_set("/a", 1)], schema=7, now=NOW)
    for parents, operations, turn in (
        ([], [1, 0], 1),
        ([], "some", 1),
        (["22" * 32] * 2, "all", 1),
        ([], "all", -1),
    ):
        record = {"change": "11" * 32, "parents": parents, "operations": operations, "turn": turn}
        play.ask("exclude", "lan", document=document, **record)
    play.look("lan")
    return play.told("requests that cannot be done change nothing", "Z1 Z5 Z6 X1 X2")


def _at() -> Vector:
    play = Play("lan", "bay")
    first = write(BAY, 1, [], _set("/a", 1))
    second = write(BAY, 2, [first], _set("/a", 2))
    side = write(BAY, 3, [first], _set("/b", 3))
    play.receive("lan", *[_signed(BAY, change) for change in (first, second, side)])
    play.exclude("lan", second, "all", 1)
    for at in ([], [first], [second], [side], [second, side], [side, side, first]):
        play.look("lan", at=[change.id.hex() for change in at])
    play.look("lan", at=["11" * 32, first.id.hex()])
    return play.told("the state at some of the changes", "C9")
