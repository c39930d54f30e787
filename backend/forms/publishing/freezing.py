"""From a draft to a published version, which never changes; and how a draft differs from what is published.

A version is a folder `schemas/forms/<name>/<number>/`. Words may be mended in place, as no dossier depends on
them, and so may the way from the version before; a change of schema or rules makes the next number.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from backend.forms.publishing.carrying import carry_faults
from backend.forms.publishing.checking import faults_of
from backend.forms.publishing.compiling import Compiled, compile_draft
from backend.forms.publishing.drafts import known, read_draft
from backend.forms.publishing.faults import Fault

WIDTH = 118
DRAFT_BYTES_MAX = 256 * 1024
LINES_MAX = 200


class Outcome(Struct, frozen=True):
    """The version that holds the draft now, and whether it is new, or only its words are, or nothing is."""

    form: str
    what: str


def check(folder: Path) -> list[Fault]:
    """What keeps the draft of a form from being published."""
    file = folder / "draft.json"
    if file.stat().st_size > DRAFT_BYTES_MAX:
        return [Fault("", f"more than {DRAFT_BYTES_MAX} bytes", "split the form in two")]
    try:
        return _all_faults(folder)
    except Fault as fault:
        return [fault]
    except msgspec.ValidationError as error:
        return [Fault("", str(error), "see README.md, drafts")]
    except msgspec.DecodeError as error:
        return [Fault("", f"no JSON: {error}", "mend the file")]


def publish(folder: Path, effective: str) -> Outcome:
    """Freeze the draft of a form, which `check` found nothing wrong with."""
    number = _newest(folder)
    if number > 0:
        before, now = _read(folder, number), compiled(folder, number)
        if _meaning(before) == _meaning(now):
            if (before.ui, before.carry) == (now.ui, now.carry):
                return Outcome(now.ui["form"], "unchanged")
            _write(folder / str(number) / "ui.json", now.ui)
            if now.carry:
                _write(folder / str(number) / "carry.json", now.carry)
            return Outcome(now.ui["form"], "words")
    made = compiled(folder, number + 1)
    version = folder / str(number + 1)
    version.mkdir()
    _write(version / "schema.json", made.schema)
    _write(version / "ui.json", made.ui)
    if made.rules:
        _write(version / "rules.json", made.rules)
    if made.carry:
        _write(version / "carry.json", made.carry)
    _register(folder, made, read_draft(folder / "draft.json").told_apart_by, effective)
    return Outcome(made.ui["form"], "version")


def differences(folder: Path) -> list[str]:
    """What the draft has otherwise than the newest version, a line each; empty where they are the same."""
    number = _newest(folder)
    if number == 0:
        return ["nothing is published yet"]
    before, now = _read(folder, number), compiled(folder, number)
    lines = [
        *_lines("schema", before.schema, now.schema),
        *_lines("rules", before.rules, now.rules),
        *_lines("ui", before.ui, now.ui),
        *_lines("carry", before.carry, now.carry),
    ]
    return lines[:LINES_MAX]


def compiled(folder: Path, number: int) -> Compiled:
    return compile_draft(f"{folder.name}@{number}", read_draft(folder / "draft.json"), known())


def digest_of(schema: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    """What may never change in a published version: how it is written in the file does not matter."""
    meaning = {"schema": schema, "rules": rules} if rules else schema
    text = json.dumps(meaning, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def pretty(node: Any, indent: int = 0, taken: int = 0) -> str:
    """JSON that people read: what fits on a line, of which a name has `taken` some, stands on one."""
    line = json.dumps(node, ensure_ascii=False)
    if not isinstance(node, dict | list) or indent + taken + len(line) < WIDTH:
        return line
    space, end = " " * (indent + 2), " " * indent
    if isinstance(node, dict):
        named = [(json.dumps(name, ensure_ascii=False), each) for name, each in node.items()]
        inner = [f"{name}: {pretty(each, indent + 2, len(name) + 2)}" for name, each in named]
        return "{\n" + ",\n".join(space + each for each in inner) + f"\n{end}}}"
    if all(isinstance(each, str | int) for each in node):
        return f"[\n{_filled([json.dumps(each, ensure_ascii=False) for each in node], space)}\n{end}]"
    return "[\n" + ",\n".join(space + pretty(each, indent + 2) for each in node) + f"\n{end}]"


def _filled(items: list[str], space: str) -> str:
    lines, line = [], ""
    for place, item in enumerate(items):
        text = item if place == len(items) - 1 else f"{item},"
        if line and len(space) + len(line) + 1 + len(text) > WIDTH:
            lines.append(line)
            line = text
        else:
            line = f"{line} {text}" if line else text
    return "\n".join(space + each for each in [*lines, line])


def _all_faults(folder: Path) -> list[Fault]:
    """Those of the form, and of the way to it from the version that it takes the place of."""
    newest = _newest(folder)
    form = compiled(folder, newest + 1)
    found = faults_of(form)
    if found:
        return found
    mends_words = newest > 0 and _meaning(_read(folder, newest)) == _meaning(form)
    older = [_read(folder, number) for number in range(1, newest if mends_words else newest + 1)]
    return carry_faults(older, form, read_draft(folder / "draft.json").carries)


def _meaning(form: Compiled) -> str:
    return digest_of(form.schema, form.rules)


def _newest(folder: Path) -> int:
    """The number of the newest version; 0 where none is published."""
    return max((int(each.name) for each in folder.iterdir() if each.name.isdecimal()), default=0)


def _read(folder: Path, number: int) -> Compiled:
    version = folder / str(number)

    def document(name: str) -> Any:
        file = version / f"{name}.json"
        return json.loads(file.read_bytes()) if file.exists() else {}

    return Compiled(
        schema=document("schema"), rules=document("rules"), ui=document("ui"), carry=document("carry")
    )


def _register(folder: Path, made: Compiled, told_apart_by: str, effective: str) -> None:
    published = folder.parent / "published.json"
    entries = json.loads(published.read_bytes())
    entries[made.ui["form"]] = {"digest": _meaning(made), "effective": effective, "until": None}
    _write(published, dict(sorted(entries.items())))
    titles = folder.parent / "titles.json"
    _write(titles, dict(sorted({**json.loads(titles.read_bytes()), made.ui["form"]: told_apart_by}.items())))


def _write(file: Path, document: Any) -> None:
    file.write_text(pretty(document) + "\n", encoding="utf-8")


def _lines(pointer: str, before: Any, now: Any) -> Iterator[str]:
    if before == now:
        return
    if isinstance(before, dict) and isinstance(now, dict):
        for name in [*before, *(name for name in now if name not in before)]:
            if name not in now:
                yield f"- {pointer}/{name}"
            elif name not in before:
                yield f"+ {pointer}/{name}: {_short(now[name])}"
            else:
                yield from _lines(f"{pointer}/{name}", before[name], now[name])
    else:
        yield f"~ {pointer}: {_short(before)} → {_short(now)}"


def _short(node: Any) -> str:
    text = json.dumps(node, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:119]}…"
