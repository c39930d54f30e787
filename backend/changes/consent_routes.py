"""What citizens say of consents: a code for a helper, who helps with what, and that it is over."""

import re

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from backend import bodies, described, wall
from backend.audit import store as audit
from backend.audit.rules import Deed
from backend.bodies import AnyRequest
from backend.changes import cancelling, consenting
from backend.clock import Clock
from backend.consents import rules, store
from backend.database import CoreTx, Database
from backend.devices import store as devices
from backend.identity import Identity
from backend.limits import Turnstile
from backend.problems import Refused
from backend.sender import Sender
from backend.statements import lock
from schemas.wire.consents import AskPhoneCode, CancelConsent, ConsentEnded, ConsentList, PhoneCode

ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


@post(
    "/api/consents/codes",
    status_code=200,
    operation_class=described.body(AskPhoneCode, bodies.JSON),
    responses=described.answers(PhoneCode, bodies.JSON),
)
async def ask_phone_code(
    request: AnyRequest,
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """A code for one dossier under one procedure, to be told to whoever helps."""
    asked = await bodies.read_json(request, AskPhoneCode)
    code, expires = rules.fresh_code(), clock() + rules.PHONE_CODE_MS
    kept = rules.PhoneCode(
        code_hash=rules.hash_of(identity.secret, code),
        account=sender.account,
        procedure=asked.procedure,
        expires=expires,
    )
    async with database.write() as tx:
        await _require_good(tx, sender)
        await lock(tx, [sender.account])
        await store.add_code(tx, kept)
    return bodies.in_json(PhoneCode(code=code, procedure=asked.procedure, expires=expires))


@get("/api/consents", responses=described.answers(ConsentList, bodies.JSON))
async def list_consents(
    sender: NamedDependency[Sender], database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Response[bytes]:
    """Who helps the sender with what, and who did."""
    async with database.read() as tx:
        await wall.open_to_owner(tx, sender.account)
        await _require_good(tx, sender)
        found = await store.of_owner(tx, sender.account)
    return bodies.in_json(ConsentList(consents=[rules.card(consent, clock()) for consent in found]))


@post(
    "/api/consents/{consent:str}/end",
    status_code=200,
    responses=described.answers(ConsentEnded, bodies.JSON),
)
async def end_consent(
    consent: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """The citizen ends it from their own phone, without a code. Said twice it ended the first time."""
    if ID.fullmatch(consent) is None:
        raise Refused("not-found")
    document, now_ms = bytes.fromhex(consent), clock()
    async with database.write() as tx:
        # Others hear of it, too.
        await wall.open_to_hub(tx)
        await _require_good(tx, sender)
        await lock(tx, [document])
        found = (await store.of_documents(tx, [document])).get(document)
        if found is None or found.owner != sender.account:
            raise Refused("not-found")
        after = rules.end_by_owner(found, now_ms)
        if after is not None:
            await consenting.end(tx, after, now_ms)
            deed = Deed(
                account=sender.account,
                device=sender.device,
                action="end-consent",
                document=document,
                subject=found.owner,
                ground="own",
            )
            await audit.note(tx, identity, now_ms, deed)
        ended = (after or found).ended
    return bodies.in_json(ConsentEnded(time=found.expires if ended is None else ended))


@post(
    "/api/consents/cancel",
    status_code=200,
    operation_class=described.body(CancelConsent, bodies.JSON),
    responses=described.answers(ConsentEnded, bodies.JSON),
)
async def cancel_consent(
    request: AnyRequest,
    database: NamedDependency[Database],
    identity: NamedDependency[Identity],
    clock: NamedDependency[Clock],
    turnstile: NamedDependency[Turnstile],
) -> Response[bytes]:
    """Whoever has the code ends the consent, on any device. A code that ends nothing is refused, whyever."""
    asked = await bodies.read_json(request, CancelConsent)
    now_ms = clock()
    with turnstile.passing():
        async with database.write() as tx:
            refusal = await cancelling.cancel(tx, asked, identity, now_ms)
    # Only now: the try counts, whatever comes of it.
    if refusal is not None:
        raise Refused(refusal)
    return bodies.in_json(ConsentEnded(time=now_ms))


async def _require_good(tx: CoreTx, sender: Sender) -> None:
    if await devices.revoked_of(tx, [sender.device]):
        raise Refused("revoked-device")
