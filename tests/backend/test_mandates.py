"""Who may do what: every role × action × place of a dossier × state of the mandate, against an oracle."""

from itertools import product
from typing import Any, get_args

import msgspec
import pytest

from backend.mandates.rules import (
    Action,
    Mandate,
    Matter,
    Relation,
    Role,
    covers,
    may,
    may_for,
    may_receive,
    relation,
)

NOW = 1_000_000
ME, LAN, BAY = b"me", b"lan", b"bay"
HCMC, TEAM, CON_DAO, SAI_GON, CONSTRUCTION = "79", "to-01", "26732", "26740", "so-xay-dung"
TREE = {CON_DAO: TEAM, TEAM: HCMC, SAI_GON: HCMC, CONSTRUCTION: HCMC}

ROLES: tuple[Role, ...] = get_args(Role)
ACTIONS: tuple[Action, ...] = get_args(Action)

MANDATE = Mandate(
    mandate=b"m",
    account=ME,
    role="reception",
    authority=CON_DAO,
    procedures=None,
    begins=0,
    ends=None,
    revoked=None,
)
DRAFT = Matter(
    owner=LAN,
    procedure="1.013225",
    is_submitted=False,
    desk=None,
    is_at_desk=False,
    authority=None,
    helpers=frozenset(),
)
SUBMITTED = msgspec.structs.replace(DRAFT, is_submitted=True)
AT_DESK = msgspec.structs.replace(SUBMITTED, desk=CON_DAO, is_at_desk=True, authority=CONSTRUCTION)

MATTERS = {
    "own draft": msgspec.structs.replace(DRAFT, owner=ME),
    "foreign draft": DRAFT,
    "own, at a desk": msgspec.structs.replace(AT_DESK, owner=ME, desk=SAI_GON),
    "waiting": SUBMITTED,
    "at my desk": AT_DESK,
    "at another desk": msgspec.structs.replace(AT_DESK, desk=SAI_GON),
    "handed over by my desk": msgspec.structs.replace(AT_DESK, is_at_desk=False),
    "mine to decide": msgspec.structs.replace(AT_DESK, desk=SAI_GON, is_at_desk=False, authority=CON_DAO),
    "mine to decide, still at another desk": msgspec.structs.replace(
        AT_DESK, desk=SAI_GON, authority=CON_DAO
    ),
    "its result at my desk": msgspec.structs.replace(
        AT_DESK, desk=SAI_GON, is_at_desk=False, returns_at=CON_DAO
    ),
    "draft under my consent": msgspec.structs.replace(DRAFT, helpers=frozenset({ME})),
    "submitted under my consent": msgspec.structs.replace(AT_DESK, desk=SAI_GON, helpers=frozenset({ME})),
    "under another's consent": msgspec.structs.replace(DRAFT, helpers=frozenset({BAY})),
}

STATES: dict[str, dict[str, Any]] = {
    "holds": {},
    "holds until later": {"ends": NOW + 1},
    "for this procedure": {"procedures": frozenset({"1.013225"})},
    "for another procedure": {"procedures": frozenset({"1.001193"})},
    "not begun": {"begins": NOW + 1},
    "ended": {"ends": NOW},
    "revoked": {"revoked": NOW},
    "somebody else's": {"account": BAY},
}
IDLE = {"for another procedure", "not begun", "ended", "revoked", "somebody else's"}

# What whoever decides does with it
WORK = ("list", "read", "summary", "take", "ask", "charge", "withdraw", "return", "unmask")
# What a desk does, by where a dossier is
SEEN: tuple[Action, ...] = ("list", "read", "summary")
AT_MY_DESK: dict[str, tuple[Action, ...]] = {
    "waiting": (*SEEN, "receive", "ask", "withdraw"),
    "at my desk": (*SEEN, "forward", "ask", "charge", "withdraw"),
    "handed over by my desk": ("summary",),
    "its result at my desk": (*SEEN, "charge", "return"),
}
MINE_TO_DECIDE = {"mine to decide", "mine to decide, still at another desk"}


def oracle(role: Role, action: Action, matter: str, state: str) -> bool:
    """In sentences, and from nothing that the rules are made of."""
    if matter.startswith("own"):
        return action in ("write", "read", "summary")
    if state in IDLE:
        return False
    if role == "helper":
        if matter == "draft under my consent":
            return action in ("write", "read", "summary")
        return matter == "submitted under my consent" and action == "summary"
    if role == "reception":
        return action in AT_MY_DESK.get(matter, ())
    if role == "processing":
        return matter in MINE_TO_DECIDE and action in WORK
    if role == "leader":
        wide = (*WORK, "decide", "export")
        looks = action == "look" and matter == "at my desk"
        return looks or (matter in MINE_TO_DECIDE and action in wide)
    if role == "auditor":
        within = {"at my desk", "handed over by my desk", *MINE_TO_DECIDE}
        return action == "look" and matter in within
    return False


# What each matter is to whoever may do anything with it, in the order in which it is said
RELATIONS: dict[str, list[Relation]] = {
    "own draft": ["own"],
    "own, at a desk": ["own"],
    "waiting": ["waiting"],
    "at my desk": ["receiving", "received"],
    "handed over by my desk": ["received"],
    "its result at my desk": ["returning"],
    "mine to decide": ["competent"],
    "mine to decide, still at another desk": ["competent"],
    "draft under my consent": ["assisted"],
    "submitted under my consent": ["followed"],
}


def named(role: Role, matter: str) -> Relation:
    """An auditor may look at what a desk took over, not because it is there."""
    return RELATIONS[matter][-1 if role == "auditor" else 0]


@pytest.mark.parametrize("role", ROLES)
def test_every_cell_is_what_the_oracle_says(role: Role) -> None:
    cells = list(product(ACTIONS, MATTERS, STATES))
    assert len(cells) == len(ACTIONS) * len(MATTERS) * len(STATES)
    for action, matter, state in cells:
        mandate = msgspec.structs.replace(MANDATE, role=role, **STATES[state])
        cell = (action, matter, state)
        allowed = oracle(role, *cell)
        assert may(action, ME, [mandate], MATTERS[matter], NOW, TREE) == allowed, cell
        told = relation(action, ME, [mandate], MATTERS[matter], NOW, TREE)
        assert told == (named(role, matter) if allowed else None), cell


def test_without_a_mandate_everybody_has_what_is_their_own_and_nothing_else() -> None:
    for action, matter in product(ACTIONS, MATTERS):
        own = matter.startswith("own") and action in ("write", "read", "summary")
        assert may(action, ME, [], MATTERS[matter], NOW, TREE) == own, (action, matter)


def test_a_mandate_holds_for_all_that_stands_beneath_its_authority_and_nothing_above_it() -> None:
    held = {one: msgspec.structs.replace(MANDATE, authority=one) for one in (HCMC, TEAM, CON_DAO, SAI_GON)}
    can = {one: may("read", ME, [mandate], AT_DESK, NOW, TREE) for one, mandate in held.items()}
    assert can == {HCMC: True, TEAM: True, CON_DAO: True, SAI_GON: False}
    at_team = msgspec.structs.replace(AT_DESK, desk=TEAM)
    assert not may("read", ME, [held[CON_DAO]], at_team, NOW, TREE)


def test_two_mandates_do_not_add_up_to_a_third() -> None:
    """A desk in one place and a processing officer in another may not decide anywhere."""
    held = [MANDATE, msgspec.structs.replace(MANDATE, role="processing", authority=SAI_GON)]
    assert not may("ask", ME, held, MATTERS["mine to decide"], NOW, TREE)
    assert not may("receive", ME, held, MATTERS["at another desk"], NOW, TREE)


def test_a_dossier_is_taken_over_under_one_mandate_for_that_desk_and_that_procedure() -> None:
    waiting = MATTERS["waiting"]
    elsewhere = msgspec.structs.replace(MANDATE, authority=SAI_GON)
    other = msgspec.structs.replace(MANDATE, procedures=frozenset({"1.001193"}))
    assert may_receive(ME, [MANDATE], waiting, CON_DAO, NOW, TREE)
    assert not may_receive(ME, [elsewhere, other], waiting, CON_DAO, NOW, TREE)
    assert not may_receive(ME, [MANDATE], MATTERS["at my desk"], CON_DAO, NOW, TREE)


FOR_AUTHORITY: dict[Role, set[Action]] = {
    "helper": set(),
    "kiosk": set(),
    "reception": {"state", "enrol"},
    "processing": {"state"},
    "leader": {"state", "review"},
    "administrator": {"appoint", "review"},
    "auditor": {"audit"},
}
AUTHORITIES = {CON_DAO: True, "beneath": True, SAI_GON: False, HCMC: False}


@pytest.mark.parametrize("role", ROLES)
def test_what_is_done_for_an_authority(role: Role) -> None:
    tree = {**TREE, "beneath": CON_DAO}
    for action, (authority, is_within), state in product(ACTIONS, AUTHORITIES.items(), STATES):
        mandate = msgspec.structs.replace(MANDATE, role=role, **STATES[state])
        holds = state not in IDLE or state == "for another procedure"
        wanted = is_within and holds and action in FOR_AUTHORITY[role]
        assert may_for(action, ME, [mandate], authority, NOW, tree) == wanted, (action, authority, state)


def test_a_tree_that_runs_in_a_circle_ends() -> None:
    assert covers("b", "a", {"a": "b", "b": "a"})
    assert not covers("c", "a", {"a": "b", "b": "a"})
    assert not covers(HCMC, None, TREE)
