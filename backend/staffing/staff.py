"""Who stands at the desk: an account, what its mandates let it do now, and the session that it works in.

Whoever has no mandate finds nothing, and learns of no session either.
"""

from msgspec import Struct

from backend import wall
from backend.audit import store as audit
from backend.audit.rules import Action as Done
from backend.audit.rules import Deed, Ground
from backend.authorities import store as authorities
from backend.authorities.rules import tree_of
from backend.consents.rules import Consent, is_over
from backend.database import CoreTx
from backend.devices import store as devices
from backend.dossiers.rules import Dossier
from backend.forms import catalogue
from backend.forms.days import day_of
from backend.identity import Identity
from backend.mandates import rules, store
from backend.mandates.rules import Action, Mandate, Matter, Relation, Tree
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
    device: bytes
    # open now, on that device
    session: Session
    # those that hold now
    mandates: tuple[Mandate, ...]
    # who stands beneath whom today
    tree: Tree
    now_ms: int

    def may(self, action: Action, dossier: Dossier, consent: Consent | None) -> bool:
        return self.relation(action, dossier, consent) is not None

    def relation(self, action: Action, dossier: Dossier, consent: Consent | None) -> Relation | None:
        """As what they may; `Refused("proof-needed")` where only that is wanting.

        `consent`: under which the dossier was begun, if for somebody else.
        """
        return self.relation_with(action, matter_of(dossier, consent, self.now_ms))

    def relation_with(self, action: Action, matter: Matter) -> Relation | None:
        """The same, of what the rules know of a dossier."""
        found = rules.relation_as_staff(
            action, self.account.account, self.mandates, matter, self.now_ms, self.tree
        )
        if found is not None and action in PROOF_ACTIONS:
            self.require_proof()
        return found

    def require_proof(self) -> None:
        if not is_proven(self.session, self.now_ms):
            raise Refused("proof-needed")

    async def open_to_look(self, tx: CoreTx) -> None:
        """The wall, for what they may look at and is not on their own table."""
        await wall.open_to_look(tx, self.account.account, self.now_ms)

    async def note(
        self,
        tx: CoreTx,
        identity: Identity,
        action: Done,
        ground: Ground,
        dossier: Dossier | None = None,
        reason: str = "",
    ) -> None:
        """Write down what they do, in its transaction and as the last thing there."""
        deed = Deed(
            account=self.account.account,
            device=self.device,
            action=action,
            document=b"" if dossier is None else dossier.document,
            subject=b"" if dossier is None else dossier.owner,
            ground=ground,
            reason=reason,
        )
        await audit.note(tx, identity, self.now_ms, deed)

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
    await wall.open_to_staff(tx, account.account, now_ms)
    return Staff(
        account=account,
        device=sender.device,
        session=session,
        mandates=standing,
        tree=await _tree(tx, now_ms),
        now_ms=now_ms,
    )


def matter_of(dossier: Dossier, consent: Consent | None, now_ms: int) -> Matter:
    is_open = consent is not None and not is_over(consent, now_ms)
    is_received = dossier.state == "received"
    return Matter(
        owner=dossier.owner,
        procedure=catalogue.procedures_by_form().get(dossier.form.partition("@")[0], ""),
        is_submitted=dossier.submitted is not None,
        # What the release before received is where it received it.
        desk=(dossier.desk or dossier.holder) if is_received else None,
        is_at_desk=is_received and dossier.hop in ("none", "at_desk"),
        authority=dossier.authority if is_received and dossier.hop in ("sent", "taken", "ready") else None,
        returns_at=dossier.holder if is_received and dossier.hop == "ready" else None,
        helpers=frozenset([consent.helper]) if consent is not None and is_open else frozenset(),
    )


async def _tree(tx: CoreTx, now_ms: int) -> Tree:
    written = await authorities.all_authorities(tx)
    return tree_of((unit.code for unit in catalogue.units()), written, day_of(now_ms))
