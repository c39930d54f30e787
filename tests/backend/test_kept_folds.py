"""Kept folds: what a hub remembers of a document is never older than what is stored, whoever wrote it."""

from collections.abc import AsyncIterator

import pytest

from backend.changes import kept
from backend.changes.holding import empty
from backend.changes.kept import Kept
from sync.change import Set
from tests.backend.test_concurrency import cure, poison
from tests.backend.test_desk import receive, submitted
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, request_of

# Writes of every kind to everything that a fold is made of
BLOB = {"sqlite": "x'{}'", "postgresql": "'\\x{}'"}
CONSENT = (
    "{document}, {one}, {one}, '', '', {one}, '', '', 1, 'vi', 'card', '', '', '', NULL, NULL, NULL, 'own', "
    "'', '', '', {one}, 0, 0, NULL, NULL, '', '', '', {one}, {one}"
)
# as the first release did
DOSSIER = (
    "INSERT INTO dossier (document, owner, form, state, version, holder, holder_name, since, submission,"
    " conflicts, answers) VALUES ({document}, {one}, '', '', 0, '', '', 0, {one}, 0, {one})"
)
WRITES = [
    "INSERT INTO change VALUES ({one}, {document}, {one}, {one}, {one}, {one}, 0, 'accepted', '', {false})",
    "UPDATE change SET code = 'x'",
    "DELETE FROM change",
    "INSERT INTO unproven VALUES ({one}, {one}, {document}, {one}, {one}, {one}, 0)",
    "UPDATE unproven SET received = 1",
    "DELETE FROM unproven",
    "INSERT INTO exclusion VALUES ({one}, {document}, {one}, {one}, {one})",
    "UPDATE exclusion SET signature = {one}",
    "DELETE FROM exclusion",
    "INSERT INTO document_grant VALUES ({document}, {one}, 0)",
    "UPDATE document_grant SET granted = 1",
    "DELETE FROM document_grant",
    DOSSIER,
    "UPDATE dossier SET conflicts = 1",
    "DELETE FROM dossier",
    f"INSERT INTO consent VALUES ({CONSENT})",
    "UPDATE consent SET expires = 1",
    "DELETE FROM consent",
]


@pytest.fixture
async def other(hub: Hub) -> AsyncIterator[Hub]:
    """Another process over the same database."""
    second = Hub(hub.settings, hub.clock)
    await second.start()
    yield second
    await second.stop()


def at(phone: Phone, hub: Hub) -> Phone:
    """From now on the phone speaks to this hub."""
    phone.client = hub.client()
    return phone


async def test_two_processes_that_write_in_turn_see_each_others_changes(hub: Hub, other: Hub) -> None:
    one, two = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    document = one.begin(bytes(16))
    await one.sync()
    for number in range(6):
        for writer, where in ((one, hub), (two, other)):
            await at(writer, where).sync()
            writer.write(document, Set("/a", number), Set(f"/{writer.name}", number))
            request = writer.plan()
            answer = await writer.exchange(request)
            writer.take(request, answer)
            # At once: had the fold here not what was written there, this would wait for it.
            assert [verdict.verdict for verdict in answer.verdicts] == ["accepted"]
    await at(one, other).sync()
    assert one.replica.state(document) == two.replica.state(document)
    assert one.replica.document(document).conflicts() == ()


async def test_a_desk_at_another_process_moves_a_dossier_that_is_kept_here(hub: Hub, other: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = await submitted(hub, device, 1)
    officer = at(await enrolled_phone(hub, "hai-1", "Hải"), other)
    await receive(officer, document, version=1)
    again = device.submit(document)
    await device.sync()
    [answer] = [one for one in device.outcomes[document].answers if one.change == again]
    assert (answer.answer, answer.code) == ("declined", "moved-on")
    assert device.outcomes[document].state == "received"


async def test_a_grant_taken_back_behind_our_back_counts_at_once(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    await hub.execute("DELETE FROM document_grant")
    change = device.write(document, Set("/a", 1))
    await device.sync()
    assert (device.verdicts[change].verdict, device.verdicts[change].code) == ("quarantined", "not-granted")


async def test_what_a_failed_transaction_folded_is_forgotten(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    lost = device.write(document, Set("/a", 1))
    await poison(hub, lost)
    try:
        assert (await device.exchange(device.plan())).verdicts == []
    finally:
        await cure(hub)
    # Were it still in the fold, what builds on it would not wait.
    heir = device.write(document, Set("/a", 2))
    answer = await device.exchange(request_of(device.held[heir][1]))
    assert [(one.verdict, one.missing) for one in answer.verdicts] == [("waiting", [lost])]
    await device.sync()
    assert device.verdicts[heir].verdict == "accepted"


async def test_a_document_is_read_once_and_then_kept(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    # Were it read again, this would fail.
    await hub.execute("ALTER TABLE exclusion RENAME COLUMN document TO gone")
    try:
        change = device.write(document, Set("/a", 1))
        await device.exchange(device.plan())
        assert await hub.rows("SELECT verdict FROM change WHERE change = :one", one=change) == [("accepted",)]
    finally:
        await hub.execute("ALTER TABLE exclusion RENAME COLUMN gone TO document")


async def test_the_database_counts_every_write_whoever_makes_it(hub: Hub) -> None:
    """A hub of the release before, a person with a console: nobody has to know of revisions."""
    dialect = hub.database.engine.dialect.name
    document = bytes(16)
    values = {"document": document.hex(), "one": b"1".hex()}
    written = {name: BLOB[dialect].format(value) for name, value in values.items()}
    for number, write in enumerate(WRITES, start=1):
        await hub.execute(write.format(**written, false="false" if dialect == "postgresql" else "0"))
        assert await hub.rows("SELECT document, revision FROM document_revision") == [(document, number)], (
            write
        )


def test_what_is_kept_has_a_bound_and_the_oldest_goes_first() -> None:
    folds = Kept()
    documents = [number.to_bytes(16, "big") for number in range(kept.FOLDS_MAX + 1)]
    for document in documents:
        folds.put(document, empty(document), 1)
    assert folds.take({documents[0]: 1}) == {}
    assert list(folds.take({documents[1]: 1, documents[-1]: 1})) == [documents[1], documents[-1]]
    assert folds.take({documents[1]: 1}) == {}, "taken out while it is used"
    assert folds.take({documents[2]: 2}) == {}, "another revision"
    assert folds.take({documents[2]: 1}) == {}, "and forgotten"
