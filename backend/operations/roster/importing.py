"""The import of a roster: everything is read and checked in the transaction that writes it, or nothing is."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import structlog

from backend import wall
from backend.audit import store as audit
from backend.audit.rules import Deed
from backend.authorities import store as authorities
from backend.changes.renewing import tell_again
from backend.clock import Clock
from backend.database import CoreTx, Database
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.mandates.store import LOCK
from backend.operations.roster.changes import Changes, Count, Standing, changes_of
from backend.operations.roster.faults import faults_of, told
from backend.operations.roster.reading import BYTES_MAX, read
from backend.operations.roster.roster import roster_of
from backend.operations.stopped import Stopped
from backend.people import store as people
from backend.statements import lock

ID_BYTES = 16
LINES_NAMED_MAX = 20

log = structlog.get_logger()


async def import_roster(
    database: Database, identity: Identity, clock: Clock, file: Path, *, dry_run: bool
) -> list[str]:
    """What was written, a line each; of a dry run what would be."""
    lines, faults = read(_bytes_of(file))
    if faults and not lines:
        raise Stopped(told(faults))
    async with database.read() if dry_run else database.write() as tx:
        if not dry_run:
            await lock(tx, [LOCK])
        standing = await _standing(tx)
        faults += faults_of(lines, list(standing.authorities))
        if faults:
            raise Stopped(told(faults))
        now_ms = clock()
        changes = changes_of(roster_of(lines), standing, _fresh_ids(), now_ms)
        if not dry_run:
            await _write(tx, changes, now_ms)
            await wall.open_to_hub(tx)
            deed = Deed(action="import-roster", ground="operator")
            await audit.note(tx, identity, now_ms, deed)
    if dry_run:
        return ["Nothing is written:", *_said(changes)]
    log.info("roster imported", written=len(changes.accounts) + len(changes.mandates))
    return _said(changes)


def _bytes_of(file: Path) -> bytes:
    """Of a file that is too large one byte too many."""
    with file.open("rb") as opened:
        return opened.read(BYTES_MAX + 1)


async def _standing(tx: CoreTx) -> Standing:
    return Standing(
        authorities=await authorities.all_authorities(tx),
        accounts=await people.staff_of_city(tx),
        mandates=await mandates.all_mandates(tx),
    )


async def _write(tx: CoreTx, changes: Changes, now_ms: int) -> None:
    await authorities.save(tx, changes.authorities)
    await people.save(tx, changes.accounts)
    await mandates.revoke(tx, changes.replaced, now_ms)
    await mandates.add(tx, changes.mandates)
    await tell_again(tx, changes.mandates, now_ms)


def _fresh_ids() -> Iterator[bytes]:
    while True:
        yield secrets.token_bytes(ID_BYTES)


def _said(changes: Changes) -> list[str]:
    of_authorities, of_people, of_mandates = map(_counted, changes.counts)
    lines = [f"authorities: {of_authorities}", f"people: {of_people}", f"mandates: {of_mandates}"]
    if changes.withheld:
        shown = ", ".join(map(str, changes.withheld[:LINES_NAMED_MAX]))
        rest = len(changes.withheld) - LINES_NAMED_MAX
        more = f" and {rest:,} more" if rest > 0 else ""
        lines.append(f"revoked before, and not given again: line {shown}{more}; another `from` gives anew")
    if changes.beside:
        are = "mandate is" if changes.beside == 1 else "mandates are"
        lines.append(f"{changes.beside} {are} not in this file; `people revoke ID` ends one")
    return lines


def _counted(count: Count) -> str:
    return f"{count.new} new, {count.changed} changed, {count.as_before} as before"
