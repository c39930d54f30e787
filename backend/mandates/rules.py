"""Who may do what: the one place where it is decided. Pure.

A person needs no mandate for what is their own. Everybody else acts under a mandate, which holds for an
authority and all beneath it, for some procedures, from one moment until another. What it allows hinges on
where a dossier is: support point, receiving desk and competent authority are three places, and never one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

Role = Literal["helper", "kiosk", "reception", "processing", "leader", "administrator", "auditor"]

Action = Literal[
    # with a dossier
    "write",
    "read",
    # what is on nobody's table of theirs, for a reason that they state
    "look",
    "summary",
    "list",
    "receive",
    "forward",
    "take",
    "ask",
    "charge",
    "withdraw",
    "decide",
    "return",
    "unmask",
    "export",
    # with an authority
    "state",
    "enrol",
    "appoint",
    "review",
    "audit",
]

# How an account and a dossier stand to each other: by an open consent, before it is handed in and since; by
# where it is; by whose decision it is. `waiting`: handed in, and no desk has it yet: any may take it.
# `receiving`: at a desk beneath it; `received`: such a desk took it over, wherever it is now.
# `returning`: its result is ready at a desk beneath it.
Relation = Literal[
    "own", "assisted", "followed", "waiting", "receiving", "received", "competent", "returning"
]

OWN: Mapping[Action, frozenset[Relation]] = {
    "write": frozenset({"own"}),
    "read": frozenset({"own"}),
    "summary": frozenset({"own"}),
}

DOSSIER: Mapping[Role, Mapping[Action, frozenset[Relation]]] = {
    "helper": {
        "write": frozenset({"assisted"}),
        "read": frozenset({"assisted"}),
        "summary": frozenset({"assisted", "followed"}),
    },
    # It writes and sends for whoever stands there, as their own device would, and reads nothing back.
    "kiosk": {},
    "reception": {
        "list": frozenset({"waiting", "receiving", "returning"}),
        "read": frozenset({"waiting", "receiving", "returning"}),
        "receive": frozenset({"waiting"}),
        "forward": frozenset({"receiving"}),
        "ask": frozenset({"waiting", "receiving"}),
        "charge": frozenset({"receiving", "returning"}),
        "withdraw": frozenset({"waiting", "receiving"}),
        "return": frozenset({"returning"}),
        # Handed over, the desk says how it stands, and no more.
        "summary": frozenset({"waiting", "receiving", "received", "returning"}),
    },
    "processing": {
        "list": frozenset({"competent"}),
        "read": frozenset({"competent"}),
        "summary": frozenset({"competent"}),
        "take": frozenset({"competent"}),
        "ask": frozenset({"competent"}),
        "charge": frozenset({"competent"}),
        "withdraw": frozenset({"competent"}),
        "return": frozenset({"competent"}),
        "unmask": frozenset({"competent"}),
    },
    "leader": {
        "list": frozenset({"competent"}),
        "read": frozenset({"competent"}),
        "look": frozenset({"receiving"}),
        "summary": frozenset({"competent"}),
        "take": frozenset({"competent"}),
        "ask": frozenset({"competent"}),
        "charge": frozenset({"competent"}),
        "withdraw": frozenset({"competent"}),
        "decide": frozenset({"competent"}),
        "return": frozenset({"competent"}),
        "unmask": frozenset({"competent"}),
        "export": frozenset({"competent"}),
    },
    "administrator": {},
    "auditor": {"look": frozenset({"received", "competent"})},
}

AUTHORITY: Mapping[Role, frozenset[Action]] = {
    "helper": frozenset(),
    "kiosk": frozenset(),
    "reception": frozenset({"state", "enrol"}),
    "processing": frozenset({"state"}),
    "leader": frozenset({"state", "review"}),
    "administrator": frozenset({"appoint", "review"}),
    "auditor": frozenset({"audit"}),
}

# Whoever holds one of these has the desk in their app.
DESK_ROLES: frozenset[Role] = frozenset({"reception", "processing", "leader"})


class Mandate(Struct, frozen=True, kw_only=True):
    """What an account holds. Moments in ms; `ends` is the first one at which it no longer does."""

    mandate: bytes
    account: bytes
    role: Role
    authority: str
    # codes of procedures; None for all
    procedures: frozenset[str] | None
    begins: int
    ends: int | None
    revoked: int | None


class Matter(Struct, frozen=True, kw_only=True):
    """What of a dossier decides who may do what with it."""

    owner: bytes
    procedure: str
    is_submitted: bool
    # the desk that took it over, and whether it is still there
    desk: str | None
    is_at_desk: bool
    # whose decision it is; None while nobody has said
    authority: str | None
    # helpers with an open consent
    helpers: frozenset[bytes]
    # the desk at which its result is ready
    returns_at: str | None = None


def desk_mandate(mandate: bytes, account: bytes, unit: str) -> Mandate:
    """What an officer at the desk of a unit holds, for every procedure and until it is revoked."""
    return Mandate(
        mandate=mandate,
        account=account,
        role="reception",
        authority=unit,
        procedures=None,
        begins=0,
        ends=None,
        revoked=None,
    )


# Each authority's next higher one; the highest has none.
Tree = Mapping[str, str]


def may(
    action: Action, account: bytes, mandates: Collection[Mandate], matter: Matter, now_ms: int, tree: Tree
) -> bool:
    """Whether the account may do this with a dossier. `mandates` may be anybody's: only its own count."""
    return relation(action, account, mandates, matter, now_ms, tree) is not None


def relation(
    action: Action, account: bytes, mandates: Collection[Mandate], matter: Matter, now_ms: int, tree: Tree
) -> Relation | None:
    """As what the account may do this with a dossier; None where it may not."""
    if matter.owner == account and "own" in OWN.get(action, ()):
        return "own"
    return relation_as_staff(action, account, mandates, matter, now_ms, tree)


def may_as_staff(
    action: Action, account: bytes, mandates: Collection[Mandate], matter: Matter, now_ms: int, tree: Tree
) -> bool:
    """The same by a mandate alone: at a desk nobody has more of a dossier because it is their own."""
    return relation_as_staff(action, account, mandates, matter, now_ms, tree) is not None


def relation_as_staff(
    action: Action, account: bytes, mandates: Collection[Mandate], matter: Matter, now_ms: int, tree: Tree
) -> Relation | None:
    allowed = (
        related
        for mandate in standing(account, mandates, now_ms)
        if mandate.procedures is None or matter.procedure in mandate.procedures
        for related in _relations(mandate, matter, tree)
        if related in DOSSIER[mandate.role].get(action, ())
    )
    return next(allowed, None)


def may_receive(
    account: bytes, mandates: Collection[Mandate], matter: Matter, desk: str, now_ms: int, tree: Tree
) -> bool:
    """Whether the account may take a dossier over for that desk: under one mandate that allows all of it."""
    return any(
        covers(mandate.authority, desk, tree)
        and may_as_staff("receive", account, [mandate], matter, now_ms, tree)
        for mandate in mandates
    )


def may_for(
    action: Action, account: bytes, mandates: Collection[Mandate], authority: str, now_ms: int, tree: Tree
) -> bool:
    """Whether the account may do this for an authority."""
    return any(
        action in AUTHORITY[mandate.role] and covers(mandate.authority, authority, tree)
        for mandate in standing(account, mandates, now_ms)
    )


def may_ever(action: Action, mandates: Iterable[Mandate]) -> bool:
    """Whether there is any dossier, somewhere, for which they could allow it."""
    return any(DOSSIER[mandate.role].get(action) for mandate in mandates)


def standing(account: bytes, mandates: Collection[Mandate], now_ms: int) -> Iterator[Mandate]:
    """Those of the account that hold now."""
    for mandate in mandates:
        has_begun = mandate.begins <= now_ms
        has_ended = mandate.ends is not None and mandate.ends <= now_ms
        is_revoked = mandate.revoked is not None and mandate.revoked <= now_ms
        if mandate.account == account and has_begun and not has_ended and not is_revoked:
            yield mandate


def goes_on(mandate: Mandate, now_ms: int) -> bool:
    """Also one that is still to begin."""
    return mandate.revoked is None and (mandate.ends is None or mandate.ends > now_ms)


def at_desk(mandates: Iterable[Mandate], now_ms: int) -> frozenset[bytes]:
    """The accounts whose app shows the desk."""
    return frozenset(one.account for one in mandates if one.role in DESK_ROLES and goes_on(one, now_ms))


def covers(higher: str, authority: str | None, tree: Tree) -> bool:
    """Whether an authority is another one or stands beneath it. A tree with a loop covers nothing more."""
    seen: set[str] = set()
    while authority is not None and authority not in seen:
        if authority == higher:
            return True
        seen.add(authority)
        authority = tree.get(authority)
    return False


def _relations(mandate: Mandate, matter: Matter, tree: Tree) -> Iterator[Relation]:
    if mandate.account in matter.helpers:
        yield "followed" if matter.is_submitted else "assisted"
    if not matter.is_submitted:
        return
    if matter.desk is None:
        yield "waiting"
    elif covers(mandate.authority, matter.desk, tree):
        if matter.is_at_desk:
            yield "receiving"
        yield "received"
    if covers(mandate.authority, matter.returns_at, tree):
        yield "returning"
    if covers(mandate.authority, matter.authority, tree):
        yield "competent"
