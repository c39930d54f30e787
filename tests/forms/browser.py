"""The browser's validator, asked from Python: the program that pwa/harness/forms.ts is built into."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from backend.forms.assemble import View

ROOT = Path(__file__).resolve().parents[2]
PWA = ROOT / "pwa"

Triple = tuple[str, str, dict[str, object]]


class Browser:
    """One line of JSON there, one line back."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def triples(self, form: str, view: View) -> list[Triple]:
        rows = {path: list(ids) for path, ids in view.rows.items()}
        answer = self._ask({"form": form, "values": dict(view.values), "rows": rows})
        return [(path, keyword, parameters) for path, keyword, parameters in answer]

    def is_valid(self, schema: object, datum: object) -> bool:
        """By the browser's validator as it is, whatever the schema."""
        return bool(self._ask({"plain": schema, "data": datum}))

    def _ask(self, question: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"the harness ended at {question}"
        return json.loads(answer)


@contextmanager
def browser() -> Iterator[Browser]:
    node = shutil.which("node", path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert node is not None, "no Node: `make test` sets one up"
    # Always anew, in less than a second: an old build would agree with an old rule.
    vite = [node, "node_modules/vite/bin/vite.js", "build", "--config", "harness/forms.config.ts"]
    subprocess.run(vite, cwd=PWA, check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen(
        [node, "build/forms.mjs"], cwd=PWA, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield Browser(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=10)
