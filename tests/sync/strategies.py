"""Any well-formed change, for Hypothesis."""

from typing import Final

from hypothesis import strategies as st

from sync.change import Change, Insert, Operation, Record, Remove, Set
from tests.vectors.frames import DOCUMENT

_NAMES = st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True)
_ROWS = st.from_regex(r"[0-9a-v]{13}", fullmatch=True)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
_SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXTS
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(_TEXTS, inner), max_leaves=6)
_PATHS = st.lists(st.tuples(_NAMES, _ROWS | st.none()), min_size=1, max_size=3).map(
    lambda parts: "".join(f"/{name}/@{row}" if row else f"/{name}" for name, row in parts)
)
_LISTS = st.lists(_NAMES, min_size=1, max_size=3).map(lambda names: "/" + "/".join(names))
_OPERATIONS: st.SearchStrategy[Operation] = st.one_of(
    st.builds(Set, _PATHS, _VALUES),
    st.builds(Insert, _LISTS, _ROWS, st.from_regex(r"[!-~]{1,64}", fullmatch=True)),
    st.builds(Remove, _LISTS, _ROWS),
    st.builds(Record, st.from_regex(r"[a-z][a-z_]{0,31}", fullmatch=True), st.dictionaries(_TEXTS, _SCALARS)),
)
CHANGES: Final = st.builds(
    Change,
    schema=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,63}@[0-9]{1,6}", fullmatch=True),
    document=st.just(DOCUMENT),
    device=st.binary(min_size=16, max_size=16),
    time=st.integers(0, 2**53 - 1),
    parents=st.sets(st.binary(min_size=32, max_size=32), max_size=4).map(lambda ids: tuple(sorted(ids))),
    operations=st.lists(_OPERATIONS, min_size=1, max_size=4).map(tuple),
)
