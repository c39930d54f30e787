"""The hub ends before a step of a request: nothing is half-written, and a resend puts it right (P1, P2)."""

import hashlib
import multiprocessing
from collections.abc import AsyncIterator, Mapping
from multiprocessing.context import ForkServerProcess

import httpx
import pytest
from msgspec import Struct
from msgspec.structs import replace

from backend.mandates import store as mandates
from schemas.wire.exchange import Heads, SyncRequest
from sync import seal
from sync.change import Change, Set, encode
from tests.faults import crash
from tests.faults.crash import ANSWER, COMMIT, COMMITTED, STATUS, points
from tests.forms.shared import complete_dossiers
from tests.support.audit import audit, counts, verdicts_stored
from tests.support.helpers import begin_for, helper_mandate, phone_code
from tests.support.house import account_of, enrolled, make_known, opened
from tests.support.hub import Hub
from tests.support.people import FORM, Phone, envelope_of, phone, request_of
from tests.support.process import HubProcess, ready

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([crash.__name__])
END_SECONDS_MAX = 5
NOWHERE = b"\x01" * 32
CARRIER, WALKER = "Lan", "Bảy"


class Fragile:
    """A hub whose requests may name a point to crash before; started anew after each."""

    def __init__(self, hub: Hub, place: HubProcess) -> None:
        self.hub = hub
        self.place = place
        self.process: ForkServerProcess | None = None

    async def up(self) -> None:
        if self.process is not None and self.process.is_alive():
            return
        self.process = process = FORKS.Process(
            target=crash.serve, args=(self.place.environment, str(self.place.log)), daemon=True
        )
        process.start()
        await ready(self.place.address, self.place.log, process.is_alive)

    def status(self) -> int | None:
        """How the process ended; None where it did not."""
        assert self.process is not None
        self.process.join(END_SECONDS_MAX)
        return self.process.exitcode

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()


class Errand(Struct, frozen=True):
    """A request that gives every step something to do, and what becomes of each change in it."""

    walker: Phone
    request: SyncRequest
    verdicts: dict[bytes, tuple[str, str]]
    # waits for its parent, which the request brings
    waiting: bytes


@pytest.fixture(scope="module")
async def fragile(address: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fragile]:
    data = tmp_path_factory.mktemp("data")
    hub = await opened(data, address)
    async with hub.database.write() as tx:
        for person in (CARRIER, WALKER):
            await mandates.add(tx, [helper_mandate(person, account=account_of(person).account)])
    made = Fragile(hub, HubProcess(data, address))
    yield made
    made.close()
    await hub.stop()


@pytest.mark.parametrize("point", points())
async def test_P1_P2_a_hub_that_ends_before(point: str, fragile: Fragile) -> None:
    await fragile.up()
    errand = await prepare(fragile, point)
    told = await push(errand, {crash.HEADER: point})
    assert fragile.status() == STATUS, f"no request comes to {point}"

    await fragile.up()
    await audit(fragile.hub)
    kept = await verdicts_stored(fragile.hub, errand.verdicts)
    assert kept in ({}, errand.verdicts), "half of a request was taken in"
    if point == COMMIT:
        assert kept == {}
    if told or point in (COMMITTED, *ANSWER):
        assert kept == errand.verdicts

    assert await push(errand) == errand.verdicts
    await audit(fragile.hub)
    assert await verdicts_stored(fragile.hub, [*errand.verdicts, errand.waiting]) == {
        **errand.verdicts,
        errand.waiting: ("accepted", ""),
    }
    before = await counts(fragile.hub)
    assert await push(errand) == errand.verdicts
    assert await counts(fragile.hub) == before, "a resend changed something"


async def prepare(fragile: Fragile, point: str) -> Errand:
    """A new device whose changes came before its key did; another one's change that waits for a parent.

    Both people are helpers too. The one brings what they began for a citizen and handed in; of the other all
    but the hand-in is there already.
    """
    hub = fragile.hub
    # Not through the process that will end: what it keeps in memory it would not have to gather.
    carrier = await enrolled(hub, f"carrier {point}", CARRIER, hub.client())
    shared = carrier.begin(bytes(16))
    waiting = carrier.write(shared, Set("/workName", "Nhà kho"))
    [created, later] = carrier.held.items()
    helped = begin_for(hub, carrier, nonce_of(f"carrier {point}"))
    carrier.write_all(helped, complete_dossiers()[FORM])
    begun = [envelope for document, envelope in carrier.held.values() if document == helped]
    walker = phone(hub, f"walker {point}", fragile.place.client())
    document = walker.begin(bytes(16), FORM)
    walker.write_all(document, complete_dossiers()[FORM])
    unproven = [envelope for _, envelope in walker.held.values()]
    await carrier.exchange(request_of(later[1][1], *begun, *unproven))
    handed_in = carrier.submit(helped)
    code = await phone_code(carrier)
    await carrier.client.aclose()
    await make_known(hub, walker, WALKER, carrier)

    walker.submit(document)
    assisted = begin_for(hub, walker, nonce_of(point), mode="phone", proof={"code": code})
    walker.write_all(assisted, complete_dossiers()[FORM])
    walker.submit(assisted)
    intruding = written_on(walker, shared, created[0])
    orphan = written_on(walker, seal.document_id(walker.key.device, b"\x02" * 16), NOWHERE)
    own = [envelope for _, envelope in walker.held.values()]
    others = [carrier.held[one][1] for one in (created[0], handed_in)]
    accepted = dict.fromkeys([*walker.held, created[0], handed_in], ("accepted", ""))
    request = request_of(*own, *others, *(envelope_of(walker.key, one) for one in (intruding, orphan)))
    return Errand(
        walker,
        replace(request, heads=[Heads(document, list(walker.held))]),
        {
            **accepted,
            seal.change_id(intruding): ("quarantined", "not-granted"),
            seal.change_id(orphan): ("waiting", ""),
        },
        waiting,
    )


def nonce_of(point: str) -> bytes:
    """Of each dossier for a citizen another: the code on their paper is made of it."""
    return hashlib.sha256(point.encode()).digest()[:16]


def written_on(walker: Phone, document: bytes, parent: bytes) -> bytes:
    """A change of a dossier that the device does not hold."""
    return encode(
        Change(
            schema=FORM,
            document=document,
            device=walker.key.device,
            time=walker.clock_ms,
            parents=(parent,),
            operations=(Set("/workName", "Nhà khác"),),
        )
    )


async def push(errand: Errand, headers: Mapping[str, str] | None = None) -> dict[bytes, tuple[str, str]]:
    """What the device is told of its changes; nothing where no answer came."""
    client = errand.walker.client
    client.headers.update(headers or {})
    try:
        answer = await errand.walker.exchange(errand.request)
    except httpx.TransportError:
        return {}
    finally:
        client.headers.pop(crash.HEADER, None)
    told = {one.id: (str(one.verdict), one.code) for one in answer.verdicts if one.id is not None}
    return {one: told[one] for one in errand.verdicts if one in told}
