"""Gives numbers. One belongs to the transaction that takes it: undone, it is the next one's."""

from backend.database import Tx
from backend.statements import fetch

# Whoever takes one of the same agency waits until it is known whether this one stands.
NEXT = (
    "INSERT INTO code_counter (agency, day, given) VALUES ($1, $2, 1) "
    "ON CONFLICT (agency, day) DO UPDATE SET given = code_counter.given + 1 RETURNING given"
)


async def take(tx: Tx, agency: str, day: str) -> int:
    [(number,)] = await fetch(tx, NEXT, agency, day)
    return int(number)
