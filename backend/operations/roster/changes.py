"""What an import has to write: a roster beside what stands in the database. Pure.

A mandate of the file is known again by its person, role, authority and first day. Where its last day or its
procedures are others now, the one before is revoked and another takes its place, so that both stay written.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from backend.authorities.rules import CITY, CITY_NAME, Authority
from backend.mandates.rules import Mandate
from backend.operations.roster.roster import Given, Person, Roster, full_names
from backend.people.store import Account

# Whoever holds one of these has the desk in their app.
DESK_ROLES = frozenset({"reception", "processing", "leader"})

# account, role, authority, first moment
Key = tuple[bytes, str, str, int]
T = TypeVar("T")


class Standing(Struct, frozen=True, kw_only=True):
    """What stands in the database."""

    authorities: Collection[Authority]
    # those whom the city knows by an id of its own
    accounts: Collection[Account]
    # everybody's
    mandates: Collection[Mandate]


class Count(Struct, frozen=True):
    new: int
    changed: int
    as_before: int


class Changes(Struct, frozen=True, kw_only=True):
    # new or changed
    authorities: list[Authority]
    accounts: list[Account]
    mandates: list[Mandate]
    # in whose place one of them stands now
    replaced: Collection[bytes]
    # lines whose mandate was revoked by hand: it stays so
    withheld: list[int]
    # how many go on and are not in the file
    beside: int
    # of authorities, people and mandates
    counts: tuple[Count, Count, Count]


class Match(Struct, frozen=True, kw_only=True):
    """A mandate of the file, and the one of the database that it is known by."""

    given: Given
    account: bytes
    before: Mandate | None

    @property
    def is_as_before(self) -> bool:
        before, given = self.before, self.given
        return before is not None and (before.procedures, before.ends) == (given.procedures, given.ends)

    @property
    def is_withheld(self) -> bool:
        return self.before is not None and self.before.revoked is not None


def changes_of(roster: Roster, standing: Standing, ids: Iterator[bytes], now_ms: int) -> Changes:
    """`ids`: as many fresh ones as are asked for."""
    known = {account.staff: account for account in standing.accounts}
    accounts = {
        person.staff: known[person.staff].account if person.staff in known else next(ids)
        for person in roster.people
    }
    matches = list(_matches(roster.people, accounts, standing.mandates))
    wanted = [match for match in matches if not match.is_withheld]
    written = [match for match in wanted if not match.is_as_before]
    mandates = [_mandate(match, next(ids)) for match in written]
    replaced = {match.before.mandate for match in written if match.before is not None}
    in_file = {match.before.mandate for match in wanted if match.before is not None}
    going_on = [mandate for mandate in standing.mandates if goes_on(mandate, now_ms)]
    beside = [mandate for mandate in going_on if mandate.mandate not in in_file]
    stay = [mandate for mandate in going_on if mandate.mandate not in replaced]
    names = {CITY: CITY_NAME, **full_names(), **_names(standing.authorities), **_names(roster.authorities)}
    at_desks = at_desk([*stay, *mandates], now_ms)
    people = [_account(person, accounts[person.staff], names, at_desks) for person in roster.people]
    people += _elsewhere_renamed(standing.accounts, accounts, names)
    new_authorities, of_authorities = _differences(
        {one.code: one for one in roster.authorities}, {one.code: one for one in standing.authorities}
    )
    new_accounts, of_people = _differences(
        {one.account: one for one in people}, {one.account: one for one in standing.accounts}
    )
    fresh = len(written) - len(replaced)
    of_mandates = Count(fresh, len(replaced), len(wanted) - len(written))
    return Changes(
        authorities=new_authorities,
        accounts=new_accounts,
        mandates=mandates,
        replaced=replaced,
        withheld=[match.given.line for match in matches if match.is_withheld],
        beside=len(beside),
        counts=(of_authorities, of_people, of_mandates),
    )


def goes_on(mandate: Mandate, now_ms: int) -> bool:
    """Also one that is still to begin."""
    return mandate.revoked is None and (mandate.ends is None or mandate.ends > now_ms)


def at_desk(mandates: Iterable[Mandate], now_ms: int) -> frozenset[bytes]:
    """The accounts whose app shows the desk."""
    return frozenset(one.account for one in mandates if one.role in DESK_ROLES and goes_on(one, now_ms))


def _matches(
    people: Iterable[Person], accounts: Mapping[str, bytes], mandates: Iterable[Mandate]
) -> Iterator[Match]:
    standing: dict[Key, Mandate] = {}
    for mandate in mandates:
        key = (mandate.account, mandate.role, mandate.authority, mandate.begins)
        # Of one that was replaced the one in its place counts.
        if standing.setdefault(key, mandate).revoked is not None:
            standing[key] = mandate
    for person in people:
        account = accounts[person.staff]
        for given in person.mandates:
            before = standing.get((account, given.role, given.authority, given.begins))
            yield Match(given=given, account=account, before=before)


def _mandate(match: Match, mandate: bytes) -> Mandate:
    given = match.given
    return Mandate(
        mandate=mandate,
        account=match.account,
        role=given.role,
        authority=given.authority,
        procedures=given.procedures,
        begins=given.begins,
        ends=given.ends,
        revoked=None,
    )


def _account(
    person: Person, account: bytes, names: Mapping[str, str], at_desks: Collection[bytes]
) -> Account:
    return Account(
        account=account,
        person=person.name,
        role="officer" if account in at_desks else "citizen",
        unit=person.unit,
        unit_name=names[person.unit],
        staff=person.staff,
    )


def _elsewhere_renamed(
    standing: Iterable[Account], in_file: Collection[str], names: Mapping[str, str]
) -> Iterator[Account]:
    """Who is not in the file, and works where it gives another name."""
    for account in standing:
        name = names.get(account.unit, account.unit_name)
        if account.staff not in in_file and name != account.unit_name:
            yield replace(account, unit_name=name)


def _names(authorities: Iterable[Authority]) -> dict[str, str]:
    return {one.code: one.name for one in authorities}


def _differences(wanted: Mapping[Hashable, T], standing: Mapping[Hashable, T]) -> tuple[list[T], Count]:
    """What is new or changed, and how many are what."""
    differing = [one for key, one in wanted.items() if standing.get(key) != one]
    changed = sum(standing.get(key) not in (None, one) for key, one in wanted.items())
    return differing, Count(len(differing) - changed, changed, len(wanted) - len(differing))
