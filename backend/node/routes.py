"""Who this node is, for a page that greets and for a probe that asks."""

from litestar import get
from litestar.di import NamedDependency

from backend import described, nonces
from backend.clock import Clock
from backend.database import Database
from backend.identity import Identity
from backend.node import store
from schemas.wire.devices import Hub

TEXT = "text/plain"


@get("/api/hub", sync_to_thread=False, responses=described.answers(Hub, "application/json"))
def hub(identity: NamedDependency[Identity], clock: NamedDependency[Clock]) -> Hub:
    """Unsigned: what is here may be anybody's word until a device has enrolled."""
    now_ms = clock()
    return Hub(
        node=identity.node.hex(),
        name=identity.name,
        public=identity.key.public,
        time=now_ms,
        nonce=nonces.challenge(identity.secret, now_ms),
    )


@get("/health/live", media_type=TEXT, sync_to_thread=False, responses=described.answers(str, TEXT))
def live() -> str:
    return "ok"


@get("/health/ready", media_type=TEXT, responses=described.answers(str, TEXT))
async def ready(database: NamedDependency[Database]) -> str:
    """Ready when the database takes something in: one that is full or read-only still answers."""
    async with database.write() as tx:
        await store.touch(tx)
    return "ok"
