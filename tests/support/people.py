"""People with devices: they enrol, write offline, submit, and sync over real HTTP by the rules of sync."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx
import msgspec
from msgspec.structs import replace

from backend.devices import signatures
from schemas.wire.devices import Challenge, DeviceRecord, Enrolled, EnrolmentRequest
from schemas.wire.dossiers import Outcome
from schemas.wire.exchange import Heads, SyncRequest, SyncResponse, Verdict
from schemas.wire.problems import Problem
from sync import seal, session, submission
from sync.change import Malformed, Operation, Record, decode, read_operation
from sync.limits import BATCH_BYTES_MAX
from sync.packing import pack
from sync.replica import Replica
from sync.seal import SigningKey
from sync.session import Outbox, Sendable
from tests.support import signing_in
from tests.support.hub import Hub

FORM = "khoi-cong@1"
ROUNDS_MAX = 64


class Declined(Exception):
    """The hub answered with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def secret_of(name: str) -> bytes:
    """The same key for the same name in every run."""
    return hashlib.sha256(b"test device\0" + name.encode()).digest()


@dataclass
class Phone:
    """One device of one person, and what it keeps."""

    name: str
    key: SigningKey
    client: httpx.AsyncClient
    keys: dict[bytes, bytes] = field(default_factory=dict)
    enrolled: Enrolled | None = None
    nonce: bytes = b""
    cursor: bytes = b""
    # ids, oldest first; and for every change held its document and envelope
    unsent: dict[bytes, None] = field(default_factory=dict)
    held: dict[bytes, tuple[bytes, bytes]] = field(default_factory=dict)
    exclusions: dict[bytes, bytes] = field(default_factory=dict)
    verdicts: dict[bytes, Verdict] = field(default_factory=dict)
    outcomes: dict[bytes, Outcome] = field(default_factory=dict)
    offering: bool = False
    clock_ms: int = 1_795_222_800_000

    def __post_init__(self) -> None:
        self.replica = Replica(self.key, self.keys)

    # Writing

    def begin(self, nonce: bytes, form: str = FORM) -> bytes:
        """Start a dossier; it is this person's because its id is made of this device."""
        document = seal.document_id(self.key.device, nonce)
        self.write(document, Record("created", {"nonce": nonce.hex()}), form=form)
        return document

    def write(self, document: bytes, *operations: Operation, form: str = FORM) -> bytes:
        """One sealed change; its id."""
        self.clock_ms += 1_000
        edited = self.replica.edit(document, operations, form, self.clock_ms)
        assert isinstance(edited, list)
        sealed = [*edited, *self.replica.seal(document, self.clock_ms)]
        for one in sealed:
            self.held[seal.change_id(one.payload)] = (document, one.envelope)
            self.unsent[seal.change_id(one.payload)] = None
        return seal.change_id(sealed[-1].payload)

    def write_all(self, document: bytes, operations: Sequence[Sequence[object]], form: str = FORM) -> bytes:
        """The same from operations in their array form."""
        read = [read_operation(list(operation)) for operation in operations]
        good = [one for one in read if not isinstance(one, Malformed)]
        assert len(good) == len(read)
        return self.write(document, *good, form=form)

    def submit(self, document: bytes, form: str = FORM) -> bytes:
        body = submission.body(self.replica.document(document), form)
        return self.write(document, Record("submitted", body), form=form)

    # Talking

    async def enrol(self, code: str, label: str = "Điện thoại") -> Enrolled:
        challenge = await self.post("/api/devices/challenge", b"")
        nonce = msgspec.msgpack.decode(challenge, type=Challenge).nonce
        return await self.enrol_with(nonce, code, label)

    async def enrol_with(self, nonce: bytes, code: str, label: str = "Điện thoại") -> Enrolled:
        request = enrolment(self.key, nonce, code, label)
        answer = await self.post("/api/devices", msgspec.msgpack.encode(request))
        self.enrolled = msgspec.msgpack.decode(answer, type=Enrolled)
        self.nonce = self.enrolled.nonce
        return self.enrolled

    async def post(self, path: str, body: bytes) -> bytes:
        return content_of(await self.client.post(path, content=body))

    async def signed(self, method: str, path: str, body: bytes = b"", **extra: str) -> bytes:
        """A signed request, sent once more where the nonce was stale."""
        response = await self.send(method, path, body, extra)
        if response.status_code == 401 and problem_of(response).code == "stale-nonce":
            self.nonce = base64.b64decode(response.headers["haidang-nonce"])
            response = await self.send(method, path, body, extra)
        if "haidang-nonce" in response.headers:
            self.nonce = base64.b64decode(response.headers["haidang-nonce"])
        return content_of(response)

    async def send(
        self, method: str, path: str, body: bytes, extra: dict[str, str] | None = None
    ) -> httpx.Response:
        """One signed request as it is, whatever the answer."""
        headers = {**signed_headers(self.key, self.nonce, method, path, body), **(extra or {})}
        return await self.client.request(method, path, content=body, headers=headers)

    async def exchange(self, request: SyncRequest) -> SyncResponse:
        body = msgspec.msgpack.encode(request)
        return msgspec.msgpack.decode(await self.signed("POST", "/api/sync", body), type=SyncResponse)

    async def sync(self) -> SyncResponse:
        """Talk until there is nothing left to say; the last answer."""
        for _ in range(ROUNDS_MAX):
            request = self.plan()
            response = await self.exchange(request)
            if not self.take(request, response):
                return response
        raise AssertionError("the conversation does not end")

    def plan(self) -> SyncRequest:
        unsent = [Sendable(change, self.held[change][1]) for change in self.unsent]
        exclusions = tuple(self.exclusions.values()) if self.offering else ()
        offers = self._heads() if self.offering else ()
        outbox = Outbox(cursor=self.cursor, changes=unsent, exclusions=exclusions, offers=offers)
        return session.plan(outbox).request

    def take(self, request: SyncRequest, response: SyncResponse) -> bool:
        """Keep what came; whether there is more to say at once."""
        reading = session.read(request, response)
        self.cursor, self.offering = response.cursor, reading.is_restart
        if reading.is_restart:
            # A hub that was restored has forgotten versions it gave: its next word counts.
            self.outcomes = {key: replace(one, version=-1) for key, one in self.outcomes.items()}
        for verdict in response.verdicts:
            if verdict.id is not None:
                self.verdicts[verdict.id] = verdict
        for answer in reading.answers:
            if answer.next == "rest":
                self.unsent.pop(answer.id, None)
        self._keep(response)
        asked = [change for change in reading.missing if change in self.held]
        documents = {self.held[change][0] for change in reading.wanted}
        asked += [change for change, (document, _) in self.held.items() if document in documents]
        self.unsent |= dict.fromkeys(asked)
        settled = any(answer.next == "rest" for answer in reading.answers)
        return response.more or self.offering or bool(asked) or bool(self.unsent and settled)

    def _heads(self) -> tuple[Heads, ...]:
        documents = {document for document, _ in self.held.values()}
        return tuple(Heads(one, list(self.replica.document(one).heads())) for one in sorted(documents))

    def _keep(self, response: SyncResponse) -> None:
        for record in response.devices:
            self._learn(record)
        for record in response.exclusions:
            self._exclude(record)
        self.replica.receive(response.changes, self.clock_ms)
        for envelope in response.changes:
            self._hold(envelope)
        for outcome in response.outcomes:
            known = self.outcomes.get(outcome.document)
            if known is None or known.version < outcome.version:
                self.outcomes[outcome.document] = outcome

    def _learn(self, record: bytes) -> None:
        """A hub-signed enrolment: the only word on whose key is whose."""
        assert self.enrolled is not None
        parts = seal.unpack_signed(record)
        assert parts is not None
        assert seal.verify(self.enrolled.hub, seal.DEVICE, *parts)
        device = msgspec.msgpack.decode(parts[0], type=DeviceRecord)
        if device.device not in self.keys:
            self.keys[device.device] = device.public
            self.replica.learn(device.public)

    def _exclude(self, record: bytes) -> None:
        assert self.enrolled is not None
        parts = seal.unpack_signed(record)
        assert parts is not None
        assert seal.verify(self.enrolled.hub, seal.EXCLUSION, *parts)
        self.exclusions[parts[0]] = record
        self.replica.exclude(parts[0])

    def _hold(self, envelope: bytes) -> None:
        parts = seal.unpack_signed(envelope)
        assert parts is not None
        change = decode(parts[0])
        assert not isinstance(change, Malformed)
        self.held.setdefault(seal.change_id(parts[0]), (change.document, envelope))


def phone(hub: Hub, name: str, client: httpx.AsyncClient | None = None) -> Phone:
    return Phone(name, SigningKey.from_secret(secret_of(name)), client or hub.client())


async def enrolled_phone(hub: Hub, name: str, person: str) -> Phone:
    """A device that writes for one of the demo's people; an officer is at work with it."""
    device = phone(hub, name)
    await device.enrol(await hub.code_for(person), label=f"Máy {name}")
    if device.enrolled is not None and device.enrolled.role == "officer":
        await go_to_work(hub, device)
    return device


async def go_to_work(hub: Hub, device: Phone) -> None:
    """A session opens on a device that has come in by a code: by the passkey of its person, made at need."""
    assert device.enrolled is not None
    account = device.enrolled.account
    if account in hub.authenticators:
        await signing_in.open_session(device, hub.authenticators[account])
    else:
        hub.authenticators[account] = signing_in.authenticator()
        await signing_in.make_passkey(device, hub.authenticators[account])


def enrolment(key: SigningKey, nonce: bytes, code: str, label: str) -> EnrolmentRequest:
    proof = key.sign(seal.ENROL, pack([nonce, key.public, code]))
    return EnrolmentRequest(code=code, public=key.public, nonce=nonce, signature=proof, label=label)


def signed_headers(key: SigningKey, nonce: bytes, method: str, path: str, body: bytes) -> dict[str, str]:
    address, _, query = path.partition("?")
    digest = signatures.content_digest_of(body)
    params = signatures.params_of(key.device, nonce)
    base = signatures.signature_base(
        method=method, path=address.encode(), query=query.encode(), digest=digest, params=params
    )
    return {
        "content-digest": digest,
        "signature-input": f"haidang={params}",
        "signature": f"haidang=:{base64.b64encode(key.sign(b'', base)).decode()}:",
    }


def problem_of(response: httpx.Response) -> Problem:
    assert response.headers["content-type"] == "application/problem+json", response.text
    return msgspec.json.decode(response.content, type=Problem)


def content_of(response: httpx.Response) -> bytes:
    if response.status_code != 200:
        raise Declined(problem_of(response))
    return response.content


def envelope_of(key: SigningKey, payload: bytes) -> bytes:
    """Any payload, signed as a change."""
    return seal.pack_signed(payload, key.sign(seal.CHANGE, payload))


def request_of(*envelopes: bytes, cursor: bytes = b"", limit: int = BATCH_BYTES_MAX) -> SyncRequest:
    return SyncRequest(cursor=cursor, changes=list(envelopes), exclusions=[], heads=[], limit=limit)
