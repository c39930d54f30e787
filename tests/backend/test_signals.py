"""Signals of brokerage: a broker among helpers is found, helpers are left alone, a person decides."""

import random
from collections.abc import Iterator

import msgspec
import pytest

from backend.administration.signalling import look
from backend.signals import rules
from backend.signals.rules import DAY_MS, WINDOW_MS, Cancelled, Filing, Signal, after, mac_of, signals_in
from schemas.wire.reviews import BrokerReport, CloseSignal, SignalItem, SignalList
from sync import seal
from tests.backend.test_consent_ending import cancelled
from tests.forms.shared import complete_dossiers
from tests.support.administration import staff_of
from tests.support.helpers import begin_for, helper_of
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone
from tests.support.units import HERE

# Its fields say which of them hold a telephone and an identity number; taken from 26 November on.
FORM = "khai-tu@1"
HELPERS, MONTHS, DAYS = 200, 40, 22
REPORT = "0d" * 16


def filing(
    number: int, account: bytes, moment: int, phone: bytes | None, identity: bytes, device: bytes = b""
) -> Filing:
    return Filing(
        change=number.to_bytes(32, "big"),
        account=account,
        device=device or account,
        taken=moment,
        phones=() if phone is None else (phone,),
        identities=(identity,),
    )


def month_of(chance: random.Random, broker: int) -> Iterator[Filing]:
    """A month of 200 helpers, one of whom is a broker.

    Helpers hand in for people of their own: most with a telephone of theirs, some with a child's that stands for
    up to four of a family, some with none; a few write their own where there is none. A broker has one or two telephones for nearly everybody, works as
    much as others do, and hands some in with the citizen's own so that it looks well.
    """  # noqa: E501
    number = 0
    for helper in range(HELPERS):
        account = b"helper" + helper.to_bytes(2, "big")
        is_broker = helper == broker
        pace = chance.uniform(0.5, 6.0) if not is_broker else chance.uniform(1.0, 6.0)
        own = [chance.randbytes(16) for _ in range(chance.choice((1, 2)))]
        hidden = chance.uniform(0.5, 0.95)
        lends = chance.random() < 0.004
        family: bytes | None = None
        left = 0
        for day in range(DAYS):
            for _ in range(min(30, int(chance.expovariate(1 / pace)))):
                number += 1
                identity = chance.randbytes(16)
                if is_broker and chance.random() < hidden:
                    phone: bytes | None = chance.choice(own)
                elif left > 0:
                    phone, left = family, left - 1
                elif chance.random() < 0.1:
                    family, left = chance.randbytes(16), chance.choice((1, 2, 3))
                    phone = family
                else:
                    has_none = chance.random() < 0.2
                    phone = chance.randbytes(16) if not has_none else own[0] if lends else None
                yield filing(number, account, day * DAY_MS + 9 * 3_600_000, phone, identity)


def test_one_broker_among_two_hundred_helpers_is_found_and_helpers_are_left_alone() -> None:
    """Recall at least 95 %, of the honest at most 1 % named in a month."""
    found = named = 0
    helpers = [b"helper" + helper.to_bytes(2, "big") for helper in range(HELPERS)]
    for seed in range(MONTHS):
        chance = random.Random(seed)
        broker = chance.randrange(HELPERS)
        filings = list(month_of(chance, broker))
        subjects = {one.subject for one in signals_in(filings, (), helpers)}
        is_found = helpers[broker] in subjects
        others = len(subjects - {helpers[broker]})
        found, named = found + is_found, named + others
        print(f"seed {seed}: {len(filings)} filings, found {is_found}, others named {others}")  # noqa: T201
    print(f"recall {found / MONTHS:.3f}, false alarms {named / (MONTHS * (HELPERS - 1)):.5f}")  # noqa: T201
    assert found / MONTHS >= 0.95
    assert named / (MONTHS * (HELPERS - 1)) <= 0.01


def one_phone(count: int, accounts: int = 1) -> list[Filing]:
    return [
        filing(number, b"a%d" % (number % accounts), 1_000 + number, b"phone", b"id%d" % number)
        for number in range(count)
    ]


def test_a_telephone_counts_from_so_many_people_on_and_names_who_has_a_share_in_it() -> None:
    assert signals_in(one_phone(rules.IDENTITIES_OF_ONE_PHONE - 1), (), ()) == []
    [signal] = signals_in(one_phone(rules.IDENTITIES_OF_ONE_PHONE), (), ())
    assert (signal.kind, signal.subject, signal.count) == ("one-phone", b"a0", 8)
    assert (signal.first, signal.last) == (1_000, 1_007)
    assert {one.subject for one in signals_in(one_phone(8, 2), (), ())} == {b"a0", b"a1"}
    assert signals_in(one_phone(9, 3), (), ()) == []
    again = [filing(number, b"a", 1, b"phone", b"the same person") for number in range(9)]
    assert signals_in(again, (), ()) == []


def test_so_much_on_one_day_is_unusual_and_a_helper_may_do_more() -> None:
    def day(count: int, moment: int = 0) -> list[Filing]:
        return [filing(number, b"a", moment, None, b"id%d" % number) for number in range(count)]

    assert signals_in(day(rules.OTHER_A_DAY - 1), (), ()) == []
    [signal] = signals_in(day(rules.OTHER_A_DAY), (), ())
    assert (signal.kind, signal.count) == ("much-a-day", rules.OTHER_A_DAY)
    assert signals_in(day(rules.HELPER_A_DAY - 1), (), [b"a"]) == []
    assert len(signals_in(day(rules.HELPER_A_DAY), (), [b"a"])) == 1
    # A day of Ho Chi Minh City begins seven hours before that of the clock.
    evening, morning = 17 * 3_600_000 - 1, 17 * 3_600_000
    assert signals_in([*day(5, evening), *day(5, morning)], (), ()) == []


def test_codes_that_citizens_used_against_one_helper_add_up() -> None:
    ended = [Cancelled(b"h", number) for number in range(rules.CANCELLED_MIN)]
    assert signals_in((), ended[1:], [b"h"]) == []
    [signal] = signals_in((), ended, [b"h"])
    assert (signal.kind, signal.subject, signal.count) == ("cancelled", b"h", rules.CANCELLED_MIN)


def test_what_was_closed_comes_back_only_once_it_has_doubled() -> None:
    def found(count: int) -> Signal:
        return Signal(signal=b"s", kind="one-phone", subject=b"a", count=count, first=0, last=1)

    closed = msgspec.structs.replace(found(8), closed=5, closed_by=b"x", reason="Đã hỏi")
    assert after(None, found(8)) == found(8)
    assert after(found(8), found(9)) == found(9)
    assert after(closed, found(15)) == closed
    assert after(closed, found(16)) == found(16)


def test_numbers_are_compared_however_they_are_written_and_apart_by_what_they_are() -> None:
    assert mac_of(b"s", "phone", "090 123-4567") == mac_of(b"s", "phone", "0901234567")
    assert mac_of(b"s", "phone", "0901234567") != mac_of(b"s", "identity.number", "0901234567")
    assert mac_of(b"s", "phone", "0901234567") != mac_of(b"t", "phone", "0901234567")


# Over the hub


async def signals_of(decider: Phone) -> list[SignalItem]:
    return msgspec.json.decode(await decider.signed("GET", "/api/review/signals"), type=SignalList).signals


async def close(decider: Phone, item: SignalItem) -> None:
    body = msgspec.json.encode(CloseSignal(count=item.count, reason="Đã gọi hỏi, là người trong nhà"))
    await decider.signed("POST", f"/api/review/signals/{item.signal}/close", body)


async def report(device: Phone, words: str, document: str | None = None, name: str = REPORT) -> None:
    body = msgspec.json.encode(BrokerReport(document=document, words=words))
    await device.signed("POST", f"/api/reports/{name}", body)


@pytest.fixture
async def city(hub: Hub) -> Phone:
    hub.clock.now_ms += 6 * DAY_MS
    return await staff_of(hub, "city", "administrator", authority="79", unit="79")


async def handed_in(device: Phone, count: int) -> None:
    for number in range(count):
        document = device.begin(number.to_bytes(16, "big"), form=FORM)
        answers = [
            ["set", path, f"07717500{number:04d}" if path == "/requester/pid/number" else value]
            for _, path, value in complete_dossiers()[FORM]
        ]
        device.write_all(document, answers, form=FORM)
        device.submit(document, form=FORM)
    await device.sync()
    states = {outcome.state for outcome in device.outcomes.values()}
    assert states == {"submitted"}


async def test_one_telephone_for_many_people_waits_for_a_person_and_no_number_is_kept(
    hub: Hub, city: Phone
) -> None:
    bay = await enrolled_phone(hub, "bay-1", "Bảy")
    await handed_in(bay, rules.IDENTITIES_OF_ONE_PHONE)
    assert await signals_of(city) == []
    await look(hub.database, hub.identity, hub.clock())
    [item] = await signals_of(city)
    assert (item.kind, item.person, item.count) == ("one-phone", "Trần Văn Bảy", 8)
    kept = await hub.rows("SELECT phones, identities FROM filing")
    assert {(len(phones), len(identities)) for phones, identities in kept} == {(16, 16)}  # type: ignore[arg-type]
    # Again it is the same signal, and closed it stays closed.
    await look(hub.database, hub.identity, hub.clock())
    assert await signals_of(city) == [item]
    await close(city, item)
    await look(hub.database, hub.identity, hub.clock())
    assert await signals_of(city) == []
    hub.clock.now_ms += WINDOW_MS + 1
    await look(hub.database, hub.identity, hub.clock())
    assert await hub.rows("SELECT count(*) FROM filing") == [(0,)]


async def test_a_report_is_one_however_often_it_is_sent_and_so_many_a_day(hub: Hub, city: Phone) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    await report(lan, "Có người đòi 500 nghìn")
    await report(lan, "Có người đòi 500 nghìn")
    [item] = await signals_of(city)
    assert (item.kind, item.words, item.person) == ("reported", "Có người đòi 500 nghìn", "")
    for number in range(1, rules.REPORTS_A_DAY):
        await report(lan, "", name=f"{number:032x}")
    with pytest.raises(Declined) as raised:
        await report(lan, "", name="0e" * 16)
    assert raised.value.problem.code == "too-many-tries"
    await close(city, item)
    assert len(await signals_of(city)) == rules.REPORTS_A_DAY - 1


async def test_a_report_about_a_dossier_of_ones_own_names_who_handed_it_in(hub: Hub, city: Phone) -> None:
    """And about a dossier of somebody else's it names nobody, and tells nothing."""
    lan, bay = await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "bay-1", "Bảy")
    await handed_in(bay, 1)
    document = seal.document_id(bay.key.device, bytes(16))
    assert bay.enrolled is not None
    assert lan.enrolled is not None
    # As with consent: whoever it was handed in for owns it.
    await hub.execute(
        "UPDATE dossier SET owner = :owner WHERE document = :document",
        owner=lan.enrolled.account,
        document=document,
    )
    await report(lan, "", document.hex())
    assert [one.person for one in await signals_of(city)] == ["Trần Văn Bảy"]
    await report(bay, "", document.hex(), name="0e" * 16)
    assert sorted(one.person for one in await signals_of(city)) == ["", "Trần Văn Bảy"]


async def test_signals_are_for_whoever_decides_where_their_subject_belongs(hub: Hub, city: Phone) -> None:
    here = await staff_of(hub, "here", "leader")
    officer = await staff_of(hub, "officer", "helper")
    await handed_in(officer, rules.IDENTITIES_OF_ONE_PHONE)
    await look(hub.database, hub.identity, hub.clock())
    assert [len(await signals_of(one)) for one in (here, city)] == [1, 1]
    [item] = await signals_of(here)
    await close(here, item)
    with pytest.raises(Declined) as raised:
        await close(city, item)
    assert raised.value.problem.code == "not-found"


async def helped(hub: Hub, count: int) -> None:
    """A helper of the unit begins for so many people, each of whom has a code on paper."""
    helper = await helper_of(hub, authority=HERE)
    for number in range(count):
        begin_for(hub, helper, bytes([number]) * 16)
    await helper.sync()


async def test_consents_that_citizens_end_by_their_codes_add_up_to_a_signal_about_their_helper(
    hub: Hub, city: Phone
) -> None:
    await helped(hub, rules.CANCELLED_MIN)
    for number in range(rules.CANCELLED_MIN - 1):
        await cancelled(hub, bytes([number]) * 16)
    await look(hub.database, hub.identity, hub.clock())
    assert await signals_of(city) == []
    await cancelled(hub, bytes([rules.CANCELLED_MIN - 1]) * 16)
    await look(hub.database, hub.identity, hub.clock())
    [item] = await signals_of(city)
    assert (item.kind, item.person, item.count) == ("cancelled", "Người giúp sau", rules.CANCELLED_MIN)


async def test_codes_that_were_used_before_the_window_count_no_more(hub: Hub) -> None:
    await helped(hub, rules.CANCELLED_MIN)
    for number in range(rules.CANCELLED_MIN):
        await cancelled(hub, bytes([number]) * 16)
    hub.clock.now_ms += WINDOW_MS + 1
    await look(hub.database, hub.identity, hub.clock())
    assert await hub.rows("SELECT count(*) FROM signal") == [(0,)]


async def test_whoever_ends_it_by_the_code_and_never_asked_for_help_is_heard_at_once(
    hub: Hub, city: Phone
) -> None:
    await helped(hub, 1)
    await cancelled(hub, reason="broker")
    [item] = await signals_of(city)
    assert (item.kind, item.person, item.count) == ("not-asked", "Người giúp sau", 1)
    await close(city, item)
    await look(hub.database, hub.identity, hub.clock())
    assert await signals_of(city) == []
