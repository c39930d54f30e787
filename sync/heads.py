"""Heads and contexts: what an author had seen, named by hash (SPEC H1-H6)."""

from collections.abc import Callable, Collection, Iterable, Iterator

from sync.limits import PARENTS_MAX


class History:
    """The applied changes of one document in an order where parents come first.

    Each has a place in that order and a bitset of the places of its ancestors. Most changes name exactly the
    heads of their moment: these saw all before them, and need no bitset.
    """

    def __init__(self) -> None:
        self._place: dict[bytes, int] = {}
        self._parents: list[tuple[bytes, ...]] = []
        self._past: list[int | None] = []  # None: everything before
        self._heads: set[bytes] = set()

    def add(self, change: bytes, parents: tuple[bytes, ...]) -> None:
        """Append a change whose parents are all here."""
        if len(parents) == len(self._heads) and self._heads.issuperset(parents):
            past = None
        else:
            past = self._closure(parents)
        self._place[change] = len(self._place)
        self._parents.append(parents)
        self._past.append(past)
        self._heads.difference_update(parents)
        self._heads.add(change)

    def __contains__(self, change: bytes) -> bool:
        return change in self._place

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)

    def heads(self) -> tuple[bytes, ...]:
        return tuple(sorted(self._heads))

    def saw(self, later: bytes, earlier: bytes) -> bool:
        """Whether `earlier` lies in the context of `later`; no change lies in its own."""
        past = self._past[self._place[later]]
        if past is None:
            return self._place[earlier] < self._place[later]
        return bool(past >> self._place[earlier] & 1)

    def witness(self, change: bytes) -> Callable[[bytes], bool]:
        """`saw` for one change, to ask many times."""
        place, own = self._place, self._place[change]
        past = self._past[own]
        if past is None:
            return lambda earlier: place[earlier] < own
        return lambda earlier: bool(past >> place[earlier] & 1)

    def context(self, change: bytes) -> frozenset[bytes]:
        return frozenset(earlier for earlier in self._place if self.saw(change, earlier))

    def upto(self, changes: Collection[bytes]) -> list[bytes]:
        """Those of `changes` that are applied and all their ancestors, in order."""
        bits = self._closure(change for change in changes if change in self._place)
        return [change for place, change in enumerate(self._place) if bits >> place & 1]

    def heads_of(self, changes: Collection[bytes]) -> tuple[bytes, ...]:
        """The heads of a set of applied changes that holds the ancestors of each."""
        named = {parent for change in changes for parent in self._parents[self._place[change]]}
        return tuple(sorted(set(changes) - named))

    def _closure(self, changes: Iterable[bytes]) -> int:
        bits = 0
        for change in changes:
            place = self._place[change]
            past = self._past[place]
            bits |= (1 << place) | ((1 << place) - 1 if past is None else past)
        return bits


def parents_for(heads: Iterable[bytes], by_author: Callable[[bytes], bool]) -> tuple[bytes, ...]:
    """The parents of a new change; of more than 64 heads the author's own come first (SPEC H4, H5)."""
    ranked = sorted(heads, key=lambda head: (not by_author(head), head))
    return tuple(sorted(ranked[:PARENTS_MAX]))
