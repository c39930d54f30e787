"""Kept folds: documents as they were folded last, so that a document is folded once and not once a request.

A fold is good while its document's revision stands, which the database raises with whatever a `Holding`
holds, whoever writes it. It is taken out to be used, and put back only after the commit: what fails drops it.
"""

from collections import OrderedDict
from collections.abc import Mapping

from msgspec import Struct

from backend.changes.holding import Holding

FOLDS_MAX = 8_192
# Bytes of the envelopes in them; in memory a fold takes about thirteen times as many.
ENVELOPE_BYTES_MAX = 8_388_608


class Fold(Struct, frozen=True):
    holding: Holding
    revision: int
    size: int


class Kept:
    """The folds used last."""

    def __init__(self) -> None:
        self._folds: OrderedDict[bytes, Fold] = OrderedDict()
        self._size = 0

    def take(self, revisions: Mapping[bytes, int]) -> dict[bytes, Holding]:
        """The holdings that are kept and still good, out of here; earlier ones are forgotten."""
        good = {}
        for document, revision in revisions.items():
            fold = self._drop(document)
            if fold is not None and fold.revision == revision:
                good[document] = fold.holding
        return good

    def put(self, document: bytes, holding: Holding, revision: int) -> None:
        """Keep what is committed now as this revision."""
        self._drop(document)
        size = sum(held.size for held in holding.held.values()) + sum(one.size for one in holding.unproven)
        self._folds[document] = Fold(holding, revision, size)
        self._size += size
        while self._size > ENVELOPE_BYTES_MAX or len(self._folds) > FOLDS_MAX:
            self._drop(next(iter(self._folds)))

    def _drop(self, document: bytes) -> Fold | None:
        fold = self._folds.pop(document, None)
        if fold is not None:
            self._size -= fold.size
        return fold
