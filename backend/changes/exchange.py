"""One round trip without its HTTP: what a device has for us is taken in, then it gets what we have for it."""

from backend.changes.ingest import Taken, take_in
from backend.changes.page import nothing, page_after
from backend.database import Database
from backend.devices.authenticate import request_nonce
from backend.identity import Identity
from backend.sender import Sender
from schemas.wire.exchange import SyncRequest, SyncResponse


async def exchange(
    database: Database, sender: Sender, asked: SyncRequest, identity: Identity, now_ms: int
) -> tuple[Taken, SyncResponse]:
    """What was taken in, and the answer. What is taken in is committed when this returns."""
    taken = await take_in(database, sender, asked, identity, now_ms)
    if sender.revoked_ms is not None:
        page = nothing(asked)
    else:
        # What was refused may be a false copy of what the device lacks.
        brought = {one.id for one in taken.verdicts if one.id is not None and one.verdict != "refused"}
        async with database.read() as tx:
            page = await page_after(tx, sender, asked, identity, brought=brought, touched=taken.documents)
    answered = {verdict.id for verdict in taken.verdicts}
    answer = SyncResponse(
        verdicts=[*taken.verdicts, *(one for one in page.verdicts if one.id not in answered)],
        devices=page.devices,
        changes=page.changes,
        exclusions=page.exclusions,
        outcomes=page.outcomes,
        wanted=page.wanted,
        cursor=page.cursor,
        more=page.more,
        time=now_ms,
        nonce=request_nonce(identity, sender.device, now_ms),
    )
    return taken, answer
