"""The text that a citizen agrees to: plain, the same in both languages, and never changed once published."""

import hashlib
import json
import re
from typing import Any, Final

from backend.forms.catalogue import SCHEMAS
from sync import canonical

FOLDER: Final = SCHEMAS / "consents"
# What the app puts in
GAPS: Final = {"{helper}", "{group}", "{procedure}", "{fee}", "{until}"}


def texts() -> dict[str, Any]:
    found = {file.stem: json.loads(file.read_bytes()) for file in FOLDER.glob("*.json")}
    return {name: text for name, text in found.items() if name.isdecimal()}


def test_no_published_text_has_changed() -> None:
    now = {name: hashlib.sha256(canonical.text(it).encode()).hexdigest() for name, it in texts().items()}
    locked = json.loads((FOLDER / "published.json").read_bytes())
    assert now == locked, "a published text never changes: write the next version beside it"


def test_both_languages_say_as_much_and_ask_for_the_same_words() -> None:
    for name, text in texts().items():
        assert text.keys() == {"version", "vi", "en"}
        assert str(text["version"]) == name
        assert len(text["vi"]["sentences"]) == len(text["en"]["sentences"])
        for pair in zip(text["vi"]["sentences"], text["en"]["sentences"], strict=True):
            gaps = [set(re.findall(r"\{\w+\}", sentence)) for sentence in pair]
            assert gaps[0] == gaps[1], pair
        for language in ("vi", "en"):
            assert set(re.findall(r"\{\w+\}", " ".join(text[language]["sentences"]))) == GAPS


def test_every_sentence_can_be_read_aloud_in_one_breath() -> None:
    for text in texts().values():
        for sentence in (*text["vi"]["sentences"], *text["en"]["sentences"]):
            assert len(sentence.split()) <= 32, sentence
