"""Who decides about what waits for a person, and for which places."""

from collections.abc import Iterable

from backend import wall
from backend.authorities.rules import CITY
from backend.database import CoreTx
from backend.mandates.rules import AUTHORITY, Mandate, may_for
from backend.people.store import Account
from backend.problems import Refused
from backend.reviews.rules import places_of
from backend.sender import Sender
from backend.staffing.staff import Staff, staff


async def decider_of(tx: CoreTx, sender: Sender, now_ms: int) -> Staff:
    """Whoever decides for some place; for anybody else there is nothing here."""
    decider = await staff(tx, sender, now_ms)
    if not any("review" in AUTHORITY[one.role] for one in decider.mandates):
        raise Refused("not-found")
    # What waits belongs to dossiers that nobody here may read: who may decide is judged item by item.
    await wall.open_to_hub(tx)
    return decider


def decides_for(decider: Staff, place: str) -> bool:
    return may_for("review", decider.account.account, decider.mandates, place, decider.now_ms, decider.tree)


def is_theirs(decider: Staff, author: Account, held: Iterable[Mandate], holder: str) -> bool:
    """Whether they decide about what the author brought. Nobody does about their own.

    `held`: by the author; `holder`: the desk that has the dossier, if any.
    """
    places = places_of(holder, author.unit, [one.authority for one in held], CITY)
    is_own = author.account == decider.account.account
    return not is_own and any(decides_for(decider, place) for place in places)
