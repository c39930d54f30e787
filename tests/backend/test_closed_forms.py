"""Late arrivals: a version is taken in until its last day, and then declined; nothing is lost."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.forms import catalogue
from sync.change import Set
from tests.forms.shared import complete_dossiers
from tests.support.hub import START_MS, Hub
from tests.support.people import enrolled_phone

OLD, NEW = "khoi-cong@1", "khoi-cong@2"
LAST_DAY = "2026-11-21"
# 23:59:59.999 of that day
LAST_MOMENT_MS = START_MS + 16 * 3_600_000 - 1


@pytest.fixture(autouse=True)
def catalogue_with_a_last_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The catalogue as it is, but for the day on which the first version closes."""
    schemas = tmp_path / "schemas"
    shutil.copytree(catalogue.SCHEMAS, schemas)
    file = schemas / "forms" / "published.json"
    entries = json.loads(file.read_bytes())
    entries[OLD]["until"] = LAST_DAY
    file.write_text(json.dumps(entries))
    monkeypatch.setattr(catalogue, "SCHEMAS", schemas)
    catalogue.published.cache_clear()
    yield
    catalogue.published.cache_clear()


@pytest.mark.parametrize(
    ("now_ms", "state", "code"),
    [(LAST_MOMENT_MS, "submitted", ""), (LAST_MOMENT_MS + 1, "declined", "form-closed")],
    ids=["the last moment of the last day", "the first moment after it"],
)
async def test_an_old_version_is_taken_in_until_its_last_day(
    hub: Hub, now_ms: int, state: str, code: str
) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = lan.begin(bytes(16), OLD)
    lan.write_all(document, complete_dossiers()[OLD], OLD)
    submitted = lan.submit(document, OLD)
    hub.clock.now_ms = now_ms
    await lan.sync()
    assert lan.verdicts[submitted].verdict == "accepted"
    outcome = lan.outcomes[document]
    assert (outcome.state, [answer.code for answer in outcome.answers]) == (state, [code])


async def test_what_was_declined_as_closed_is_taken_in_once_it_goes_on_in_the_new_version(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    document = lan.begin(bytes(16), OLD)
    lan.write_all(document, complete_dossiers()[OLD], OLD)
    lan.submit(document, OLD)
    hub.clock.now_ms = LAST_MOMENT_MS + 1
    await lan.sync()
    lan.write(document, Set("/startDate", "2026-12-28"), Set("/endDate", "2027-12-28"), form=NEW)
    lan.submit(document, NEW)
    await lan.sync()
    outcome = lan.outcomes[document]
    assert [answer.code for answer in outcome.answers] == ["form-closed", ""], outcome.answers
    assert outcome.state == "submitted"
    assert await hub.rows("SELECT form FROM dossier") == [(NEW,)]
