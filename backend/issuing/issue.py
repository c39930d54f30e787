"""Issues the catalogue: what this release brings, and what units say of themselves.

It is issued anew where its content differs from that of the last issue, in the transaction of whatever made
it differ; else it is the last one again, with its moment. What units say is taken as of the day of an issue,
so that a fact that has ended since makes nothing look new.
"""

from collections.abc import Iterable

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
    # What had not ended by the day of the last issue has all that has not ended on a later one.
    said = await _said(tx, 0 if last is None else last.issued)
    again = None if last is None else _again(last, _entries(release, said, last.issued), key)
    if again is not None:
        return again
    issued_ms = now_ms if last is None else max(now_ms, last.issued + 1)
    entries = _entries(release, said, issued_ms)
    await issues.add_issue(tx, Issue(issued_ms, content_digest(entries)))
    return bundle_of(entries, issued_ms, key)


async def issued_as(tx: CoreTx, last: Issue, release: Entries, key: SigningKey) -> Bundle | None:
    """The bundle of an issue, where this release and what units say now still come to it."""
    return _again(last, _entries(release, await _said(tx, last.issued), last.issued), key)


def _again(last: Issue, entries: Entries, key: SigningKey) -> Bundle | None:
    return bundle_of(entries, last.issued, key) if content_digest(entries) == last.content else None


def _entries(release: Entries, said: Iterable[Said], issued_ms: int) -> Entries:
    """Sorted by name."""
    return tuple(sorted((*release, *unit_entries(said, day_of(issued_ms))), key=lambda entry: entry.name))


async def _said(tx: CoreTx, moment_ms: int) -> list[Said]:
    """What had not ended by the day of a moment."""
    return [
        Said(unit=fact.unit, kind=fact.kind, text=fact.text, begins=fact.begins, ends=fact.ends)
        for fact in await units.not_ended(tx, day_of(moment_ms))
    ]
