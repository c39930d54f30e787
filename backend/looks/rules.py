"""What was done with a dossier, in the words of its owner's screen. Pure."""

from collections.abc import Mapping, Sequence

from backend.audit.rules import Link
from backend.people.store import Account
from schemas.wire.looks import LookAction, LookEntry, LookGround, Looks

ACTIONS: Mapping[str, LookAction] = {"read": "read", "look": "look", "receive": "receive"}
GROUNDS: Mapping[str, LookGround] = {
    "waiting": "waiting",
    "receiving": "receiving",
    "received": "received",
    "competent": "competent",
    # at a desk, too: the one with the result
    "returning": "receiving",
    "reason": "reason",
}


def page_of(links: Sequence[Link], accounts: Mapping[bytes, Account], most: int) -> Looks:
    """`links`: the newest first, and one more than `most` where there are older ones. `accounts` by id."""
    shown = links[:most]
    return Looks(
        looks=[_look(link, accounts.get(link.account)) for link in shown],
        before=shown[-1].number if len(links) > most else None,
    )


def _look(link: Link, who: Account | None) -> LookEntry:
    return LookEntry(
        moment=link.moment,
        person="" if who is None else who.person,
        unit_name="" if who is None else who.unit_name,
        action=ACTIONS.get(link.action, "other"),
        ground=GROUNDS.get(link.ground, "other"),
        reason=link.reason,
    )
