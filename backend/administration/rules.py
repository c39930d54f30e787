"""What an administrator sees of people and may do to them. Pure.

An administrator acts within the authorities that a mandate of theirs reaches, and never about themselves. Of
a person who also holds something beyond that reach they see their own part, and get no code and touch no
device: a code is as good as the person.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

import msgspec
from msgspec import Struct

from backend.devices.rules import Device
from backend.forms.days import DAY_MS, begin_of, day_of, is_day
from backend.mandates.rules import AUTHORITY, Mandate, Tree, covers, goes_on
from backend.people.store import Account
from schemas.wire.administration import (
    GiveMandate,
    HeldMandate,
    PersonCard,
    PersonDevice,
    PersonPage,
    Standing,
)
from schemas.wire.problems import ProblemCode

STATE_CHARS = 16
# What is written beyond the days of forms is shown as the last one of them.
LAST_MS = begin_of("2100-12-31")
NAME_CHARS_MAX = 100
# As on a citizen's card; no city numbers its staff so.
IDENTITY_NUMBER = re.compile(r"[0-9]{12}", re.ASCII)


class Reach(Struct, frozen=True, kw_only=True):
    """An administrator, and what they administer now."""

    account: bytes
    # of theirs those that hold and allow to appoint
    mandates: tuple[Mandate, ...]
    tree: Tree
    # of every authority
    names: Mapping[str, str]
    now_ms: int

    def holds(self, authority: str) -> bool:
        return any(covers(one.authority, authority, self.tree) for one in self.mandates)

    def places(self) -> list[str]:
        return sorted(code for code in self.names if self.holds(code))


class Person(Struct, frozen=True, kw_only=True):
    """What is kept of a person."""

    account: Account
    # all that they were ever given
    mandates: Collection[Mandate]
    devices: Collection[Device] = ()
    # by device, the last day on which it asked for something
    seen: Mapping[bytes, str] = {}
    # that are good
    passkeys: int = 0


def is_name(text: str) -> bool:
    return bool(text) and len(text) <= NAME_CHARS_MAX and is_line(text)


def is_line(text: str) -> bool:
    """One line as people write it: composed, nothing that nobody sees, no blanks at its ends."""
    return text.isprintable() and text == text.strip() and unicodedata.is_normalized("NFC", text)


def is_staff_id(text: str) -> bool:
    """As in a roster (backend/operations/roster/people.py): neither an address nor an identity number."""
    plain = is_line(text) and not set(text) & {" ", "@"}
    return plain and IDENTITY_NUMBER.fullmatch(text) is None


def appointing(mandates: Iterable[Mandate]) -> tuple[Mandate, ...]:
    return tuple(one for one in mandates if "appoint" in AUTHORITY[one.role])


def is_seen(reach: Reach, person: Person) -> bool:
    """Who works in the reach, or was given something there."""
    here = reach.holds(person.account.unit)
    return here or any(reach.holds(one.authority) for one in person.mandates)


def is_own(reach: Reach, person: Person) -> bool:
    """Whose codes and devices are the administrator's."""
    going_on = [one for one in person.mandates if goes_on(one, reach.now_ms)]
    return (
        person.account.account != reach.account
        and reach.holds(person.account.unit)
        and all(reach.holds(one.authority) for one in going_on)
    )


def refusal_to_give(
    reach: Reach, person: Person, asked: GiveMandate, procedures: Collection[str]
) -> ProblemCode | None:
    """Why a mandate is not given. `procedures`: all codes there are."""
    if person.account.account == reach.account:
        return "not-permitted"
    good_days = is_day(asked.begins) and (
        asked.ends is None or (is_day(asked.ends) and asked.begins <= asked.ends)
    )
    wanted = None if asked.procedures is None else frozenset(asked.procedures)
    if not good_days or (wanted is not None and not wanted <= set(procedures)):
        return "bad-request"
    if not any(_reaches(one, asked.authority, wanted, reach.tree) for one in reach.mandates):
        return "not-permitted"
    return None


def mandate_of(asked: GiveMandate, mandate: bytes, account: bytes) -> Mandate:
    return Mandate(
        mandate=mandate,
        account=account,
        role=asked.role,
        authority=asked.authority,
        procedures=None if asked.procedures is None else frozenset(asked.procedures),
        begins=begin_of(asked.begins),
        ends=None if asked.ends is None else begin_of(asked.ends) + DAY_MS,
        revoked=None,
    )


def page_of(reach: Reach, person: Person) -> PersonPage:
    own = is_own(reach, person)
    account = person.account
    page = PersonPage(
        account=account.account.hex(),
        person=account.person,
        staff=account.staff,
        unit=account.unit,
        unit_name=account.unit_name,
        is_self=account.account == reach.account,
        is_own=own,
        mandates=[held(one, reach) for one in _in_order(person.mandates) if reach.holds(one.authority)],
        devices=devices_of(person.devices, person.seen) if own else [],
        passkeys=person.passkeys if own else 0,
        state="0" * STATE_CHARS,
    )
    return msgspec.structs.replace(page, state=state_of(page))


def card_of(reach: Reach, person: Person) -> PersonCard:
    account = person.account
    going_on = [one for one in _in_order(person.mandates) if goes_on(one, reach.now_ms)]
    return PersonCard(
        account=account.account.hex(),
        person=account.person,
        staff=account.staff,
        unit=account.unit,
        unit_name=account.unit_name,
        mandates=[held(one, reach) for one in going_on if reach.holds(one.authority)],
    )


def held(mandate: Mandate, reach: Reach) -> HeldMandate:
    return HeldMandate(
        mandate=mandate.mandate.hex(),
        role=mandate.role,
        authority=mandate.authority,
        authority_name=reach.names.get(mandate.authority, mandate.authority),
        procedures=None if mandate.procedures is None else sorted(mandate.procedures),
        begins=_day_of(mandate.begins) if mandate.begins > 0 else None,
        # its last day, not the first one on which it no longer holds
        ends=None if mandate.ends is None else _day_of(mandate.ends - 1),
        standing=_standing(mandate, reach.now_ms),
    )


def devices_of(
    devices: Iterable[Device], seen: Mapping[bytes, str], this: bytes | None = None
) -> list[PersonDevice]:
    return [
        PersonDevice(
            device=one.device.hex(),
            label=one.label,
            enrolled=one.enrolled,
            seen=seen.get(one.device),
            revoked=one.revoked,
            is_this=one.device == this,
        )
        for one in devices
    ]


def state_of(shown: Struct) -> str:
    """A name for what was shown: who acts on it names it, and acts on nothing else.

    On which day a device was seen last changes by itself, and nobody decides by it.
    """
    if isinstance(shown, PersonPage):
        plain = [msgspec.structs.replace(one, seen=None) for one in shown.devices]
        shown = msgspec.structs.replace(shown, devices=plain)
    return hashlib.sha256(msgspec.json.encode(shown)).hexdigest()[:STATE_CHARS]


def _reaches(mandate: Mandate, authority: str, procedures: frozenset[str] | None, tree: Tree) -> bool:
    """Under one mandate, for one that is as wide at most."""
    of_all = mandate.procedures is None
    narrow = procedures is not None and mandate.procedures is not None and procedures <= mandate.procedures
    return covers(mandate.authority, authority, tree) and (of_all or narrow)


def _standing(mandate: Mandate, now_ms: int) -> Standing:
    if mandate.revoked is not None:
        return "revoked"
    if mandate.begins > now_ms:
        return "to-come"
    return "ended" if not goes_on(mandate, now_ms) else "holds"


def _day_of(moment: int) -> str:
    return day_of(min(moment, LAST_MS))


def _in_order(mandates: Iterable[Mandate]) -> list[Mandate]:
    return sorted(mandates, key=lambda one: (one.begins, one.mandate))
