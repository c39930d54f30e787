"""Work that was kept apart, in the words of the wire. Pure."""

from typing import get_args

from backend.consents.rules import Consent
from backend.reviews.rules import Item
from schemas.wire.reviews import KeptCode, KeptEntry, KeptWork, ReviewItem
from sync.change import Record, Set, unix_ms_of
from sync.document import Document
from sync.number import provisional
from sync.submission import KINDS

ENTRIES_MAX = 1_000
# The last moment that a browser can write as a date
DRAWN_MS_MAX = 8_640_000_000_000_000


def item_of(item: Item, *, form: str, person: str, label: str) -> ReviewItem:
    """`person`, `label`: of the device that wrote it."""
    codes = {one.code for one in item.kept}
    return ReviewItem(
        document=item.document.hex(),
        device=item.device.hex(),
        number=provisional(item.document),
        form=form,
        person=person,
        label=label,
        codes=[code for code in get_args(KeptCode) if code in codes],
        may_stand=item.may_stand,
        changes=len(item.kept),
        first=item.kept[0].received,
        last=item.kept[-1].received,
        state=item.state,
    )


def work_of(document: Document, consent: Consent | None, item: Item) -> KeptWork:
    """What was left out of its changes, parents first."""
    kept = {one.change for one in item.kept}
    entries: list[KeptEntry] = []
    form, submitted = "", False
    for change_id in document.order():
        change, record = document.applied(change_id), document.standing(change_id)
        if change_id not in kept or change is None or record is None:
            continue
        form = change.schema
        time = min(unix_ms_of(change.time), DRAWN_MS_MAX)
        for place, operation in enumerate(change.operations):
            match operation:
                case Set(path, value) if record.leaves_out(place):
                    entries.append(KeptEntry(path=path, value=value, time=time))
                case Record(kind, _) if record.leaves_out(place):
                    submitted = submitted or kind in KINDS
    name = "" if consent is None else consent.name
    return KeptWork(form=form, name=name, entries=entries[:ENTRIES_MAX], submitted=submitted)
