"""The wall in PostgreSQL by itself: raw SQL as the hub's role with only the settings, against the rules.

What an account sees of every dossier there is must be what `backend.mandates.rules` lets it, cell by cell.
"""

from collections.abc import AsyncIterator, Iterator
from itertools import product
from typing import Any, get_args

import asyncpg
import msgspec
import pytest

from backend.dossiers.rules import Dossier
from backend.mandates import store as mandates
from backend.mandates.rules import Action, Mandate, Role, desk_mandate, may_as_staff, may_receive
from backend.migrations.tables import ALL
from backend.people import store as people
from backend.staffing.staff import matter_of
from tests.backend.test_desk import submitted
from tests.backend.test_policy import intrusion
from tests.support.hub import START_MS, Hub
from tests.support.people import Phone, enrolled_phone, request_of
from tests.support.units import ELSEWHERE, HERE, account_of
from tests.support.wall import (
    BUREAU,
    CITY,
    CONSENT,
    CONTENT,
    COVERED,
    DEPARTMENT,
    GROUP,
    LEFT_BEHIND,
    MOMENTS,
    OLD_TEAM,
    PLACED,
    TEAM,
    WALLED,
    build,
    connected,
    documents,
    everywhere,
    named,
    nothing_is_written,
    opened,
    trees,
)

pytestmark = pytest.mark.parametrize("address", ["postgresql"], indirect=True)

ROLES: tuple[Role, ...] = get_args(Role)
FIRST, SECOND = MOMENTS
STATES: dict[str, dict[str, Any]] = {
    "holds": {},
    "begins tomorrow": {"begins": SECOND},
    "not begun": {"begins": SECOND + 1},
    "ends tomorrow": {"ends": SECOND},
    "ended": {"ends": FIRST},
    "revoked": {"revoked": FIRST},
    "revoked tomorrow": {"revoked": SECOND},
    "for no procedure": {"procedures": frozenset()},
}
AUTHORITIES = (
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
    CITY,
    "",
)
PROCEDURES = (None, frozenset({"1.013225"}), frozenset({"1.001193", "1.000656"}))
# What each scope opens
SCOPES: dict[str, tuple[Action, ...]] = {"staff": ("read",), "look": ("read", "look")}

# No row of these says or points at what a dossier says. The wall itself reads the first four; whom a device
# and an account belong to is asked before anybody is known; what units and the catalogue say is for all; the
# audit's head is a count and a hash. A review names what was kept apart and why somebody decided so. How
# people show who they are is no dossier's. Signals compare MACs of telephones; a report is a citizen's words.
OPEN = {
    *("mandate", "authority", "catalogue_form", "catalogue_unit"),
    *("account", "device", "enrolment_code", "enrolment_try", "used_challenge"),
    *("node", "catalogue_issue", "unit_fact"),
    *("device_seen", "consent_code", "review"),
    *("session", "passkey", "passkey_permit", "passkey_challenge", "oidc_pending", "oidc_link"),
    *("filing", "report", "signal"),
    *("audit_head", "code_counter"),
}


@pytest.fixture
async def connection(hub: Hub) -> AsyncIterator[asyncpg.Connection]:
    await build(hub)
    async with connected(hub) as made:
        yield made


def cells(role: Role) -> Iterator[Mandate]:
    for number, (state, authority, procedures) in enumerate(product(STATES, AUTHORITIES, PROCEDURES)):
        account = f"{role} {number}".encode().ljust(16, b"-")
        mandate = desk_mandate(account, account, authority)
        held = {"role": role, "procedures": procedures, **STATES[state]}
        yield msgspec.structs.replace(mandate, **held)


async def given(hub: Hub, held: list[Mandate]) -> None:
    async with hub.database.write() as tx:
        names = {one.account for one in held}
        await people.add(
            tx, [msgspec.structs.replace(account_of("an"), account=name) for name in sorted(names)]
        )
        await mandates.add(tx, held)


async def test_every_table_is_behind_the_wall_or_said_to_be_open(hub: Hub) -> None:
    assert {row.__tablename__ for row in ALL} == WALLED | OPEN
    found = await hub.rows("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    assert {name for (name,) in found} == WALLED


async def test_the_role_of_these_tests_is_one_that_a_wall_holds(hub: Hub) -> None:
    asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    assert await hub.rows(asked) == [(False,)]
    owner = "SELECT DISTINCT tableowner = current_user FROM pg_tables WHERE schemaname = 'public'"
    assert await hub.rows(owner) == [(True,)]


@pytest.mark.parametrize("role", ROLES)
async def test_every_cell_is_what_the_rules_say(hub: Hub, connection: asyncpg.Connection, role: Role) -> None:
    held = list(cells(role))
    await given(hub, held)
    dossiers, by_moment = everywhere(), trees()
    counted = seen = 0
    for mandate, now_ms, (scope, actions) in product(held, MOMENTS, SCOPES.items()):
        allowed = {
            one.document
            for one in dossiers
            for action in actions
            if may_as_staff(
                action, mandate.account, [mandate], matter_of(one, None, now_ms), now_ms, by_moment[now_ms]
            )
        }
        await opened(connection, scope, mandate.account, now_ms)
        told = await documents(connection)
        assert told == allowed, (scope, now_ms, mandate, named(told ^ allowed))
        counted += len(dossiers)
        seen += len(told)
    assert counted == len(STATES) * len(AUTHORITIES) * len(PROCEDURES) * len(MOMENTS) * len(SCOPES) * len(
        dossiers
    )
    assert bool(seen) == (role in ("reception", "processing", "leader", "auditor"))


@pytest.mark.parametrize("role", ROLES)
async def test_a_dossier_is_taken_over_where_the_rules_let_it_be(
    hub: Hub, connection: asyncpg.Connection, role: Role
) -> None:
    """For each desk; also one that another mandate of the same account would cover."""
    held = [one for one in cells(role) if one.authority in (HERE, TEAM, CITY) and one.ends is None]
    await given(hub, held)
    elsewhere = [
        msgspec.structs.replace(
            one, mandate=b"2" + one.mandate, authority=ELSEWHERE, procedures=frozenset({"0"})
        )
        for one in held
    ]
    await given(hub, elsewhere)
    tree, taken = trees()[FIRST], 0
    for one, (first, second) in product(everywhere()[:9], zip(held, elsewhere, strict=True)):
        for desk in (HERE, ELSEWHERE, COVERED):
            allowed = may_receive(
                first.account, [first, second], matter_of(one, None, FIRST), desk, FIRST, tree
            )
            assert await takes(connection, first.account, one, desk) == allowed, (first, one, desk)
            taken += allowed
    assert bool(taken) == (role == "reception")


async def takes(connection: asyncpg.Connection, account: bytes, one: Dossier, desk: str) -> bool:
    """Whether the wall lets it be written, which is then taken back."""
    await opened(connection, "staff", account, FIRST)
    undone = connection.transaction()
    await undone.start()
    try:
        done = await connection.execute(
            "UPDATE dossier SET state = 'received', holder = $1 WHERE document = $2", desk, one.document
        )
    except asyncpg.InsufficientPrivilegeError:
        return False
    finally:
        await undone.rollback()
    return str(done) == "UPDATE 1"


async def test_rows_of_a_dossier_are_seen_with_it_and_only_read(hub: Hub) -> None:
    """Real ones, in every table: an officer here, a leader above, a stranger, and whose they are."""
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    waiting, draft = await filled(hub, lan)
    here = desk_mandate(b"here------------", b"here------------", HERE)
    foreign = msgspec.structs.replace(here, mandate=b"f", account=b"foreign---------", revoked=1)
    await given(hub, [here, foreign])
    assert lan.enrolled is not None
    async with connected(hub) as connection:
        for scope, account, wanted in (
            ("hub", b"", {waiting, draft}),
            ("staff", here.account, {waiting}),
            ("look", here.account, {waiting}),
            ("staff", foreign.account, set()),
            ("staff", lan.enrolled.account, set()),
            ("own", lan.enrolled.account, {waiting, draft}),
            ("own", here.account, set()),
        ):
            await opened(connection, scope, account, START_MS)
            for table in CONTENT:
                holds = wanted & await filled_in(hub, table)
                assert await documents(connection, table) == holds, (scope, account, table)
            if scope != "hub":
                await nothing_is_written(connection, feed=scope == "staff")


async def test_without_a_scope_there_is_nothing(hub: Hub) -> None:
    await filled(hub, await enrolled_phone(hub, "lan-1", "Lan"))
    here = desk_mandate(b"here------------", b"here------------", HERE)
    await given(hub, [here])
    async with connected(hub) as connection:
        for scope in (None, "", "HUB", "nobody"):
            if scope is not None:
                await opened(connection, scope, here.account, START_MS)
            for table in sorted(WALLED):
                assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0, (scope, table)
            await nothing_is_written(connection, feed=False)
        # a scope whose account or moment was forgotten
        await connection.execute("RESET ALL")
        await connection.execute("SET haidang.scope = 'staff'")
        assert await documents(connection) == set()
        await connection.execute(f"SET haidang.account = '{here.account.hex()}'")
        assert await documents(connection) == set()


async def filled(hub: Hub, lan: Phone) -> tuple[bytes, bytes]:
    """A dossier that waits, with somebody else's change and an envelope of an unknown key; and a draft."""
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    waiting = await submitted(hub, lan, 1)
    draft = lan.begin(b"d" * 16)
    await lan.sync()
    await bay.exchange(request_of(intrusion(bay, waiting, ())))
    await hub.execute("INSERT INTO unproven VALUES ('x', 'x', :document, 'x', 'x', 'x', 0)", document=waiting)
    await hub.execute(f"INSERT INTO {CONSENT.format(document=':document')}", document=waiting)
    step = "INSERT INTO dossier_step VALUES (:document, 2, 'x', 'receive', 'x', '', 0, 2, 'at_desk', '', 'x')"
    await hub.execute(step, document=waiting)
    for table in CONTENT:
        assert waiting in await filled_in(hub, table), table
    return waiting, draft


async def filled_in(hub: Hub, table: str) -> set[object]:
    return {document for (document,) in await hub.rows(f"SELECT document FROM {table}")}
