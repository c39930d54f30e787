"""Open edits: what replaces what, and what still fits."""

from hypothesis import given
from hypothesis import strategies as st

from sync.change import Change, Insert, Operation, Record, Remove, Set, decode, encode
from sync.edits import Base, OpenEdits, add, draft, fits
from tests.vectors.frames import DEVICE, DOCUMENT, PARENT, ROW

_BASE = Base(document=DOCUMENT, device=DEVICE, parents=(PARENT,))
_EMPTY = OpenEdits("khoi-cong@1", ())


def written(*operations: Operation) -> OpenEdits:
    edits = _EMPTY
    for operation in operations:
        edits = add(edits, operation)
    return edits


def test_O1_a_later_set_takes_the_place_at_the_end() -> None:
    edits = written(Set("/a", 1), Insert("/g", ROW, "V"), Set("/b", 1), Set("/a", 2))
    assert edits.operations == (Insert("/g", ROW, "V"), Set("/b", 1), Set("/a", 2))


def test_O1_only_a_set_of_the_same_path_is_deleted() -> None:
    operations = (
        Set("/a", 1),
        Set("/a/b", 1),
        Insert("/a", ROW, "V"),
        Insert("/a", ROW, "W"),
        Remove("/a", ROW),
        Record("noted", {}),
        Record("noted", {}),
    )
    assert written(*operations).operations == operations


def test_O1_what_is_set_after_a_removal_stays_after_it() -> None:
    path = f"/g/@{ROW}/x"
    edits = written(Set(path, 1), Remove("/g", ROW), Set(path, 2))
    assert edits.operations == (Remove("/g", ROW), Set(path, 2))


@given(st.integers(-(10**15), 10**16), st.integers(65_350, 65_500))
def test_O3_what_fits_fits_whenever_it_is_sealed(now: int, size: int) -> None:
    edits = written(Set("/a", "x" * size))
    assert not fits(edits, _BASE) or len(encode(draft(edits, _BASE, now))) <= 65_536


def test_O3_the_bound_is_the_byte() -> None:
    room = 65_536 - len(encode(draft(written(Set("/a", "x" * 65_000)), _BASE, 10**13))) + 65_000
    assert fits(written(Set("/a", "x" * room)), _BASE)
    assert not fits(written(Set("/a", "x" * (room + 1))), _BASE)


def test_O5_sealing_makes_one_change_on_the_heads() -> None:
    change = draft(written(Set("/a", 1)), _BASE, 1_795_000_000_000)
    assert change == Change(
        schema="khoi-cong@1",
        document=DOCUMENT,
        device=DEVICE,
        time=90_932_800_000,
        parents=(PARENT,),
        operations=(Set("/a", 1),),
    )
    assert decode(encode(change)) == change
