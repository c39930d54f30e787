"""Cards that no officer has confirmed within a week of the hand-in: told to whoever decides there."""

from backend.administration.deciding import is_theirs
from backend.consents import store as consents
from backend.consents.rules import CARD_MS, CARD_TOLD_MS, LISTED_MAX
from backend.database import CoreTx
from backend.dossiers import store as dossiers
from backend.mandates import store as mandates
from backend.people import store as people
from backend.staffing.staff import Staff
from schemas.wire.reviews import UnconfirmedCard
from sync.number import provisional


async def unconfirmed_cards(tx: CoreTx, decider: Staff) -> list[UnconfirmedCard]:
    """Those at the places for which the account decides, but its own; the oldest first."""
    now_ms = decider.now_ms
    found = await consents.unconfirmed_cards(tx, now_ms - CARD_TOLD_MS, now_ms - CARD_MS)
    standing = await dossiers.dossiers_of(tx, [one.document for one in found])
    helpers = await people.accounts_of(tx, {one.helper for one in found})
    held = await mandates.of_accounts(tx, helpers.keys())
    shown = [
        UnconfirmedCard(
            number=provisional(one.document),
            form=standing[one.document].form,
            person=one.person,
            group=one.group_name,
            officer=one.officer,
            submitted=one.submitted,
        )
        for one in found
        if one.submitted is not None
        and is_theirs(decider, helpers[one.helper], held[one.helper], standing[one.document].holder)
    ]
    return shown[:LISTED_MAX]
