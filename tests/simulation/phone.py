"""A phone: the real replica over a durable store, and the conduct that `pwa/src/store` has around them.

Memory goes with a crash. `cut` marks the places between two transactions where one may come.
"""

from collections.abc import Callable, Sequence

from sync import edits, seal, submission
from sync.change import Malformed, Operation, Record, decode
from sync.document import Document
from sync.edits import OpenEdits
from sync.exclusions import parse_exclusion
from sync.registers import Entry
from sync.replica import Replica, Sealed
from sync.rows import Row as DrawnRow
from tests.simulation import cast
from tests.simulation.disk import Disk, Row, Status


class PhoneDied(Exception):
    """The app is gone; what was durable stays."""


class Phone:
    def __init__(self, name: str, device: str, disk: Disk, clock: Callable[[], int]) -> None:
        self.name = name
        self.device = device
        self.account = cast.account_of(device)
        self.key = cast.key_of(device)
        self.disk = disk
        # what the phone believes to be the time, in Unix ms
        self.clock = clock
        # how often it has started: a reply to an earlier life has nobody to take it
        self.life = 0
        self.dying_at = ""
        # documents in whose fields a person is
        self.in_field: set[bytes] = set()
        self.start()

    def start(self) -> None:
        """Memory from what is durable."""
        self.life += 1
        self.dying_at = ""
        self.in_field = set()
        self.replica = Replica(self.key, self.disk.devices)
        for row in self.disk.changes.values():
            if row.taken and not row.out:
                self.replica.document(row.document).take(row.id, row.payload)
        for payload in self.disk.exclusions:
            if payload not in self.disk.new_exclusions:
                self.replica.exclude(payload)
        for document, opened in self.disk.open.items():
            self.replica.edit(document, opened.operations, opened.schema, self.clock())
        self.sign_pending()
        self.apply_all()

    def cut(self, place: str) -> None:
        if self.dying_at == place:
            raise PhoneDied

    # What a person sees

    def document(self, document: bytes) -> Document:
        return self.replica.document(document)

    def entries(self, document: bytes, path: str) -> tuple[Entry, ...]:
        return self.document(document).field(path)

    def rows(self, document: bytes, list_path: str) -> list[DrawnRow]:
        return [row for row in self.document(document).rows(list_path) if row.visible]

    def opened(self, document: bytes) -> tuple[Operation, ...]:
        opened = self.disk.open.get(document)
        return () if opened is None else opened.operations

    # What a person does

    def edit(self, document: bytes, operation: Operation, schema: str) -> None:
        """Durable when it returns."""
        sealed = self.replica.edit(document, [operation], schema, self.clock())
        assert not isinstance(sealed, Malformed)
        self._keep(document, sealed)
        opened = self.disk.open.get(document) or OpenEdits(schema, ())
        self.disk.open[document] = edits.add(opened, operation)

    def submit(self, document: bytes, schema: str) -> None:
        self.seal(document)
        body = submission.body(self.document(document), schema)
        self.edit(document, Record("submitted", body), schema)
        self.seal(document)

    def seal(self, document: bytes) -> None:
        self._keep(document, self.replica.seal(document, self.clock()))

    def leave_fields(self) -> None:
        self.in_field.clear()
        self.apply_all()

    # What came

    def store(self, envelopes: Sequence[bytes], status: Status) -> None:
        """Put beside what is here what others wrote; it is applied later."""
        for envelope in envelopes:
            opened = seal.unpack_signed(envelope)
            change = None if opened is None else decode(opened[0])
            if opened is None or change is None or isinstance(change, Malformed):
                continue
            change_id = seal.change_id(opened[0])
            own = change.device == self.key.device
            public = self.key.public if own else self.disk.devices.get(change.device)
            if public is None:
                self.disk.parked[envelope] = None
            elif change_id not in self.disk.changes and seal.verify(public, seal.CHANGE, *opened):
                self.disk.changes[change_id] = Row(
                    change_id, change.document, opened[0], envelope, own, status
                )

    def store_exclusion(self, payload: bytes, record: bytes) -> None:
        if payload not in self.disk.exclusions:
            self.disk.exclusions[payload] = record
            self.disk.new_exclusions[payload] = None

    def learn(self, device: bytes, public: bytes) -> None:
        """A key came: what was parked for it is judged."""
        if device in self.disk.devices:
            return
        self.disk.devices[device] = public
        for envelope in list(self.disk.parked):
            opened = seal.unpack_signed(envelope)
            assert opened is not None
            change = decode(opened[0])
            if not isinstance(change, Malformed) and change.device == device:
                del self.disk.parked[envelope]
                self.store([envelope], "accepted")

    def apply_all(self) -> None:
        fresh = [row.document for row in self.disk.changes.values() if not row.taken and not row.out]
        fresh += [self._document_of(payload) for payload in self.disk.new_exclusions]
        for document in dict.fromkeys(fresh):
            if document not in self.in_field:
                self._apply(document)

    def _apply(self, document: bytes) -> None:
        """What is stored enters the fold, after what is open was sealed."""
        rows = [row for row in self.disk.of(document) if not row.taken and not row.out]
        records = [one for one in self.disk.new_exclusions if self._document_of(one) == document]
        sealed, _ = self.replica.receive([row.envelope for row in rows], self.clock())
        for payload in records:
            sealed += self.replica.exclude(payload)
        self._keep(document, sealed)
        self.cut("applied")
        for row in rows:
            row.taken = True
        for payload in records:
            del self.disk.new_exclusions[payload]

    def _document_of(self, payload: bytes) -> bytes:
        record = parse_exclusion(payload)
        assert record is not None
        return record.document

    # Sealing: the payload first, then its signature

    def _keep(self, document: bytes, sealed: Sequence[Sealed]) -> None:
        if not sealed:
            return
        for one in sealed:
            change_id = seal.change_id(one.payload)
            if change_id not in self.disk.changes:
                self.disk.changes[change_id] = Row(
                    change_id, document, one.payload, b"", True, "unsigned", taken=True
                )
        self.disk.open.pop(document, None)
        self.cut("sealed")
        self.sign_pending()

    def sign_pending(self) -> None:
        """What a crash left unsigned, too."""
        for row in self.disk.changes.values():
            if row.status == "unsigned":
                row.envelope = seal.pack_signed(row.payload, self.key.sign(seal.CHANGE, row.payload))
                row.status = "unsent"
