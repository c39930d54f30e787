"""Cancelling with a code: nobody hears whether one was wrong, used or never there, and guesses are few."""

import hashlib

from backend import wall
from backend.audit import store as audit
from backend.audit.rules import Deed
from backend.changes import consenting
from backend.consents import rules, store
from backend.database import CoreTx
from backend.devices import rules as tries
from backend.devices import store as devices
from backend.identity import Identity
from backend.signals import store as signals
from backend.signals.rules import Cancelled, not_asked
from backend.statements import lock
from schemas.wire.consents import CancelConsent
from schemas.wire.problems import ProblemCode
from sync import seal
from sync.consent import cancelling, plain


async def cancel(tx: CoreTx, asked: CancelConsent, identity: Identity, now_ms: int) -> ProblemCode | None:
    """Why nothing was cancelled. The transaction is committed all the same: it counts the try.

    As many statements whatever is wrong with the code.
    """
    await wall.open_to_hub(tx)
    code = seal.digest(cancelling(asked.code))
    subject = hashlib.sha256(b"cancel\0" + plain(asked.code)[: tries.PREFIX_CHARS].encode()).digest()
    before = (await store.by_cancel(tx, [code])).get(code)
    # All locks at once, so that nobody waits for another in a circle.
    await lock(tx, [subject, code if before is None else before.document])
    failures = await devices.tries_of(tx, [subject])
    if tries.exhausted(failures, now_ms):
        return "too-many-tries"
    consent = (await store.by_cancel(tx, [code])).get(code)
    # One that came between has its lock not taken: said again it is found.
    after = None if before is None or consent is None else rules.end_by_code(consent, asked.reason, now_ms)
    if after is None:
        failed = tries.failed(failures, (subject,), now_ms)
        await devices.save_tries(tx, failed, now_ms - tries.TRIES_MS)
        return "code-refused"
    await consenting.end(tx, after, now_ms)
    if asked.reason == "broker":
        await signals.save(tx, [not_asked(Cancelled(after.helper, now_ms), after.document)])
    deed = Deed(action="cancel-consent", document=after.document, subject=after.owner, ground="code")
    await audit.note(tx, identity, now_ms, deed)
    return None
