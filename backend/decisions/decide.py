"""Carry out a command: gather, decide purely, write in one transaction.

Whoever gives it names it, so that it is carried out once however often it comes. Nothing is overwritten: who
saw an older version is told that the dossier has moved on.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from backend import wall
from backend.changes import consenting
from backend.codes import store as codes
from backend.codes.agencies import agency_of
from backend.codes.rules import written
from backend.consents.rules import Consent
from backend.database import CoreTx
from backend.decisions.gathering import Gathered, gather
from backend.dossiers import moving
from backend.dossiers import store as dossiers
from backend.dossiers.carrying_out import NotDone, move_of
from backend.dossiers.policy import Move
from backend.dossiers.rules import Dossier, Step
from backend.feed import store as feed
from backend.forms.days import day_of
from backend.identity import Identity
from backend.mandates.rules import Action, Relation
from backend.problems import Refused
from backend.staffing.staff import Staff
from backend.statements import lock
from schemas.wire.commands import Ask, Command, Receive

# What somebody must be allowed to do for each; what a citizen brings is no command of theirs.
ACTIONS: Mapping[Move, Action] = {
    "receive": "receive",
    "decline": "receive",
    "forward": "forward",
    "take": "take",
    "send_back": "take",
    "assign": "take",
    "ask": "ask",
    "charge": "charge",
    "require_fee": "charge",
    "pay": "charge",
    "withdraw": "withdraw",
    "apologise": "decide",
    "decide": "decide",
    "stop": "decide",
    "announce": "return",
    "post": "return",
    "return_result": "return",
}


class Told(Struct, frozen=True, kw_only=True):
    # 16 bytes, made by whoever gives it
    name: bytes
    version: int
    command: Command


async def decide(
    tx: CoreTx, officer: Staff, document: bytes, told: Told, identity: Identity
) -> Dossier | NotDone:
    """The dossier after the command, or why nothing was done. Raises `Refused` where it is none of theirs."""
    await lock(tx, [document])
    before, consent = await _handed_in(tx, document)
    ground = _ground(officer, told, before, consent)
    # From here on it is the hub that writes: whoever hands a dossier on sees it no more.
    await wall.open_to_hub(tx)
    known = await dossiers.document_told(tx, told.name)
    if known is not None:
        if known != document:
            raise Refused("taken")
        return before
    gathered = await gather(tx, officer, before, ground)
    after = _after(before, told, gathered)
    if isinstance(after, NotDone):
        return after
    if isinstance(told.command, Receive):
        after = await _numbered(tx, before, told, gathered, after.authority)
    await _write(tx, officer, after, told, consent)
    await officer.note(tx, identity, move_of(told.command), ground, after)
    return (await dossiers.dossiers_of(tx, [document]))[document]


async def _handed_in(tx: CoreTx, document: bytes) -> tuple[Dossier, Consent | None]:
    dossier = (await dossiers.dossiers_of(tx, [document])).get(document)
    if dossier is None or dossier.submitted is None:
        raise Refused("not-found")
    return dossier, (await consenting.of_dossiers(tx, [dossier])).get(document)


def _ground(officer: Staff, told: Told, dossier: Dossier, consent: Consent | None) -> Relation:
    """As what they may. At the door it takes a mandate for the very desk that they work at."""
    action = ACTIONS[move_of(told.command)]
    ground = officer.relation(action, dossier, consent)
    if ground is None or (action == "receive" and not officer.may_receive(dossier, consent)):
        raise Refused("not-found")
    return ground


def _after(before: Dossier, told: Told, gathered: Gathered) -> Dossier | NotDone:
    return moving.told(before, gathered.case, told.version, told.command, gathered.setting, gathered.names)


async def _numbered(tx: CoreTx, before: Dossier, told: Told, gathered: Gathered, authority: str) -> Dossier:
    """With its code, taken last: others of that agency wait from here until this is committed."""
    agency, day = agency_of(authority), day_of(gathered.setting.now_ms)
    code = written(agency, day, await codes.take(tx, agency, day))
    setting = msgspec.structs.replace(gathered.setting, code=code)
    after = _after(before, told, msgspec.structs.replace(gathered, setting=setting))
    assert isinstance(after, Dossier)
    return after


async def _write(tx: CoreTx, officer: Staff, after: Dossier, told: Told, consent: Consent | None) -> None:
    assert after.stage is not None
    step = Step(
        document=after.document,
        version=after.version,
        command=told.name,
        move=move_of(told.command),
        account=officer.account.account,
        unit=officer.account.unit,
        moment=officer.now_ms,
        stage=after.stage,
        hop=after.hop,
        holder=after.holder,
        said=msgspec.msgpack.encode(told.command),
    )
    await dossiers.hand_over(tx, after)
    await dossiers.add_step(tx, step)
    await feed.append(tx, consenting.news(after, consent, officer.now_ms))
    if isinstance(told.command, Ask) and consent is not None and told.command.paths:
        await consenting.reopen(tx, consent, told.command.paths, officer.now_ms)
