"""The pages: every link leads somewhere, every command they name exists and explains itself."""

import re
import subprocess
from pathlib import Path

from tests.architecture.repository import ROOT, texts

LINK = re.compile(
    r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)|\b(?:src|srcset|href)=\"([^\"]+)\""
)
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
DECISION = re.compile(r"[0-9]{4}-[a-z0-9-]+\.md")


def pages() -> dict[str, str]:
    return {name: text for name, text in texts().items() if name.endswith(".md")}


def anchors(page: str) -> set[str]:
    """The names that headings get: lower case, without punctuation, spaces as hyphens."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_link_of_every_page_leads_somewhere() -> None:
    broken = []
    for name, page in pages().items():
        for match in LINK.finditer(page):
            link = next(group for group in match.groups() if group)
            if re.match(r"[a-z]+:", link):
                continue
            place, _, anchor = link.partition("#")
            aim = (ROOT / name).parent / place if place else ROOT / name
            if not aim.exists() or (anchor and anchor not in anchors(aim.read_text(encoding="utf-8"))):
                broken.append(f"{name}: {link}")
    assert not broken, f"links that lead nowhere: {broken}"


def test_every_target_of_the_make_file_is_in_its_help() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    explained = set(re.findall(r"^  make ([a-z-]+) +\S", shown, re.MULTILINE))
    assert targets == explained, f"give each target a `## sentence`: {sorted(targets ^ explained)}"


def test_no_page_names_a_make_target_that_is_not_there() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = {
        (name, target)
        for name, page in pages().items()
        for target in re.findall(r"(?:^|`)make(?: -s)? ([a-z][a-z-]*)", page, re.MULTILINE)
    }
    unknown = sorted((name, target) for name, target in named if target not in targets)
    assert not unknown, f"no such target: {unknown}"


def test_words_that_a_page_quotes_from_the_app_are_in_the_app() -> None:
    """A newcomer looks for the very words; what is said with a time or a name is quoted up to "…"."""
    shown = "\n".join(
        text
        for name, text in texts().items()
        if name.startswith(("pwa/src/words/vi/", "schemas/procedures/"))
    )
    quoted = {
        phrase
        for name in ("README.md", "CHANGELOG.md")
        for phrase in re.findall(r'"([^"\n]+)"', texts()[name])
        if not phrase.isascii()
    }
    unknown = sorted(phrase for phrase in quoted if phrase.partition("…")[0].strip() not in shown)
    assert not unknown, f"the app says it otherwise: {unknown}"


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    found = sorted(file.name for file in folder.glob("*.md") if file.name != "README.md")
    assert [name[:4] for name in found] == [f"{number:04}" for number in range(1, len(found) + 1)]
    assert all(DECISION.fullmatch(name) for name in found)
    listed = (folder / "README.md").read_text(encoding="utf-8")
    unlisted = [name for name in found if f"({name})" not in listed]
    assert not unlisted, f"list them in docs/decisions/README.md: {unlisted}"


def test_the_picture_is_the_one_that_its_script_draws(tmp_path: Path) -> None:
    drawn = subprocess.run(
        [".venv/bin/python", "docs/picture.py", "--print"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert drawn == (ROOT / "docs" / "picture.svg").read_text(encoding="utf-8"), "run: python docs/picture.py"
