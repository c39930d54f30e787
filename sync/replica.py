"""A replica: documents, the keys it knows, and what its person has open (SPEC W6-W9, O4, Z2, Z3).

In memory. A phone keeps the same in IndexedDB, the hub in its database; both answer as this does.
"""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from sync import edits, seal
from sync.change import Change, Malformed, Newer, Operation, decode, encode, is_schema
from sync.document import Document
from sync.edits import Base, OpenEdits
from sync.exclusions import parse_exclusion
from sync.heads import parents_for
from sync.limits import UNKNOWN_KEY_ENVELOPES_MAX
from sync.packing import NotCanonical
from sync.seal import SigningKey


class Sealed(Struct, frozen=True):
    payload: bytes
    envelope: bytes


class Verdict(Struct, frozen=True):
    """What a replica makes of one envelope. `change` is None where the envelope has no id."""

    change: bytes | None
    verdict: str
    code: str
    missing: tuple[bytes, ...] = ()


class _Arrival(Struct, frozen=True):
    """One envelope whose payload is well-formed."""

    change: bytes
    payload: bytes
    signature: bytes
    content: Change | Newer


class Replica:
    """`keys` maps device ids to public keys; who shares a replica's process may share the map."""

    def __init__(self, key: SigningKey, keys: Mapping[bytes, bytes]) -> None:
        self.key = key
        self._keys = keys
        self._documents: dict[bytes, Document] = {}
        self._open: dict[bytes, OpenEdits] = {}
        # By document, then change: envelopes whose key is unknown, in the order of arrival.
        self._unknown: dict[bytes, dict[bytes, list[_Arrival]]] = {}
        self._now_unix_ms = 0

    def edit(
        self, document: bytes, operations: Sequence[Operation], schema: str, unix_ms: int
    ) -> list[Sealed] | Malformed:
        """Add to what is open; what is sealed on the way, oldest first. On Malformed nothing has changed."""
        if not is_schema(schema) or not operations:
            return Malformed("Z5", "an edit has a schema and operations")
        held = self.document(document)
        opened = self._open.get(document)
        payloads: list[bytes] = []
        try:
            for operation in operations:
                widened = edits.add(opened or OpenEdits(schema, ()), operation)
                if opened is not None and (
                    opened.schema != schema or not edits.fits(widened, self._base(held))
                ):
                    # What is sealed here lands in a copy until every operation has proved good.
                    held = held if payloads else held.fork()
                    payloads.append(encode(edits.draft(opened, self._base(held), unix_ms)))
                    held.take(seal.change_id(payloads[-1]), payloads[-1])
                    widened = OpenEdits(schema, (operation,))
                if not edits.fits(widened, self._base(held)):
                    return Malformed("E2", "an operation is too large for any payload")
                opened = widened
        except NotCanonical as fault:
            return Malformed("E6", str(fault))
        assert opened is not None
        self._now_unix_ms = unix_ms
        self._open[document] = opened
        return [self._author(document, payload) for payload in payloads]

    def seal(self, document: bytes, unix_ms: int) -> list[Sealed]:
        """Make one change of what is open."""
        self._now_unix_ms = unix_ms
        return self._seal(document)

    def receive(self, envelopes: Sequence[bytes], unix_ms: int) -> tuple[list[Sealed], list[Verdict]]:
        """Take in envelopes; what was sealed before, and a verdict for each envelope as it stands then."""
        self._now_unix_ms = unix_ms
        looked = [_look_at(envelope) for envelope in envelopes]
        sealed = []
        fresh = {it.content.document for it in looked if isinstance(it, _Arrival) and self._is_new(it)}
        for document in sorted(fresh):
            sealed += self._seal(document)
        admitted = [it if isinstance(it, Verdict) else self._admit(it) for it in looked]
        return sealed, [it if isinstance(it, Verdict) else self._verdict(it) for it in admitted]

    def learn(self, public: bytes) -> list[Sealed]:
        """A key has become known: try what waited for it. `keys` holds it already."""
        sealed = []
        device = seal.device_id(public)
        for document in sorted(self._unknown):
            waiting = self._unknown[document]
            ids = [change for change, arrivals in waiting.items() if arrivals[0].content.device == device]
            tried = [_first_verified(public, waiting.pop(change)) for change in ids]
            verified = [arrival for arrival in tried if arrival is not None]
            if document in self._open:
                trial = self.document(document).fork()
                if any(trial.take(one.change, one.payload, one.content) for one in verified):
                    sealed += self._seal(document)
            for arrival in verified:
                self.document(document).take(arrival.change, arrival.payload, arrival.content)
        return sealed

    def exclude(self, payload: bytes) -> list[Sealed]:
        """Take in a verified exclusion; what was sealed before."""
        record = parse_exclusion(payload)
        assert record is not None
        document = self.document(record.document)
        sealed = []
        if record.document in self._open and document.fork().exclude(payload):
            sealed = self._seal(record.document)
        document.exclude(payload)
        return sealed

    def document(self, document: bytes) -> Document:
        if document not in self._documents:
            self._documents[document] = Document(document)
        return self._documents[document]

    def state(self, document: bytes, at: Collection[bytes] | None = None) -> str:
        return self.document(document).state(at)

    def conflicts(self, document: bytes) -> tuple[str, ...]:
        return self.document(document).conflicts()

    # Sealing

    def _base(self, document: Document) -> Base:
        def own(head: bytes) -> bool:
            change = document.held(head)
            return change is not None and change.device == self.key.device

        parents = parents_for(document.heads(), own)
        return Base(document=document.document, device=self.key.device, parents=parents)

    def _seal(self, document: bytes) -> list[Sealed]:
        opened = self._open.pop(document, None)
        if opened is None:
            return []
        base = self._base(self.document(document))
        return [self._author(document, encode(edits.draft(opened, base, self._now_unix_ms)))]

    def _author(self, document: bytes, payload: bytes) -> Sealed:
        self.document(document).take(seal.change_id(payload), payload)
        return Sealed(payload, seal.pack_signed(payload, self.key.sign(seal.CHANGE, payload)))

    # Arrivals

    def _is_new(self, arrival: _Arrival) -> bool:
        return not self.document(arrival.content.document).holds(arrival.change)

    def _admit(self, arrival: _Arrival) -> _Arrival | Verdict:
        """Hold or keep what may be; a verdict where it is about this envelope alone (SPEC W8)."""
        change, content = arrival.change, arrival.content
        public = self.key.public if content.device == self.key.device else self._keys.get(content.device)
        if public is None:
            kept = self._unknown.setdefault(content.document, {}).setdefault(change, [])
            if arrival not in kept and len(kept) < UNKNOWN_KEY_ENVELOPES_MAX:
                kept.append(arrival)
            return Verdict(change, "waiting", "unknown-key")
        if not seal.verify(public, seal.CHANGE, arrival.payload, arrival.signature):
            return Verdict(change, "refused", "bad-signature")
        self.document(content.document).take(change, arrival.payload, content)
        return arrival

    def _verdict(self, arrival: _Arrival) -> Verdict:
        document = self.document(arrival.content.document)
        found = document.verdict(arrival.change)
        assert found is not None
        verdict, code = found
        stored = self._unknown.get(document.document, {})
        return Verdict(arrival.change, verdict, code, document.missing(arrival.change, stored))


def _look_at(envelope: bytes) -> _Arrival | Verdict:
    opened = seal.unpack_signed(envelope)
    if opened is None:
        return Verdict(None, "refused", "malformed")
    payload, signature = opened
    change = seal.change_id(payload)
    content = decode(payload)
    if isinstance(content, Malformed):
        return Verdict(change, "refused", "malformed")
    return _Arrival(change, payload, signature, content)


def _first_verified(public: bytes, arrivals: Sequence[_Arrival]) -> _Arrival | None:
    return next((it for it in arrivals if seal.verify(public, seal.CHANGE, it.payload, it.signature)), None)
