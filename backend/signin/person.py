"""The person behind a device, as the hub knows them now: account, mandates, session."""

from msgspec import Struct

from backend.database import CoreTx
from backend.devices import store as devices
from backend.mandates import rules, store
from backend.mandates.rules import Mandate
from backend.people import store as people
from backend.people.store import Account
from backend.problems import Refused
from backend.sender import Sender
from backend.sessions import store as sessions
from backend.sessions.rules import Session


class Person(Struct, frozen=True, kw_only=True):
    account: Account
    # those that hold now
    mandates: tuple[Mandate, ...]
    # the device's, where one is open
    session: Session | None

    @property
    def is_staff(self) -> bool:
        return bool(self.mandates)


async def person_of(tx: CoreTx, sender: Sender, now_ms: int) -> Person:
    account = await people.account_of(tx, sender.account)
    if account is None:
        raise Refused("not-found")
    if await devices.revoked_of(tx, [sender.device]):
        raise Refused("revoked-device")
    held = await store.of_account(tx, account.account)
    return Person(
        account=account,
        mandates=tuple(rules.standing(account.account, held, now_ms)),
        session=await sessions.standing(tx, device=sender.device, account=account.account, now_ms=now_ms),
    )
