"""Query plans and counted work: what a request costs the database does not grow with what it holds.

The statements are those that requests really send, noted at the driver; nothing here repeats them.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import text

from backend.changes.tables import ChangeRow, ExclusionRow, UnprovenRow
from backend.consents import store as consents
from backend.consents.rules import Consent
from backend.devices.tables import DeviceRow
from backend.dossiers.tables import DossierRow
from backend.feed import store as feed
from backend.feed.rules import grant_entry
from backend.feed.tables import FeedRow
from backend.grants import store as grants
from backend.grants.rules import Grant
from backend.grants.tables import GrantRow
from backend.people.tables import AccountRow
from backend.statements import fetch, insert_new
from sync.change import Set
from tests.backend.test_policy import intrusion
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone, request_of
from tests.support.statements import noted

# What a request with one change in a document that is kept sends: eight in its transaction with BEGIN and
# COMMIT, and one for its page.
STEADY = {"postgresql": 10, "sqlite": 9}
# What a request that brings nothing and lacks everything sends, where what it lacks came in lately
FIRST_PAGE = {"postgresql": 4, "sqlite": 4}
SEEDED = 10_000
INDEXES = {
    "feed by account": ("ix_feed_account_place", "ix_feed_account_place"),
    "feed by document": ("ix_feed_document_place", "ix_feed_document_place"),
    "changes of a document": ("ix_change_document", "ix_change_document"),
    "changes by id": ("change_pkey", "sqlite_autoindex_change_1"),
    "what waits, by sender": ("ix_change_waiting", "ix_change_waiting"),
    "unproven by key": ("ix_unproven_device", "ix_unproven_device"),
    "unproven of a document": ("ix_unproven_document", "ix_unproven_document"),
    "exclusions of a document": ("ix_exclusion_document", "ix_exclusion_document"),
    "exclusions of a change": ("ix_exclusion_change", "ix_exclusion_change"),
    "grants of a document": ("document_grant_pkey", "sqlite_autoindex_document_grant_1"),
    "dossier": ("dossier_pkey", "sqlite_autoindex_dossier_1"),
    "devices": ("device_pkey", "sqlite_autoindex_device_1"),
    "revisions": ("document_revision_pkey", "sqlite_autoindex_document_revision_1"),
}


def made(kind: str, number: int) -> bytes:
    return hashlib.sha256(b"%s %d" % (kind.encode(), number)).digest()


async def seed(hub: Hub, count: int) -> None:
    """As many rows in every table that requests read, of other people: ten changes to a document."""
    rows = range(count)
    changes = [
        {
            "change": made("change", number),
            "document": made("document", number // 10)[:16],
            "device": made("device", number)[:16],
            "payload": b"payload",
            "signature": bytes(64),
            "sender": made("device", number)[:16],
            "received": 0,
            "verdict": "accepted",
            "code": "",
            "fed": True,
        }
        for number in rows
    ]
    names = [
        {"document": made("own", number)[:16], "account": made("account", number)[:16]} for number in rows
    ]
    accounts = [
        {"account": one["account"], "person": "A", "role": "citizen", "unit": "", "unit_name": ""}
        for one in names
    ]
    devices = [
        {
            "device": change["device"],
            "public": b"",
            "account": one["account"],
            "label": "",
            "enrolled": 0,
            "revoked": None,
            "record": b"",
        }
        for change, one in zip(changes, names, strict=True)
    ]
    unproven = [
        {
            key: change[key]
            for key in ("change", "signature", "document", "device", "payload", "sender", "received")
        }
        for change in changes
    ]
    exclusions = [
        {
            **{key: change[key] for key in ("document", "change", "payload", "signature")},
            "record": change["change"],
        }
        for change in changes
    ]
    dossiers = [
        {
            "document": one["document"],
            "owner": one["account"],
            "form": "",
            "state": "draft",
            "version": 0,
            "holder": "",
            "holder_name": "",
            "since": 0,
            "due": None,
            "submission": b"",
            "submitted": None,
            "conflicts": 0,
            "answers": b"\x90",
        }
        for one in names
    ]
    entries = [
        {
            "xid": 1,
            "kind": "grant" if number % 10 == 0 else "change",
            "document": change["document"],
            "change": change["change"],
            "account": names[number // 100]["account"] if number % 10 == 0 else b"",
            "size": 100,
        }
        for number, change in enumerate(changes)
    ]
    async with hub.write() as tx:
        await tx.execute(text("SELECT 1"))
        for row, values in (
            (AccountRow, accounts),
            (DeviceRow, devices),
            (ChangeRow, changes),
            (UnprovenRow, unproven),
            (ExclusionRow, exclusions),
            (GrantRow, [{**one, "granted": 0} for one in names]),
            (DossierRow, dossiers),
            (FeedRow, entries),
        ):
            await insert_new(tx, row, values)


async def granted(hub: Hub, documents: Iterable[bytes], account: bytes) -> None:
    async with hub.write() as tx:
        await grants.add(tx, [Grant(document, account) for document in documents], hub.clock())
        await feed.append(tx, [grant_entry(document, account) for document in documents])


async def edit(phone: Phone, document: bytes, value: int) -> None:
    phone.write(document, Set("/a", value))
    request = phone.plan()
    phone.take(request, await phone.exchange(request))
    assert phone.unsent == {}


@pytest.mark.parametrize("count", [100, SEEDED])
async def test_a_change_costs_as_many_statements_whatever_the_database_holds(hub: Hub, count: int) -> None:
    await seed(hub, count)
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16))
    await device.sync()
    for value in range(2):
        await edit(device, document, value)
    async with noted(hub) as statements:
        await edit(device, document, 2)  # also makes the connections
        statements.clear()
        await edit(device, document, 3)
    said = [statement for statement, _ in statements]
    assert len(said) == STEADY[hub.database.engine.dialect.name], "\n".join(said)


@pytest.mark.parametrize("dossiers", [1, 100])
async def test_T13_the_first_page_costs_as_many_statements_however_many_dossiers_it_holds(
    hub: Hub, dossiers: int
) -> None:
    """Dossiers that were written before they were granted, so that each brings a history."""
    writer, reader = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "bay-1", "Bảy")
    for number in range(dossiers):
        writer.begin(number.to_bytes(16))
    await writer.sync()
    assert reader.enrolled is not None
    await granted(hub, {document for document, _ in writer.held.values()}, reader.enrolled.account)
    async with noted(hub) as statements:
        await reader.exchange(request_of())  # also makes the connections
        statements.clear()
        answer = await reader.exchange(request_of())
    said = [statement for statement, _ in statements]
    assert (len(answer.changes), answer.more) == (dossiers, False)
    assert len(said) == FIRST_PAGE[hub.database.engine.dialect.name], "\n".join(said)


@pytest.mark.parametrize("analysed", [False, True], ids=["no statistics", "statistics"])
async def test_every_statement_of_a_request_goes_by_an_index(hub: Hub, analysed: bool) -> None:
    await seed(hub, SEEDED)
    if analysed:
        await hub.execute("ANALYZE")
    dialect = hub.database.engine.dialect.name
    device, late = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")
    stranger = await enrolled_phone(hub, "bay-1", "Bảy")
    document = device.begin(bytes(16))
    await device.sync()
    # Another process, which has nothing in memory yet
    other = Hub(hub.settings, hub.clock)
    await other.start()
    for phone in (device, late, stranger):
        phone.client = other.client()
    async with noted(other) as statements:
        await ask_everything(device, late, stranger, document)
    await other.stop()
    reads = {statement: values for statement, values in statements if is_read(statement)}
    plans = [await plan_of(hub, statement, values) for statement, values in reads.items()]
    everything = "\n".join(plans)
    assert not [plan for plan in plans if scans(plan)], everything
    wanted = {name: index[dialect == "sqlite"] for name, index in INDEXES.items()}
    assert {name for name, index in wanted.items() if index not in everything} == set(), everything


async def ask_everything(device: Phone, late: Phone, stranger: Phone, document: bytes) -> None:
    """One who comes back with much, beside what a stranger wrote; one who comes late, then waits for what
    nobody has, and offers heads."""
    await stranger.exchange(request_of(intrusion(stranger, document, ())))
    for value in range(8):
        device.write(document, Set("/a", value))
    await device.sync()
    await late.sync()
    late.write(document, Set("/a", 9))
    waits = late.write(document, Set("/a", 10))
    answer = await late.exchange(request_of(late.held[waits][1]))
    assert [one.verdict for one in answer.verdicts] == ["waiting"]
    late.offering = True
    await late.exchange(late.plan())


async def test_what_is_looked_for_among_consents_goes_by_an_index(hub: Hub) -> None:
    async with hub.write() as tx:
        await consents.save(tx, [confirmed_card(number) for number in range(SEEDED)])
    async with noted(hub) as statements, hub.database.read_lean() as tx:
        await consents.ended_by_code(tx, 1)
        await consents.unconfirmed_cards(tx, 1, 2)
    plans = [await plan_of(hub, *said) for said in statements if is_read(said[0])]
    everything = "\n".join(plans)
    assert not [plan for plan in plans if scans(plan)], everything
    assert "ix_consent_by_code" in everything
    assert "ix_consent_card" in everything


def confirmed_card(number: int) -> Consent:
    """One of many consents with which nothing is the matter."""
    return Consent(
        document=made("document", number)[:16],
        change=made("change", number),
        helper=made("helper", number)[:16],
        person="A",
        group_name="",
        owner=made("owner", number)[:16],
        name="B",
        procedure="",
        text=1,
        language="vi",
        mode="card",
        confirmed="officer",
        notices="own",
        cancel=made("cancel", number),
        began=number,
        expires=number,
        submitted=number,
    )


def is_read(statement: str) -> bool:
    words = statement.split()
    return words[0] == "SELECT" and "FROM" in words and "pg_advisory_xact_lock" not in statement


async def plan_of(hub: Hub, statement: str, values: Iterable[Any]) -> str:
    explain = "EXPLAIN QUERY PLAN" if hub.database.sqlite else "EXPLAIN"
    # what is said of a step comes last
    async with hub.database.read_lean() as tx:
        return "\n".join(row[-1] for row in await fetch(tx, f"{explain} {statement}", *values))


def scans(plan: str) -> bool:
    """Whether a table is read from end to end; SQLite says so of what a statement made itself, too."""
    return "Seq Scan" in plan or re.search(r"^SCAN (?!own|waits|\(|\d)", plan, re.MULTILINE) is not None
