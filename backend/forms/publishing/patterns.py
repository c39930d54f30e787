"""Patterns that any engine matches in linear time: a small grammar, a bound on the ways to match.

A backtracking engine, as every browser has, tries one way after the other. Here a pattern is refused if some
text could be matched, up to some character, in more than WAYS_MAX ways: no text costs more passes than that.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from backend.forms.publishing.faults import Fault

LENGTH_MAX = 500
POSITIONS_MAX = 2_000
REPEATS_MAX = 1_000
WAYS_MAX = 64
STATES_MAX = 20_000

TOKEN = re.compile(
    r"\\p\{(?P<category>[A-Z][a-z]?)\}|\\(?P<escaped>[.\\/^$*+?()\[\]{}|-])|(?P<class>\[(?:\\.|[^\]\\])+\])"
    r"|\(\?:(?P<open>)|(?P<close>\))|(?P<or>\|)|(?P<repeat>\{[0-9]{1,4}(?:,[0-9]{0,4})?\}|[*+?])|(?P<plain>[^\\()\[\]{}|*+?^$.])",
    re.DOTALL,
)
IN_CLASS = re.compile(
    r"\\p\{(?P<category>[A-Z][a-z]?)\}|\\(?P<escaped>[\\\]\[^-])|(?P<range>[^\\\]\[-]-[^\\\]\[-])|(?P<plain>[^\\\]\[])",
    re.DOTALL,
)

# What one place of a pattern takes: single characters, and whole categories of those outside ASCII.
Atoms = frozenset[str]


class Machine(Struct, frozen=True):
    """Positions of a pattern (Glushkov): what each takes, where a match begins, what may follow what."""

    takes: tuple[Atoms, ...]
    first: frozenset[int]
    # in how many ways: the loops of (a+)+ are two
    follow: Sequence[Mapping[int, int]]


class Part(Struct, frozen=True):
    """A piece of a pattern: how it may begin and end, and whether it may be empty."""

    first: frozenset[int]
    last: frozenset[int]
    empty: bool


def check_pattern(pattern: str, pointer: str) -> None:
    """Raises Fault unless the pattern keeps to the grammar and is matched in linear time."""
    if len(pattern) > LENGTH_MAX:
        raise Fault(pointer, f"the pattern has more than {LENGTH_MAX} characters", "write it shorter")
    if not (pattern.startswith("^") and pattern.endswith("$")):
        raise Fault(pointer, "the pattern is not anchored", "write it between ^ and $")
    _bound_ways(_Reader(pattern[1:-1], pointer).machine(), pointer)


class _Reader:
    def __init__(self, pattern: str, pointer: str) -> None:
        self.pattern = pattern
        self.pointer = pointer
        self.at = 0
        self.takes: list[Atoms] = []
        self.follow: list[Counter[int]] = []

    def machine(self) -> Machine:
        whole, branches = self._branches()
        if self.at < len(self.pattern):
            raise self._fault("a parenthesis too many", "every group is (?:…)")
        if branches > 1:
            raise self._fault("split at the top", "put the alternatives in a group, ^(?:a|b)$")
        return Machine(
            takes=tuple(self.takes),
            first=whole.first,
            follow=self.follow,
        )

    def _branches(self) -> tuple[Part, int]:
        found = self._sequence()
        count = 1
        while self._next() == "or":
            self._take()
            other = self._sequence()
            found = Part(found.first | other.first, found.last | other.last, found.empty or other.empty)
            count += 1
        return found, count

    def _sequence(self) -> Part:
        found = Part(frozenset(), frozenset(), True)
        while self._next() not in (None, "or", "close"):
            found = self._joined(found, self._repeated())
        return found

    def _repeated(self) -> Part:
        start = self.at
        part = self._piece()
        end = self.at
        if self._next() != "repeat":
            return part
        least, most = _counts(self._take()["repeat"])
        if self._next() == "repeat":
            raise self._fault("a repeat of a repeat", "lazy and possessive repeats are left out")
        if max(least, most or 0) > REPEATS_MAX or (most is not None and most < least):
            raise self._fault("a repeat too many", f"at most {REPEATS_MAX} times")
        if part.empty:
            raise self._fault("a repeat of what may be empty", "repeat what is never empty")
        after = self.at
        copies = [part]
        for _ in range(max(least, most or 1) - 1):
            # Each repeat has positions of its own.
            self.at = start
            copies.append(self._piece())
            assert self.at == end
        self.at = after
        for one, other in pairwise(copies):
            self._link(one.last, other.first)
        if most is None:
            self._link(copies[-1].last, copies[-1].first)
        ends = copies[max(least, 1) - 1 :]
        return Part(part.first, frozenset().union(*(each.last for each in ends)), least == 0)

    def _piece(self) -> Part:
        token = self._take()
        if token["open"] is not None:
            inner, _ = self._branches()
            if self._next() != "close":
                raise self._fault("a group without its end", "close it with )")
            self._take()
            return inner
        if token["category"] is not None:
            return self._position(_category(token["category"]))
        if token["class"] is not None:
            return self._position(self._class(token["class"][1:-1]))
        character = token["escaped"] or token["plain"]
        if character is None:
            raise self._fault("something to repeat is missing", "write it before the repeat")
        return self._position(frozenset({character}))

    def _class(self, inside: str) -> Atoms:
        if inside.startswith("^"):
            raise self._fault("a class that excludes", "name what is allowed")
        found: set[str] = set()
        at = 0
        while at < len(inside):
            token = IN_CLASS.match(inside, at)
            if token is None:
                # A hyphen at either end stands for itself.
                if inside[at] == "-" and at in (0, len(inside) - 1):
                    found.add("-")
                    at += 1
                    continue
                raise self._fault(f"the class [{inside}]", r"ASCII characters, ranges and \p{…} only")
            at = token.end()
            if token["category"] is not None:
                found |= _category(token["category"])
            elif token["range"] is not None:
                start, end = ord(token["range"][0]), ord(token["range"][2])
                if end < start or end > 127:
                    raise self._fault(f"the range {token['range']}", "ranges of ASCII only, from low to high")
                found |= {chr(code) for code in range(start, end + 1)}
            else:
                found.add(token["escaped"] or token["plain"])
        return frozenset(found)

    def _position(self, atoms: Atoms) -> Part:
        place = len(self.takes)
        if place >= POSITIONS_MAX:
            raise self._fault(
                f"more than {POSITIONS_MAX} places", "write it shorter, or bound the length instead"
            )
        self.takes.append(atoms)
        self.follow.append(Counter())
        return Part(frozenset({place}), frozenset({place}), False)

    def _joined(self, one: Part, other: Part) -> Part:
        self._link(one.last, other.first)
        first = one.first | other.first if one.empty else one.first
        last = one.last | other.last if other.empty else other.last
        return Part(first, last, one.empty and other.empty)

    def _link(self, before: frozenset[int], after: frozenset[int]) -> None:
        for place in before:
            self.follow[place].update(after)

    def _next(self) -> str | None:
        if self.at >= len(self.pattern):
            return None
        token = self._token()
        return next((name for name, value in token.groupdict().items() if value is not None), None)

    def _take(self) -> re.Match[str]:
        if self.at >= len(self.pattern):
            raise self._fault("it ends too early", "finish it")
        token = self._token()
        self.at = token.end()
        return token

    def _token(self) -> re.Match[str]:
        token = TOKEN.match(self.pattern, self.at)
        if token is None:
            raise self._fault(
                f"`{self.pattern[self.at : self.at + 6]}`",
                r"only ASCII classes, \p{…}, (?:…), | and repeats: no \d \w \s \b, no looking around",
            )
        return token

    def _fault(self, what: str, remedy: str) -> Fault:
        return Fault(self.pointer, f"the pattern ^{self.pattern}$: {what}", remedy)


def _bound_ways(machine: Machine, pointer: str) -> None:
    """Follows every text at once: in how many ways each position can have been reached."""
    letters = sorted(frozenset().union(*machine.takes)) if machine.takes else []
    start = tuple((place, 1) for place in sorted(machine.first))
    seen, waiting = {start}, [start]
    while waiting:
        reached = waiting.pop()
        for letter in letters:
            ways: dict[int, int] = {}
            for place, count in reached:
                if letter in machine.takes[place]:
                    for after, links in machine.follow[place].items():
                        ways[after] = ways.get(after, 0) + count * links
            if sum(ways.values()) > WAYS_MAX:
                raise Fault(
                    pointer, "the pattern matches some text in very many ways", "take out what overlaps"
                )
            state = tuple(sorted(ways.items()))
            if state and state not in seen:
                if len(seen) >= STATES_MAX:
                    raise Fault(pointer, "the pattern is too intricate to be checked", "write it simpler")
                seen.add(state)
                waiting.append(state)


def _counts(repeat: str) -> tuple[int, int | None]:
    if repeat in "*+?":
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[repeat]
    least, comma, most = repeat[1:-1].partition(",")
    return int(least), int(most) if most else None if comma else int(least)


@cache
def _category(name: str) -> Atoms:
    """The ASCII characters of a category by themselves, and the rest of it as whole categories."""
    return frozenset(_members(name))


def _members(name: str) -> Iterator[str]:
    yield from (chr(code) for code in range(128) if unicodedata.category(chr(code)).startswith(name))
    known = {unicodedata.category(chr(code)) for code in range(0x20000)}
    matching = [each for each in known if each.startswith(name)]
    if not matching:
        raise Fault("", f"no category is called {name}", "such as L, Lu, M, N or Nd")
    yield from (f"category {each}" for each in matching)
