"""The records by which the hub leaves a change out, or lets it stand again. Pure (SPEC X1-X4, X15)."""

from collections.abc import Sequence

from backend.changes.holding import Exclusion
from backend.changes.rules import Fault
from sync import exclusions, seal
from sync.exclusions import pack_exclusion
from sync.seal import SigningKey

FIRST_TURN = 1


def leave_out(document: bytes, fault: Fault, key: SigningKey) -> Exclusion:
    payload = pack_exclusion(
        document=document,
        change=fault.change_id,
        parents=fault.change.parents,
        operations=fault.operations,
        code=fault.code,
        turn=FIRST_TURN,
    )
    return Exclusion(document, fault.change_id, payload, key.sign(seal.EXCLUSION, payload))


def let_stand(
    document: bytes, before: exclusions.Exclusion, parents: Sequence[bytes], key: SigningKey
) -> Exclusion:
    """`before`: what stands now; `parents`: of the change."""
    payload = pack_exclusion(
        document=document,
        change=before.change,
        parents=parents,
        operations=[],
        code=before.code,
        turn=before.turn + 1,
    )
    return Exclusion(document, before.change, payload, key.sign(seal.EXCLUSION, payload))
