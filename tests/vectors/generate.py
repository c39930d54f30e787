"""Writes the vectors; with --check says which have drifted. `python -m tests.vectors.generate [--check]`"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.vectors import consented, encoded, merged, scripts, sealed, wellformed, wellformed_values
from tests.vectors.frames import Vector

FOLDER: Final = Path(__file__).parent


def _well_formedness() -> list[Vector]:
    return [*wellformed.vectors(), *wellformed_values.vectors()]


def _consents() -> list[Vector]:
    return [*consented.bodies(), *consented.codes(), *consented.countersigned()]


# File name → what makes its vectors, and what they are about.
FILES: Final[dict[str, tuple[Callable[[], list[Vector]], str]]] = {
    "well-formedness.json": (_well_formedness, "payload → change, newer or malformed"),
    "encoding.json": (encoded.encodings, "value ↔ canonical MessagePack"),
    "changes.json": (encoded.changes, "change ↔ payload → id"),
    "canonical.json": (encoded.texts, "value → RFC 8785 text; which other values are the same answer"),
    "ids.json": (sealed.ids, "what is named by a hash"),
    "keys.json": (sealed.keys, "SubjectPublicKeyInfo → acceptable or not"),
    "signatures.json": (sealed.signatures, "signature → valid or not"),
    "envelopes.json": (sealed.envelopes, "envelope → payload and signature, or nothing"),
    "exclusions.json": (sealed.records, "payload → a valid record or not"),
    "merges.json": (merged.merges, "changes and exclusions → state, digest, conflicts, replaced values"),
    "consents.json": (
        _consents,
        "body of a consent → read or not, what is signed of it; codes; countersignatures",
    ),
    "histories.json": (scripts.histories, "requests to the replica harness, and its replies"),
    "submissions.json": (merged.submissions, "changes, exclusions and a submission → matching or differing"),
}


def main(arguments: list[str]) -> int:
    drifted = []
    for name, (make, about) in FILES.items():
        text = written(make(), about)
        if arguments == ["--check"]:
            if (FOLDER / name).read_text(encoding="utf-8") != text:
                drifted.append(name)
        else:
            (FOLDER / name).write_text(text, encoding="utf-8")
    sys.stdout.write("".join(f"{name} has drifted: python -m tests.vectors.generate\n" for name in drifted))
    return 1 if drifted else 0


def written(vectors: list[Vector], about: str) -> str:
    """One vector a line, so that a difference shows which."""
    lines = ",\n".join("  " + json.dumps(vector, ensure_ascii=True) for vector in vectors)
    return f'{{\n"about": {json.dumps(about, ensure_ascii=False)},\n"vectors": [\n{lines}\n]\n}}\n'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
