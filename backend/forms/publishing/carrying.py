"""How a draft of an older version goes on in a newer one: the steps written out, and whether nothing is lost.

Every field of the older version must be kept, carried or dropped with words, and what arrives must fit. Only
the phone takes the steps (pwa/src/forms/carry.ts), as it writes down what they come to.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

from msgspec import Struct

from backend.forms.definition import Scalar
from backend.forms.publishing.dialect import leaves_of
from backend.forms.publishing.drafts import Carries, CarryStep, Mapped, Split
from backend.forms.publishing.faults import Fault
from backend.forms.publishing.patterns import check_pattern

FAULTS_MAX = 50
POINTER = "/carries"

# Parentheses, and first what may hold one that is none.
GROUPS = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|\(\?:|\(|\)[*+?{]?", re.DOTALL)


class Documents(Protocol):
    """The part of a compiled form that is looked at."""

    @property
    def schema(self) -> Mapping[str, Any]: ...
    @property
    def ui(self) -> Mapping[str, Any]: ...


class Leaf(Struct, frozen=True):
    """What a field holds: its type, how its numbers are scaled, and its values where they are few."""

    type: str
    scale: int
    values: frozenset[str] | None


# What stands where, while step follows step.
Standing = dict[str, Leaf]


def compile_carries(form_id: str, carries: Carries) -> dict[str, Any]:
    """The document `carry.json` of a version."""
    name = form_id.partition("@")[0]
    return {"from": f"{name}@{carries.from_}", "steps": [_compiled(step) for step in carries.steps]}


def carry_faults(older: Sequence[Documents], now: Documents, carries: Carries | None) -> list[Fault]:
    """What keeps dossiers of the versions before from going on; without any there must be no steps."""
    number = len(older)
    if number == 0:
        return [] if carries is None else [Fault(POINTER, "no version to carry from", "take it out")]
    wanted = f'write "carries": {{"from": {number}, "steps": […]}}'
    if carries is None:
        return [Fault(POINTER, f"no way from version {number}", wanted)]
    if carries.from_ != number:
        return [Fault(POINTER, f"from version {carries.from_}, and the one before is {number}", wanted)]
    return list(islice(_faults([_leaves(each) for each in older], _leaves(now), carries), FAULTS_MAX))


def _faults(older: Sequence[Standing], new: Standing, carries: Carries) -> Iterator[Fault]:
    for old in older:
        yield from _beneath_another(old, new)
    standing = dict(older[-1])
    for place, step in enumerate(carries.steps):
        before = set(standing)
        try:
            _take(step, standing, new, f"{POINTER}/steps/{place}")
        except Fault as fault:
            # What follows may hang on it.
            yield fault
            return
        yield from _had_before(standing.keys() - before, older)
    yield from _had_before(new.keys() - standing.keys(), older)
    for path, leaf in standing.items():
        if path not in new:
            yield Fault(path, "neither kept nor carried", "rename, split, map or drop it")
        elif (why := _misfit(leaf, new[path])) is not None:
            yield Fault(path, f"kept, and {why}", "map it, or drop it")


def _beneath_another(old: Standing, new: Standing) -> Iterator[Fault]:
    """A field where a group once was, or the other way round: the merge calls both twofold (SPEC C13)."""
    fields, before = ([path for path, leaf in each.items() if leaf.type != "array"] for each in (new, old))
    for path in fields:
        for other in before:
            if path.startswith(f"{other}/") or other.startswith(f"{path}/"):
                yield Fault(path, f"an older version has a field {other}", "take another path")


def _had_before(paths: Collection[str], older: Sequence[Standing]) -> Iterator[Fault]:
    """An answer that comes late is told from one of this version by its path alone."""
    for path in sorted(paths):
        if any(path in old for old in older):
            yield Fault(path, "an older version asked something else here", "take another path")


def _take(step: CarryStep, standing: Standing, new: Standing, at: str) -> None:
    given = (step.rename, step.default, step.split, step.map, step.drop)
    if sum(each is not None for each in given) != 1:
        raise Fault(at, "a step does several things, or none", "one of rename, default, split, map, drop")
    if (step.drop is None) != (step.words is None):
        raise Fault(at, "what is dropped is told in words, and nothing else is", "write them at drop")
    if step.rename is not None:
        _rename(*step.rename, standing, at)
    if step.default is not None:
        _check_value(*step.default, new, at)
    if step.split is not None:
        _split(step.split, standing, new, at)
    if step.map is not None:
        _map(step.map, standing, new, at)
    for path in step.drop or ():
        for gone in _beneath(path, standing, at):
            del standing[gone]


def _rename(old: str, new: str, standing: Standing, at: str) -> None:
    _same_rows(old, new, at)
    moved = {path: standing.pop(path) for path in _beneath(old, standing, at)}
    for path, leaf in moved.items():
        _put(new + path[len(old) :], leaf, standing, at)


def _split(split: Split, standing: Standing, new: Standing, at: str) -> None:
    leaf = _only(split.from_, standing, at)
    if leaf.type != "string":
        raise Fault(at, f"{split.from_} is no text", "split a text")
    _check_groups(split, at)
    del standing[split.from_]
    for path in dict.fromkeys((*split.into, split.otherwise)):
        _same_rows(split.from_, path, at)
        target = _target(path, new, at)
        if target.type != "string" or target.values is not None:
            raise Fault(at, f"{path} takes no text", "split into texts")
        _put(path, Leaf("string", 0, None), standing, at)


def _check_groups(split: Split, at: str) -> None:
    """The pattern is bounded like any other; its groups stand side by side, one for each field."""
    around: list[str] = []
    captures = 0
    for sign in GROUPS.findall(split.pattern):
        if sign == "(" and around:
            raise Fault(at, "a group within a group", "write the inner one as (?:…)")
        if sign in ("(", "(?:"):
            captures += sign == "("
            around.append(sign)
        elif sign.startswith(")") and around and around.pop() == "(" and sign != ")":
            raise Fault(at, "a group that repeats", "write the repeat inside of it")
    if captures != len(split.into):
        raise Fault(at, f"{captures} groups for {len(split.into)} fields", "one group for each field")
    if len(set(split.into)) < len(split.into):
        raise Fault(at, "two groups for one field", "one group for each field")
    check_pattern(GROUPS.sub(lambda found: "(?:" if found[0] == "(" else found[0], split.pattern), at)


def _map(mapped: Mapped, standing: Standing, new: Standing, at: str) -> None:
    leaf = _only(mapped.from_, standing, at)
    if leaf.values is None:
        raise Fault(at, f"{mapped.from_} is no choice", "map a choice")
    if mapped.values.keys() != leaf.values:
        odd = sorted(mapped.values.keys() ^ leaf.values)
        raise Fault(at, f"{', '.join(odd)}: mapped, or a value, but not both", "map every value")
    del standing[mapped.from_]
    arriving: Standing = {}
    for value, answers in mapped.values.items():
        if not answers:
            raise Fault(at, f"{value} comes to nothing", "say what is answered then")
        for path, answer in answers.items():
            _same_rows(mapped.from_, path, at)
            _check_value(path, answer, new, at)
            arriving[path] = new[path]
    for path, target in arriving.items():
        _put(path, target, standing, at)


def _beneath(path: str, standing: Standing, at: str) -> list[str]:
    """A field, or all of a group, or a list with what is in its rows."""
    found = [each for each in standing if each == path or each.startswith(f"{path}/")]
    if not found or path.endswith("/@"):
        raise Fault(at, f"no field {path} stands there", "mend the path")
    return found


def _only(path: str, standing: Standing, at: str) -> Leaf:
    if path not in standing or standing[path].type == "array":
        raise Fault(at, f"no field {path} stands there", "mend the path")
    return standing[path]


def _put(path: str, leaf: Leaf, standing: Standing, at: str) -> None:
    if path in standing:
        raise Fault(at, f"{path} has an answer of its own", "carry that somewhere else before")
    standing[path] = leaf


def _target(path: str, new: Standing, at: str) -> Leaf:
    if path not in new or new[path].type == "array":
        raise Fault(at, f"this version has no field {path}", "mend the path")
    return new[path]


def _check_value(path: str, value: Scalar, new: Standing, at: str) -> None:
    target = _target(path, new, at)
    names = {"boolean": bool, "integer": int, "string": str}
    is_odd = target.values is not None and _name(value) not in target.values
    if is_odd or type(value) is not names[target.type]:
        raise Fault(at, f"{path} does not take {_name(value)}", "write a value that it takes")


def _same_rows(one: str, other: str, at: str) -> None:
    """A column stays in its list, and a field outside of lists stays outside."""
    if one.rpartition("/@")[0] != other.rpartition("/@")[0]:
        raise Fault(at, f"{other} is not in the rows of {one}", "rename the list itself before")


def _misfit(old: Leaf, new: Leaf) -> str | None:
    if old.type != new.type:
        return f"a {old.type} is a {new.type} now"
    if old.scale != new.scale:
        return "its decimals are others now"
    if new.values is not None and (old.values is None or not old.values <= new.values):
        return "some of its values are not taken any more"
    return None


def _leaves(form: Documents) -> Standing:
    fields = form.ui["fields"]
    return {
        path: Leaf(leaf["type"], fields[path].get("scale", 0), _values(leaf))
        for path, leaf in leaves_of(form.schema)
    }


def _values(leaf: Mapping[str, Any]) -> frozenset[str] | None:
    if "const" in leaf:
        return frozenset({_name(leaf["const"])})
    if leaf["type"] == "boolean":
        return frozenset({"true", "false"})
    return frozenset(map(_name, leaf["enum"])) if "enum" in leaf else None


def _name(value: Scalar) -> str:
    """A value as the name of a key."""
    return ("false", "true")[value] if isinstance(value, bool) else str(value)


def _compiled(step: CarryStep) -> dict[str, Any]:
    if step.rename is not None:
        return {"rename": list(step.rename)}
    if step.default is not None:
        return {"default": list(step.default)}
    if step.split is not None:
        split = step.split
        return {
            "split": {
                "from": split.from_,
                "pattern": split.pattern,
                "into": list(split.into),
                "otherwise": split.otherwise,
            }
        }
    if step.map is not None:
        return {"map": {"from": step.map.from_, "values": step.map.values}}
    vi, en = step.words or ("", "")
    return {"drop": list(step.drop or ()), "words": {"vi": vi, "en": en}}
