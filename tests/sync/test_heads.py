"""Heads and contexts, held against a closure that is taken by walking."""

import tracemalloc
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sync.heads import History, parents_for

# Each change names some of those before it, by place.
_GRAPHS = st.lists(st.sets(st.integers(0, 30), max_size=3), max_size=25)


def built(graph: list[set[int]]) -> tuple[History, dict[bytes, set[bytes]]]:
    """The history of a graph, and the parents of each change in it."""
    history = History()
    parents: dict[bytes, set[bytes]] = {}
    for place, names in enumerate(graph):
        parents[name(place)] = {name(parent % place) for parent in names} if place else set()
        history.add(name(place), tuple(sorted(parents[name(place)])))
    return history, parents


def name(place: int) -> bytes:
    return bytes([place]) * 32


def walked(change: bytes, parents: dict[bytes, set[bytes]]) -> set[bytes]:
    return parents[change].union(*(walked(parent, parents) for parent in parents[change]))


@given(_GRAPHS)
def test_H1_a_context_is_all_ancestors_and_not_itself(graph: list[set[int]]) -> None:
    history, parents = built(graph)
    for change in parents:
        expected = walked(change, parents)
        assert history.context(change) == expected
        witness = history.witness(change)
        assert {other for other in parents if witness(other)} == expected
        assert {other for other in parents if history.saw(change, other)} == expected


@given(_GRAPHS)
def test_H3_heads_are_what_nobody_names(graph: list[set[int]]) -> None:
    history, parents = built(graph)
    named = set().union(*parents.values()) if parents else set()
    assert history.heads() == tuple(sorted(set(parents) - named))


@given(_GRAPHS, st.sets(st.integers(0, 24)))
def test_C9_a_part_of_a_history_is_closed_and_has_its_own_heads(graph: list[set[int]], at: set[int]) -> None:
    history, parents = built(graph)
    chosen = {name(place) for place in at}
    inside = history.upto(chosen)
    there = chosen & set(parents)
    assert set(inside) == there.union(*(walked(change, parents) for change in there))
    named = set().union(*(parents[change] for change in inside)) if inside else set()
    assert history.heads_of(inside) == tuple(sorted(set(inside) - named))


def test_H1_a_long_chain_takes_little_memory() -> None:
    history = History()
    ids = [place.to_bytes(32) for place in range(20_000)]
    tracemalloc.start()
    try:
        for before, change in pairwise([None, *ids]):
            assert change is not None
            history.add(change, () if before is None else (before,))
        # A bitset for each would be 25 MB.
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert history.saw(ids[-1], ids[0])
    assert not history.saw(ids[0], ids[-1])


def test_H4_the_parents_of_a_new_change_are_the_heads_sorted() -> None:
    assert parents_for([name(2), name(1)], lambda _: False) == (name(1), name(2))
    assert parents_for([], lambda _: False) == ()


def test_H5_of_more_than_64_heads_ones_own_come_first() -> None:
    heads = [name(place) for place in range(70)]
    own = {name(66), name(69)}
    parents = parents_for(reversed(heads), own.__contains__)
    assert parents == tuple(sorted({*heads[:62], *own}))
    assert parents_for(heads, lambda _: False) == tuple(heads[:64])
