"""Consents at the database: what is looked up for those that a batch is about, and how they end.

A batch that is about none costs nothing here. `end` and `reopen` are the acts of people in this file, each in
the transaction of its caller: where there is an audit, they are to be noted in it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from backend.changes.agreeing import Agreements, Asked, Facts, Signer
from backend.changes.holding import Holding
from backend.changes.opening import Opened
from backend.changes.rules import Writer
from backend.consents import rules, store
from backend.consents.rules import Consent
from backend.database import Tx
from backend.dossiers import store as dossiers
from backend.dossiers.rules import Dossier, size_of
from backend.feed import store as feed
from backend.feed.rules import Entry, assist_entry, outcome_entry
from backend.grants import store as grants
from backend.grants.rules import Grant
from backend.mandates import store as mandates
from backend.people import store as people
from sync import consent as records
from sync import seal, submission
from sync.change import Change, Record, decode

# What of a payload is looked for before it is decoded
MARK = b"consented"
NO_FACTS = Facts(mandates={}, persons={}, misses={}, codes={}, signers={}, cancels=())


class Passkeys(Protocol):
    """Whoever keeps citizens' passkeys."""

    async def signer(self, tx: Tx, proof: Mapping[str, str], challenge: bytes) -> Signer:
        """Whose passkey signed this challenge, user verified; base64url as WebAuthn gives it."""
        ...


class NoPasskeys:
    """A hub that keeps none knows none."""

    async def signer(self, tx: Tx, proof: Mapping[str, str], challenge: bytes) -> Signer:
        return "unknown"


NO_PASSKEYS = NoPasskeys()


async def look_up(
    tx: Tx,
    holdings: Mapping[bytes, Holding],
    opened: Iterable[Opened],
    writers: Mapping[bytes, Writer],
    passkeys: Passkeys,
    secret: bytes,
    now_ms: int,
) -> Agreements:
    """What has to be known of the beginnings for somebody else that may be judged now, and of the helpers."""
    asked = {one.change: one for one in _beginnings(holdings, opened, secret)}
    helpers = {holding.consent.helper for holding in holdings.values() if holding.consent is not None}
    helpers |= {writers[one.device].account for one in asked.values() if one.device in writers}
    if not asked and not helpers:
        return Agreements({}, NO_FACTS)
    held = await mandates.of_accounts(tx, helpers)
    if not asked:
        return Agreements({}, replace(NO_FACTS, mandates=held))
    facts = await _facts(tx, asked.values(), helpers, passkeys, now_ms)
    return Agreements(asked, replace(facts, mandates=held))


async def _facts(
    tx: Tx, asked: Collection[Asked], helpers: Collection[bytes], passkeys: Passkeys, now_ms: int
) -> Facts:
    good = [(one, one.record) for one in asked if one.record is not None]
    found = await people.accounts_of(tx, helpers)
    return Facts(
        mandates={},
        persons={one.account: (one.person, one.unit_name) for one in found.values()},
        misses=await store.misses_since(tx, helpers, now_ms - rules.MISSES_MS),
        codes=await store.codes_of(tx, {one.code_hash for one, record in good if record.mode == "phone"}),
        signers={
            one.change: await passkeys.signer(tx, record.proof, one.challenge)
            for one, record in good
            if record.mode == "passkey"
        },
        cancels=(await store.by_cancel(tx, {record.cancel for _, record in good})).keys(),
    )


def _beginnings(
    holdings: Mapping[bytes, Holding], opened: Iterable[Opened], secret: bytes
) -> Iterator[Asked]:
    """Changes that make their document's id and say that it is for somebody else, of documents not begun."""
    for one in opened:
        if MARK in one.payload and isinstance(one.change, Change) and _is_open(holdings[one.change.document]):
            yield from _asked(one.id, one.change, secret)
    for holding in holdings.values():
        if _is_open(holding):
            waiting = [(one.change, one.payload) for one in holding.unproven]
            for change_id, payload in (*holding.payloads.items(), *waiting):
                change = decode(payload) if MARK in payload else None
                if isinstance(change, Change):
                    yield from _asked(change_id, change, secret)


def _is_open(holding: Holding) -> bool:
    return holding.dossier is None and holding.consent is None


def _asked(change_id: bytes, change: Change, secret: bytes) -> Iterator[Asked]:
    if not records.is_assisted(change) or not submission.makes(change.document, change):
        return
    record = records.consent_of(change)
    by_phone = record is not None and record.mode == "phone"
    bodies = [it.body for it in change.operations if isinstance(it, Record) and it.kind == "consented"]
    yield Asked(
        document=change.document,
        change=change_id,
        device=change.device,
        schema=change.schema,
        record=record,
        code_hash=rules.hash_of(secret, record.proof["code"]) if record is not None and by_phone else b"",
        challenge=seal.digest(records.asked(change.document, bodies[0])),
    )


async def end(tx: Tx, consent: Consent, now_ms: int) -> None:
    """Write down that it has ended, `consent` as it is now: the helper hears that, and nothing after it.

    The caller holds the document's lock.
    """
    await store.save(tx, [consent])
    await grants.remove(tx, Grant(consent.document, consent.helper))
    await feed.withdraw(tx, consent.document, consent.helper)
    await say(tx, consent, now_ms, [consent.helper])


async def reopen(tx: Tx, consent: Consent, paths: Sequence[str], now_ms: int) -> None:
    """A supplement asks for exactly these: the helper may see the dossier again, and write them and no more.

    For the desk's command that asks; the caller holds the document's lock.
    """
    before, after = consent, rules.reopen(consent, paths)
    await store.save(tx, [after])
    if not rules.is_writable(before):
        await grants.add(tx, [Grant(after.document, after.helper)], now_ms)
        await feed.append(tx, [assist_entry(after.document, after.helper)])
    await say(tx, after, now_ms)


async def say(tx: Tx, consent: Consent, now_ms: int, also: Sequence[bytes] = ()) -> Dossier:
    """The dossier stands otherwise because its consent does; whoever may hear of it does."""
    before = (await dossiers.dossiers_of(tx, [consent.document]))[consent.document]
    dossier = replace(before, version=before.version + 1)
    await dossiers.save(tx, [dossier])
    await feed.append(tx, news(dossier, consent, now_ms, also))
    return dossier


def news(dossier: Dossier, consent: Consent | None, now_ms: int, also: Sequence[bytes] = ()) -> list[Entry]:
    """Entries by which everybody who may hears how a dossier stands: also a helper who sees nothing of it."""
    size = size_of(dossier, rules.in_outcome(consent, now_ms))
    followers = dict.fromkeys([*rules.hearing(consent, now_ms), *also])
    addressed = [outcome_entry(dossier.document, size, account) for account in followers]
    return [outcome_entry(dossier.document, size), *addressed]


async def of_dossiers(tx: Tx, found: Iterable[Dossier]) -> dict[bytes, Consent]:
    """The consents under which these were begun; nothing is asked where all are their owners' own."""
    return await store.of_documents(tx, [one.document for one in found if one.helper is not None])
