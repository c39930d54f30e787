"""The conversation, without IO: what to send, and what a reply means (SPEC T1-T10)."""

from collections.abc import Container, Sequence

from msgspec import Struct

from schemas.wire.exchange import Heads, SyncRequest, SyncResponse, Verdict
from sync.limits import BATCH_BYTES_MAX, BATCH_CHANGES_MAX, INCARNATION_BYTES


class Sendable(Struct, frozen=True):
    """A change that the node has not acknowledged, or that it asked for."""

    change: bytes
    document: bytes
    envelope: bytes


class Offer(Struct, frozen=True):
    """What a node that came back as a new incarnation is offered, so that it can ask for what it lacks."""

    heads: tuple[Heads, ...] = ()
    exclusions: tuple[bytes, ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """What a reply means for the device. What it brings to store is taken from the reply itself."""

    # Verdicts that need no further sending of their change.
    settled: tuple[Verdict, ...]
    # Sent, but neither kept nor refused by the node: send again.
    again: tuple[bytes, ...]
    # Held here and lacking there.
    wanted: tuple[bytes, ...]
    cursor: bytes
    more: bool
    nonce: bytes
    # The node is not the one we knew: offer it everything (SPEC T8).
    restart: bool


def plan(unsent: Sequence[Sendable], cursor: bytes, limit: int, offer: Offer | None = None) -> SyncRequest:
    """The next request: as much of `unsent`, oldest first, as one batch takes; never nothing of something."""
    offered = offer or Offer()
    batch: list[bytes] = []
    size = 0
    for sendable in unsent[:BATCH_CHANGES_MAX]:
        size += len(sendable.envelope)
        if batch and size > BATCH_BYTES_MAX:
            break
        batch.append(sendable.envelope)
    return SyncRequest(
        cursor=cursor,
        changes=batch,
        exclusions=list(offered.exclusions),
        heads=list(offered.heads),
        limit=limit,
    )


def read(request: SyncRequest, response: SyncResponse, held: Container[bytes]) -> Reading:
    """What a decoded reply means. `held`: the ids of all changes whose envelopes are on this device."""
    again = tuple(it.id for it in response.verdicts if it.id is not None and _sends_again(it))
    missing = [parent for verdict in response.verdicts for parent in verdict.missing]
    wanted = dict.fromkeys(change for change in [*missing, *response.wanted] if change in held)
    return Reading(
        settled=tuple(verdict for verdict in response.verdicts if not _sends_again(verdict)),
        again=again,
        wanted=tuple(wanted),
        cursor=response.cursor,
        more=response.more,
        nonce=response.nonce,
        restart=_incarnation(request.cursor) not in (b"", _incarnation(response.cursor)),
    )


def _sends_again(verdict: Verdict) -> bool:
    """`full` was not stored; `bad-signature` is about one envelope, and ours verifies."""
    return (verdict.verdict, verdict.code) in (("waiting", "full"), ("refused", "bad-signature"))


def _incarnation(cursor: bytes) -> bytes:
    return cursor[:INCARNATION_BYTES]
