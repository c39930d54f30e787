"""The bundle of the catalogue: what is in it, its one form, and the same from the build of the app."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from backend.forms.bundle import bundle_of, content_digest, entries_of
from backend.forms.catalogue import SCHEMAS, entries, forms, procedures
from sync import seal
from sync.packing import unpack
from sync.seal import SigningKey

ROOT = Path(__file__).resolve().parents[2]
KEY = SigningKey.from_secret(bytes(31) + b"\x01")
FORM = {
    "forms/sao-y/2/schema.json": '{ "type": "object" }\n',
    "forms/sao-y/2/ui.json": '{"title": {"vi": "Sao  \\" y: {", "en": "\\\\" }}',
}


def test_every_form_and_procedure_has_an_entry_and_so_have_units_days_and_titles() -> None:
    names = [entry.name for entry in entries()]
    records = {f"procedure/{file.stem}" for file in SCHEMAS.glob("procedures/*.json")}
    assert len(records) == len(procedures())
    others = {"units", "calendar", "titles", "published"}
    assert set(names) == {f"form/{form}" for form in forms()} | records | others
    assert names == sorted(names)


def test_an_entry_is_its_files_without_the_space_between_tokens() -> None:
    [entry] = entries_of(FORM)
    assert entry.name == "form/sao-y@2"
    expected = r'{"schema":{"type":"object"},"ui":{"title":{"vi":"Sao  \" y: {","en":"\\"}}}'
    assert entry.content.decode() == expected
    assert entry.digest == seal.digest(entry.content)


def test_every_entry_says_what_its_files_say() -> None:
    found = {entry.name: json.loads(entry.content) for entry in entries()}
    for form in forms():
        folder = SCHEMAS / "forms" / form.replace("@", "/")
        assert found[f"form/{form}"] == {
            part.stem: json.loads(part.read_bytes()) for part in folder.iterdir()
        }
    assert found["units"] == json.loads((SCHEMAS / "units" / "units.json").read_bytes())


def test_drafts_kinds_and_lists_of_fields_stay_at_home() -> None:
    at_home = ("forms/sao-y/draft.json", "forms/kinds.json", "procedures/fields/sao-y.json")
    assert entries_of(dict.fromkeys(at_home, "{}")) == ()


def test_the_manifest_names_each_entry_and_is_signed_for_nothing_else() -> None:
    made = entries_of(FORM)
    bundle = bundle_of(made, 1_795_222_800_000, KEY)
    signed = seal.unpack_signed(bundle.record)
    assert signed is not None
    manifest, signature = signed
    [entry] = made
    listed = [entry.name, entry.digest, len(entry.content)]
    assert unpack(manifest) == [1, 1_795_222_800_000, [listed]]
    assert seal.verify(KEY.public, seal.CATALOGUE, manifest, signature)
    assert not seal.verify(KEY.public, seal.RECEIPT, manifest, signature)
    assert bundle.entries == {entry.digest.hex(): entry}


def test_a_content_has_one_digest_whenever_it_is_issued() -> None:
    more = entries_of({**FORM, "forms/titles.json": "{}"})
    assert content_digest(entries_of(FORM)) == content_digest(entries_of(dict(reversed(FORM.items()))))
    assert content_digest(more) != content_digest(entries_of(FORM))


def test_the_build_of_the_app_comes_to_the_same_digests() -> None:
    node = shutil.which("node", path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert node is not None, "no Node: `make test` sets one up"
    program = 'import { digests } from "./tooling/bundle.mjs"; console.log(JSON.stringify(digests()));'
    told = subprocess.run(
        [node, "--input-type=module", "--eval", program],
        cwd=ROOT / "pwa",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert json.loads(told) == {entry.name: entry.digest.hex() for entry in entries()}
