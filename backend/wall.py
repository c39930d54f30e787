"""The wall: for whom a transaction asks. PostgreSQL shows it what that one may see of dossiers, and no more.

The policies are in the migration `wall` (docs/decisions/0022-a-wall-in-the-database.md). Whoever forgets to
ask sees nothing of any dossier. A line asks for the hub once for all, by its settings (backend/database.py).
On SQLite there is no wall: one file, one process.
"""

from typing import Final, Literal

from sqlalchemy import text

from backend.database import CoreTx

# `hub`: everything, for what the hub does by itself. `staff`: what mandates that stand let an account read.
# `look`: what they let it look at, too, for a reason that it stated. `own`: an account's own dossiers.
Scope = Literal["hub", "staff", "look", "own"]

OPEN: Final = text(
    "SELECT set_config('haidang.scope', :scope, true), set_config('haidang.account', :account, true),"
    " set_config('haidang.now', :now, true)"
)


async def open_to_hub(tx: CoreTx) -> None:
    """Until the transaction ends, as each of these."""
    await _open(tx, "hub", b"", 0)


async def open_to_staff(tx: CoreTx, account: bytes, now_ms: int) -> None:
    await _open(tx, "staff", account, now_ms)


async def open_to_look(tx: CoreTx, account: bytes, now_ms: int) -> None:
    await _open(tx, "look", account, now_ms)


async def open_to_owner(tx: CoreTx, account: bytes) -> None:
    await _open(tx, "own", account, 0)


async def _open(tx: CoreTx, scope: Scope, account: bytes, now_ms: int) -> None:
    if tx.dialect.name == "postgresql":
        # By SQLAlchemy, so that it begins the transaction: what is set outside of one is gone at once.
        await tx.execute(OPEN, {"scope": scope, "account": account.hex(), "now": str(now_ms)})
