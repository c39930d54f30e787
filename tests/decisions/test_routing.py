"""Who decides: every form has a rule, every rule names questions of it, and no desk is in the answer."""

import json
from typing import Any

import pytest

from backend.authorities.rules import Authority
from backend.codes.agencies import agency_of
from backend.codes.rules import read, written
from backend.decisions.routing import Competence, Route, Unrouted, competences, route
from backend.forms import catalogue

CON_DAO, SAI_GON, THU_DUC = "26732", "26740", "26824"
DAY = "2026-11-27"
TEAM = "TO-01"


def authority(code: str, kind: Any, **rest: Any) -> Authority:
    given = {"parent": "79", "covers": (), "begins": "2025-07-01", "ends": None, "successor": None, **rest}
    return Authority(code=code, name=code, kind=kind, **given)


KNOWN = {
    one.code: one
    for one in (
        authority(TEAM, "team", covers=(CON_DAO,)),
        authority("SO-NNMT", "department"),
        authority("OLD", "unit", ends="2026-06-30", successor=SAI_GON),
        authority("GONE", "unit", ends="2026-06-30"),
        authority("A", "unit", ends="2026-06-30", successor="B"),
        authority("B", "unit", ends="2026-06-30", successor="A"),
    )
}


def routed(rule: Competence, answers: dict[str, object], desk: str = THU_DUC) -> Route | Unrouted:
    return route(rule, answers, desk, KNOWN, DAY)


def place(*paths: str, chosen: str | None = None) -> Competence:
    return Competence(by="place", paths=paths, chosen=chosen, verified=True)


def test_every_form_that_is_handed_in_has_a_rule_and_no_other() -> None:
    assert set(competences()) == set(catalogue.procedures_by_form())


@pytest.mark.parametrize("form", sorted(catalogue.procedures_by_form()))
def test_a_rule_names_questions_of_every_version_of_its_form(form: str) -> None:
    rule = competences()[form]
    named = [*rule.paths, *([rule.chosen] if rule.chosen else [])]
    assert bool(named) == (rule.by == "place")
    versions = sorted(catalogue.SCHEMAS.glob(f"forms/{form}/*/ui.json"))
    assert versions
    for version in versions:
        fields = json.loads(version.read_bytes())["fields"]
        assert all("unit" in fields[path]["widget"] for path in named), version


def test_it_goes_by_the_place_of_the_matter_from_whatever_desk() -> None:
    rule = competences()["khoi-cong"]
    answers: dict[str, object] = {"/site/unit": CON_DAO, "/investor/addr/unit": SAI_GON}
    for desk in (CON_DAO, SAI_GON, THU_DUC, "", "nobody"):
        assert routed(rule, answers, desk) == Route(authority=CON_DAO, team=TEAM)


def test_what_any_unit_may_do_is_done_where_it_was_received() -> None:
    assert routed(competences()["chung-thuc"], {}, SAI_GON) == Route(authority=SAI_GON, team="")


def test_the_first_place_that_is_answered_counts() -> None:
    rule = place("/last", "/death")
    assert routed(rule, {"/last": CON_DAO, "/death": SAI_GON}) == Route(authority=CON_DAO, team=TEAM)
    for nothing in (None, "", 5, ["26740"]):
        assert routed(rule, {"/last": nothing, "/death": SAI_GON}) == Route(authority=SAI_GON, team="")
    assert routed(rule, {}) == Unrouted("not-answered")


def test_of_two_places_the_applicant_chooses_one_and_no_third() -> None:
    rule = place("/mother", "/father", chosen="/to")
    answers: dict[str, object] = {"/mother": CON_DAO, "/father": SAI_GON}
    assert routed(rule, {**answers, "/to": SAI_GON}) == Route(authority=SAI_GON, team="")
    assert routed(rule, {**answers, "/to": THU_DUC}) == Route(authority=CON_DAO, team=TEAM)
    assert routed(rule, {"/to": THU_DUC}) == Unrouted("not-answered")


def test_one_authority_may_decide_for_the_whole_city() -> None:
    rule = competences()["tau-ca"]
    assert routed(rule, {}) == Route(authority="SO-NNMT", team="")
    assert route(rule, {}, SAI_GON, {}, DAY) == Unrouted("unknown-authority")


def test_what_nothing_says_a_person_does() -> None:
    assert routed(competences()["roi-cang"], {"/port": "Bến Đầm"}) == Unrouted("not-said")


def test_a_unit_that_has_ended_has_a_successor_or_none() -> None:
    rule = place("/unit")
    assert routed(rule, {"/unit": "OLD"}) == Route(authority=SAI_GON, team="")
    assert routed(rule, {"/unit": "GONE"}) == Unrouted("ended")
    assert routed(rule, {"/unit": "A"}) == Unrouted("ended")
    assert routed(rule, {"/unit": "00000"}) == Unrouted("unknown-unit")
    assert route(rule, {"/unit": "OLD"}, "", KNOWN, "2026-06-30") == Route(authority="OLD", team="")


@pytest.mark.parametrize("code", ["26732", "SO-NNMT", "TO-01"])
def test_every_agency_has_an_id_that_a_code_can_carry(code: str) -> None:
    found = read(written(agency_of(code), DAY, 7))
    assert found is not None
    assert found.number == 7
