"""What taking in a change costs beyond verifying its signature, which nobody can leave out."""

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from bench.dossiers import KEY, Signed, begun, cases, edited
from bench.figure import Figure, microseconds
from sync import seal
from sync.change import Change, Set, decode
from sync.document import Document

FORM = "khoi-cong@1"
DOSSIERS = 40
EDITS = 5


def figures() -> list[Figure]:
    changes = histories()
    by_library, ours, opened, merged, digested = microseconds(
        lambda: verify_bare(changes),
        lambda: verify(changes),
        lambda: open_all(changes),
        lambda: merge(changes),
        lambda: digest_all(changes),
        repeats=len(changes),
    )
    return [
        Figure(name="verify a signature", value=ours, unit="µs", floor=by_library),
        Figure(name="and decode it, checking every rule", value=opened, unit="µs", floor=by_library),
        Figure(name="and merge it", value=merged, unit="µs", floor=by_library),
        Figure(name="and digest each dossier's state", value=digested, unit="µs", floor=by_library),
    ]


def histories() -> list[Signed]:
    """Dossiers filled in at one sitting, each followed by some changed answers."""
    operations = cases()[FORM]
    answers = [operation for operation in operations if isinstance(operation, Set)]
    changes = []
    for number in range(DOSSIERS):
        last = begun(FORM, operations, number)
        changes.append(last)
        for answer in answers[:EDITS]:
            last = edited(FORM, last, answer)
            changes.append(last)
    return changes


def verify_bare(changes: list[Signed]) -> None:
    """The floor: `cryptography` alone, its key loaded, its own form of signature at hand."""
    key = serialization.load_der_public_key(KEY.public)
    assert isinstance(key, ec.EllipticCurvePublicKey)
    algorithm = ec.ECDSA(hashes.SHA256())
    for change in changes:
        r, s = int.from_bytes(change.signature[:32]), int.from_bytes(change.signature[32:])
        key.verify(utils.encode_dss_signature(r, s), seal.CHANGE + change.payload, algorithm)


def verify(changes: list[Signed]) -> None:
    for change in changes:
        assert seal.verify(KEY.public, seal.CHANGE, change.payload, change.signature)


def open_all(changes: list[Signed]) -> None:
    for change in changes:
        parts = seal.unpack_signed(change.envelope())
        assert parts is not None
        payload, signature = parts
        assert isinstance(decode(payload), Change)
        assert seal.verify(KEY.public, seal.CHANGE, payload, signature)


def merge(changes: list[Signed]) -> dict[bytes, Document]:
    open_all(changes)
    documents: dict[bytes, Document] = {}
    for change in changes:
        document = documents.setdefault(change.document, Document(change.document))
        assert document.take(change.change, change.payload)
    return documents


def digest_all(changes: list[Signed]) -> None:
    for document in merge(changes).values():
        assert document.digest()
