"""Logs name nobody: canaries in every field that a person can fill turn up in no line."""

import io
import json
import logging
import os
from collections.abc import Iterator

import pytest
import structlog

from backend import logs
from sync.change import Set
from tests.support.hub import Hub
from tests.support.people import Declined, enrolled_phone, phone, request_of

CANARY = "chim-hoang-yến-3141592653"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the hub logs while the test runs."""
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        logs.configure(nowhere)


async def test_what_people_type_is_in_no_line(hub: Hub, written: io.StringIO) -> None:
    device = phone(hub, "lan-1")
    code = await hub.code_for("Lan")
    enrolled = await device.enrol(code, label=CANARY)
    document = device.begin(bytes(16))
    device.write(document, Set("/workName", CANARY), Set("/investor/name", CANARY))
    device.submit(document)
    await device.sync()
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    with pytest.raises(Declined):
        await officer.signed("GET", f"/api/desk/dossiers/{document.hex()}?x={CANARY}")
    with pytest.raises(Declined):
        await phone(hub, "guesser").enrol(CANARY)
    await hub.execute("ALTER TABLE feed RENAME TO gone")
    try:
        device.write(document, Set("/workName", CANARY * 2))
        assert (await device.exchange(device.plan())).verdicts == []
        with pytest.raises(Declined):
            await device.exchange(request_of())
    finally:
        await hub.execute("ALTER TABLE gone RENAME TO feed")

    text = written.getvalue()
    lines = [json.loads(line) for line in text.splitlines()]
    assert {line["event"] for line in lines} >= {"request", "request failed", "batch failed"}
    private = [CANARY, code, enrolled.person, document.hex(), device.key.device.hex(), enrolled.account.hex()]
    private += ["Nguyễn", "workName", "SELECT", "x="]
    assert [word for word in private if word in text] == []
    assert all(line["request"] for line in lines if line["event"] == "request")
    assert "/api/desk/dossiers/{document}" in {line.get("route") for line in lines}


def test_a_log_that_cannot_be_written_fails_nothing(written: io.StringIO) -> None:
    written.close()
    logging.getLogger("somewhere").warning("lost")
    structlog.get_logger().info("lost")


async def test_a_fault_is_written_as_its_kind_and_its_places(hub: Hub, written: io.StringIO) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    await hub.execute("ALTER TABLE feed RENAME TO gone")
    try:
        device.begin(bytes(16))
        assert (await device.exchange(device.plan())).verdicts == []
    finally:
        await hub.execute("ALTER TABLE gone RENAME TO feed")
    faults = [line for line in map(json.loads, written.getvalue().splitlines()) if "fault" in line]
    assert faults
    assert any("Error" in kind for kind in faults[0]["fault"])
    assert any("feed/store.py" in place for place in faults[0]["at"])


def test_what_a_library_says_is_not_repeated(written: io.StringIO) -> None:
    logging.getLogger("somewhere").warning("a sentence with %s", CANARY)
    [line] = [json.loads(line) for line in written.getvalue().splitlines()]
    assert (line["event"], line["logger"], line["level"]) == ("library", "somewhere", "warning")
    assert CANARY not in written.getvalue()


def test_a_cause_is_named_without_its_words() -> None:
    fault = RuntimeError(CANARY)
    fault.__cause__ = ValueError(CANARY)
    assert logs.kinds_of(fault) == ["RuntimeError", "ValueError"]
    assert logs.places_of(fault) == []
