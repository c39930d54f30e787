"""What the hub answers to a submission: a receipt, or what to mend. Pure (SPEC B1-B5)."""

from msgspec import Struct

from backend.dossiers.rules import Dossier, Submission
from backend.forms.assemble import assemble, critical_paths, view_of_state
from backend.forms.catalogue import load_form, published
from backend.forms.days import day_of
from backend.forms.in_force import is_taken
from backend.forms.validate import validate
from schemas.wire.dossiers import Answer, FormError
from sync import seal
from sync.packing import pack
from sync.seal import SigningKey
from sync.submission import Matching


class Answered(Struct, frozen=True):
    answer: Answer
    form: str
    # what officers decide on; None where the submission was declined
    kept: Submission | None


def answer(dossier: Dossier, change: bytes, matching: Matching, key: SigningKey, now_ms: int) -> Answered:
    """Judge a submission whose author saw what we hold."""
    code, errors = _objections(dossier, matching, now_ms)
    if code:
        declined = Answer(
            change=change,
            command="submitted",
            answer="declined",
            code=code,
            errors=errors,
            time=now_ms,
            receipt=None,
        )
        return Answered(declined, matching.form, None)
    payload = pack([1, dossier.document, change, matching.digest, now_ms])
    receipt = seal.pack_signed(payload, key.sign(seal.RECEIPT, payload))
    accepted = Answer(
        change=change,
        command="submitted",
        answer="accepted",
        code="" if matching.same_exclusions else "exclusions-differ",
        errors=[],
        time=now_ms,
        receipt=receipt,
    )
    kept = Submission(
        change=change, document=dossier.document, digest=matching.digest, text=matching.state, taken=now_ms
    )
    return Answered(accepted, matching.form, kept)


def _objections(dossier: Dossier, matching: Matching, now_ms: int) -> tuple[str, list[FormError]]:
    if dossier.state == "received":
        # A desk decides on what it has; what comes after is a supplement.
        return "moved-on", []
    form = load_form(matching.form)
    if form is None:
        return "form-unknown", []
    today = day_of(now_ms)
    if not is_taken(published(), form.id, today):
        # The phone knows how its draft goes on in the version that took the place of this one.
        return "form-closed", []
    critical = critical_paths(form, matching.conflicts)
    if critical:
        return "conflict", [FormError(path, "conflict", {}) for path in critical]
    errors = validate(form, assemble(form, view_of_state(matching.state)), today)
    return ("form-invalid", errors) if errors else ("", [])
