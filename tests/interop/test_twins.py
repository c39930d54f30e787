"""Python and TypeScript give the same lines, byte for byte but for signatures, on generated histories.

`HAIDANG_TWINS` is how many (300), `HAIDANG_SEED` the first seed (0).
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from sync import seal
from tests.interop.replica import Harness
from tests.support.histories import History

_ROOT: Final = Path(__file__).parents[2]
_BUILT: Final = _ROOT / "pwa" / "build" / "replica.mjs"
_HISTORIES: Final = int(os.environ.get("HAIDANG_TWINS", "300"))
_SEED: Final = int(os.environ.get("HAIDANG_SEED", "0"))
# Histories that share a process: starting one takes longer than telling it a history.
_BLOCK: Final = 25
_SIGNATURE: Final = re.compile(r'(?<=c440)[0-9a-f]{128}(?=")')
_ENVELOPE: Final = re.compile(r'"envelope":"([0-9a-f]+)"')


class Scribe:
    """The Python harness, and every line that was said."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.replies: list[str] = []

    def tell(self, seed: int) -> None:
        harness = Harness()

        def answer(request: str) -> str:
            reply = harness.answer(request)
            self.requests.append(request)
            self.replies.append(reply)
            return reply

        History(seed, answer)


@pytest.fixture(scope="module")
def typescript() -> list[str]:
    """The command of the TypeScript harness."""
    node = shutil.which("node", path=f"{_ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert node is not None, "no Node: `make test` sets one up"
    if not _BUILT.exists():
        subprocess.run(["npm", "--prefix", str(_ROOT / "pwa"), "run", "build:replica"], check=True)
    return [node, str(_BUILT)]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("first", range(0, _HISTORIES, _BLOCK))
def test_W4_C8_Z1_typescript_answers_as_python_does(typescript: list[str], first: int) -> None:
    scribe = Scribe()
    for seed in range(_SEED + first, _SEED + min(first + _BLOCK, _HISTORIES)):
        scribe.tell(seed)
    replies = ask(typescript, scribe.requests)
    keys = {}
    for request, python, twin in zip(scribe.requests, scribe.replies, replies, strict=True):
        assert unsigned(twin) == unsigned(python), request
        told = json.loads(twin)
        if "public" in told:
            keys[told["device"]] = bytes.fromhex(told["public"])
        for envelope in _ENVELOPE.findall(twin) + _ENVELOPE.findall(python):
            check_signature(bytes.fromhex(envelope), keys)


def ask(command: list[str], requests: list[str]) -> list[str]:
    """All replies of one fresh process."""
    lines = "".join(request + "\n" for request in requests)
    ran = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=_ROOT)
    assert ran.stderr == ""
    # Not splitlines: U+2028 and U+0085 are ordinary characters of a line.
    return ran.stdout.removesuffix("\n").split("\n")


def unsigned(reply: str) -> str:
    return _SIGNATURE.sub("", reply)


def check_signature(envelope: bytes, keys: dict[str, bytes]) -> None:
    opened = seal.unpack_signed(envelope)
    assert opened is not None
    payload, signature = opened
    author: Any = next(public for device, public in keys.items() if bytes.fromhex(device) in payload)
    assert seal.verify(author, seal.CHANGE, payload, signature)
