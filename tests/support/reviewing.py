"""What waits for a person, as whoever decides about it asks for it."""

import msgspec
import pytest

from schemas.wire.reviews import Reasoned, Review, ReviewItem
from sync.change import Set
from tests.support.administration import lose
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone

FORM = "khoi-cong@1"
REASON = "Bà Lan xác nhận đã viết trước khi mất máy"


async def review_of(decider: Phone) -> list[ReviewItem]:
    return (await everything(decider)).items


async def everything(decider: Phone) -> Review:
    return msgspec.json.decode(await decider.signed("GET", "/api/review"), type=Review)


async def decide(decider: Phone, item: ReviewItem, what: str, reason: str = REASON) -> bytes:
    body = msgspec.json.encode(Reasoned(state=item.state, reason=reason))
    return await decider.signed("POST", f"/api/review/{item.document}/{item.device}/{what}", body)


def refused(raised: pytest.ExceptionInfo[Declined]) -> str:
    return raised.value.problem.code


async def two_phones(hub: Hub) -> tuple[Phone, Phone]:
    return await enrolled_phone(hub, "lan-1", "Lan"), await enrolled_phone(hub, "lan-2", "Lan")


async def late_work(lost: Phone, kept: Phone) -> bytes:
    """A dossier of which the lost phone brings an answer only after it was withdrawn."""
    document = lost.begin(bytes(16))
    lost.write(document, Set("/workName", "Nhà cũ"))
    await lost.sync()
    await lose(kept, lost)
    lost.write(document, Set("/workName", "Nhà mới"))
    await lost.sync()
    await kept.sync()
    return document
