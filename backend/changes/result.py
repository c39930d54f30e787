"""What merging one document comes to: rows to write, entries for the feed, verdicts to give. Pure."""

from collections.abc import Mapping
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from backend.changes import rules
from backend.changes.holding import Exclusion, Held, Holding, Standing, Unproven
from backend.changes.merge import Merge
from backend.changes.opening import Opened
from backend.changes.rules import Room, Writer
from backend.consents.rules import Consent
from backend.dossiers.rules import Dossier, Submission
from backend.feed.rules import Entry, change_entry, verdict_entry
from backend.grants.rules import Grant
from backend.people.store import Account
from schemas.wire.exchange import Verdict
from sync.document import Document


class Result(Struct, frozen=True, kw_only=True):
    document: bytes
    folded: Document
    # everything held after this batch
    held: dict[bytes, Held]
    added: list[tuple[Held, Opened]]
    changed: list[Held]
    unproven: list[Unproven]
    unproven_added: list[Unproven]
    unproven_gone: list[Unproven]
    exclusions: list[Exclusion]
    grants: list[Grant]
    withdrawn: list[Grant]
    accounts: list[Account]
    submissions: list[Submission]
    # None where they stand as before
    dossier: Dossier | None
    consent: Consent | None
    entries: list[Entry]
    # as it is after this batch: accounts that may write it, how the dossier stands
    granted: frozenset[bytes]
    standing: Dossier | None
    # what the next batch begins with; None where the fold holds what had no room to be stored
    holding: Holding | None


def wants_room(holding: Holding, merge: Merge) -> bool:
    """Whether something came that will wait."""
    judged = [merge.document.verdict(change_id) for change_id in merge.added]
    waits = any(verdict is not None and verdict[0] == "waiting" for verdict in judged)
    return waits or any(one not in holding.unproven for one in merge.unproven)


def result_of(
    holding: Holding, merge: Merge, writers: Mapping[bytes, Writer], sender: bytes, room: Room
) -> Result:
    """Settle who may wait, note the verdicts that changed, and pass on what only a newer program can read."""
    held = {one.change: _judged(merge.document, one) for one in merge.held.values()}
    came_before = {one.change for one in holding.unproven}
    stored_before = frozenset(holding.unproven)
    _free_room(holding, held, sender, room)
    for change_id in merge.added:
        waits = held[change_id].verdict == "waiting" and change_id not in came_before
        if waits and not room.take(held[change_id].size):
            del held[change_id]
    unproven = [one for one in merge.unproven if one in stored_before or room.take(one.size)]
    rest = _feed_rest(merge, held, writers)
    late = [one for one in held.values() if _settled_late(one, holding, came_before)]
    told = [verdict_entry(merge.document.document, one.change, writers[one.device].account) for one in late]
    changed = _dossier(holding, merge)
    standing = changed or holding.dossier
    return Result(
        document=merge.document.document,
        folded=merge.document,
        held=held,
        added=[(held[change_id], opened) for change_id, opened in merge.added.items() if change_id in held],
        changed=[one for change_id, one in held.items() if holding.held.get(change_id, one) != one],
        unproven=unproven,
        unproven_added=[one for one in unproven if one not in stored_before],
        unproven_gone=[one for one in holding.unproven if one not in unproven],
        exclusions=merge.exclusions,
        grants=merge.granted.given,
        withdrawn=merge.granted.withdrawn,
        accounts=merge.assisting.accounts,
        submissions=merge.submissions,
        dossier=changed,
        consent=merge.assisting.consent if merge.assisting.is_changed else None,
        entries=[*merge.entries, *rest, *told],
        granted=frozenset(merge.granted.accounts),
        standing=standing,
        holding=_holding(merge, held, unproven, standing),
    )


def _holding(
    merge: Merge, held: dict[bytes, Held], unproven: list[Unproven], standing: Dossier | None
) -> Holding | None:
    if merge.payloads.keys() != held.keys():
        return None
    return Holding(
        document=merge.document,
        held=held,
        unproven=tuple(unproven),
        payloads=merge.payloads,
        exclusions=tuple(merge.records),
        granted=frozenset(merge.granted.accounts),
        dossier=standing,
        consent=merge.assisting.consent,
        devices=frozenset([one.device for one in held.values()]) | {one.device for one in unproven},
    )


def verdict_of(result: Result, opened: Opened) -> Verdict:
    """The present verdict of an envelope that came in."""
    held = result.held.get(opened.id)
    if held is not None:
        return Verdict(held.change, held.verdict, held.code, _missing(result, held.change))
    if any(one.change == opened.id and one.signature == opened.signature for one in result.unproven):
        return Verdict(opened.id, "waiting", "unknown-key", [])
    return Verdict(opened.id, "waiting", "full", [])


def _judged(document: Document, held: Held) -> Held:
    verdict = document.verdict(held.change)
    assert verdict is not None
    if verdict == (held.verdict, held.code):
        return held
    return replace(held, verdict=cast("Standing", verdict[0]), code=verdict[1])


def _free_room(holding: Holding, held: Mapping[bytes, Held], sender: bytes, room: Room) -> None:
    """What waited and waits no more makes room for others of the same sender."""
    for one in holding.held.values():
        if one.sender == sender and one.verdict == "waiting" and held[one.change].verdict != "waiting":
            room.free(one.size)


def _feed_rest(merge: Merge, held: dict[bytes, Held], writers: Mapping[bytes, Writer]) -> list[Entry]:
    """Entries for what has none yet: stand-ins whose bytes came, and what a newer program may understand.

    A change of a higher version, and what waits behind it, is passed on unread, parents first.
    """
    entries: list[Entry] = []
    rest = [change_id for change_id, one in held.items() if not one.fed]
    while ready := [change_id for change_id in rest if _may_feed(merge, held, held[change_id], writers)]:
        for change_id in ready:
            held[change_id] = replace(held[change_id], fed=True)
            entries.append(change_entry(merge.document.document, change_id, held[change_id].size))
        rest = [change_id for change_id in rest if not held[change_id].fed]
    return entries


def _may_feed(merge: Merge, held: Mapping[bytes, Held], one: Held, writers: Mapping[bytes, Writer]) -> bool:
    if one.verdict != "waiting":
        return True
    change = merge.document.held(one.change)
    writer = writers[one.device]
    fault = rules.fault_of(
        granted=writer.account in merge.granted.accounts,
        revoked_ms=writer.revoked_ms,
        received_ms=one.received,
    )
    # Were all of its parents applied and it understood, it would not wait.
    return (
        change is not None and not fault and all(_passed_on(merge, held, parent) for parent in change.parents)
    )


def _passed_on(merge: Merge, held: Mapping[bytes, Held], parent: bytes) -> bool:
    verdict = merge.document.verdict(parent)
    applied = verdict is not None and verdict[0] != "waiting"
    return applied or (parent in held and held[parent].fed)


def _settled_late(one: Held, holding: Holding, came_before: set[bytes]) -> bool:
    """Whether the verdict of something that came in an earlier request is another one now."""
    before = holding.held.get(one.change)
    if before is None:
        return one.change in came_before and one.verdict != "waiting"
    return (before.verdict, before.code) != (one.verdict, one.code)


def _missing(result: Result, change_id: bytes) -> list[bytes]:
    """Parents stored in no state. What had no room is in memory only, and is missing."""
    document = result.folded
    lacking = set(document.missing(change_id, {one.change for one in result.unproven}))
    change = document.held(change_id)
    if change is not None and result.held[change_id].verdict == "waiting":
        lacking |= {
            parent for parent in change.parents if document.holds(parent) and parent not in result.held
        }
    return sorted(lacking)


def _dossier(holding: Holding, merge: Merge) -> Dossier | None:
    """The dossier where it changed."""
    if merge.dossier is None:
        return None
    after = replace(merge.dossier, conflicts=len(merge.document.conflicts()))
    return None if after == holding.dossier else after
