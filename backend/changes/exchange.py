"""One round trip without its HTTP: what a device has for us is taken in, then it gets what we have for it."""

from collections.abc import Sequence

from backend.changes.consenting import NO_PASSKEYS, Passkeys
from backend.changes.holding import Exclusion
from backend.changes.ingest import Arrival, Batch, Taken
from backend.changes.intake import Intake
from backend.changes.lane import Lane
from backend.changes.opening import Opened, open_one, prove_all
from backend.changes.page import Page, Wish, nothing, pages_after
from backend.database import Database
from backend.devices.authenticate import request_nonce
from backend.identity import Identity
from backend.sender import Sender
from schemas.wire.exchange import SyncRequest, SyncResponse
from sync import seal
from sync.exclusions import parse_exclusion

# Pages that are read together, and transactions that read at the same time
PAGES_TOGETHER_MAX = 16
READING_MAX = 2


class Exchange:
    """One for each hub process: what it takes in and what it gives out, those together that wait together."""

    def __init__(self, database: Database, identity: Identity, passkeys: Passkeys = NO_PASSKEYS) -> None:
        self.intake = Intake(database, identity, passkeys)
        self.known = self.intake.known
        self._database = database
        self._identity = identity
        self._pages = Lane[Wish, Page | None](
            self._read_all,
            names=lambda _: frozenset(),
            size=lambda _: 1,
            size_max=PAGES_TOGETHER_MAX,
            at_once=READING_MAX,
        )

    async def answer(self, sender: Sender, asked: SyncRequest, now_ms: int) -> tuple[Taken, SyncResponse]:
        """What was taken in, and the answer. What is taken in is committed when this returns."""
        taken = Taken([], {}, revoked=False)
        page = None
        if not asked.changes and not asked.exclusions:
            page = await self._pages.go(Wish(sender=sender, request=asked, now_ms=now_ms))
        if page is None:
            taken = await self.take_in(sender, asked, now_ms)
            page = await self._page_beside(taken, sender, asked, now_ms)
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
            nonce=request_nonce(self._identity, sender.device, now_ms),
        )
        return taken, answer

    async def take_in(self, sender: Sender, asked: SyncRequest, now_ms: int) -> Taken:
        """Open what came and take it in, and with it what waited for this sender."""
        opened = [open_one(envelope) for envelope in asked.changes]
        changes = [one for one in opened if isinstance(one, Opened)]
        authors = {one.change.device for one in changes}
        keys = self.known.among(authors)
        if len(keys) < len(authors):
            async with self._database.read_lean() as tx:
                keys = await self.known.keys_of(tx, authors)
        # What is sent again after a reply was lost verified before.
        again = self.intake.recent.among(one.id for one in changes)
        proven = await prove_all(opened, {device: key.public for device, key in keys.items()}, again)
        batch = Batch(proven, _open_exclusions(asked.exclusions, self._identity))
        return await self.intake.take_in(Arrival(sender, batch, now_ms))

    async def _page_beside(self, taken: Taken, sender: Sender, asked: SyncRequest, now_ms: int) -> Page:
        if asked.changes and not taken.verdicts:
            # We failed on all of it ourselves, and nobody has said whether the key is good.
            return nothing(asked, [], self._identity)
        # What was refused may be a false copy of what the device lacks.
        brought = {one.id for one in taken.verdicts if one.id is not None and one.verdict != "refused"}
        page = await self._pages.go(
            Wish(
                sender=sender,
                request=asked,
                now_ms=now_ms,
                taken_in=True,
                revoked=taken.revoked,
                brought=brought,
                standing=taken.dossiers,
            )
        )
        assert page is not None
        return page

    async def _read_all(self, wishes: Sequence[Wish]) -> Sequence[Page | None]:
        async with self._database.read_lean() as tx:
            return await pages_after(tx, wishes, self._identity, self.known, self.intake.recent)


def _open_exclusions(records: Sequence[bytes], identity: Identity) -> list[Exclusion]:
    """Those that this hub signed. Others have no say here, and no verdict."""
    opened = []
    for record in records:
        payload, signature = seal.unpack_signed(record) or (b"", b"")
        exclusion = parse_exclusion(payload)
        if exclusion is not None and seal.verify(identity.key.public, seal.EXCLUSION, payload, signature):
            opened.append(Exclusion(exclusion.document, exclusion.change, payload, signature))
    return opened
