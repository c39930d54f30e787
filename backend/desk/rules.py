"""A dossier as an officer sees it, and what their unit says: how it stands now, and who wrote what. Pure."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from backend.consents.rules import Consent, standing
from backend.dossiers.rules import Dossier
from backend.units.rules import Fact, in_order
from schemas.wire.consents import CancelReason
from schemas.wire.desk import DeskCard, DeskConsent, DeskDossier, DeskEntry, DeskEvent, DeskField, DeskRows
from schemas.wire.dossiers import Outcome
from schemas.wire.units import UnitFact, UnitFacts
from sync.change import Change, Insert, Record, Remove, Set, unix_ms_of
from sync.conflicts import conflicts
from sync.document import Content, Document
from sync.number import provisional


class Author(Struct, frozen=True):
    """Who is behind a device, in words."""

    person: str
    device: str


# The last moment that a browser can write as a date
DRAWN_MS_MAX = 8_640_000_000_000_000

NOBODY = Author("", "")
REASONS: Mapping[str, CancelReason] = {"cancel": "cancel", "broker": "broker"}


def card(dossier: Dossier, person: str) -> DeskCard:
    assert dossier.submitted is not None
    return DeskCard(
        document=dossier.document.hex(),
        number=provisional(dossier.document),
        form=dossier.form,
        person=person,
        state="received" if dossier.state == "received" else "submitted",
        submitted=dossier.submitted,
        conflicts=dossier.conflicts,
    )


def view(
    document: Document,
    dossier: Dossier,
    person: str,
    authors: Mapping[bytes, Author],
    received: Mapping[bytes, int],
    outcome: Outcome,
    consent: DeskConsent | None,
) -> DeskDossier:
    """`authors` by device; `received`: when each change came in."""
    submission = document.applied(dossier.submission)
    assert submission is not None
    decided = document.shown(submission.parents).content
    now = document.shown().content
    seen = document.context(dossier.submission) | {dossier.submission}
    return DeskDossier(
        document=dossier.document.hex(),
        number=provisional(dossier.document),
        form=dossier.form,
        person=person,
        outcome=outcome,
        consent=consent,
        submitted=_fields(document, decided, decided, authors),
        current=_fields(document, now, decided, authors),
        rows=_rows(decided),
        history=[
            _event(change_id, change, authors, received.get(change_id, 0), late=change_id not in seen)
            for change_id in document.order()
            if (change := document.applied(change_id)) is not None
        ],
    )


def agreed(consent: Consent, officer: str, now_ms: int, *, may_confirm: bool) -> DeskConsent:
    """How the citizen agreed to be helped, and what is known of that. `officer`: who confirmed a card."""
    return DeskConsent(
        person=consent.person,
        group=consent.group_name,
        name=consent.name,
        mode=consent.mode,
        confirmed=consent.confirmed,
        officer=officer,
        confirmed_at=consent.confirmed_at,
        may_confirm=may_confirm,
        witness=consent.witness,
        witness_phone=consent.witness_phone,
        standing=standing(consent, now_ms),
        reason=REASONS.get(consent.reason),
        began=consent.began,
        expires=consent.expires,
        ended=consent.ended,
        notices=consent.notices,
        notices_name=consent.notices_name,
        notices_phone=consent.notices_phone,
        notices_address=consent.notices_address,
    )


def unit_facts(unit: str, name: str, facts: Collection[Fact], persons: Mapping[bytes, str]) -> UnitFacts:
    """`persons` by account: who wrote each fact's newest version."""
    return UnitFacts(
        unit=unit,
        unit_name=name,
        facts=[
            UnitFact(
                fact=fact.fact.hex(),
                version=fact.version,
                kind=fact.kind,
                text=fact.text,
                begins=fact.begins,
                ends=fact.ends,
                person=persons.get(fact.account, ""),
                written=fact.written,
            )
            for fact in in_order(facts)
        ],
    )


def _fields(
    document: Document, content: Content, decided: Content, authors: Mapping[bytes, Author]
) -> list[DeskField]:
    """Every field of `content`; late where it holds other entries than what is decided on."""
    differing = set(conflicts(content.registers, content.rows))
    fields = []
    for path in sorted(content.registers.paths()):
        entries = content.registers.shown(path)
        before = {entry.change for entry in decided.registers.shown(path)}
        fields.append(
            DeskField(
                path=path,
                entries=[
                    DeskEntry(
                        change=entry.change.hex(),
                        value=entry.value,
                        time=_claimed(entry.time),
                        person=_author(document, entry.change, authors).person,
                        device=_author(document, entry.change, authors).device,
                    )
                    for entry in entries
                ],
                conflict=path in differing,
                late={entry.change for entry in entries} != before,
            )
        )
    return fields


def _rows(content: Content) -> list[DeskRows]:
    visible = {
        path: [row.id for row in content.rows.drawn(path) if row.visible] for path in content.rows.lists()
    }
    return [DeskRows(path=path, rows=rows) for path, rows in visible.items() if rows]


def _event(
    change_id: bytes, change: Change, authors: Mapping[bytes, Author], received_ms: int, *, late: bool
) -> DeskEvent:
    author = authors.get(change.device, NOBODY)
    return DeskEvent(
        change=change_id.hex(),
        time=_claimed(change.time),
        received=received_ms,
        person=author.person,
        device=author.device,
        paths=_paths(change),
        records=[operation.kind for operation in change.operations if isinstance(operation, Record)],
        late=late,
    )


def _paths(change: Change) -> list[str]:
    """What a change touched, each once: fields, and rows as /list/@row."""
    paths: dict[str, None] = {}
    for operation in change.operations:
        match operation:
            case Set(path, _):
                paths[path] = None
            case Insert(list_path, row, _) | Remove(list_path, row):
                paths[f"{list_path}/@{row}"] = None
    return list(paths)


def _author(document: Document, change_id: bytes, authors: Mapping[bytes, Author]) -> Author:
    change = document.held(change_id)
    return NOBODY if change is None else authors.get(change.device, NOBODY)


def _claimed(time: int) -> int:
    """A device's claim; a hostile one may be any number."""
    return min(unix_ms_of(time), DRAWN_MS_MAX)
