"""A city's people as a file: lines by column, and the import of them into a hub."""

from pathlib import Path

from backend.authorities.rules import Authority
from backend.devices import enrol
from backend.operations.roster.faults import faults_of
from backend.operations.roster.importing import import_roster
from backend.operations.roster.reading import COLUMNS, Line, read
from backend.people import store as people
from tests.support.hub import Hub
from tests.support.people import Phone, go_to_work, phone

TEAM = {"kind": "team", "code": "TDB-01", "name": "Tổ địa bàn thử", "from": "2026-01-01"}
DEPARTMENT = {"kind": "department", "code": "SXD", "name": "Sở thử", "from": "2026-01-01"}
GROUP = {"kind": "group", "code": "TCN-01", "name": "Tổ thử", "parent": "26732", "from": "2026-01-01"}
UNIT = {"kind": "unit", "code": "26732", "from": "2026-01-01"}
PERSON = {"kind": "person", "code": "CB-1", "name": "Cán bộ thử", "unit": "26732", "role": "reception"}


def csv_of(*lines: dict[str, str]) -> bytes:
    """Every cell in quotes: a file as a program writes it."""
    rows = [COLUMNS, *([line.get(column, "") for column in COLUMNS] for line in lines)]
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\n".join(quoted).encode()


def lines_of(data: bytes) -> list[Line]:
    lines, faults = read(data)
    assert not faults
    return lines


def faults_in(*lines: dict[str, str], known: list[Authority] | None = None) -> list[str]:
    return [str(fault) for fault in sorted(faults_of(lines_of(csv_of(*lines)), known or []))]


async def imported(hub: Hub, folder: Path, *lines: dict[str, str], dry_run: bool = False) -> list[str]:
    file = folder / "people.csv"
    file.write_bytes(csv_of(*lines))
    return await import_roster(hub.database, hub.clock, file, dry_run=dry_run)


async def signed_in(hub: Hub, staff: str) -> Phone:
    """A device of a person of the file, by a link as `admin link` makes it."""
    code, device = enrol.fresh_code(), phone(hub, staff)
    async with hub.database.write() as tx:
        [account] = [one.account for one in await people.staff_of_city(tx) if one.staff == staff]
        await enrol.add_code(
            tx, hub.identity, account=account, code=code, uses=1, expires_ms=hub.clock() + 60_000
        )
    await device.enrol(code)
    await go_to_work(hub, device)
    return device
