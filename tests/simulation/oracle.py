"""The oracle: after everything has healed, is all that the software promises true? Written to be read.

It knows from `truth` what everybody typed and saw; of the product it asks what is held and what is shown.
"""

from collections.abc import Iterable

from sync.change import decode
from sync.packing import pack
from tests.simulation import cast, people
from tests.simulation.disk import REISSUED, Row
from tests.simulation.ledger import Ledger
from tests.simulation.phone import Phone
from tests.simulation.truth import Typed
from tests.simulation.values import Values
from tests.simulation.world import World, short


def examine(world: World) -> None:
    ledger = Ledger(world.hub.station)
    for fault in (
        *acknowledged_is_held(world, ledger),
        *applied_once(world, ledger),
        *verdicts_are_present(world, ledger),
        *replicas_are_equal(world, ledger),
        *nothing_is_deleted(world),
        *policy_is_kept(world, ledger),
        *Values(world.truth, ledger, stayed_behind(world)).faults(),
        *rows_are_right(world, ledger),
    ):
        world.fault(fault)
    for document in sorted(ledger.documents):
        world.note(f"end {short(document)} {ledger.digest(document).hex()}")


def acknowledged_is_held(world: World, ledger: Ledger) -> Iterable[str]:
    """P1. After a restore a device that may not write any more is not asked for what it had sent."""
    rows = [row for phone in world.phones for row in phone.disk.changes.values()]
    reissued = {row.id for row in rows if row.code == REISSUED}
    documents = {row.id: row.document for row in rows}
    for change, device in world.truth.acknowledged.items():
        if change in reissued:
            continue
        unasked = world.truth.restored and _shut_out(world, device, documents.get(change, b""))
        if not ledger.holds(change) and not unasked:
            yield f"P1: {short(change)} was acknowledged to {device} and is not at the hub"


def applied_once(world: World, ledger: Ledger) -> Iterable[str]:
    """P2: one entry of the feed for each change that others may see, and one change for each edit."""
    entries = dict(
        world.hub.station.rows("SELECT change, count(*) FROM feed WHERE kind = 'change' GROUP BY change")
    )
    for change in ledger.changes:
        applied = ledger.document(ledger.changes[change].document).applied(change) is not None
        if applied and entries.get(change) != 1:
            yield f"P2: {short(change)} has {entries.get(change, 0)} entries in the feed"
    for value, changes in ledger.writes.items():
        applied_in = [one for one in changes if ledger.document(ledger.changes[one].document).applied(one)]
        if len(applied_in) > 1 and value not in world.truth.doubled and value[0] == "v":
            yield f"P2: {value} is in {len(applied_in)} applied changes"


def verdicts_are_present(world: World, ledger: Ledger) -> Iterable[str]:
    """What the hub has written down is so, and what an author was told is so still."""
    for change, told in ledger.verdicts.items():
        verdict = ledger.document(ledger.changes[change].document).verdict(change)
        if verdict != told:
            yield f"hub says {told} of {short(change)}, which is {verdict}"
    for phone in world.phones:
        for row in phone.disk.changes.values():
            yield from _verdict_of(world, ledger, phone, row)
        if phone.disk.open:
            yield f"{phone.name} still has something open"


def _verdict_of(world: World, ledger: Ledger, phone: Phone, row: Row) -> Iterable[str]:
    stuck = _lies(world, phone.device) or _waits_for_ever(world, phone, row.id)
    if row.status in ("unsent", "unsigned") and not stuck:
        yield f"{phone.name} still has {short(row.id)} to send"
    if row.status == "refused":
        unliked = any(typed.unliked and _packed(typed) in row.payload for typed in _all(world))
        if row.own and row.code != REISSUED and not unliked:
            yield f"{phone.name}: {short(row.id)} was refused"
        return
    told = ledger.verdicts.get(row.id)
    if row.own and told is not None and not _mute(world, phone, row.document):
        # What a copy of the profile sent came here by the feed, and an exclusion says what became of it.
        shown = phone.document(row.document).verdict(row.id) if row.status == "accepted" else None
        if told not in ((row.status, row.code), shown):
            yield f"{phone.name} believes {short(row.id)} {row.status} {row.code}, it is {told}"
        if told[0] == "waiting" and not _lies(world, phone.device):
            yield f"{phone.name}: {short(row.id)} waits for ever"


def replicas_are_equal(world: World, ledger: Ledger) -> Iterable[str]:
    """P3 and P5: whoever may see a document holds all of it, and it comes to the same."""
    for phone in world.phones:
        if phone.device in world.truth.revoked:
            continue
        for document in world.documents:
            if not world.hub.granted(document, phone.account):
                continue
            held, folded = phone.document(document), ledger.document(document)
            lacking = [one for one in folded.order() if folded.applied(one) and not held.holds(one)]
            if lacking:
                yield f"P5: {phone.name} never got {short(lacking[0])} of {short(document)}"
            elif held.digest() != ledger.digest(document) and not _has_more(phone, document, ledger):
                yield f"P3: {phone.name} has another {short(document)} than the hub"
            elif held.replaced() != ledger.replaced(document):
                yield f"X9: {phone.name} lists other values of {short(document)} as replaced"


def nothing_is_deleted(world: World) -> Iterable[str]:
    """P6, T19: what was made on a phone is on that phone."""
    phones = {phone.name: phone for phone in world.phones}
    for name, change in world.truth.made:
        if name in phones and change not in phones[name].disk.changes:
            yield f"P6: {name} has no {short(change)} any more"


def policy_is_kept(world: World, ledger: Ledger) -> Iterable[str]:
    """Who may not write is left out, who may is not; and a submission is judged by what its author saw."""
    truth = world.truth
    for typed in _all(world):
        for change in ledger.writes.get(typed.value, []):
            code = ledger.left_out(change)
            owner = truth.owners[typed.document] == typed.account
            share = (typed.document, typed.account)
            must = typed.revoked or not (owner or share in truth.ever_shared)
            taken_back = share in truth.withdrawn or truth.restored
            may = must or (not owner and (not typed.granted or taken_back))
            if must and code is None and ledger.verdicts[change][0] != "waiting":
                yield f"X12: {typed.value} by {typed.phone} stands, who may not write"
            honest = not typed.lied and typed.device not in truth.revoked
            if code is not None and honest and not may:
                yield f"X12: {typed.value} by {typed.phone} is left out as {code}"
    for change, content in ledger.changes.items():
        code = ledger.left_out(change)
        if change in truth.false_submissions and code is None and ledger.in_effect(change):
            yield f"B2: the false submission {short(change)} stands"
        if code == "submission-differs" and change not in truth.false_submissions:
            yield f"B2: the submission {short(change)} of {short(content.document)} is said to differ"


def stayed_behind(world: World) -> frozenset[str]:
    """Values that never left a phone that is lost; and those on one that a restored hub does not ask."""
    held = b"".join(row.payload for phone in world.phones for row in phone.disk.changes.values())
    lost = {phone.name for phone in world.lost}
    return frozenset(
        typed.value
        for typed in _all(world)
        if (typed.phone in lost and _packed(typed) not in held)
        or (
            world.truth.restored and _shut_out(world, typed.device, typed.document) and _packed(typed) in held
        )
    )


def _packed(typed: Typed) -> bytes:
    """As it stands in a payload: no value is the beginning of another."""
    return pack(typed.value)


def rows_are_right(world: World, ledger: Ledger) -> Iterable[str]:
    """G4: a row stands while somebody wants it who was not seen by a removal; else it goes."""
    for (document, list_path, row), inserted in world.truth.rows.items():
        touches = [inserted.typed, *(one for one in _all(world) if f"/@{row}/" in one.path)]
        effective = [one for one in touches if _effective(ledger, one, row)]
        removals = [one for one in world.truth.removed if one.row == row and one.document == document]
        if any(one.lied for one in touches):
            continue
        covered: set[str] = {inserted.typed.value} if removals else set()
        for removal in removals:
            covered |= _behind(removal.saw, touches)
        standing = {one.id for one in ledger.document(document).rows(list_path) if one.standing}
        uncovered = [one.value for one in effective if one.value not in covered]
        if uncovered and row not in standing:
            yield f"G4: row {int(row)} of {short(document)} is gone, though it holds {uncovered}"
        certain = removals and all(
            any(ledger.in_effect(one) for one in ledger.writes.get(f"-{row}", [])) for _ in removals
        )
        doubled = any(one.value in world.truth.doubled for one in touches)
        if (
            certain
            and not doubled
            and len(removals) == 1
            and not uncovered
            and row in standing
            and _calm(ledger, touches)
        ):
            yield f"G3: row {int(row)} of {short(document)} stands, though it was removed as it is"
    known = {row for _, _, row in world.truth.rows}
    for folded in ledger.documents.values():
        for drawn in folded.rows(people.LIST):
            if drawn.id not in known:
                yield f"G: nobody added row {drawn.id}"


def _effective(ledger: Ledger, touch: Typed, row: str) -> bool:
    name = f"+{row}" if touch.path.endswith(row) else touch.value
    return any(ledger.in_effect(one) for one in ledger.writes.get(name, []))


def _calm(ledger: Ledger, touches: list[Typed]) -> bool:
    """No touch is left out: what stands behind such a one is nobody's to say here."""
    return all(ledger.in_effect(one) for touch in touches for one in ledger.writes.get(touch.value, []))


def _behind(seen: frozenset[str], touches: list[Typed]) -> set[str]:
    """Values that were seen, and those that their authors had seen."""
    by_value = {touch.value: touch for touch in touches}
    found: set[str] = set()
    look = list(seen)
    while look:
        value = look.pop()
        if value not in found:
            found.add(value)
            look += by_value[value].saw if value in by_value else ()
    return found


def _has_more(phone: Phone, document: bytes, ledger: Ledger) -> bool:
    """What a liar applied at home, and nobody else can."""
    return any(row.status == "refused" and not row.out for row in phone.disk.of(document)) and bool(ledger)


def _shut_out(world: World, device: str, document: bytes) -> bool:
    """A device that may not write a document now, or once might not: a restored hub does not ask it."""
    account = cast.account_of(device)
    share = (document, account)
    may_write = world.truth.may_write(document, account) and share not in world.truth.withdrawn
    return device in world.truth.revoked or not may_write


def _mute(world: World, phone: Phone, document: bytes) -> bool:
    """The hub does not tell a revoked device that a verdict has changed."""
    return phone.device in world.truth.revoked or not world.truth.may_write(document, phone.account)


def _lies(world: World, device: str) -> bool:
    return device in world.truth.liars


def _waits_for_ever(world: World, phone: Phone, change: bytes) -> bool:
    """Whether it builds on a parent that nobody ever made: the hub has little room for such."""
    waiting, seen = [change], set()
    while waiting:
        one = waiting.pop()
        if one in world.truth.baseless:
            return True
        if one not in seen and one in phone.disk.changes:
            seen.add(one)
            waiting += getattr(decode(phone.disk.changes[one].payload), "parents", ())
    return False


def _all(world: World) -> Iterable[Typed]:
    return world.truth.typed.values()
