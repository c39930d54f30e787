"""Recent envelopes, kept in memory: what came in lately is what other devices ask for next.

An envelope never changes, so one that is here is good. How its change is judged may be out of date where
another process judged it anew: that has an entry of its own in the feed, and reaches everybody by that.
"""

from collections.abc import Collection, Iterable

from backend.changes.store import Envelope

BYTES_MAX = 16_777_216
# What an envelope takes in memory beside its payload
OVERHEAD_BYTES = 512


class Recent:
    """The envelopes that came last, by change."""

    def __init__(self) -> None:
        self._envelopes: dict[bytes, Envelope] = {}
        self._size = 0

    def among(self, changes: Iterable[bytes]) -> dict[bytes, Envelope]:
        """Those of the changes whose envelopes are here."""
        held = self._envelopes
        return {change: held[change] for change in changes if change in held}

    def put(self, envelopes: Collection[Envelope]) -> None:
        """Keep what is stored."""
        self.drop(one.change for one in envelopes)
        for one in envelopes:
            self._envelopes[one.change] = one
            self._size += _size_of(one)
        while self._size > BYTES_MAX:
            self.drop([next(iter(self._envelopes))])

    def drop(self, changes: Iterable[bytes]) -> None:
        """Forget what is judged otherwise now."""
        for change in changes:
            envelope = self._envelopes.pop(change, None)
            if envelope is not None:
                self._size -= _size_of(envelope)


def _size_of(envelope: Envelope) -> int:
    return len(envelope.payload) + OVERHEAD_BYTES
