"""Bodies of `consented` records, what a passkey signs of them, cancel codes, countersignatures (SPEC K)."""

import hashlib
from typing import Final

from sync import consent
from sync.consent import Seen
from sync.packing import pack
from tests.vectors.frames import Vector
from tests.vectors.people import BAY, DOSSIER, FIRST, LAN

NOTICES: Final = {"to": "helper", "name": "", "phone": "", "address": ""}
BODY: Final[dict[str, object]] = {
    "name": "Nguyễn Thị Tư",
    "procedure": "1.014027",
    "text": 1,
    "language": "vi",
    "mode": "card",
    "proof": {"officer": "CB-0112"},
    "expires": 1_797_814_800_000,
    "cancel": hashlib.sha256(consent.cancelling("K7PM-3XHW-9CDA")).hexdigest(),
    "notices": NOTICES,
}
PASSKEY: Final = {"credential": "abc", "authenticator": "x_-", "client": "e30", "signature": "MEU"}


def bodies() -> list[Vector]:
    return [_judged(name, rule, body) for name, rule, body in [*_good(), *_refused()]]


def codes() -> list[Vector]:
    written = {
        "as made": "K7PM-3XHW-9CDA",
        "by hand": " k7pm 3xhw\t9cda\n",
        "with another hyphen": "K7PM–3XHW−9CDA",
        "letters that are no code's": "ßI0 O1-đĐ",
        "nothing": "",
    }
    return [
        {
            "name": f"code: {name}",
            "rules": ["K5"],
            "code": code,
            "plain": consent.plain(code),
            "hash": hashlib.sha256(consent.cancelling(code)).hexdigest(),
        }
        for name, code in written.items()
    ]


def countersigned() -> list[Vector]:
    ids = [DOSSIER, FIRST.id, LAN.device, BAY.device]
    seen = Seen(
        document=DOSSIER, change=FIRST.id, owner=LAN.device, helper=BAY.device, time=1_795_222_800_000
    )
    named = {name: getattr(seen, name).hex() for name in ("document", "change", "owner", "helper")}
    refused: dict[str, bytes] = {
        "another version": pack([2, *ids, 1]),
        "version true": pack([True, *ids, 1]),
        "five elements": pack([1, *ids]),
        "seven elements": pack([1, *ids, 1, 1]),
        "a time that is a string": pack([1, *ids, "1"]),
        "a time before all": pack([1, *ids, -1]),
        "an id of another length": pack([1, ids[0], ids[1][:16], *ids[2:], 1]),
        "an id that is text": pack([1, ids[0].hex(), *ids[1:], 1]),
        "no array": pack({"version": 1}),
        "a byte after the end": consent.pack_seen(seen) + b"\0",
        "nothing": b"",
    }
    good: Vector = {"name": "seen", "rules": ["K7"], "payload": consent.pack_seen(seen).hex()}
    good["seen"] = {**named, "time": seen.time}
    return [good] + [
        {"name": f"not seen: {name}", "rules": ["K7"], "payload": payload.hex()}
        for name, payload in refused.items()
    ]


def _judged(name: str, rule: str, body: dict[str, object]) -> Vector:
    read = consent.read(body)  # type: ignore[arg-type]
    vector: Vector = {"name": name, "rules": [rule], "document": DOSSIER.hex(), "body": body}
    vector["reads"] = read is not None
    if read is not None:
        vector["asked"] = hashlib.sha256(consent.asked(DOSSIER, body)).hexdigest()  # type: ignore[arg-type]
    return vector


def _good() -> list[tuple[str, str, dict[str, object]]]:
    return [
        ("a card", "K2", BODY),
        ("the same after another proof: asked alike", "K4", {**BODY, "proof": {"officer": "CB-0113"}}),
        ("an own phone", "K3", {**BODY, "mode": "phone", "proof": {"code": "K7PM-3XHW"}}),
        ("a passkey", "K3", {**BODY, "mode": "passkey", "proof": PASSKEY}),
        ("a witness", "K3", {**BODY, "mode": "witness", "proof": {"name": "Lê Văn Năm", "phone": ""}}),
        ("in English", "K2", {**BODY, "language": "en"}),
        ("a name of 200 characters beyond the BMP", "K2", {**BODY, "name": "𠀀" * 200}),
        ("long over", "K2", {**BODY, "expires": 0}),
        ("never over", "K2", {**BODY, "expires": 2**53 - 1}),
        (
            "notices to a relative",
            "K2",
            {**BODY, "notices": {**NOTICES, "to": "relative", "name": "Sáu", "phone": "0903 123 456"}},
        ),
        (
            "notices by post",
            "K2",
            {**BODY, "notices": {**NOTICES, "to": "post", "name": "Tư", "address": "Ấp 3, xã Bình Hưng"}},
        ),
        ("notices to the own phone, or none", "K2", {**BODY, "notices": {**NOTICES, "to": "own"}}),
    ]


def _refused() -> list[tuple[str, str, dict[str, object]]]:
    def but(key: str, value: object) -> dict[str, object]:
        return {**BODY, key: value}

    def notices(**changed: object) -> dict[str, object]:
        return but("notices", {**NOTICES, **changed})

    def proof(mode: object, shown: object) -> dict[str, object]:
        return {**BODY, "mode": mode, "proof": shown}

    cases = {
        "nothing": {},
        "one key more": {**BODY, "note": "x"},
        "one key more that every map has": {**BODY, "__proto__": "x"},
        **{f"no {key}": {name: it for name, it in BODY.items() if name != key} for key in BODY},
        "no name written": but("name", ""),
        "a blank name": but("name", " "),
        "a blank before a name": but("name", " Tư"),
        "a line break in a name": but("name", "Tư\nNăm"),
        "a control character of the second kind": but("name", "Tư\u0085Năm"),
        "a name of 201 characters": but("name", "ư" * 201),
        "a name that is a number": but("name", 4),
        "a procedure with a blank": but("procedure", "1.014 027"),
        "a procedure with a line break": but("procedure", "1.014027\n"),
        "a procedure of 33 characters": but("procedure", "1" * 33),
        "text 0": but("text", 0),
        "text true": but("text", True),
        "text 1,000,000": but("text", 1_000_000),
        "a text that is text": but("text", "1"),
        "another language": but("language", "fr"),
        "languages": but("language", ["vi"]),
        "over before all": but("expires", -1),
        "never": but("expires", None),
        "a cancel code in clear": but("cancel", "K7PM-3XHW-9CDA"),
        "a hash in capitals": but("cancel", "AB" * 32),
        "another mode": proof("voice", {}),
        "a mode that every map has": proof("constructor", {}),
        "a mode that is a list": proof(["card"], {"officer": "CB-0112"}),
        "another mode's proof": proof("phone", {"officer": "CB-0112"}),
        "no proof": proof("card", {}),
        "a proof that is a list": proof("card", ["CB-0112"]),
        "something more in a proof": proof("card", {"officer": "CB-0112", "note": ""}),
        "an officer of 65 characters": proof("card", {"officer": "x" * 65}),
        "a phone code with a look-alike": proof("phone", {"code": "K7PM-3XH1"}),
        "a phone code in small letters": proof("phone", {"code": "k7pm-3xhw"}),
        "a phone code without its hyphen": proof("phone", {"code": "K7PM3XHW"}),
        "a phone code and a line break": proof("phone", {"code": "K7PM-3XHW\n"}),
        "a passkey with padding": proof("passkey", {**PASSKEY, "client": "e30="}),
        "a passkey of nothing": proof("passkey", {**PASSKEY, "signature": ""}),
        "a passkey of 4,097 characters": proof("passkey", {**PASSKEY, "client": "e" * 4097}),
        "a witness without a name": proof("witness", {"name": "", "phone": "0903123456"}),
        "a witness's phone of 21 characters": proof("witness", {"name": "Năm", "phone": "0" * 21}),
        "notices to nobody": notices(to="nobody"),
        "notices to all": notices(to=["own"]),
        "notices without an address": but("notices", {"to": "own", "name": "", "phone": ""}),
        "notices with more": notices(mail="x"),
        "notices that are text": but("notices", "helper"),
        "notices to a relative without a phone": notices(to="relative", name="Sáu"),
        "notices to a relative without a name": notices(to="relative", phone="0903123456"),
        "notices by post without an address": notices(to="post", name="Tư"),
        "notices by post without a name": notices(to="post", address="Ấp 3"),
        "an address of 301 characters": notices(address="x" * 301),
        "an address of two lines": notices(address="Ấp 3\nxã Bình Hưng"),
    }
    return [(f"refused: {name}", "K2", body) for name, body in cases.items()]
