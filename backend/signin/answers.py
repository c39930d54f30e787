"""The answer that a person brings back from a provider: first its state, then its code, then whom it means.

The provider is asked between two transactions, never within one. A state is spent before the first question
goes out: whatever comes of it, there is no second answer to it.
"""

import secrets
from collections.abc import Mapping

from msgspec import Struct

from backend.clock import Clock
from backend.database import CoreTx
from backend.federation import id_tokens, rules, store
from backend.federation.client import Client, Doors, Tokens
from backend.federation.id_tokens import Question, Trouble, refused
from backend.federation.providers import Provider
from backend.federation.rules import Link, Pending, Person, Purpose
from backend.people import store as people
from backend.people.store import Account
from backend.statements import lock

ACCOUNT_BYTES = 16


class Answer(Struct, frozen=True, kw_only=True):
    """What came back to the page of a device that has proved its key."""

    state: str
    code: str
    # the `iss` beside them, if there was one (RFC 9207)
    issuer: str | None
    device: bytes
    purpose: Purpose


class Proven(Struct, frozen=True, kw_only=True):
    """Somebody has shown who they are."""

    pending: Pending
    provider: Provider
    # None where the very same answer came before: then `pending` knows whom it meant
    person: Person | None


async def opened(tx: CoreTx, answer: Answer, secret: bytes, now_ms: int) -> Pending | Trouble:
    """The sign-in that is answered, its state spent. The transaction is committed whatever comes of it."""
    pending = await store.pending_of(tx, rules.state_hash(answer.state))
    fault = rules.fault_of(pending, device=answer.device, purpose=answer.purpose, now_ms=now_ms)
    if pending is None or fault is not None:
        return fault or refused("state")
    code = rules.mac_of(secret, pending.provider, "code", answer.code)
    if pending.taken is None and await store.take(tx, pending.state, code, now_ms):
        return pending
    # The reply to an enrolment may have been lost on the way; a session does not last longer by that.
    is_same = answer.purpose == "enrol" and pending.account is not None and pending.code == code
    return pending if is_same else refused("used")


async def proven(
    answer: Answer, pending: Pending | Trouble, doors: Doors, secret: bytes, clock: Clock
) -> Proven | Trouble:
    """Whom the provider says that this is, asked between two transactions."""
    if isinstance(pending, Trouble):
        return pending
    # An operator may have taken it out since.
    client = doors.get(pending.provider)
    if client is None:
        return refused("provider")
    if pending.account is not None:
        return Proven(pending=pending, provider=client.provider, person=None)
    person = await _asked(client, pending, answer, secret, clock)
    if isinstance(person, Trouble):
        return person
    return Proven(pending=pending, provider=client.provider, person=person)


async def account_of(tx: CoreTx, person: Person, provider: Provider, now_ms: int) -> Account | Trouble:
    """The person's account. Who works for the city has one, by the city's id; a citizen gets one here."""
    if person.staff is not None and "staff" in provider.whom:
        return await people.by_staff_id(tx, person.staff) or refused("staff")
    if "citizen" not in provider.whom:
        return refused("staff")
    await lock(tx, [person.subject])
    link = await store.link_of(tx, provider.issuer, person.subject)
    if link is not None:
        account = await people.account_of(tx, link.account)
        assert account is not None
        return account
    account = await _same_person(tx, person, provider) or _citizen(person)
    if not account.person:
        return refused("name")
    await people.add(tx, [account])
    linked = Link(
        issuer=provider.issuer,
        subject=person.subject,
        account=account.account,
        number=person.number,
        linked=now_ms,
    )
    await store.add_link(tx, linked)
    return account


async def _asked(
    client: Client, pending: Pending, answer: Answer, secret: bytes, clock: Clock
) -> Person | Trouble:
    provider = client.provider
    found = await client.discovered(clock())
    if isinstance(found, Trouble):
        return found
    # Which provider answered: without this, one could be made to pass on another's code.
    is_named = answer.issuer is not None or found.authorization_response_iss_parameter_supported
    if is_named and answer.issuer != provider.issuer:
        return refused("mixed-up")
    tokens = await client.tokens(answer.code, pending, clock())
    if isinstance(tokens, Trouble):
        return tokens
    claims = await _believed(client, tokens, pending, clock)
    if not isinstance(claims, Trouble) and provider.userinfo:
        claims = await _with_userinfo(client, tokens, claims, clock)
    return claims if isinstance(claims, Trouble) else rules.person_of(claims, provider, secret)


async def _believed(
    client: Client, tokens: Tokens, pending: Pending, clock: Clock
) -> Mapping[str, object] | Trouble:
    key_id = id_tokens.key_id(tokens.id_token)
    if isinstance(key_id, Trouble):
        return key_id
    keys = await client.keys(key_id, clock())
    if isinstance(keys, Trouble):
        return keys
    question = Question(
        issuer=client.provider.issuer,
        client_id=client.provider.client_id,
        nonce=pending.nonce,
        asked=pending.begun,
        now=clock(),
        skew_ms=client.provider.skew_ms,
    )
    return id_tokens.claims_of(tokens.id_token, keys, question, tokens.access_token)


async def _with_userinfo(
    client: Client, tokens: Tokens, claims: Mapping[str, object], clock: Clock
) -> Mapping[str, object] | Trouble:
    """What is signed is not overruled by what is not."""
    told = await client.userinfo(tokens, clock())
    if isinstance(told, Trouble):
        return told
    return {**told, **claims} if told.get("sub") == claims.get("sub") else refused("userinfo-of-another")


async def _same_person(tx: CoreTx, person: Person, provider: Provider) -> Account | None:
    """Whom the same provider vouched for under the same number, before it gave them another subject."""
    if person.number is None:
        return None
    found = await store.account_by_number(tx, provider.issuer, person.number)
    return None if found is None else await people.account_of(tx, found)


def _citizen(person: Person) -> Account:
    return Account(
        account=secrets.token_bytes(ACCOUNT_BYTES), person=person.name, role="citizen", unit="", unit_name=""
    )
