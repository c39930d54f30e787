"""Writes pwa/src/wire.gen.ts from schemas/wire: run it after a struct changes; `--check` fails on a drift."""

import sys
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from schemas.wire import badges, consents, desk, devices, dossiers, exchange, problems, scalars, signin, units

MODULES = (scalars, consents, dossiers, exchange, devices, signin, desk, units, badges, problems)

# What travels as JSON; everything else is MessagePack. In JSON a binary is text: base64 in Hub and Problem,
# elsewhere hexadecimal. A struct that travels both ways has a twin whose name ends in "Json".
JSON_ROOTS: tuple[type[Struct], ...] = (
    devices.Hub,
    desk.DeskList,
    desk.DeskDossier,
    desk.Receive,
    desk.DeskConsent,
    desk.ConfirmConsent,
    consents.AskPhoneCode,
    consents.PhoneCode,
    consents.CancelConsent,
    consents.ConsentEnded,
    consents.ConsentList,
    units.UnitFacts,
    units.WriteFact,
    badges.Badge,
    signin.Me,
    signin.Passkeys,
    signin.RemovePasskey,
    problems.Problem,
)

RESERVED = frozenset(
    {"implements", "interface", "let", "package", "private", "protected", "public", "static", "yield"}
)

TARGET = Path(__file__).resolve().parent.parent / "pwa" / "src" / "wire.gen.ts"

HEADER = """\
// biome-ignore-all format: written by schemas/export.py
// Written by schemas/export.py from schemas/wire. Do not edit: change the struct and run it again.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
"""


def main(arguments: list[str]) -> int:
    text = render()
    if arguments == ["--check"]:
        if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
            return 0
        print("pwa/src/wire.gen.ts lags behind schemas/wire: run `python -m schemas.export`", file=sys.stderr)
        return 1
    if arguments:
        print("usage: python -m schemas.export [--check]", file=sys.stderr)
        return 2
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


def render() -> str:
    """The whole TypeScript file, in the order in which the modules name their types."""
    in_json = set(reachable(JSON_ROOTS))
    packed = set(reachable(struct for struct in all_structs() if struct not in in_json))
    parts = [HEADER]
    # Once each: a module that takes a list of words from another has it too.
    named = {name: kind for module in MODULES for name, kind in choices(module)}
    parts += [alias(name, kind) for name, kind in named.items()]
    for struct in all_structs():
        if struct in packed or not holds_binary(struct):
            parts.append(declare(struct, json=False))
        if struct in in_json and holds_binary(struct):
            parts.append(declare(struct, json=True))
    return "\n".join(parts)


def all_structs() -> Iterator[type[Struct]]:
    for module in MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Struct) and value.__module__ == module.__name__:
                yield value


def choices(module: types.ModuleType) -> Iterator[tuple[str, Any]]:
    """Named lists of words, such as the problem codes. Other aliases are bounds and have no TypeScript."""
    for name, value in vars(module).items():
        if get_origin(value) is Literal:
            yield name, value


def reachable(roots: Iterable[type[Struct]]) -> Iterator[type[Struct]]:
    seen: set[type[Struct]] = set()
    waiting = list(roots)
    while waiting:
        struct = waiting.pop()
        if struct not in seen:
            seen.add(struct)
            yield struct
            waiting += [part for hint in hints(struct).values() for part in structs_in(hint)]


def hints(struct: type[Struct]) -> dict[str, Any]:
    return get_type_hints(struct, include_extras=True)


def structs_in(hint: Any) -> Iterator[type[Struct]]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for part in get_args(hint):
        yield from structs_in(part)


def binary_in(hint: Any) -> bool:
    return hint is bytes or any(binary_in(part) for part in get_args(hint))


def holds_binary(struct: type[Struct]) -> bool:
    return any(binary_in(hint) for each in reachable([struct]) for hint in hints(each).values())


def twin_name(struct: type[Struct], *, json: bool) -> str:
    """JSON structs that never travel packed keep their plain name."""
    both = json and holds_binary(struct) and struct not in JSON_ROOTS
    return f"{struct.__name__}Json" if both else struct.__name__


def alias(name: str, kind: Any) -> str:
    words = "".join(f'\n  | "{word}"' for word in get_args(kind))
    return f"export type {name} ={words};\n"


def declare(struct: type[Struct], *, json: bool) -> str:
    note = " ".join((struct.__doc__ or "").split())
    name = twin_name(struct, json=json)
    lines = [f"/** {note} */"]
    fields = {field: spell(hint, json=json) for field, hint in hints(struct).items()}
    if struct.__struct_config__.array_like:
        lines.append(f"export type {name} = readonly [")
        lines += [f"  {label(field)}: {kind}," for field, kind in fields.items()]
        lines.append("];")
    else:
        lines.append(f"export interface {name} {{")
        lines += [f"  readonly {field}: {kind};" for field, kind in fields.items()]
        lines.append("}")
    return "\n".join(lines) + "\n"


def label(field: str) -> str:
    """The label of a tuple element may not be a word that TypeScript keeps for itself."""
    return f"{field}_" if field in RESERVED else field


def spell(hint: Any, *, json: bool) -> str:
    """One Python type in TypeScript. A type without a rule here is a KeyError: give it one."""
    origin, parts = get_origin(hint), get_args(hint)
    for module in MODULES:
        for name, choice in choices(module):
            if choice == hint:
                return name
    if origin is Annotated:
        return spell(parts[0], json=json)
    if origin is Literal:
        return " | ".join(f'"{word}"' for word in parts)
    if origin in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(spell(part, json=json) for part in parts))
    if origin is list:
        inner = spell(parts[0], json=json)
        return f"readonly ({inner})[]" if "|" in inner else f"readonly {inner}[]"
    if origin is dict:
        return f"{{ readonly [key: string]: {spell(parts[1], json=json)} }}"
    if isinstance(hint, type) and issubclass(hint, Struct):
        return twin_name(hint, json=json)
    if hint is bytes:
        return "string" if json else "Uint8Array"
    return {Any: "Json", bool: "boolean", int: "number", str: "string", type(None): "null"}[hint]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
