"""The official JSON-Schema-Test-Suite, for the keywords of the dialect: both validators pass every test.

It travels in the source distribution of `jsonschema`, fetched once into `build/` and known by its hash.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.forms.browser import ROOT, Browser, browser

RELEASE = "jsonschema-4.26.0"
SHA256 = "0c26707e2efad8aa1bfc5b7ce170f3fccc2e4918ff85989ba9ffa9facb2be326"
PLACE = ROOT / "build" / "json-schema-suite"
KEYWORDS = (
    *("additionalProperties", "allOf", "anyOf", "const", "enum", "if-then-else", "items", "required", "type"),
    *("maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum", "pattern", "properties"),
    *("uniqueItems",),
)


@pytest.fixture(scope="module")
def suite() -> Path:
    archive = PLACE / f"{RELEASE}.tar.gz"
    if not archive.exists():
        PLACE.mkdir(parents=True, exist_ok=True)
        wanted = RELEASE.replace("-", "==")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "jsonschema"]
        subprocess.run([*pip, "--dest", str(PLACE), wanted], check=True)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == SHA256
    return archive


@pytest.fixture(scope="module")
def node() -> Iterator[Browser]:
    with browser() as running:
        yield running


def test_both_validators_pass_every_test_of_the_keywords_that_forms_use(suite: Path, node: Browser) -> None:
    seen = 0
    with tarfile.open(suite) as archive:
        for keyword in KEYWORDS:
            for group in groups(archive, keyword):
                schema = group["schema"]
                rust = jsonschema_rs.Draft202012Validator(schema)
                for case in group["tests"]:
                    seen += 1
                    told = (keyword, group["description"], case["description"])
                    assert rust.is_valid(case["data"]) is case["valid"], told
                    assert node.is_valid(schema, case["data"]) is case["valid"], told
    assert seen > 300


def groups(archive: tarfile.TarFile, keyword: str) -> list[dict[str, Any]]:
    name = f"{RELEASE}/json/tests/draft2020-12/{keyword}.json"
    file = archive.extractfile(name)
    assert file is not None, name
    found: list[dict[str, Any]] = json.load(file)
    return found
