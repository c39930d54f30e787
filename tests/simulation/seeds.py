"""Named seeds: each shows one fault at once, where that is planted, and is good without it.

A seed's world changes with `weather.py` and `people.py`: then find the story again, or drop its line. A
seed that found a fault in the product is added here, with a planted bug that makes the same mistake again,
where a few hundred seeds find that; else it is one of `MENDED`, and the fault has a test of its own.
"""

from msgspec import Struct


class Named(Struct, frozen=True):
    seed: int
    bug: str


NAMED = (
    Named(50_014, "clock decides"),
    Named(50_184, "remove wins"),
    Named(50_529, "applied before open edits are sealed"),
    Named(50_024, "acknowledged before commit"),
    Named(50_184, "kept fold used whatever its revision"),
    Named(50_143, "cursor kept across incarnations"),
    Named(50_630, "first envelope wins unverified"),
    Named(50_009, "restored hub asks for nothing"),
    Named(50_231, "full taken for kept"),
    Named(50_573, "cursor before content"),
    Named(50_119, "rotten signature ends a change"),
    Named(50_210, "successors of a refused change are lost"),
    Named(50_037, "opened, then sealed"),
)

# seed → what it found, and where that is tested by itself; or what the simulator itself said wrongly
MENDED = {
    3_587: "nobody could write where a withdrawn key had begun: B10, tests/backend/test_beginnings.py",
    9_954: "a late reply said of an applied change that it waits: T21, tests/sync/test_session.py",
    10_833: "a head that waits was not asked for again: T8, tests/backend/test_cursor.py",
    21_531: "as 9954, behind a restore",
    24_929: "as 3587, over another way",
    33_134: "a reply from before a restore was taken behind it: T20, tests/sync/test_session.py",
    39_395: "as 3587, over another way",
    49_267: "the simulator: a signature rotted for good on a phone that was lost",
    74_466: "the clerk: granted again only after the device that waited for it had offered what it holds",
    123_551: "a record stood in for what a hub had lost: X14, tests/backend/test_beginnings.py",
    138_784: "as 123551, and a submission was judged without it",
    272_130: "the simulator: a lie that waits for ever, handed to an honest phone, found no room",
}
