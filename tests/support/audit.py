"""What holds in a hub's database at any moment, after a crash too: nothing half-written, nothing twice."""

from collections import Counter
from collections.abc import Collection, Iterable

from backend.changes import store as changes
from backend.changes.holding import fold
from backend.devices import store as devices
from backend.migrations.tables import ALL
from schemas.wire.exchange import SyncRequest, SyncResponse, Verdict
from sync import seal, session
from tests.support.hub import Hub

# Statements that find what must not be, by what they would find.
NEVER = {
    "a change in the feed twice": """
        SELECT change FROM feed WHERE kind = 'change' GROUP BY change HAVING count(*) > 1""",
    "a change said to be in the feed that is not": """
        SELECT change FROM change
        WHERE fed AND change NOT IN (SELECT change FROM feed WHERE kind = 'change')""",
    "a change in the feed that is not stored, or does not know": """
        SELECT change FROM feed
        WHERE kind = 'change' AND change NOT IN (SELECT change FROM change WHERE fed)""",
    "a change that waits for a key and is proven": """
        SELECT change FROM unproven WHERE change IN (SELECT change FROM change)""",
    "an exclusion that nobody hears of": """
        SELECT record FROM exclusion
        WHERE change NOT IN (SELECT change FROM feed WHERE kind = 'exclusion')""",
    "an exclusion in the feed that is not stored": """
        SELECT change FROM feed WHERE kind = 'exclusion' AND change NOT IN (SELECT change FROM exclusion)""",
    "a grant that is not in the feed once": """
        SELECT g.document FROM document_grant g LEFT JOIN feed f
        ON f.document = g.document AND f.account = g.account AND f.kind IN ('grant', 'assist')
        GROUP BY g.document, g.account HAVING count(f.document) <> 1""",
    "a grant in the feed that is not given": """
        SELECT f.document FROM feed f LEFT JOIN document_grant g
        ON f.document = g.document AND f.account = g.account
        WHERE f.kind IN ('grant', 'assist') AND g.document IS NULL""",
    "a dossier without its owner's grant": """
        SELECT d.document FROM dossier d LEFT JOIN document_grant g
        ON d.document = g.document AND d.owner = g.account WHERE g.document IS NULL""",
    "a grant without a dossier": """
        SELECT document FROM document_grant WHERE document NOT IN (SELECT document FROM dossier)""",
    "a dossier that moved unsaid, or was said to move and did not": """
        SELECT d.document FROM dossier d LEFT JOIN feed f
        ON f.document = d.document AND f.kind = 'outcome' AND length(f.account) = 0
        GROUP BY d.document, d.version HAVING count(f.document) <> d.version""",
    "a dossier whose submission is not kept": """
        SELECT document FROM dossier
        WHERE submitted IS NOT NULL AND submission NOT IN (SELECT change FROM submission)""",
    "a submission without its change": """
        SELECT change FROM submission WHERE change NOT IN (SELECT change FROM change)""",
    "a dossier begun by a helper without a consent": """
        SELECT document FROM dossier
        WHERE helper IS NOT NULL AND document NOT IN (SELECT document FROM consent WHERE declined = '')""",
    "a consent without its dossier": """
        SELECT document FROM consent
        WHERE declined = '' AND document NOT IN (SELECT document FROM dossier WHERE helper IS NOT NULL)""",
    "a code spent on a dossier that was not begun with one": """
        SELECT code_hash FROM consent_code WHERE document IS NOT NULL
        AND document NOT IN (SELECT document FROM consent WHERE confirmed = 'phone')""",
    # One byte: an empty list.
    "a grant of a helper whose part is over": """
        SELECT g.document FROM document_grant g JOIN consent c
        ON g.document = c.document AND g.account = c.helper
        WHERE c.ended IS NOT NULL OR c.submitted IS NOT NULL AND length(c.reopened) = 1""",
}


class Ledger:
    """What devices were told, written down before they act on it; and every status they saw."""

    def __init__(self) -> None:
        self.acknowledged: dict[bytes, Verdict] = {}
        self.statuses: Counter[int] = Counter()

    def note(self, request: SyncRequest, response: SyncResponse) -> None:
        rest = {answer.id for answer in session.read(request, response).answers if answer.next == "rest"}
        self.acknowledged |= {
            one.id: one for one in response.verdicts if one.id is not None and one.id in rest
        }


async def audit(hub: Hub, acknowledged: Collection[bytes] = ()) -> None:
    """Everything acknowledged is there, and all tables say the same."""
    for never, statement in NEVER.items():
        assert await hub.rows(statement) == [], never
    documents = [row[0] for row in await hub.rows("SELECT DISTINCT document FROM change")]
    unproven = [row[0] for row in await hub.rows("SELECT DISTINCT change FROM unproven")]
    held = await _held(hub, [one for one in documents if isinstance(one, bytes)])
    assert set(acknowledged) <= held | set(unproven), "acknowledged, and gone"


async def _held(hub: Hub, documents: Collection[bytes]) -> set[bytes]:
    """The changes of these documents: whole, signed, and judged as a fold of all of them judges them."""
    held: set[bytes] = set()
    async with hub.read() as tx:
        stored = await changes.load(tx, documents)
        everything = [one for rows in stored.changes.values() for one, _ in rows]
        keys = await devices.devices_of(tx, {one.device for one in everything})
        envelopes = await changes.envelopes_of(tx, [one.change for one in everything])
    conflicts = {row[0]: row[1] for row in await hub.rows("SELECT document, conflicts FROM dossier")}
    for document in documents:
        payloads = {one.change: payload for one, payload in stored.changes[document]}
        folded = fold(document, payloads, stored.exclusions[document])
        for one, payload in stored.changes[document]:
            assert seal.change_id(payload) == one.change, "torn"
            assert seal.verify(
                keys[one.device].public, seal.CHANGE, payload, envelopes[one.change].signature
            ), "torn"
            assert folded.verdict(one.change) == (one.verdict, one.code), "judged otherwise"
        if document in conflicts:
            assert conflicts[document] == len(folded.conflicts()), "conflicts miscounted"
        held |= set(payloads)
    return held


async def counts(hub: Hub) -> dict[str, object]:
    """How many rows every table has."""
    names = [str(row.__tablename__) for row in ALL]
    return {name: (await hub.rows(f'SELECT count(*) FROM "{name}"'))[0][0] for name in names}


async def verdicts_stored(hub: Hub, wanted: Iterable[bytes]) -> dict[bytes, tuple[str, str]]:
    """What the database says of these changes; nothing of those that it does not hold."""
    rows = await hub.rows("SELECT change, verdict, code FROM change")
    found = {row[0]: (str(row[1]), str(row[2])) for row in rows}
    return {one: found[one] for one in wanted if one in found}
