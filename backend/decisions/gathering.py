"""What is known besides when a command is given: the law, the clocks, who decides, how places are called."""

import json
from collections.abc import Mapping

from msgspec import Struct

from backend.authorities import store as authorities
from backend.authorities.rules import CITY, CITY_NAME
from backend.database import CoreTx
from backend.decisions.deadlines import HOUR_MS, Term, due_of, moved_by_waiting
from backend.decisions.hours import later
from backend.decisions.offices import office_of
from backend.decisions.routing import Route, competences, route
from backend.dossiers import moving
from backend.dossiers import store as dossiers
from backend.dossiers.carrying_out import Setting
from backend.dossiers.case import Case, Channel
from backend.dossiers.policy import Policy, in_force, policies
from backend.dossiers.rules import Dossier
from backend.forms import catalogue
from backend.forms.days import day_of
from backend.forms.in_force import name_of, record_on
from backend.mandates.rules import Relation
from backend.staffing.staff import Staff


class Gathered(Struct, frozen=True, kw_only=True):
    case: Case
    setting: Setting
    # of units and authorities, by code
    names: Mapping[str, str]


async def gather(tx: CoreTx, officer: Staff, dossier: Dossier, ground: Relation) -> Gathered:
    known = {one.code: one for one in await authorities.all_authorities(tx)}
    names = {unit.code: unit.full_name for unit in catalogue.units()}
    names |= {code: one.name for code, one in known.items()} | {CITY: CITY_NAME}
    now_ms, unit = officer.now_ms, unit_of(officer, dossier, ground)
    found = route(
        competences()[name_of(dossier.form)], await _answers(tx, dossier), unit, known, day_of(now_ms)
    )
    routed = found.authority if isinstance(found, Route) else ""
    channel: Channel = "home" if dossier.helper is None else "assisted"
    policy = in_force(policies().values(), day_of(now_ms))
    case = moving.case_of(dossier, channel, _hop_due(policy, unit, dossier.submitted or now_ms))
    policy = policies().get(case.policy, policy)
    return Gathered(case=case, setting=_setting(dossier, case, policy, unit, routed, now_ms), names=names)


def unit_of(officer: Staff, dossier: Dossier, ground: Relation) -> str:
    """For whom they act: the authority that decides, the desk that has it, else where they work."""
    match ground:
        case "competent":
            return dossier.authority
        case "receiving":
            return dossier.desk
        case "returning":
            return dossier.holder
        case _:
            return officer.account.unit


def _setting(dossier: Dossier, case: Case, policy: Policy, unit: str, routed: str, now_ms: int) -> Setting:
    # The clock of a result is that of whoever owes it.
    office = office_of(case.authority or routed or unit)
    term, cut_off = _term(dossier, case.received or now_ms), policy.same_day_until.minute
    moved = None
    if case.paused is not None and case.due_before is not None:
        moved = moved_by_waiting(case.due_before, case.paused, now_ms, office)
    wait = Term(count=policy.supplement.days, unit="days")
    return Setting(
        now_ms=now_ms,
        policy=policy,
        unit=unit,
        routed=routed,
        due_from_now=None if term is None else due_of(now_ms, term, office, cut_off).due,
        due_moved=moved,
        hop_due=_hop_due(policy, unit, now_ms),
        asked_until=due_of(now_ms, wait, office, cut_off).due,
    )


def _hop_due(policy: Policy, unit: str, from_ms: int) -> int:
    return later(from_ms, policy.hop.working_hours * HOUR_MS, office_of(unit))


def _term(dossier: Dossier, received_ms: int) -> Term | None:
    """As the record of the procedure says it that was in force then."""
    procedure = catalogue.procedures_by_form()[name_of(dossier.form)]
    record = record_on(catalogue.procedures(), procedure, day_of(received_ms))
    assert record is not None
    limit = record.time_limit
    if limit.count == "unknown" or limit.unit == "unknown":
        return None
    return Term(count=limit.count, unit=limit.unit)


async def _answers(tx: CoreTx, dossier: Dossier) -> Mapping[str, object]:
    """What was submitted, by path; of two answers the one that is shown first."""
    [submission] = await dossiers.submissions_of(tx, [dossier.submission])
    registers = json.loads(submission.text)[1]
    return {path: max(entries, key=lambda one: (one[1], one[0]))[2] for path, entries in registers}
