"""The vectors, run by Python; TypeScript runs the same files."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from sync import canonical, conflicts, consent, number, packing, seal, submission
from sync.change import Change, Malformed, Newer, as_array, decode, encode, read_operation
from sync.document import Document
from sync.exclusions import parse_exclusion
from sync.submission import Matching
from tests.interop.replica import Harness
from tests.sync.oracle import Held, Oracle
from tests.vectors import generate

_FOLDER: Final = Path(__file__).parents[1] / "vectors"

Vector = dict[str, Any]


def vectors(file: str) -> Callable[[Callable[[Vector], None]], Callable[[Vector], None]]:
    found = json.loads((_FOLDER / file).read_text(encoding="utf-8"))["vectors"]
    names = [vector["name"] for vector in found]
    assert len(names) == len(set(names)), f"a name stands twice in {file}"
    return pytest.mark.parametrize("vector", found, ids=names)


def joined(payload: str | list[list[Any]]) -> bytes:
    if isinstance(payload, str):
        return bytes.fromhex(payload)
    return b"".join(bytes.fromhex(piece) * times for piece, times in payload)


def test_the_files_are_what_their_makers_make() -> None:
    assert generate.main(["--check"]) == 0


@vectors("well-formedness.json")
def test_E1_well_formedness(vector: Vector) -> None:
    kinds = {Change: "change", Newer: "newer", Malformed: "malformed"}
    content = decode(joined(vector["payload"]))
    assert kinds[type(content)] == vector["expect"]


@vectors("encoding.json")
def test_E3_encoding(vector: Vector) -> None:
    packed = bytes.fromhex(vector["packed"])
    if "value" in vector:
        assert packing.pack(vector["value"]) == packed
        assert packing.unpack(packed) == vector["value"]
    else:
        with pytest.raises(packing.NotCanonical):
            packing.unpack(packed)


@vectors("changes.json")
def test_S1_changes(vector: Vector) -> None:
    payload = bytes.fromhex(vector["payload"])
    content = decode(payload)
    assert isinstance(content, Change)
    assert encode(content) == payload
    assert seal.change_id(payload).hex() == vector["id"]
    change = vector["change"]
    assert [as_array(operation) for operation in content.operations] == change["operations"]
    assert [read_operation(item) for item in change["operations"]] == list(content.operations)
    assert [parent.hex() for parent in content.parents] == change["parents"]
    assert (content.document.hex(), content.device.hex()) == (change["document"], change["device"])
    assert (content.version, content.schema, content.time) == (
        change["version"],
        change["schema"],
        change["time"],
    )


@vectors("canonical.json")
def test_C1_C11_canonical_text_and_equality(vector: Vector) -> None:
    value = vector["value"]
    assert canonical.text(value) == vector["text"]
    assert all(conflicts.equal(value, other) for other in vector["equal"])
    assert not any(conflicts.equal(value, other) for other in vector["different"])


@vectors("ids.json")
def test_S1_S2_S3_N1_ids(vector: Vector) -> None:
    given = {
        name: bytes.fromhex(it) for name, it in vector.items() if name not in ("name", "rules", "number")
    }
    if "public" in vector:
        assert seal.device_id(given["public"]) == given["device"]
    if "nonce" in vector:
        assert seal.document_id(given["device"], given["nonce"]) == given["document"]
    if "payload" in vector:
        assert seal.change_id(given["payload"]) == given["change"]
    if "number" in vector:
        assert number.provisional(given["document"]) == vector["number"]


@vectors("keys.json")
def test_S7_keys(vector: Vector) -> None:
    assert seal.acceptable(bytes.fromhex(vector["public"])) is vector["acceptable"]


@vectors("signatures.json")
def test_S5_S6_S8_signatures(vector: Vector) -> None:
    label = vector["label"].encode() + b"\0"
    public, payload, signature = (bytes.fromhex(vector[name]) for name in ("public", "payload", "signature"))
    assert seal.verify(public, label, payload, signature) is vector["valid"]


@vectors("envelopes.json")
def test_S4_envelopes(vector: Vector) -> None:
    envelope = bytes.fromhex(vector["envelope"])
    if "payload" in vector:
        payload, signature = bytes.fromhex(vector["payload"]), bytes.fromhex(vector["signature"])
        assert seal.unpack_signed(envelope) == (payload, signature)
        assert seal.pack_signed(payload, signature) == envelope
    else:
        assert seal.unpack_signed(envelope) is None


@vectors("exclusions.json")
def test_X1_X2_records(vector: Vector) -> None:
    assert (parse_exclusion(bytes.fromhex(vector["payload"])) is not None) is vector["valid"]


@vectors("merges.json")
def test_W4_merges(vector: Vector) -> None:
    payloads = [bytes.fromhex(payload) for payload in vector["changes"]]
    records = [bytes.fromhex(payload) for payload in vector["exclusions"]]
    for seed in range(4):
        document = filled(vector, seed)
        assert document.state() == vector["state"]
        assert document.digest().hex() == vector["digest"]
        assert list(document.conflicts()) == vector["conflicts"]
        replaced = document.replaced().items()
        assert [[path, [it.change.hex() for it in entries]] for path, entries in replaced] == vector[
            "replaced"
        ]
    held = Held(
        document=bytes.fromhex(vector["document"]),
        payloads=tuple((seal.change_id(payload), payload) for payload in payloads),
        records=frozenset(records),
    )
    oracle = Oracle(held)
    assert (oracle.state(), oracle.conflicts()) == (vector["state"], vector["conflicts"])


@vectors("submissions.json")
def test_B2_submissions(vector: Vector) -> None:
    found = submission.judge(filled(vector, 0), bytes.fromhex(vector["change"]))
    if vector["judgement"] == "differing":
        assert isinstance(found, submission.Differing)
    else:
        assert isinstance(found, Matching)
        assert (found.digest.hex(), list(found.conflicts)) == (vector["digest"], vector["conflicts"])


@vectors("consents.json")
def test_K2_K3_K4_K5_K7_consents(vector: Vector) -> None:
    if "body" in vector:
        document, body = bytes.fromhex(vector["document"]), vector["body"]
        assert (consent.read(body) is not None) is vector["reads"]
        if "asked" in vector:
            assert seal.digest(consent.asked(document, body)).hex() == vector["asked"]
    if "code" in vector:
        assert consent.plain(vector["code"]) == vector["plain"]
        assert seal.digest(consent.cancelling(vector["code"])).hex() == vector["hash"]
    if "payload" in vector:
        seen = consent.read_seen(bytes.fromhex(vector["payload"]))
        told = None if seen is None else {name: getattr(seen, name) for name in seen.__struct_fields__}
        named = {name: it.hex() if isinstance(it, bytes) else it for name, it in (told or {}).items()}
        assert (named or None) == vector.get("seen")


def filled(vector: Vector, seed: int) -> Document:
    """The vector's document, its parts taken in some order."""
    document = Document(bytes.fromhex(vector["document"]))
    parts = [("change", payload) for payload in vector["changes"]]
    parts += [("exclusion", payload) for payload in vector["exclusions"]]
    Random(seed).shuffle(parts)
    for kind, text in parts:
        payload = bytes.fromhex(text)
        if kind == "change":
            document.take(seal.change_id(payload), payload)
        else:
            document.exclude(payload)
    return document


@vectors("histories.json")
def test_Z1_histories(vector: Vector) -> None:
    harness = Harness()
    for request, reply in vector["script"]:
        # Signing here is deterministic: even the signatures are the vector's.
        assert json.loads(harness.answer(json.dumps(request))) == reply
