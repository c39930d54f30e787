"""Real dossiers to measure with: the complete cases of the forms' tests, written and signed by devices."""

import hashlib
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sync import seal
from sync.change import (
    Change,
    Insert,
    Malformed,
    Operation,
    Record,
    Set,
    Value,
    encode,
    read_operation,
    time_of,
)
from sync.seal import SigningKey

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = ROOT / "tests" / "forms" / "complete"
NOW_MS = 1_795_000_000_000
# the form of most figures, and what one sitting writes into a long one
FORM = "khoi-cong@1"
ANSWERS = 40
PARAGRAPH = (
    "Nhà mình xây lại trên nền nhà cũ, giữ nguyên ranh giới với hai nhà bên. Đường vào hẹp nên vật tư "
    "chở bằng xe ba gác, tập kết trong sân, không để ra lòng đường. Thợ làm từ bảy giờ sáng đến năm giờ "
    "chiều, nghỉ chủ nhật."
)

# the language of the forms themselves
WORDS = sorted(
    {
        word.lower()
        for file in sorted((ROOT / "schemas" / "procedures").rglob("*.json"))
        for word in re.findall(r"[^\W\d_]+", file.read_text(encoding="utf-8"))
        if not word.isascii()
    }
)


class Signed(Struct, frozen=True):
    """One change as it lies on the disk and travels."""

    document: bytes
    device: bytes
    change: bytes
    payload: bytes
    signature: bytes

    def envelope(self) -> bytes:
        return seal.pack_signed(self.payload, self.signature)


def key_of(number: int) -> SigningKey:
    """The same key for the same number in every run."""
    return SigningKey.from_secret(hashlib.sha256(b"bench %d" % number).digest())


KEY = key_of(0)


def cases() -> dict[str, list[Operation]]:
    """By form: what one person would write to fill it in, the first of its dossiers."""
    read = {file.stem: json.loads(file.read_bytes()) for file in sorted(COMPLETE.glob("*.json"))}
    return {
        form: [_operation(item) for item in next(iter(dossiers.values()))] for form, dossiers in read.items()
    }


def answers(operations: Sequence[Operation]) -> list[Set]:
    return [operation for operation in operations if isinstance(operation, Set)]


def long_form(number: int = 0) -> list[Set]:
    """What one sitting writes into a form of 40 fields, one of them in sentences; each number otherwise."""
    form, chance = lengthened(cases()[FORM], ANSWERS), random.Random(number)
    return [varied(answer, chance) for answer in form] if number else form


def varied(answer: Set, chance: random.Random) -> Set:
    """Other words or digits, as many as before. What a form lets people choose stays."""
    value = answer.value
    if not isinstance(value, str):
        return answer
    if value.isdigit():
        return Set(answer.path, "".join(chance.choices("0123456789", k=len(value))))
    words = value.split(" ")
    return Set(answer.path, " ".join(chance.choices(WORDS, k=len(words)))) if len(words) > 1 else answer


def lengthened(operations: Sequence[Operation], count: int) -> list[Set]:
    """A long form: these answers, again these in a part of their own, and one in full sentences."""
    again = [Set(f"/second{answer.path}", answer.value) for answer in answers(operations)]
    return [*[*answers(operations), *again][: count - 1], Set("/content", PARAGRAPH)]


def with_papers(operations: Sequence[Operation], papers: int) -> list[Operation]:
    """The appointment for copies with more papers, each a row like the first."""
    found = list(operations)
    row = next(operation.row for operation in operations if isinstance(operation, Insert))
    for paper in range(1, papers):
        other = f"{paper:013}"
        for operation in operations:
            if isinstance(operation, Insert):
                found.append(Insert(operation.list_path, other, f"P{paper}"))
            elif isinstance(operation, Set) and row in operation.path:
                found.append(Set(operation.path.replace(row, other), operation.value))
    return found


def begun(form: str, operations: Sequence[Operation], number: int, key: SigningKey = KEY) -> Signed:
    """A dossier filled in within one sitting, as its first change."""
    nonce = hashlib.sha256(b"dossier %d" % number).digest()[:16]
    document = seal.document_id(key.device, nonce)
    return signed(form, document, (), [Record("created", {"nonce": nonce.hex()}), *operations], key)


def edited(form: str, before: Signed, *operations: Operation, key: SigningKey = KEY) -> Signed:
    """Answers changed in it later, on one parent."""
    return signed(form, before.document, (before.change,), operations, key)


def reworded(answer: Set, number: int) -> Set:
    """Another value of the same kind and length, or nearly."""
    value: Value = answer.value
    if isinstance(value, bool):
        return Set(answer.path, not value)
    if isinstance(value, int):
        return Set(answer.path, value + number)
    if isinstance(value, str):
        return Set(answer.path, value[:-1] + chr(ord("a") + number % 26))
    return answer


def signed(
    form: str,
    document: bytes,
    parents: tuple[bytes, ...],
    operations: Sequence[Operation],
    key: SigningKey = KEY,
) -> Signed:
    change = Change(
        schema=form,
        document=document,
        device=key.device,
        time=time_of(NOW_MS),
        parents=parents,
        operations=tuple(operations),
    )
    payload = encode(change)
    return Signed(document, key.device, seal.change_id(payload), payload, key.sign(seal.CHANGE, payload))


def _operation(item: object) -> Operation:
    operation = read_operation(item)
    assert not isinstance(operation, Malformed)
    return operation
