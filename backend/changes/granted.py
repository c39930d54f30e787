"""Who may write and pull one document while a batch comes in, and what becomes of that. Pure."""

from collections.abc import Callable, Iterable

from backend.feed.rules import Entry, assist_entry
from backend.grants.rules import Grant


class Granted:
    """`entries`: where what happens is told."""

    def __init__(self, document: bytes, accounts: Iterable[bytes], entries: list[Entry]) -> None:
        self.accounts = set(accounts)
        self.given: list[Grant] = []
        self.withdrawn: list[Grant] = []
        self._document = document
        self._entries = entries

    def give(self, account: bytes, entry: Callable[[bytes, bytes], Entry]) -> None:
        if account not in self.accounts:
            self.accounts.add(account)
            self.given.append(Grant(self._document, account))
            self._entries.append(entry(self._document, account))

    def take_back(self, helper: bytes) -> None:
        """What is given and taken back at once was never given."""
        grant = Grant(self._document, helper)
        self.accounts.discard(helper)
        if grant in self.given:
            self.given.remove(grant)
            self._entries.remove(assist_entry(self._document, helper))
        else:
            self.withdrawn.append(grant)
