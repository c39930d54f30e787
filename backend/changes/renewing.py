"""A helper may help again: what their devices passed by while no mandate held is told anew (SPEC K10).

Pages leave a dossier out whose helper has no mandate, and cursors go on past it: nothing would bring it back.
"""

from collections.abc import Collection

from backend import wall
from backend.changes.consenting import say
from backend.changes.hearing import Heard
from backend.consents import rules, store
from backend.database import CoreTx, Database
from backend.feed import store as feed
from backend.feed.rules import assist_entry
from backend.mandates import store as mandates
from backend.mandates.rules import Mandate
from backend.statements import lock


async def tell_again(tx: CoreTx, new: Collection[Mandate], now_ms: int) -> None:
    """`new`, which stand written, were given now or have begun: dossiers that no other one opened."""
    ids = {one.mandate for one in new}
    helpers = {one.account for one in new if one.role == "helper"}
    if not helpers:
        return
    await wall.open_to_hub(tx)
    held = await mandates.of_accounts(tx, helpers)
    others = {helper: tuple(one for one in every if one.mandate not in ids) for helper, every in held.items()}
    documents = await store.open_of_helpers(tx, helpers, now_ms)
    await lock(tx, documents)
    consents = await store.of_documents(tx, documents)
    before, after = Heard(consents, others), Heard(consents, held)
    for consent in consents.values():
        # One that is revoked for the sake of another held until now.
        if before.may_hear(consent, now_ms - 1) or not after.may_hear(consent, now_ms):
            continue
        if rules.is_writable(consent):
            await feed.withdraw(tx, consent.document, consent.helper)
            await feed.append(tx, [assist_entry(consent.document, consent.helper)])
        await say(tx, consent, now_ms)


async def look(database: Database, since_ms: int, now_ms: int) -> None:
    """Mandates that were given ahead, and have begun since."""
    async with database.write() as tx:
        await tell_again(tx, await mandates.begun(tx, since_ms, now_ms), now_ms)
