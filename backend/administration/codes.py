"""A code that ties one device to a person: shown once, and only what recognises it is kept."""

from backend.database import CoreTx
from backend.devices import enrol
from backend.devices import store as devices
from backend.identity import Identity
from backend.people.store import Account
from schemas.wire.administration import FreshCode

CODE_MS = 7 * 86_400_000


async def fresh_code(tx: CoreTx, identity: Identity, account: Account, now_ms: int) -> FreshCode:
    """Good for one device and seven days. What was not used of earlier ones of the account ends."""
    code = enrol.fresh_code()
    await devices.drop_codes(tx, [account.account])
    expires = now_ms + CODE_MS
    await enrol.add_code(tx, identity, account=account.account, code=code, uses=1, expires_ms=expires)
    return FreshCode(person=account.person, code=code, expires=expires)
