"""Who sent this request: its signature, then its freshness; and whether they do not ask too often."""

from collections.abc import Iterable

from litestar import Request
from litestar.datastructures import State
from litestar.di import NamedDependency

from backend import nonces
from backend.clock import Clock
from backend.database import Database
from backend.devices import signatures
from backend.devices.known import Known
from backend.identity import Identity
from backend.limits import Limits
from backend.problems import Refused
from backend.sender import Sender
from sync import seal

REQUEST_LABEL = b""


async def authenticate(
    request: Request[object, object, State],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
    known: NamedDependency[Known],
    limits: NamedDependency[Limits],
) -> Sender:
    """The device whose key signed this request, or `Refused`; a stale nonce comes with a fresh one."""
    signed = signatures.read(
        method=request.method,
        path=request.scope["raw_path"],
        query=request.scope["query_string"],
        headers=_signing(request.scope["headers"]),
        body=await request.body(),
    )
    if signed is None:
        raise Refused("bad-signature")
    key = known.among([signed.device]).get(signed.device)
    if key is None:
        async with database.read_lean() as tx:
            key = (await known.keys_of(tx, [signed.device])).get(signed.device)
    if key is None:
        raise Refused("unknown-device")
    if not seal.verify(key.public, REQUEST_LABEL, signed.base, signed.signature):
        raise Refused("bad-signature")
    fresh = request_nonce(identity, key.device, clock())
    request.state[nonces.HEADER] = fresh
    if not nonces.accept(identity.secret, _purpose(key.device), clock(), signed.nonce):
        raise Refused("stale-nonce", fresh)
    # Last: what others recorded and send again takes nothing from this device.
    limits.take(key.device, key.account)
    known.seen[key.device] = clock()
    return Sender(device=key.device, account=key.account)


def request_nonce(identity: Identity, device: bytes, now_ms: int) -> bytes:
    return nonces.issue(identity.secret, _purpose(device), now_ms)


def _purpose(device: bytes) -> bytes:
    return b"request" + device


def _signing(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    """Every occurrence of the headers that a signature is read from; ASGI gives names in lower case."""
    found: dict[str, list[str]] = {name: [] for name in signatures.HEADERS}
    for name, value in headers:
        named = found.get(name.decode("latin-1"))
        if named is not None:
            named.append(value.decode("latin-1"))
    return found
