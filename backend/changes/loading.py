"""Holdings as they are stored: everything of a document read, and folded."""

from collections.abc import Collection

from backend.changes import store
from backend.changes.consenting import MARK
from backend.changes.holding import Holding, fold
from backend.consents import store as consents
from backend.database import Tx
from backend.dossiers import store as dossiers
from backend.grants import store as grants


async def load(tx: Tx, documents: Collection[bytes]) -> dict[bytes, Holding]:
    """The holdings of these documents as stored; of one that nobody has written, an empty one."""
    if not documents:
        return {}
    stored = await store.load(tx, documents)
    granted: dict[bytes, set[bytes]] = {document: set() for document in documents}
    for grant in await grants.of_documents(tx, documents):
        granted[grant.document].add(grant.account)
    standing = await dossiers.dossiers_of(tx, documents)
    # Also where the hub let nobody begin it
    assisted = [one for one in documents if any(MARK in payload for _, payload in stored.changes[one])]
    agreed = await consents.of_documents(tx, assisted)
    holdings = {}
    for document in documents:
        payloads = {held.change: payload for held, payload in stored.changes[document]}
        exclusions = tuple(stored.exclusions[document])
        holdings[document] = Holding(
            document=fold(document, payloads, exclusions),
            held={held.change: held for held, _ in stored.changes[document]},
            unproven=tuple(stored.unproven[document]),
            payloads=payloads,
            exclusions=exclusions,
            granted=frozenset(granted[document]),
            dossier=standing.get(document),
            consent=agreed.get(document),
            devices=frozenset([held.device for held, _ in stored.changes[document]])
            | {one.device for one in stored.unproven[document]},
        )
    return holdings
