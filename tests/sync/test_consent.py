"""Consent: where a record of it counts, and where it says nothing (SPEC K). What bodies read: the vectors."""

from sync import consent
from sync.change import Change, Operation, Record, Set
from tests.vectors.consented import BODY

CREATED = Record("created", {"nonce": "00" * 16})
CONSENTED = Record("consented", dict(BODY))  # type: ignore[arg-type]


def change_of(*operations: Operation) -> Change:
    return Change(
        schema="huu-tri@1",
        document=bytes(16),
        device=bytes(16),
        time=0,
        parents=(),
        operations=operations,
    )


def test_K1_only_beside_created_a_record_says_something() -> None:
    assert consent.consent_of(change_of(CREATED, CONSENTED)) == consent.read(dict(BODY))  # type: ignore[arg-type]
    assert consent.consent_of(change_of(CONSENTED, Set("/a", 1), CREATED)) is not None
    for alone in (change_of(CREATED), change_of(CONSENTED), change_of(CONSENTED, Set("/a", 1))):
        assert not consent.is_assisted(alone)
        assert consent.consent_of(alone) is None


def test_K6_a_body_of_another_form_or_a_second_one_is_assisted_and_no_consent() -> None:
    for operations in (
        (CREATED, Record("consented", {})),
        (CREATED, CONSENTED, CONSENTED),
        (CREATED, CONSENTED, Record("consented", {})),
    ):
        assert consent.is_assisted(change_of(*operations))
        assert consent.consent_of(change_of(*operations)) is None
