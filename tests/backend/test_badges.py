"""A badge says who helps, for whom and until when, under the hub's signature; only a helper gets one."""

import msgspec
import pytest
from msgspec.structs import replace

from backend.authorities import store as authorities
from backend.badges import rules
from backend.demo import GROUP, helper_of_demo
from backend.mandates.rules import Mandate, desk_mandate
from schemas.wire.badges import BadgeRecord
from sync import seal
from sync.packing import unpack
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone
from tests.support.units import account_of, enrolled_as

UNIT_NAME = "Đặc khu Côn Đảo"


async def badge_of(hub: Hub, device: Phone) -> BadgeRecord:
    answer = msgspec.json.decode(await device.signed("POST", "/api/badge", b""))
    signed = seal.unpack_signed(bytes.fromhex(answer["record"]))
    assert signed is not None
    payload, signature = signed
    assert seal.verify(hub.identity.key.public, seal.BADGE, payload, signature)
    return msgspec.convert(unpack(payload), BadgeRecord)


async def helper_at(hub: Hub) -> Phone:
    account, mandate = helper_of_demo()
    async with hub.database.write() as tx:
        await authorities.save(tx, [GROUP])
    return await enrolled_as(hub, "mai", account, [mandate])


def held_by(account: bytes, **fields: object) -> Mandate:
    return msgspec.structs.replace(desk_mandate(account, account, GROUP.code), role="helper", **fields)


async def test_a_helper_gets_a_badge_for_a_week(hub: Hub) -> None:
    mai = await helper_at(hub)
    badge = await badge_of(hub, mai)
    assert (badge.version, badge.person, badge.group, badge.area) == (
        1,
        "Phạm Thị Mai",
        GROUP.name,
        UNIT_NAME,
    )
    assert (badge.issued, badge.expires) == (hub.clock(), hub.clock() + 7 * 86_400_000)
    assert badge.account == helper_of_demo()[0].account


async def test_a_badge_ends_with_the_mandate_that_it_stands_on(hub: Hub) -> None:
    account, ends = account_of("soon"), hub.clock() + 1_000
    device = await enrolled_as(hub, "soon", account, [held_by(account.account, ends=ends)])
    assert (await badge_of(hub, device)).expires == ends


@pytest.mark.parametrize("who", ["Lan", "Hải"])
async def test_whoever_helps_nobody_finds_nothing(hub: Hub, who: str) -> None:
    device = await enrolled_phone(hub, f"{who}-1", who)
    with pytest.raises(Declined, match="not-found"):
        await device.signed("POST", "/api/badge", b"")


async def test_a_mandate_that_is_over_gives_no_badge(hub: Hub) -> None:
    account = account_of("over")
    device = await enrolled_as(hub, "over", account, [held_by(account.account, revoked=1)])
    with pytest.raises(Declined, match="not-found"):
        await device.signed("POST", "/api/badge", b"")


async def test_a_revoked_device_gets_no_badge(hub: Hub) -> None:
    mai = await helper_at(hub)
    await hub.execute("UPDATE device SET revoked = 1")
    with pytest.raises(Declined, match="revoked-device"):
        await mai.signed("POST", "/api/badge", b"")


def test_of_several_mandates_the_first_one_is_named() -> None:
    one = held_by(b"a" * 16, begins=5)
    other = replace(one, mandate=b"b" * 16, authority="26732", begins=3)
    at_desk = replace(one, role="reception", begins=1)
    assert rules.helping([one, other, at_desk]) == other
    assert rules.helping([at_desk]) is None


@pytest.mark.parametrize(
    ("authority", "area"),
    [
        ("G", "Phường A"),
        ("1", "Phường A"),
        ("T", "Tổ địa bàn"),
        ("79", "79"),
        # of a loop nothing is known but its own name
        ("L", "Vòng"),
    ],
)
def test_the_area_is_the_unit_in_which_the_group_works(authority: str, area: str) -> None:
    tree = {"G": "1", "1": "T", "T": "79", "L": "M", "M": "L"}
    names = {"G": "Tổ số", "T": "Tổ địa bàn", "L": "Vòng"}
    assert rules.area_of(authority, tree, {"1": "Phường A"}, names) == area
