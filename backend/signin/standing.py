"""How somebody who asks for a passkey stands: read here, judged by `backend/passkeys/rules.py`."""

from backend.database import CoreTx
from backend.passkeys import store as passkeys
from backend.passkeys.rules import Standing, permits
from backend.sender import Sender
from backend.sessions.rules import is_proven
from backend.signin.person import Person


async def standing_of(tx: CoreTx, person: Person, sender: Sender, now_ms: int) -> Standing:
    account, session = person.account.account, person.session
    permit = await passkeys.permit_of(tx, sender.device)
    return Standing(
        is_staff=person.is_staff,
        passkeys=len(await passkeys.of_account(tx, account)),
        is_permitted=permits(permit, device=sender.device, account=account, now_ms=now_ms),
        has_session=session is not None,
        is_proven=session is not None and is_proven(session, now_ms),
    )
