"""Forms on the command line: check and publish drafts, list what nobody has verified of procedures."""

from datetime import date
from pathlib import Path

from backend.forms.catalogue import SCHEMAS, forms, procedures
from backend.forms.days import day_of
from backend.forms.definition import Form
from backend.forms.publishing.advice import advice_faults
from backend.forms.publishing.freezing import check, differences, publish
from backend.forms.publishing.keeping import write_kept
from backend.forms.succession import late
from backend.forms.unverified import open_facts
from backend.operations.finding import Finding, fine, mend
from backend.operations.stopped import Stopped

FORMS = SCHEMAS / "forms"
MINE = SCHEMAS / "mine"
SAID = {
    "unchanged": "{form}: nothing has changed",
    "words": "{form}: words mended in place",
    "version": "{form}: published",
}

UNVERIFIED = """# What nobody has verified

Written by `python -m backend forms unverified > docs/unverified.md`; a test compares.

Of each procedure of the catalogue: what it says that nobody has found in a public source, and what it does
not know. Whoever has looked something up mends `schemas/procedures/<code>.json`, names the source in the
commit, and writes this page again.
"""


def check_forms(names: list[str]) -> list[str]:
    """Raises Stopped with every fault: its file, its pointer and its remedy."""
    folders = _folders(names)
    faulty = [line for folder in folders for line in _faults(folder)]
    faulty += _advice_faults({folder.name for folder in folders})
    if faulty:
        raise Stopped("\n".join(faulty))
    return ["Nothing keeps these drafts from being published."]


def publish_forms(names: list[str], effective: str) -> list[str]:
    """Nothing is written unless every one of them may be published."""
    try:
        date.fromisoformat(effective)
    except ValueError:
        raise Stopped(f"{effective} is no day: write it as in 2027-03-01.") from None
    folders = _folders(names)
    faulty = [line for folder in folders for line in _faults(folder)]
    if faulty:
        raise Stopped("\n".join(faulty))
    outcomes = [publish(folder, effective) for folder in folders]
    said = [SAID[outcome.what].format(form=outcome.form) for outcome in outcomes]
    # What people keep about themselves is made of the same kinds, and follows them.
    return [*said, "mine: written anew"] if write_kept(MINE) else said


def show_differences(names: list[str]) -> list[str]:
    found = []
    for folder in _folders(names):
        lines = _faults(folder) or differences(folder)
        found.append(f"{folder.name}: {'it differs' if lines else 'as published'}")
        found += [f"  {line}" for line in lines]
    return found


def unverified_facts() -> list[str]:
    """The page docs/unverified.md, a line each."""
    lines = UNVERIFIED.split("\n")
    found = [(procedure, open_facts(procedure)) for procedure in procedures()]
    lines.append(f"{sum(len(facts) for _, facts in found)} facts of {len(found)} procedures.")
    for procedure, facts in found:
        lines += ["", f"## {procedure.code} {procedure.name.vi}", ""]
        lines += [f"- {fact.about}: {fact.says} *({'; '.join(fact.lacks)})*" for fact in facts]
        lines += [] if facts else ["Nothing: all of it is verified."]
    return lines


def succession(now_ms: int) -> Finding:
    """What the doctor says of procedures that end."""
    about = "procedures"
    ending = [f"{one.code} after {one.until}" for one in late(procedures(), day_of(now_ms))]
    if not ending:
        return fine(about, "each goes on, or another record follows it")
    return mend(about, f"nothing follows {', '.join(ending)}: install a release that has what comes next.")


def _folders(names: list[str]) -> list[Path]:
    known = sorted(file.parent for file in FORMS.glob("*/draft.json"))
    odd = set(names) - {folder.name for folder in known}
    if odd:
        raise Stopped(f"No draft is called {', '.join(sorted(odd))}: look into {FORMS}.")
    return [folder for folder in known if not names or folder.name in names]


def _advice_faults(names: set[str]) -> list[str]:
    """What procedures of these forms say of fields that are not there."""
    return [
        f"{procedure.code} {fault.pointer}: {fault.what}; {fault.remedy}."
        for procedure in procedures()
        if (name := procedure.form.partition("@")[0]) in names
        for fault in advice_faults(procedure, _versions(name))
    ]


def _versions(name: str) -> list[Form]:
    return [form for form_id, form in forms().items() if form_id.startswith(f"{name}@")]


def _faults(folder: Path) -> list[str]:
    return [
        f"{folder.name}/draft.json {fault.pointer or '/'}: {fault.what}; {fault.remedy}."
        for fault in check(folder)
    ]
