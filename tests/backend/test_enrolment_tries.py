"""Guessing a code is bounded by device and by the beginning of the code, and outlives a restart."""

import pytest

from backend.devices.rules import PREFIX_CHARS, TRIES_MAX, TRIES_MS
from tests.support.hub import Hub
from tests.support.people import Declined, phone


async def test_guessing_is_bounded_per_device(hub: Hub) -> None:
    device = phone(hub, "lan-1")
    code = await hub.code_for("Lan")
    for number in range(TRIES_MAX):
        with pytest.raises(Declined) as declined:
            await device.enrol(f"{number:04}-0000-0000")
        assert declined.value.problem.code == "code-refused"
    with pytest.raises(Declined) as declined:
        await device.enrol(code)
    assert declined.value.problem.code == "too-many-tries"
    assert declined.value.problem.status == 429
    hub.clock.now_ms += TRIES_MS
    await device.enrol(code)


async def test_guessing_is_bounded_per_beginning_of_a_code_and_others_go_on(hub: Hub) -> None:
    code = await hub.code_for("Lan")
    wrong = code[:PREFIX_CHARS] + "-0000-0000"
    codes = []
    for number in range(TRIES_MAX + 1):
        with pytest.raises(Declined) as declined:
            await phone(hub, f"guesser-{number}").enrol(wrong)
        codes.append(declined.value.problem.code)
    assert codes == ["code-refused"] * TRIES_MAX + ["too-many-tries"]
    other = await hub.code_for("Bảy")
    assert other[:PREFIX_CHARS] != code[:PREFIX_CHARS]
    await phone(hub, "bay-1").enrol(other)


async def test_tries_outlive_a_restart(hub: Hub) -> None:
    for number in range(TRIES_MAX):
        with pytest.raises(Declined):
            await phone(hub, "lan-1").enrol(f"{number:04}-0000-0000")
    await hub.restart()
    with pytest.raises(Declined) as declined:
        await phone(hub, "lan-1").enrol(await hub.code_for("Lan"))
    assert declined.value.problem.code == "too-many-tries"


async def test_what_no_longer_counts_is_not_kept(hub: Hub) -> None:
    for number in range(3):
        with pytest.raises(Declined):
            await phone(hub, f"guesser-{number}").enrol(f"{number:04}-0000-0000")
        hub.clock.now_ms += TRIES_MS + 1
    await phone(hub, "lan-1").enrol(await hub.code_for("Lan"))
    assert await hub.rows("SELECT count(*) FROM enrolment_try") == [(2,)]
    assert await hub.rows("SELECT count(*) FROM used_challenge") == [(1,)]
