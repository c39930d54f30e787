"""Who stands at the desk: an account, what its mandates let it do now, and the session that it works in.

Whoever has no mandate finds nothing, and learns of no session either.
"""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from backend.authorities import store as authorities
from backend.authorities.rules import tree_of
from backend.consents.rules import Consent, is_over
from backend.database import CoreTx
from backend.devices import store as devices
from backend.dossiers.rules import Dossier
from backend.forms import catalogue
from backend.forms.days import day_of
from backend.mandates import rules, store
from backend.mandates.rules import Action, Mandate, Matter, Tree
from backend.people import store as people
from backend.people.store import Account
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions import store as sessions
from backend.sessions.rules import Session, is_proven

# What cannot be taken back, or shows what is hidden: for somebody who has just shown that they are there.
PROOF_ACTIONS: frozenset[Action] = frozenset({"decide", "export", "unmask"})


class Staff(Struct, frozen=True, kw_only=True):
    account: Account
    # open now, on the device that asks
    session: Session
    # those that hold now
    mandates: tuple[Mandate, ...]
    # who stands beneath whom today
    tree: Tree
    now_ms: int

    def may(self, action: Action, dossier: Dossier, consent: Consent | None) -> bool:
        """`consent`: under which it began, if for somebody else. `Refused` where only a proof is wanting."""
        return self.may_with(action, matter_of(dossier, consent, self.now_ms))

    def may_with(self, action: Action, matter: Matter) -> bool:
        """The same, of what the rules know of a dossier."""
        is_allowed = rules.may_as_staff(
            action, self.account.account, self.mandates, matter, self.now_ms, self.tree
        )
        if is_allowed and action in PROOF_ACTIONS:
            self.require_proof()
        return is_allowed

    def require_proof(self) -> None:
        if not is_proven(self.session, self.now_ms):
            raise Refused("proof-needed")

    def may_receive(self, dossier: Dossier, consent: Consent | None) -> bool:
        """For the unit that the account works for."""
        here, matter = self.account.unit, matter_of(dossier, consent, self.now_ms)
        return rules.may_receive(self.account.account, self.mandates, matter, here, self.now_ms, self.tree)

    def may_here(self, action: Action) -> bool:
        """For the unit that the account works for."""
        here = self.account.unit
        return rules.may_for(action, self.account.account, self.mandates, here, self.now_ms, self.tree)

    def is_at_unit(self) -> bool:
        """Whether the account works for a unit of the catalogue: departments and teams say nothing there."""
        return any(unit.code == self.account.unit for unit in catalogue.units())

    def units(self) -> frozenset[str]:
        """All at whose desks something may be for this account."""
        held = {mandate.authority for mandate in self.mandates}
        beneath = {unit for unit in self.tree for higher in held if rules.covers(higher, unit, self.tree)}
        return frozenset(held | beneath)


async def staff(tx: CoreTx, sender: Sender, now_ms: int) -> Staff:
    account = await people.account_of(tx, sender.account)
    if account is None:
        raise Refused("not-found")
    held = await store.of_account(tx, account.account)
    standing = tuple(rules.standing(account.account, held, now_ms))
    if not standing:
        raise Refused("not-found")
    if await devices.revoked_of(tx, [sender.device]):
        raise Refused("revoked-device")
    session = await sessions.standing(tx, device=sender.device, account=account.account, now_ms=now_ms)
    if session is None:
        raise Refused("session-needed")
    return Staff(
        account=account,
        session=session,
        mandates=standing,
        tree=await _tree(tx, now_ms),
        now_ms=now_ms,
    )


def matter_of(dossier: Dossier, consent: Consent | None, now_ms: int) -> Matter:
    """Nobody's decision yet: to which authority a dossier goes is not worked out here."""
    is_open = consent is not None and not is_over(consent, now_ms)
    at_desk = dossier.state == "received"
    return Matter(
        owner=dossier.owner,
        procedure=_procedures().get(dossier.form.partition("@")[0], ""),
        is_submitted=dossier.submitted is not None,
        desk=dossier.holder if at_desk else None,
        is_at_desk=at_desk,
        authority=None,
        helpers=frozenset([consent.helper]) if consent is not None and is_open else frozenset(),
    )


async def _tree(tx: CoreTx, now_ms: int) -> Tree:
    written = await authorities.all_authorities(tx)
    return tree_of((unit.code for unit in catalogue.units()), written, day_of(now_ms))


@cache
def _procedures() -> Mapping[str, str]:
    """The code of the procedure that each form belongs to, by the form's name."""
    return {one.form.partition("@")[0]: one.code for one in catalogue.procedures()}
