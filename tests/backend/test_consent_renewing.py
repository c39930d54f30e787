"""A helper without a mandate for a while: what came about meanwhile comes once one holds again (SPEC K10)."""

import pytest

from backend.devices.known import Known
from backend.mandates import store as mandates
from backend.upkeep import Upkeep
from schemas.wire.dossiers import Outcome
from sync.change import Set
from tests.backend.test_consent_ending import begun, handed_in, receive
from tests.support.administration import give, page, staff_of
from tests.support.audit import audit
from tests.support.helpers import DAY_MS, helper_account, helper_mandate
from tests.support.hub import Hub
from tests.support.people import Phone, enrolled_phone
from tests.support.units import HERE

HELPER = helper_account("sau")
AGAIN = "0e" * 16


async def lapse(hub: Hub) -> None:
    async with hub.write() as tx:
        await mandates.revoke(tx, [helper_mandate("sau").mandate], hub.clock())
    hub.clock.now_ms += DAY_MS


async def renew(hub: Hub, how: str) -> None:
    """By an administrator, from a day that has come; or given ahead, and the day comes."""
    if how == "given":
        await hub.execute(f"UPDATE account SET unit = '{HERE}' WHERE person = '{HELPER.person}'")
        boss = await staff_of(hub, "boss", "administrator")
        await give(boss, await page(boss, HELPER), AGAIN, role="helper")
        return
    upkeep = Upkeep(hub.database, hub.identity, Known(), hub.clock)
    await upkeep.once()
    ahead = helper_mandate("sau", mandate=bytes.fromhex(AGAIN), begins=hub.clock() + DAY_MS)
    async with hub.write() as tx:
        await mandates.add(tx, [ahead])
    hub.clock.now_ms += DAY_MS
    await upkeep.once()


async def entries(hub: Hub) -> int:
    [[count]] = await hub.rows("SELECT count(*) FROM feed")
    assert isinstance(count, int)
    return count


async def heard(helper: Phone, document: bytes) -> Outcome:
    await helper.sync()
    return helper.outcomes[document]


@pytest.mark.parametrize("how", ["given", "begun"])
async def test_K10_what_was_written_while_no_mandate_held_is_pulled_once_one_does(hub: Hub, how: str) -> None:
    lan, helper, document = await begun(hub)
    await lapse(hub)
    meanwhile = lan.write(document, Set("/workName", "lúc không có phận sự"))
    await lan.sync()
    await helper.sync()
    assert meanwhile not in helper.held
    await renew(hub, how)
    await helper.sync()
    assert meanwhile in helper.held
    assert helper.replica.state(document) == lan.replica.state(document)
    after = helper.write(document, Set("/workName", "làm tiếp"))
    await helper.sync()
    await lan.sync()
    assert after in lan.held
    await audit(hub)


@pytest.mark.parametrize("how", ["given", "begun"])
async def test_K10_how_it_stood_meanwhile_is_heard_and_no_more_than_that(hub: Hub, how: str) -> None:
    lan, helper, document = await handed_in(hub)
    await lapse(hub)
    late = lan.write(document, Set("/workName", "của tôi"))
    await lan.sync()
    await receive(await enrolled_phone(hub, "hai-1", "Hải"), document)
    assert (await heard(helper, document)).holder == ""
    await renew(hub, how)
    assert (await heard(helper, document)).holder == "26732"
    assert late not in helper.held
    await audit(hub)


async def test_K10_a_mandate_beside_one_that_holds_tells_nothing_again(hub: Hub) -> None:
    await begun(hub)
    before = await entries(hub)
    await renew(hub, "given")
    assert await entries(hub) == before
