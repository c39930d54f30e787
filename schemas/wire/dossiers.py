"""How a dossier stands with the authority: decided by one node, never merged."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.consents import OutcomeConsent
from schemas.wire.scalars import (
    ChangeId,
    Code,
    DocumentId,
    Pointer,
    ShortText,
    SignedRecord,
    UnitCode,
    UnixMs,
    Version,
)

ParameterValue = bool | int | str | None


class FormError(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One thing to mend: where, which rule, and the numbers its sentence needs."""

    # a path of the dossier; in a repeating group it names the row: /items/@9f3kq0aa00000/title
    pointer: Pointer
    keyword: Code
    parameters: dict[str, ParameterValue]


class Answer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The authority's answer to one command that came as a change."""

    change: ChangeId
    command: Literal["submitted", "supplemented"]
    answer: Literal["accepted", "declined"]
    code: Code
    errors: Annotated[list[FormError], Meta(max_length=4096)]
    time: UnixMs
    # hub-signed receipt of an accepted submission; null where it was declined
    receipt: SignedRecord | None


class Outcome(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The present standing of one dossier. A greater version replaces a smaller one."""

    document: DocumentId
    version: Version
    state: Literal["draft", "submitted", "declined", "received"]
    # the desk that holds it: unit code and name, empty before a desk took it
    holder: UnitCode
    holder_name: ShortText
    # when the present state began, by the hub's clock
    since: UnixMs
    # when the result is due; null while no desk has said so
    due: UnixMs | None
    answers: Annotated[list[Answer], Meta(max_length=256)]
    # how whoever helped may go on; null where nobody did
    consent: OutcomeConsent | None
