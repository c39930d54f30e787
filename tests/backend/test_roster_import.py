"""A file of people is written whole or not at all, once, and never over what somebody decided by hand."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from backend.database import Database
from backend.forms.days import DAY_MS
from backend.migrations.tables import ALL
from backend.operations import staff
from backend.operations.roster.importing import import_roster
from backend.operations.stopped import Stopped
from tests.support.hub import Hub
from tests.support.roster import DEPARTMENT, PERSON, TEAM, csv_of, imported

COVERING = {**TEAM, "covers": "26740 26743"}
LEADER = {**PERSON, "role": "leader", "procedures": "1.013225", "from": "2026-01-01", "to": "2026-12-31"}
HELPER = {**PERSON, "code": "CB-2", "name": "Người giúp thử", "role": "helper"}
CITY = (DEPARTMENT, COVERING, PERSON, LEADER, HELPER)
# The demo's officer and administrator hold one each that no file knows.
BESIDE = "2 mandates are not in this file; `people revoke ID` ends one"


def said(authorities: str, of_people: str, mandates: str, *rest: str) -> list[str]:
    """Each `new changed as-before`."""
    kinds = {"authorities": authorities, "people": of_people, "mandates": mandates}
    shown = {kind: counts.split() for kind, counts in kinds.items()}
    lines = [f"{kind}: {one[0]} new, {one[1]} changed, {one[2]} as before" for kind, one in shown.items()]
    return [*lines, *rest]


async def everything(hub: Hub) -> dict[str, list[tuple[object, ...]]]:
    # But what was done, which is written down also where nothing came of it.
    names = [str(row.__tablename__) for row in ALL if not str(row.__tablename__).startswith("audit")]
    return {name: sorted(await hub.rows(f'SELECT * FROM "{name}"'), key=repr) for name in names}


async def mandates_of(hub: Hub, code: str) -> list[tuple[object, ...]]:
    return await hub.rows(
        "SELECT mandate.role, authority, procedures, begins, ends, revoked FROM mandate JOIN account"
        " ON account.account = mandate.account WHERE staff = :code ORDER BY mandate.role, revoked IS NULL",
        code=code,
    )


async def accounts_of(hub: Hub) -> list[tuple[object, ...]]:
    return await hub.rows(
        "SELECT staff, person, role, unit, unit_name FROM account WHERE staff IS NOT NULL ORDER BY staff"
    )


async def id_of(hub: Hub, role: str, code: str = "CB-1") -> str:
    [[found]] = await hub.rows(
        "SELECT mandate FROM mandate JOIN account ON account.account = mandate.account"
        " WHERE staff = :code AND mandate.role = :role AND revoked IS NULL",
        code=code,
        role=role,
    )
    assert isinstance(found, bytes)
    return found.hex()


async def test_a_dry_run_says_what_would_be_written_and_writes_nothing(hub: Hub, tmp_path: Path) -> None:
    before = await everything(hub)
    told = await imported(hub, tmp_path, *CITY, dry_run=True)
    assert told == ["Nothing is written:", *said("2 0 0", "2 0 0", "3 0 0", BESIDE)]
    assert await everything(hub) == before
    assert await imported(hub, tmp_path, *CITY) == told[1:]


async def test_what_the_file_says_is_written(hub: Hub, tmp_path: Path) -> None:
    await imported(hub, tmp_path, *CITY)
    assert await accounts_of(hub) == [
        ("CB-1", "Cán bộ thử", "officer", "26732", "Đặc khu Côn Đảo"),
        ("CB-2", "Người giúp thử", "citizen", "26732", "Đặc khu Côn Đảo"),
    ]
    begins, ends = 1_767_200_400_000, 1_798_736_400_000
    assert await mandates_of(hub, "CB-1") == [
        ("leader", "26732", "1.013225", begins, ends, None),
        ("reception", "26732", None, 0, None, None),
    ]
    written = "SELECT code, name, kind, parent, covers, begins, ends, successor FROM authority ORDER BY code"
    assert await hub.rows(written) == [
        ("SXD", "Sở thử", "department", "79", "", "2026-01-01", None, None),
        ("TDB-01", "Tổ địa bàn thử", "team", "79", "26740 26743", "2026-01-01", None, None),
    ]


async def test_twice_is_once(hub: Hub, tmp_path: Path) -> None:
    await imported(hub, tmp_path, *CITY)
    before = await everything(hub)
    hub.clock.now_ms += DAY_MS
    assert await imported(hub, tmp_path, *reversed(CITY)) == said("0 0 2", "0 0 2", "0 0 3", BESIDE)
    assert await everything(hub) == before


async def test_nothing_is_written_unless_all_is_well(hub: Hub, tmp_path: Path) -> None:
    before = await everything(hub)
    with pytest.raises(Stopped) as stopped:
        await imported(hub, tmp_path, *CITY, {**PERSON, "code": "CB-3", "role": "tiep nhan", "unit": "1"})
    assert [line[:13] for line in str(stopped.value).split("\n")] == ["line 7, role:", "line 7, unit:"]
    with pytest.raises(Stopped) as stopped:
        await import_roster(
            hub.database, hub.identity, hub.clock, written(tmp_path, b",x\nboss"), dry_run=False
        )
    assert [line[:13] for line in str(stopped.value).split("\n")] == ["line 6: it ha", "line 7, kind:"]
    with pytest.raises(Stopped, match="line 7: this is not CSV"):
        await import_roster(
            hub.database, hub.identity, hub.clock, written(tmp_path, b'\nboss,"CB-9'), dry_run=False
        )
    assert await everything(hub) == before


def written(folder: Path, behind: bytes) -> Path:
    """The city's file, with something odd behind it."""
    file = folder / "odd.csv"
    file.write_bytes(csv_of(*CITY) + behind)
    return file


async def test_names_and_places_that_changed_are_changed(hub: Hub, tmp_path: Path) -> None:
    await imported(hub, tmp_path, *CITY)
    account = await hub.rows("SELECT account FROM account WHERE staff = 'CB-2'")
    renamed = {**HELPER, "name": "Tên khác", "unit": "SXD", "authority": "26732"}
    told = await imported(hub, tmp_path, {**DEPARTMENT, "name": "Sở khác"}, COVERING, PERSON, LEADER, renamed)
    assert told == said("0 1 1", "0 1 1", "0 0 3", BESIDE)
    assert (await accounts_of(hub))[1] == ("CB-2", "Tên khác", "citizen", "SXD", "Sở khác")
    assert await hub.rows("SELECT account FROM account WHERE staff = 'CB-2'") == account
    # also for who is not in the file
    told = await imported(hub, tmp_path, {**DEPARTMENT, "name": "Sở khác nữa"})
    assert told[:2] == said("0 1 0", "0 1 0", "0 0 0")[:2]
    assert (await accounts_of(hub))[1] == ("CB-2", "Tên khác", "citizen", "SXD", "Sở khác nữa")


@pytest.mark.parametrize(
    ("changed", "row"),
    [
        ({"to": ""}, ("1.013225", None)),
        ({"to": "2026-11-30"}, ("1.013225", 1_796_058_000_000)),
        ({"procedures": ""}, (None, 1_798_736_400_000)),
        ({"procedures": "KHOI_CONG 1.013225"}, ("1.013225 KHOI_CONG", 1_798_736_400_000)),
    ],
)
async def test_a_mandate_that_changed_takes_the_place_of_the_one_before_which_stays_written(
    hub: Hub, tmp_path: Path, changed: dict[str, str], row: tuple[object, ...]
) -> None:
    await imported(hub, tmp_path, *CITY)
    hub.clock.now_ms += 1
    now_ms = hub.clock.now_ms
    told = await imported(hub, tmp_path, DEPARTMENT, COVERING, PERSON, {**LEADER, **changed}, HELPER)
    assert told == said("0 0 2", "0 0 2", "0 1 2", BESIDE)
    found = [one for one in await mandates_of(hub, "CB-1") if one[0] == "leader"]
    begins = 1_767_200_400_000
    assert found == [
        ("leader", "26732", "1.013225", begins, 1_798_736_400_000, now_ms),
        ("leader", "26732", row[0], begins, row[1], None),
    ]
    hub.clock.now_ms += 1
    assert (await imported(hub, tmp_path, *CITY))[2] == "mandates: 0 new, 1 changed, 2 as before"


async def test_what_is_not_in_the_file_stays_and_is_counted(hub: Hub, tmp_path: Path) -> None:
    await imported(hub, tmp_path, *CITY)
    before = await everything(hub)
    beside = "4 mandates are not in this file; `people revoke ID` ends one"
    assert await imported(hub, tmp_path, PERSON) == said("0 0 0", "0 0 1", "0 0 1", beside)
    assert await everything(hub) == before
    # what has ended or was revoked is no longer counted
    hub.clock.now_ms += 60 * DAY_MS
    await staff.revoke(hub.database, hub.identity, hub.clock, await id_of(hub, "helper", "CB-2"))
    assert (await imported(hub, tmp_path, PERSON))[-1] == BESIDE


async def test_a_mandate_that_was_revoked_by_hand_is_not_given_again(hub: Hub, tmp_path: Path) -> None:
    await imported(hub, tmp_path, *CITY)
    await staff.revoke(hub.database, hub.identity, hub.clock, await id_of(hub, "reception"))
    hub.clock.now_ms += 1
    told = await imported(hub, tmp_path, *CITY)
    withheld = "revoked before, and not given again: line 4; another `from` gives anew"
    assert told == said("0 0 2", "0 0 2", "0 0 2", withheld, BESIDE)
    told = await imported(hub, tmp_path, {**PERSON, "from": "2026-11-21"})
    assert told[2] == "mandates: 1 new, 0 changed, 0 as before"


async def test_the_desk_is_shown_to_whom_a_mandate_that_goes_on_gives_one(hub: Hub, tmp_path: Path) -> None:
    async def role() -> object:
        return (await accounts_of(hub))[0][2]

    await imported(hub, tmp_path, {**PERSON, "role": "helper"})
    assert await role() == "citizen"
    told = await imported(hub, tmp_path, PERSON, {**PERSON, "role": "helper"})
    assert (told[1], await role()) == ("people: 0 new, 1 changed, 0 as before", "officer")
    # it stays although the file no longer has it, and so does the desk
    await imported(hub, tmp_path, {**PERSON, "role": "helper"})
    assert await role() == "officer"
    await staff.revoke(hub.database, hub.identity, hub.clock, await id_of(hub, "reception"))
    assert await role() == "citizen"


async def test_of_two_imports_at_once_the_second_waits_and_finds_the_first(hub: Hub, tmp_path: Path) -> None:
    """As from two processes: each has connections of its own, which are made before, so that none is late."""
    other = Database(hub.settings.database)
    file = tmp_path / "people.csv"
    file.write_bytes(csv_of(*CITY))
    for one in (hub.database, other):
        await import_roster(one, hub.identity, hub.clock, file, dry_run=True)
    both = [import_roster(one, hub.identity, hub.clock, file, dry_run=False) for one in (hub.database, other)]
    told = sorted(await asyncio.gather(*both))
    await other.close()
    assert told == [said("0 0 2", "0 0 2", "0 0 3", BESIDE), said("2 0 0", "2 0 0", "3 0 0", BESIDE)]
    assert await hub.rows("SELECT count(*) FROM account WHERE staff IS NOT NULL") == [(2,)]


async def test_one_staff_id_is_one_account(hub: Hub, tmp_path: Path) -> None:
    await imported(hub, tmp_path, *CITY)
    with pytest.raises(IntegrityError):
        await hub.execute("UPDATE account SET staff = 'CB-1' WHERE person = 'Nguyễn Thị Lan'")
    assert await hub.rows("SELECT count(*) FROM account WHERE staff IS NULL") == [(4,)]


async def test_a_city_of_ten_thousand_is_written_and_known_again(hub: Hub, tmp_path: Path) -> None:
    lines = [
        {**PERSON, "code": f"CB-{number}", "role": role}
        for number in range(10_000)
        for role in ("reception", "helper")
    ]
    assert (await imported(hub, tmp_path, *lines))[2] == "mandates: 20000 new, 0 changed, 0 as before"
    assert (await imported(hub, tmp_path, *lines))[2] == "mandates: 0 new, 0 changed, 20000 as before"


async def test_the_list_says_of_each_mandate_whether_it_holds(hub: Hub, tmp_path: Path) -> None:
    later = {**PERSON, "role": "auditor", "authority": "79", "from": "2027-01-01"}
    ended = {**PERSON, "role": "kiosk", "from": "2025-07-01", "to": "2026-11-20"}
    await imported(hub, tmp_path, *CITY, later, ended)
    helper = await id_of(hub, "helper", "CB-2")
    await staff.revoke(hub.database, hub.identity, hub.clock, helper)
    lines = await staff.listed(hub.database, hub.clock)
    told = {line.partition("  ")[2] if line[0] != " " else line[36:] for line in lines}
    assert told == {
        "-  Lê Minh Hải  (Đặc khu Côn Đảo)",
        "CB-1  Cán bộ thử  (Đặc khu Côn Đảo)",
        "reception, Đặc khu Côn Đảo (26732), all procedures: holds",
        "-  Phạm Thu Hà  (Đặc khu Côn Đảo)",
        "administrator, Thành phố Hồ Chí Minh (79), all procedures: holds",
        "leader, Đặc khu Côn Đảo (26732), 1.013225: holds until 2026-12-31",
        "auditor, Thành phố Hồ Chí Minh (79), all procedures: begins 2027-01-01",
        "kiosk, Đặc khu Côn Đảo (26732), all procedures: ended 2026-11-20",
        "CB-2  Người giúp thử  (Đặc khu Côn Đảo)",
        "helper, Đặc khu Côn Đảo (26732), all procedures: REVOKED 2026-11-21",
    }
    assert f"  {helper}  " in "".join(lines)


async def test_what_is_no_mandate_is_not_revoked(hub: Hub) -> None:
    before = await everything(hub)
    for odd in ("", "zz", "00" * 16, "0" * 31):
        with pytest.raises(Stopped, match="people list"):
            await staff.revoke(hub.database, hub.identity, hub.clock, odd)
    assert await everything(hub) == before
    [[mandate]] = await hub.rows("SELECT mandate FROM mandate WHERE role = 'reception'")
    assert isinstance(mandate, bytes)
    assert "Revoked" in (await staff.revoke(hub.database, hub.identity, hub.clock, mandate.hex()))[0]
    assert (
        "before, 2026-11-21" in (await staff.revoke(hub.database, hub.identity, hub.clock, mandate.hex()))[0]
    )
