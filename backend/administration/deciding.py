"""Who decides about what waits for a person, and for which places."""

from backend import wall
from backend.database import CoreTx
from backend.mandates.rules import AUTHORITY, may_for
from backend.problems import Refused
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
