"""Looking for signals: what was handed in lately is compared, outside of every request (docs/decisions/0028).

A submission that comes while it runs is found by the next run; what has left the window is forgotten.
"""

from collections.abc import Collection

from backend import wall
from backend.changes import store as changes
from backend.consents import store as consents
from backend.database import CoreTx, Database
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Submission
from backend.forms.assemble import view_of_state
from backend.forms.catalogue import load_form
from backend.identity import Identity
from backend.mandates import store as mandates
from backend.mandates.rules import standing
from backend.signals import rules, store
from backend.signals.rules import Cancelled, Filing

# Submissions whose texts are read together
TOGETHER_MAX = 200
# What people keep about themselves as forms ask for it (schemas/mine)
PHONE, IDENTITY_NUMBER = "phone", "identity.number"


async def look(database: Database, identity: Identity, now_ms: int) -> None:
    """Note what was handed in since the last time, then see what it comes to."""
    since = now_ms - rules.WINDOW_MS
    async with database.read() as tx:
        await wall.open_to_hub(tx)
        known = {one.change for one in await store.filings_since(tx, since)}
        fresh = [one for one in await dossiers.submissions_since(tx, since) if one not in known]
    for start in range(0, len(fresh), TOGETHER_MAX):
        async with database.write() as tx:
            await wall.open_to_hub(tx)
            await store.add_filings(tx, await _filings(tx, fresh[start : start + TOGETHER_MAX], identity))
    async with database.write() as tx:
        await wall.open_to_hub(tx)
        await store.drop_filings(tx, since)
        filings = await store.filings_since(tx, since)
        ended = [Cancelled(helper, moment) for helper, moment in await consents.ended_by_code(tx, since)]
        found = rules.signals_in(filings, ended, await _helpers(tx, now_ms))
        before = await store.signals_of(tx, [one.signal for one in found])
        await store.save(tx, [rules.after(before.get(one.signal), one) for one in found])


async def _filings(tx: CoreTx, ids: Collection[bytes], identity: Identity) -> list[Filing]:
    submitted = await dossiers.submissions_of(tx, ids)
    authors = await changes.authors_of(tx, ids)
    forms = await changes.forms_of(tx, ids)
    owners = {key.device: key.account for key in (await devices.keys_of(tx, set(authors.values()))).values()}
    return [
        _filing(one, authors[one.change], owners[authors[one.change]], forms[one.change], identity.secret)
        for one in submitted
    ]


def _filing(one: Submission, device: bytes, account: bytes, form_id: str, secret: bytes) -> Filing:
    """What of a submission is compared: the telephones and identity numbers of whom it speaks for."""
    form, values = load_form(form_id), view_of_state(one.text).values
    fields = {} if form is None else form.ui.fields

    def macs(mine: str) -> tuple[bytes, ...]:
        said = {
            str(value)
            for path, field in fields.items()
            if field.mine == mine and isinstance(value := values.get(path), str) and value
        }
        return tuple(sorted({rules.mac_of(secret, mine, text) for text in said}))

    return Filing(
        change=one.change,
        account=account,
        device=device,
        taken=one.taken,
        phones=macs(PHONE),
        identities=macs(IDENTITY_NUMBER),
    )


async def _helpers(tx: CoreTx, now_ms: int) -> frozenset[bytes]:
    return frozenset(
        one.account
        for one in await mandates.all_mandates(tx)
        if one.role == "helper" and any(standing(one.account, [one], now_ms))
    )
