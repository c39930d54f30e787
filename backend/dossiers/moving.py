"""A dossier after a command: its case, and what of that stands in columns. Pure."""

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from backend.dossiers.carrying_out import NotDone, Setting, carry_out, supplied
from backend.dossiers.case import Case, Channel, handed_in, holder_of, timer_of
from backend.dossiers.rules import Dossier
from schemas.wire.commands import Command


def case_of(dossier: Dossier, channel: Channel, hop_due: int) -> Case:
    """What its row holds; of one with which no desk has done anything yet, what that begins with."""
    if dossier.process:
        return msgspec.msgpack.decode(dossier.process, type=Case)
    assert dossier.submitted is not None
    return handed_in(channel, dossier.submitted, hop_due)


def told(
    dossier: Dossier, case: Case, version: int, command: Command, setting: Setting, names: Mapping[str, str]
) -> Dossier | NotDone:
    """After a command that somebody gave who saw that version of it. `names`: of units, by code."""
    if dossier.version != version:
        return NotDone("moved-on")
    after = carry_out(case, command, setting)
    return after if isinstance(after, NotDone) else _with_case(dossier, after, names)


def brought(dossier: Dossier, case: Case, setting: Setting, names: Mapping[str, str]) -> Dossier | NotDone:
    """After the person brought what a supplement asked for."""
    after = supplied(case, setting)
    return after if isinstance(after, NotDone) else _with_case(dossier, after, names)


def _with_case(dossier: Dossier, case: Case, names: Mapping[str, str]) -> Dossier:
    holder = holder_of(case)
    return replace(
        dossier,
        state="received" if case.policy else dossier.state,
        version=dossier.version + 1,
        holder=holder,
        holder_name=names.get(holder, ""),
        since=case.since,
        due=case.due,
        stage=case.state,
        code=case.code,
        desk=case.desk,
        authority=case.authority,
        hop=case.hop,
        timer=timer_of(case),
        process=msgspec.msgpack.encode(case),
    )
