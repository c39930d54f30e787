"""The catalogue that this hub serves now: the one value of it that changes while it runs."""

from backend.database import Database
from backend.forms import store as issues
from backend.forms.bundle import Bundle, Entry
from backend.issuing.issue import Entries, issued_as
from backend.problems import Refused
from sync.seal import SigningKey


class Served:
    """What was issued last. Of several hubs on one database each takes over what another has issued."""

    def __init__(self, database: Database, release: Entries, key: SigningKey, bundle: Bundle) -> None:
        self.release = release
        self._database = database
        self._key = key
        self._bundle = bundle
        # What it took the place of: a phone that has read that manifest still fetches its entries.
        self._before = bundle
        # the last issue that was looked at, whether or not it is one of this release
        self._seen_ms = bundle.issued_ms

    def replace(self, bundle: Bundle) -> None:
        """Once its transaction has committed. Of two that do so at once the later one stays."""
        self._seen_ms = max(self._seen_ms, bundle.issued_ms)
        if bundle.issued_ms > self._bundle.issued_ms:
            self._before, self._bundle = self._bundle, bundle

    async def newest(self) -> Bundle:
        await self._look()
        return self._bundle

    async def entry(self, digest: str) -> Entry | None:
        """Of this catalogue or of the one before; what is in neither another hub may have issued."""
        found = self._held(digest)
        if found is None:
            await self._look()
            found = self._held(digest)
        return found

    def _held(self, digest: str) -> Entry | None:
        return self._bundle.entries.get(digest) or self._before.entries.get(digest)

    async def _look(self) -> None:
        """A database that is away keeps nobody from what is in memory."""
        try:
            async with self._database.read_lean() as line:
                if await issues.last_issued_ms(line) <= self._seen_ms:
                    return
            async with self._database.read() as tx:
                last = await issues.last_issue(tx)
                assert last is not None
                taken = await issued_as(tx, last, self.release, self._key)
        except Refused:
            return
        # What another release issued is not made here: both agree again once they run the same one.
        self._seen_ms = max(self._seen_ms, last.issued)
        if taken is not None:
            self.replace(taken)
