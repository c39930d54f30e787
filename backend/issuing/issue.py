"""Issues the catalogue: what this release brings, and what units say of themselves.

It is issued anew where its content differs from that of the last issue, in the transaction of whatever made
it differ; else it is the last one again, with its moment. What units say is taken as of the day of an issue,
so that a fact that has ended since makes nothing look new.
"""

from backend.database import CoreTx
from backend.forms import store as issues
from backend.forms.bundle import Bundle, Entry, bundle_of, content_digest
from backend.forms.days import day_of
from backend.forms.store import Issue
from backend.forms.unit_entries import Said, unit_entries
from backend.units import store as units
from sync.seal import SigningKey

Entries = tuple[Entry, ...]


async def issue(tx: CoreTx, release: Entries, key: SigningKey, now_ms: int) -> Bundle:
    """What is to be served from now on. A new moment is later than every other, whatever the clock says.

    Who goes back to a release before issues its catalogue anew, so that phones follow there too.
    """
    await issues.hold(tx)
    last = await issues.last_issue(tx)
    again = None if last is None else await issued_as(tx, last, release, key)
    if again is not None:
        return again
    issued_ms = now_ms if last is None else max(now_ms, last.issued + 1)
    entries = await _entries(tx, release, issued_ms)
    await issues.add_issue(tx, Issue(issued_ms, content_digest(entries)))
    return bundle_of(entries, issued_ms, key)


async def issued_as(tx: CoreTx, last: Issue, release: Entries, key: SigningKey) -> Bundle | None:
    """The bundle of an issue, where this release and what units say now still come to it."""
    entries = await _entries(tx, release, last.issued)
    return bundle_of(entries, last.issued, key) if content_digest(entries) == last.content else None


async def _entries(tx: CoreTx, release: Entries, issued_ms: int) -> Entries:
    day = day_of(issued_ms)
    said = [
        Said(unit=fact.unit, kind=fact.kind, text=fact.text, begins=fact.begins, ends=fact.ends)
        for fact in await units.not_ended(tx, day)
    ]
    return tuple(sorted((*release, *unit_entries(said, day)), key=lambda entry: entry.name))
