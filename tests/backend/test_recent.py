"""Recent envelopes: what came in lately is not read again, and what is kept has a bound."""

import pytest

from backend.changes import recent
from backend.changes.recent import Recent
from backend.changes.store import Envelope
from sync.change import Set
from tests.backend.test_policy import intrusion
from tests.support.hub import Hub
from tests.support.people import enrolled_phone, request_of


def envelope(number: int, size: int = 100) -> Envelope:
    return Envelope(number.to_bytes(32), bytes(16), bytes(size), bytes(64), "accepted", "")


def test_what_is_kept_has_a_bound_and_the_first_in_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "BYTES_MAX", 10 * (100 + recent.OVERHEAD_BYTES))
    kept = Recent()
    kept.put([envelope(number) for number in range(10)])
    kept.put([envelope(0)])  # again: it is the last one now
    kept.put([envelope(10)])
    names = [number.to_bytes(32) for number in range(11)]
    assert list(kept.among(names)) == [names[0], *names[2:]]
    kept.drop(names[:5])
    assert list(kept.among(names)) == names[5:]
    kept.put([envelope(99, size=recent.BYTES_MAX)])
    assert kept.among([*names, (99).to_bytes(32)]) == {}


async def test_what_came_in_lately_goes_out_without_being_read(hub: Hub) -> None:
    writer, reader = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    document = writer.begin(bytes(16))
    writer.write(document, Set("/a", 1))
    await writer.sync()
    # Were it read, this would fail.
    await hub.execute("ALTER TABLE change RENAME COLUMN signature TO gone")
    try:
        answer = await reader.exchange(request_of())
    finally:
        await hub.execute("ALTER TABLE change RENAME COLUMN gone TO signature")
    assert answer.changes == [held for _, held in writer.held.values()]


async def test_a_change_kept_as_accepted_and_then_left_out_elsewhere_comes_with_its_exclusion(
    hub: Hub,
) -> None:
    """This one has the rest of the document in memory."""
    lan, reader = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    document = lan.begin(bytes(16))
    await lan.sync()
    other = Hub(hub.settings, hub.clock)
    await other.start()
    bay.client = other.client()
    [begins] = [change for change, (named, _) in lan.held.items() if named == document]
    await bay.exchange(request_of(intrusion(bay, document, (begins,))))
    await reader.sync()
    await lan.sync()
    assert reader.replica.state(document) == lan.replica.state(document)
    assert "của tôi" not in reader.replica.state(document)
    await other.stop()
