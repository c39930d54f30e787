"""Bad changes, correctly signed: each is refused alone, and what was good goes through (SPEC W11)."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from sync import seal
from sync.change import Change, Set, encode, unix_ms_of
from sync.limits import INTEGER_MAX
from tests.forms.shared import complete_dossiers
from tests.support.hub import Hub
from tests.support.people import enrolled_phone, envelope_of, request_of

VECTORS = Path(__file__).parents[1] / "vectors"
FORM = "khoi-cong@1"


def malformed() -> list[bytes]:
    """The payload of every vector that breaks a line of well-formedness."""
    vectors = json.loads((VECTORS / "well-formedness.json").read_text("utf-8"))["vectors"]
    return [joined(one["payload"]) for one in vectors if one["expect"] == "malformed"]


def joined(payload: str | list[list[Any]]) -> bytes:
    pieces: list[list[Any]] = [[payload, 1]] if isinstance(payload, str) else payload
    return b"".join(bytes.fromhex(piece) * times for piece, times in pieces)


async def test_every_line_of_well_formedness_broken_by_a_correctly_signed_change(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.begin(bytes(16))
    [(change, (_, good))] = device.held.items()
    broken = malformed()
    assert len(broken) > 50
    answer = await device.exchange(request_of(*(envelope_of(device.key, one) for one in broken), good))
    *refused, accepted = answer.verdicts
    assert {(one.verdict, one.code) for one in refused} == {("refused", "malformed")}
    assert all(one.id is not None for one in refused)
    assert (accepted.id, accepted.verdict) == (change, "accepted")
    assert await hub.rows("SELECT count(*) FROM change") == [(1,)]


async def test_bytes_that_are_no_envelope_have_no_id(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.begin(bytes(16))
    [(_, good)] = device.held.values()
    nonsense = [
        b"",
        b"\xc0",
        b"\x92",
        good[:-1],
        good + b"\0",
        b"\x91" * 60_000,
        bytes(200_000),
        b"\x93" + good[1:] + b"\xc0",
    ]
    answer = await device.exchange(request_of(*nonsense, good))
    *refused, accepted = answer.verdicts
    assert {(one.id, one.verdict, one.code) for one in refused} == {(None, "refused", "malformed")}
    assert accepted.verdict == "accepted"


async def test_W7_a_bad_signature_is_about_that_envelope_alone(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    other = await enrolled_phone(hub, "bay-1", "Bảy")
    device.begin(bytes(16))
    [(change, (_, good))] = device.held.items()
    parts = seal.unpack_signed(good)
    assert parts is not None
    payload = parts[0]
    forged = seal.pack_signed(payload, other.key.sign(seal.CHANGE, payload))
    mislabelled = seal.pack_signed(payload, device.key.sign(seal.EXCLUSION, payload))
    answer = await device.exchange(request_of(forged, good, mislabelled, good))
    assert [(one.id, one.verdict, one.code) for one in answer.verdicts] == [
        (change, "refused", "bad-signature"),
        (change, "accepted", ""),
        (change, "refused", "bad-signature"),
        (change, "accepted", ""),
    ]


async def test_S6_the_twin_of_a_signature_is_the_same_change(hub: Hub) -> None:
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.begin(bytes(16))
    [(change, (_, good))] = device.held.items()
    parts = seal.unpack_signed(good)
    assert parts is not None
    payload, signature = parts
    twin = signature[:32] + (order - int.from_bytes(signature[32:])).to_bytes(32, "big")
    answer = await device.exchange(request_of(good, seal.pack_signed(payload, twin)))
    assert [(one.id, one.verdict) for one in answer.verdicts] == [(change, "accepted")] * 2
    assert await hub.rows("SELECT signature FROM change") == [(signature,)]


@pytest.mark.parametrize("time", [0, 2**42 - 1, INTEGER_MAX])
async def test_P7_a_clock_in_1970_or_2099_decides_nothing(hub: Hub, time: int) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    device.clock_ms = min(unix_ms_of(time), 2**52)
    document = device.begin(bytes(16), FORM)
    device.write_all(document, complete_dossiers()[FORM])
    device.submit(document)
    await device.sync()
    outcome = device.outcomes[document]
    assert (outcome.state, outcome.since, outcome.answers[0].time) == ("submitted", hub.clock(), hub.clock())
    change = Change(
        schema=FORM,
        document=document,
        device=device.key.device,
        time=time,
        parents=device.replica.document(document).heads(),
        operations=(Set("/workName", "Nhà"),),
    )
    answer = await device.exchange(request_of(envelope_of(device.key, encode(change))))
    assert [one.verdict for one in answer.verdicts] == ["accepted"]
    officer = await enrolled_phone(hub, "hai-1", "Hải")
    shown = json.loads(await officer.signed("GET", f"/api/desk/dossiers/{document.hex()}"))
    # A moment that any calendar can show
    assert shown["history"][-1]["time"] <= 8_640_000_000_000_000
    assert shown["history"][-1]["received"] == hub.clock()


async def test_text_in_another_normal_form_is_kept_as_signed_and_submitted_as_one(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    document = device.begin(bytes(16), FORM)
    device.write_all(document, complete_dossiers()[FORM])
    name = unicodedata.normalize("NFD", "Nguyễn Thị Lan")
    change = device.write(document, Set("/investor/name", name))
    device.submit(document)
    await device.sync()
    assert device.outcomes[document].state == "submitted"
    reader = await enrolled_phone(hub, "lan-2", "Lan")
    await reader.sync()
    assert reader.held[change] == device.held[change]


async def test_a_cloned_profile_meets_like_anybody(hub: Hub) -> None:
    one = await enrolled_phone(hub, "lan-1", "Lan")
    document = one.begin(bytes(16))
    await one.sync()
    clone = await enrolled_phone(hub, "lan-1", "Lan")
    await clone.sync()
    one.write(document, Set("/a", 1))
    clone.write(document, Set("/a", 2))
    await one.sync()
    await clone.sync()
    await one.sync()
    assert one.replica.state(document) == clone.replica.state(document)
    assert one.replica.conflicts(document) == ("/a",)
