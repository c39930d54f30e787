"""A city on PostgreSQL behind its wall: dossiers at every kind of desk, and connections as the hub's role."""

import hashlib
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import msgspec
from msgspec.structs import replace

from backend.authorities import store as authorities
from backend.authorities.rules import Authority, tree_of
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Dossier, Hop, State
from backend.forms import catalogue
from backend.forms.days import day_of
from backend.mandates.rules import Tree
from tests.support.hub import START_MS, Hub
from tests.support.units import ELSEWHERE, HERE

CITY, TEAM, OLD_TEAM, DEPARTMENT, BUREAU, GROUP = "79", "TO-1", "TO-0", "SO-1", "PHONG-1", "NHOM-1"
# covered by the team; by a team that ends; placed beneath the team by a row of its own
COVERED, LEFT_BEHIND, PLACED = "25747", "26740", "26743"
LAST_DAY = day_of(START_MS)
# The day after, when the old team has gone into the new one
MOMENTS = (START_MS, START_MS + 86_400_000)
FORMS = ("khoi-cong@1", "khai-sinh@1", "nobody-knows@3")
DESKS = (
    HERE,
    ELSEWHERE,
    COVERED,
    LEFT_BEHIND,
    PLACED,
    TEAM,
    OLD_TEAM,
    DEPARTMENT,
    BUREAU,
    GROUP,
    "00000",
    "",
)

CONTENT = (
    *("change", "unproven", "exclusion", "submission", "consent", "document_grant", "feed"),
    *("document_revision", "dossier_step"),
)
DOSSIER = (
    "dossier VALUES ({document}, '', '', 'draft', 0, '', '', 0, NULL, '', NULL, 0, '', NULL,"
    " NULL, '', '', '', 'none', NULL, '')"
)
CONSENT = (
    "consent VALUES ({document}, 'x', 'x', '', '', 'x', '', '', 1, 'vi', 'card', '', '', '', NULL, NULL,"
    " NULL, 'own', '', '', '', 'x', 0, 0, NULL, NULL, '', '', '', 'x', 'x')"
)
FED = "xid, kind, document, change, account, size"
WALLED = {"dossier", *CONTENT, "audit"}


def authority(code: str, kind: str, parent: str, **rest: Any) -> Authority:
    fields = {"name": code, "covers": (), "begins": "2026-01-01", "ends": None, "successor": None, **rest}
    return msgspec.convert({"code": code, "kind": kind, "parent": parent, **fields}, Authority)


AUTHORITIES = (
    authority(TEAM, "team", CITY, covers=(COVERED,)),
    authority(OLD_TEAM, "team", CITY, covers=(LEFT_BEHIND,), ends=LAST_DAY, successor=TEAM),
    authority(DEPARTMENT, "department", CITY),
    authority(BUREAU, "department", DEPARTMENT),
    authority(PLACED, "unit", TEAM),
    authority(GROUP, "group", HERE),
    # two that stand beneath each other
    authority("VONG-1", "department", "VONG-2"),
    authority("VONG-2", "department", "VONG-1"),
)


def dossier(form: str, state: State, holder: str) -> Dossier:
    told = f"{form} {state} {holder}".encode()
    return Dossier(
        document=hashlib.sha256(told).digest()[:16],
        owner=b"owner-----------",
        form=form,
        state=state,
        version=1,
        holder=holder,
        since=START_MS,
        submitted=None if state in ("draft", "declined") else START_MS,
    )


def between(authority: str, hop: Hop) -> Dossier:
    """Received at the one desk, for an authority to decide."""
    made = dossier(FORMS[0], "received", f"{authority} {hop}")
    holder = HERE if hop == "at_desk" else authority
    return replace(made, holder=holder, desk=HERE, authority=authority, hop=hop)


def ready(desk: str) -> Dossier:
    """Decided by the department, and to be fetched at that desk."""
    return replace(
        between(DEPARTMENT, "ready"),
        document=hashlib.sha256(f"ready {desk}".encode()).digest()[:16],
        holder=desk,
    )


def everywhere() -> list[Dossier]:
    """Of each form: a draft, one that was declined, one that waits, one at each desk; and on their way."""
    hops: tuple[Hop, ...] = ("at_desk", "sent", "taken")
    found = []
    for form in FORMS:
        found += [dossier(form, state, "") for state in ("draft", "declined", "submitted")]
        found += [dossier(form, "received", desk) for desk in DESKS]
    found += [between(authority, hop) for authority in DESKS for hop in hops]
    return found + [ready(desk) for desk in DESKS]


async def build(hub: Hub) -> None:
    async with hub.write() as tx:
        await authorities.save(tx, AUTHORITIES)
        await dossiers.save(tx, everywhere())


def trees() -> Mapping[int, Tree]:
    """Who stands beneath whom, at each of the moments."""
    units = [unit.code for unit in catalogue.units()]
    return {moment: tree_of(units, AUTHORITIES, day_of(moment)) for moment in MOMENTS}


@asynccontextmanager
async def connected(hub: Hub) -> AsyncIterator[asyncpg.Connection]:
    """The hub's role, and nothing set."""
    connection = await asyncpg.connect(hub.settings.database.replace("+asyncpg", ""))
    try:
        yield connection
    finally:
        await connection.close()


async def opened(connection: asyncpg.Connection, scope: str, account: bytes = b"", now_ms: int = 0) -> None:
    """For all that follows on the connection."""
    for name, value in (("scope", scope), ("account", account.hex()), ("now", str(now_ms))):
        await connection.execute("SELECT set_config($1, $2, false)", f"haidang.{name}", value)


async def documents(connection: asyncpg.Connection, table: str = "dossier") -> set[bytes]:
    return {row[0] for row in await connection.fetch(f"SELECT document FROM {table}")}


def named(found: Collection[bytes]) -> list[str]:
    """For a message: which dossiers these are."""
    return [
        f"{one.form} {one.state} {one.holder} {one.authority} {one.hop}"
        for one in everywhere()
        if one.document in found
    ]


async def nothing_is_written(connection: asyncpg.Connection, *, feed: bool) -> None:
    """But what happened to a dossier that is seen, in the feed: nobody else hears of it."""
    for table in sorted(WALLED):
        columns = await connection.fetch(
            "SELECT column_name FROM information_schema.columns WHERE table_name = $1", table
        )
        name = columns[0][0]
        if table not in ("audit", "document_revision"):
            assert await tried(connection, f"UPDATE {table} SET {name} = {name}") in ("UPDATE 0", "refused")
        assert await tried(connection, f"DELETE FROM {table}") == "DELETE 0", table
    document = "decode(repeat('07', 16), 'hex')"
    for insert in (
        DOSSIER.format(document=document),
        CONSENT.format(document=document),
        f"submission VALUES ('', {document}, '', '', 0)",
        f"change VALUES ('', {document}, '', '', '', '', 0, '', '', false)",
        f"unproven VALUES ('', '', {document}, '', '', '', 0)",
        f"exclusion VALUES ('', {document}, '', '', '')",
        f"document_grant VALUES ({document}, '', 0)",
        f"document_revision VALUES ({document}, 1)",
        f"dossier_step VALUES ({document}, 1, '', 'take', '', '', 0, 4, 'taken', '', '')",
        f"feed ({FED}) VALUES (0, 'outcome', {document}, '', '', 0)",
        f"feed ({FED}) SELECT 0, 'grant', document, '', '', 0 FROM dossier",
    ):
        told = await tried(connection, f"INSERT INTO {insert}")
        assert told in ("refused", "INSERT 0 0"), insert
    told = await tried(
        connection,
        f"INSERT INTO feed ({FED}) SELECT 0, 'outcome', document, '', '', 0 FROM dossier",
    )
    assert told.startswith(
        "INSERT 0 1" if feed and await documents(connection) else ("refused", "INSERT 0 0")
    )


async def tried(connection: asyncpg.Connection, statement: str) -> str:
    """What the server says that it did, which is then taken back."""
    undone = connection.transaction()
    await undone.start()
    try:
        return str(await connection.execute(statement))
    except asyncpg.InsufficientPrivilegeError:
        return "refused"
    finally:
        await undone.rollback()
