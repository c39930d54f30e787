"""Ids, keys, signatures, envelopes and records, taken one at a time (SPEC S, N1, X1, X2)."""

from typing import Final

from sync import number, seal
from sync.packing import pack
from tests.vectors.frames import Vector
from tests.vectors.people import BAY, DOSSIER, FIRST, LAN, NONCE, exclude

# The order of the group P-256: n − s signs whatever s signs.
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def ids() -> list[Vector]:
    found: list[Vector] = [
        {"name": "device", "rules": ["S2"], "public": LAN.public.hex(), "device": LAN.device.hex()},
        {
            "name": "document",
            "rules": ["S3"],
            "device": LAN.device.hex(),
            "nonce": NONCE.hex(),
            "document": DOSSIER.hex(),
        },
        {"name": "change", "rules": ["S1"], "payload": FIRST.payload.hex(), "change": FIRST.id.hex()},
    ]
    documents = {
        "of Lan's dossier": DOSSIER,
        "zero": bytes(16),
        "one": (1).to_bytes(8) + bytes(8),
        "the last digit's turn": (21).to_bytes(8) + bytes(8),
        "the greatest": (21**8 - 1).to_bytes(8) + bytes(8),
        "one more than the greatest": (21**8).to_bytes(8) + bytes(8),
        "all bits": b"\xff" * 16,
        "only the first 8 bytes count": bytes(8) + b"\xff" * 8,
    }
    return found + [
        {
            "name": f"number: {name}",
            "rules": ["N1"],
            "document": document.hex(),
            "number": number.provisional(document),
        }
        for name, document in documents.items()
    ]


def keys() -> list[Vector]:
    good = LAN.public
    x = good[27:59]
    compressed = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200") + b"\x02" + x
    candidates = {
        "a key": (good, True),
        "off the curve": (good[:-1] + bytes([good[-1] ^ 1]), False),
        "the point 0, 0": (good[:27] + bytes(64), False),
        "x beyond the field": (good[:27] + b"\xff" * 32 + good[59:], False),
        "compressed": (compressed, False),
        "another curve's name": (
            good.replace(bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d030106")),
            False,
        ),
        "cut short": (good[:-1], False),
        "a byte too many": (good + b"\0", False),
        "the bare point": (good[26:], False),
        "nothing": (b"", False),
    }
    assert all(seal.acceptable(public) is expected for public, expected in candidates.values())
    return [
        {"name": name, "rules": ["S7"], "public": public.hex(), "acceptable": expected}
        for name, (public, expected) in candidates.items()
    ]


def signatures() -> list[Vector]:
    payload = FIRST.payload
    good = LAN.sign(seal.CHANGE, payload)
    r, s = good[:32], good[32:]
    twin = r + (_ORDER - int.from_bytes(s)).to_bytes(32)
    of_nothing = LAN.sign(seal.ENROL, b"")
    label = "haidang/change/1"
    signed: list[tuple[str, bytes, bytes]] = [
        ("one bit of r", payload, bytes([r[0] ^ 1]) + r[1:] + s),
        ("one bit of s", payload, r + s[:-1] + bytes([s[-1] ^ 1])),
        ("one bit of the payload", payload[:-1] + b"o", good),
        ("r and s swapped", payload, s + r),
        ("zeros", payload, bytes(64)),
        ("r = 0", payload, bytes(32) + s),
        ("s = 0", payload, r + bytes(32)),
        ("s = n", payload, r + _ORDER.to_bytes(32)),
        ("ones", payload, b"\xff" * 64),
        ("63 bytes", payload, good[:-1]),
        ("65 bytes", payload, good + b"\0"),
        ("nothing", payload, b""),
    ]
    cases = [
        ("a signature", "S5", LAN.public, label, payload, good, True),
        ("its twin with n − s", "S6", LAN.public, label, payload, twin, True),
        ("of nothing, under another label", "S5", LAN.public, "haidang/enrol/1", b"", of_nothing, True),
        ("under another label", "S5", LAN.public, "haidang/exclusion/1", payload, good, False),
        ("by another device", "S5", BAY.public, label, payload, good, False),
        *[(name, "S8", LAN.public, label, what, signature, False) for name, what, signature in signed],
        ("a key off the curve", "S8", LAN.public[:-1] + b"\0", label, payload, good, False),
        ("no key", "S8", b"", label, payload, good, False),
    ]
    return [
        {
            "name": name,
            "rules": [rule],
            "public": public.hex(),
            "label": under,
            "payload": what.hex(),
            "signature": signature.hex(),
            "valid": valid,
        }
        for name, rule, public, under, what, signature, valid in cases
    ]


def envelopes() -> list[Vector]:
    payload = b"payload"
    signature = LAN.sign(seal.CHANGE, payload)
    good = seal.pack_signed(payload, signature)
    refused = {
        "nothing": b"",
        "not MessagePack": b"\xc1",
        "one element": pack([payload]),
        "three elements": pack([payload, signature, b""]),
        "a map": pack({"payload": payload}),
        "a payload that is a string": pack(["payload", signature]),
        "a signature that is a string": pack([payload, "s" * 64]),
        "63 bytes of signature": pack([payload, signature[:-1]]),
        "65 bytes of signature": pack([payload, signature + b"\0"]),
        "a byte after the end": good + b"\0",
        "cut short": good[:-1],
        "a payload with a long length": b"\x92\xc5\x00\x07" + payload + pack(signature),
        "an array with a long length": b"\xdc\x00\x02" + good[1:],
    }
    found: list[Vector] = [
        {
            "name": name,
            "rules": ["S4"],
            "envelope": seal.pack_signed(inside, signature).hex(),
            "payload": inside.hex(),
            "signature": signature.hex(),
        }
        for name, inside in (("an envelope", payload), ("of nothing", b""), ("of 300 bytes", b"x" * 300))
    ]
    return found + [
        {"name": f"refused: {name}", "rules": ["S4"], "envelope": it.hex()} for name, it in refused.items()
    ]


def records() -> list[Vector]:
    parent, other = b"\1" * 32, b"\2" * 32
    plain: list[object] = [1, DOSSIER, FIRST.id, [parent], [0, 2], "not-granted", 3]

    def but(place: int, item: object) -> bytes:
        return pack([*plain[:place], item, *plain[place + 1 :]])

    cases: list[tuple[str, str, bytes, bool]] = [
        ("X1", "a record", pack(plain), True),
        ("X1", "all", but(4, "all"), True),
        ("X4", "a readmission", but(4, []), True),
        ("X1", "no parents, no code, turn 0", exclude(FIRST, "all", 0), True),
        ("X1", "turn 2^53 − 1", but(6, 2**53 - 1), True),
        ("X1", "a code of 64 bytes", but(5, "c" * 64), True),
        ("X1", "version 2", but(0, 2), False),
        ("X1", "version true", but(0, True), False),
        ("X1", "six elements", pack(plain[:6]), False),
        ("X1", "eight elements", pack([*plain, 1]), False),
        ("X1", "a document of 15 bytes", but(1, DOSSIER[:15]), False),
        ("X1", "a change of 31 bytes", but(2, FIRST.id[:31]), False),
        ("X1", "parents not sorted", but(3, [other, parent]), False),
        ("X1", "a parent twice", but(3, [parent, parent]), False),
        ("X1", "a parent of 31 bytes", but(3, [parent[:31]]), False),
        ("X1", "65 parents", but(3, [bytes([place]) * 32 for place in range(65)]), False),
        ("X1", "parents null", but(3, None), False),
        ("X2", "indexes not sorted", but(4, [2, 0]), False),
        ("X2", "an index twice", but(4, [1, 1]), False),
        ("X2", "a negative index", but(4, [-1]), False),
        ("X2", "an index that is a boolean", but(4, [True]), False),
        ("X2", "an index beyond 2^53 − 1", but(4, [2**53]), False),
        ("X1", "another word than all", but(4, "none"), False),
        ("X1", "operations null", but(4, None), False),
        ("X1", "a code of 65 bytes", but(5, "c" * 65), False),
        ("X1", "a code of 33 characters, 66 bytes", but(5, "é" * 33), False),
        ("X1", "a code with NUL", but(5, "\0"), False),
        ("X1", "a code that is a number", but(5, 1), False),
        ("X1", "turn −1", but(6, -1), False),
        ("X1", "turn 2^53", but(6, 2**53), False),
        ("X1", "turn true", but(6, True), False),
        ("X1", "a byte after the end", pack(plain) + b"\0", False),
        ("X1", "a turn in a long form", pack(plain)[:-1] + b"\xcc\x03", False),
        ("X1", "nothing", b"", False),
    ]
    return [
        {"name": name, "rules": [rule], "payload": payload.hex(), "valid": valid}
        for rule, name, payload, valid in cases
    ]
