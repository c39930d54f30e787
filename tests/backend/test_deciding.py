"""From the door to the result, on both databases: who may, what is written, and what comes twice."""

import asyncio
import secrets

import msgspec
import pytest
from msgspec.structs import replace

from backend.codes.rules import read
from backend.decisions.decide import Told, decide
from backend.dossiers import store as dossiers
from backend.dossiers.carrying_out import NotDone
from backend.dossiers.moving import case_of
from backend.dossiers.rules import Dossier, Step
from backend.mandates.rules import Role, desk_mandate
from backend.problems import Refused
from backend.sender import Sender
from backend.staffing.staff import staff
from schemas.wire import commands as told
from schemas.wire.commands import Command
from tests.forms.shared import complete_dossiers
from tests.support.cases import ASK, FORWARD, PAY, RECEIVE, TAKE, WHY
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone
from tests.support.units import ELSEWHERE, HERE, account_of, enrolled_as, officer_of

# decided on Côn Đảo, wherever it was received, within three working days
FORM = "hon-nhan@1"
RESULT = told.Decide(result="granted", reason="Đủ điều kiện")


async def handed_in(hub: Hub, lan: Phone, number: int, form: str = FORM) -> bytes:
    document = lan.begin(number.to_bytes(16, "big"), form)
    lan.write_all(document, complete_dossiers()[form], form)
    lan.submit(document, form)
    await lan.sync()
    return document


async def works_at(hub: Hub, role: Role, unit: str) -> Phone:
    account = account_of(f"{role[:6]} {unit}", unit)
    mandate = replace(desk_mandate(account.account, account.account, unit), role=role)
    return await enrolled_as(hub, f"{role} {unit}", account, [mandate])


async def tell(
    hub: Hub, who: Phone, document: bytes, version: int, command: Command, name: bytes | None = None
) -> Dossier | NotDone:
    assert who.enrolled is not None
    sender = Sender(device=who.key.device, account=who.enrolled.account)
    given = Told(name=name or secrets.token_bytes(16), version=version, command=command)
    async with hub.database.write() as tx:
        officer = await staff(tx, sender, hub.clock())
        return await decide(tx, officer, document, given, hub.identity)


async def does(hub: Hub, who: Phone, before: Dossier, *commands: Command) -> Dossier:
    for command in commands:
        hub.clock.now_ms += 1_000
        done = await tell(hub, who, before.document, before.version, command)
        assert isinstance(done, Dossier), (command, done)
        before = done
    return before


async def now(hub: Hub, document: bytes) -> Dossier:
    async with hub.read() as tx:
        return (await dossiers.dossiers_of(tx, [document]))[document]


async def steps(hub: Hub, document: bytes) -> list[Step]:
    async with hub.read() as tx:
        return await dossiers.steps_of(tx, document)


async def test_received_at_one_desk_decided_by_another_unit_fetched_at_a_third(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    desk, third = await officer_of(hub, "ban", ELSEWHERE), await officer_of(hub, "tra", "26740")
    clerk, leader = await works_at(hub, "processing", HERE), await works_at(hub, "leader", HERE)
    one = await now(hub, await handed_in(hub, lan, 1))
    one = await does(hub, desk, one, RECEIVE)
    code = read(one.code)
    assert code is not None
    assert (code.agency, code.number) == (f"H29.{HERE}", 1)
    assert (one.stage, one.hop, one.desk, one.authority, one.holder) == (
        2,
        "at_desk",
        ELSEWHERE,
        HERE,
        ELSEWHERE,
    )
    one = await does(hub, desk, one, FORWARD)
    assert (one.stage, one.hop, one.holder) == (2, "sent", HERE)
    one = await does(hub, clerk, one, TAKE, told.RequireFee(amount=8_000))
    assert (one.stage, one.due) == (6, None)
    one = await does(hub, clerk, one, PAY)
    one = await does(hub, leader, one, RESULT)
    one = await does(hub, clerk, one, told.Announce(desk="26740"))
    assert (one.stage, one.holder) == (9, "26740")
    one = await does(hub, third, one, told.ReturnResult(way="desk"))
    assert (one.stage, one.timer) == (10, None)
    assert [(step.move, step.stage) for step in await steps(hub, one.document)] == [
        ("receive", 2),
        ("forward", 2),
        ("take", 4),
        ("require_fee", 6),
        ("pay", 4),
        ("decide", 9),
        ("announce", 9),
        ("return_result", 10),
    ]
    asked = "SELECT action FROM audit WHERE document = :document ORDER BY number"
    assert [row[0] for row in await hub.rows(asked, document=one.document)] == [
        step.move for step in await steps(hub, one.document)
    ]
    await lan.sync()
    outcome = lan.outcomes[one.document]
    assert (outcome.version, outcome.state, outcome.holder) == (one.version, "received", "26740")


async def test_nobody_does_what_is_not_theirs(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    desk, other = await officer_of(hub, "ban", ELSEWHERE), await officer_of(hub, "khac", "26740")
    clerk, stranger = await works_at(hub, "processing", HERE), await works_at(hub, "processing", "26740")
    one = await now(hub, await handed_in(hub, lan, 1))
    for who in (clerk, stranger):
        with pytest.raises(Refused, match="not-found"):
            await tell(hub, who, one.document, one.version, RECEIVE)
    one = await does(hub, desk, one, RECEIVE)
    for who in (other, clerk, stranger):
        with pytest.raises(Refused, match="not-found"):
            await tell(hub, who, one.document, one.version, FORWARD)
    one = await does(hub, desk, one, FORWARD)
    for who in (desk, other, stranger):
        with pytest.raises(Refused, match="not-found"):
            await tell(hub, who, one.document, one.version, TAKE)
    one = await does(hub, clerk, one, TAKE)
    with pytest.raises(Refused, match="not-found"):
        await tell(hub, clerk, one.document, one.version, RESULT)
    assert await now(hub, one.document) == one
    with pytest.raises(Refused, match="not-found"):
        await tell(hub, desk, b"0" * 16, 1, RECEIVE)


async def test_what_weighs_more_wants_a_fresh_proof(hub: Hub) -> None:
    lan, desk = await enrolled_phone(hub, "lan-1", "Lan"), await officer_of(hub, "ban", HERE)
    clerk, leader = await works_at(hub, "processing", HERE), await works_at(hub, "leader", HERE)
    one = await does(hub, desk, await now(hub, await handed_in(hub, lan, 1)), RECEIVE, FORWARD)
    one = await does(hub, clerk, one, TAKE)
    hub.clock.now_ms += 600_000
    with pytest.raises(Refused, match="proof-needed"):
        await tell(hub, leader, one.document, one.version, RESULT)


async def test_a_command_that_comes_twice_is_carried_out_once(hub: Hub) -> None:
    lan, desk = await enrolled_phone(hub, "lan-1", "Lan"), await officer_of(hub, "ban", HERE)
    one = await now(hub, await handed_in(hub, lan, 1))
    name = b"n" * 16
    first = await tell(hub, desk, one.document, one.version, RECEIVE, name)
    assert isinstance(first, Dossier)
    # Received, it is no longer at the door; what was done is not undone by being asked for again.
    with pytest.raises(Refused, match="not-found"):
        await tell(hub, desk, one.document, one.version, RECEIVE, name)
    forward = b"f" * 16
    sent = [
        await tell(hub, desk, one.document, first.version, told.Charge(amount=1), forward) for _ in range(3)
    ]
    assert sent[0] == sent[1] == sent[2]
    assert len(await steps(hub, one.document)) == 2
    other = await now(hub, await handed_in(hub, lan, 2))
    with pytest.raises(Refused, match="taken"):
        await tell(hub, desk, other.document, other.version, RECEIVE, name)


async def test_of_two_who_act_at_once_the_second_is_told(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    desk, colleague = await officer_of(hub, "ban", HERE), await officer_of(hub, "hai", HERE)
    one = await does(hub, desk, await now(hub, await handed_in(hub, lan, 1)), RECEIVE)
    done = await asyncio.gather(
        tell(hub, desk, one.document, one.version, told.Charge(amount=1)),
        tell(hub, colleague, one.document, one.version, told.Charge(amount=2)),
    )
    assert sorted(type(each).__name__ for each in done) == ["Dossier", "NotDone"]
    assert NotDone("moved-on") in done
    assert len(await steps(hub, one.document)) == 2


async def test_what_is_asked_for_stops_the_clock(hub: Hub) -> None:
    lan, desk = await enrolled_phone(hub, "lan-1", "Lan"), await officer_of(hub, "ban", HERE)
    one = await does(hub, desk, await now(hub, await handed_in(hub, lan, 1)), RECEIVE)
    assert one.due is not None
    asked = await does(hub, desk, one, ASK)
    assert (asked.stage, asked.due) == (5, None)
    assert asked.timer is not None
    assert case_of(asked, "home", 0).wanting == tuple(ASK.wanting)


async def test_where_the_catalogue_knows_no_term_an_officer_says_it(hub: Hub) -> None:
    lan, desk = await enrolled_phone(hub, "lan-1", "Lan"), await officer_of(hub, "ban", HERE)
    one = await now(hub, await handed_in(hub, lan, 1, "khoi-cong@1"))
    assert await tell(hub, desk, one.document, one.version, RECEIVE) == NotDone("no-term")
    # Nothing was done, and no code was spent.
    assert await now(hub, one.document) == one
    due = hub.clock() + 5 * 86_400_000
    received = await does(hub, desk, one, told.Receive(due=due, authority=""))
    assert (received.due, received.code[-5:]) == (due, "-0001")


async def test_many_received_at_once_have_consecutive_codes(hub: Hub) -> None:
    lan = await enrolled_phone(hub, "lan-1", "Lan")
    desks = [
        await officer_of(hub, f"ban {number}", unit) for number, unit in enumerate((HERE, ELSEWHERE, "26740"))
    ]
    found = [await now(hub, await handed_in(hub, lan, number)) for number in range(30)]
    done = await asyncio.gather(
        *(
            tell(hub, desks[number % 3], one.document, one.version, RECEIVE)
            for number, one in enumerate(found)
        )
    )
    codes = [read(one.code) for one in done if isinstance(one, Dossier)]
    assert sorted(code.number for code in codes if code is not None) == list(range(1, 31))


def test_every_command_is_read_as_it_was_written() -> None:
    for command in (RECEIVE, FORWARD, TAKE, ASK, PAY, RESULT, told.SendBack(reason=WHY)):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(command), type=Command) == command
