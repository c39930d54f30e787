"""Enrolment: proof of possession, codes, and the answer that was lost. Guesses: test_enrolment_tries.py."""

import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from backend import nonces
from backend.devices import store as devices
from backend.devices.rules import TRIES_MS
from schemas.wire.devices import Challenge, DeviceRecord, EnrolmentRequest
from schemas.wire.devices import Hub as HubCard
from sync import seal
from tests.support.hub import Hub
from tests.support.people import Declined, Phone, enrolled_phone, enrolment, phone

FIELD_PRIME = 2**256 - 2**224 + 2**192 + 2**96 - 1


async def challenge(device: Phone) -> bytes:
    return msgspec.msgpack.decode(await device.post("/api/devices/challenge", b""), type=Challenge).nonce


async def refused(device: Phone, request: EnrolmentRequest) -> str:
    with pytest.raises(Declined) as declined:
        await device.post("/api/devices", msgspec.msgpack.encode(request))
    return declined.value.problem.code


async def test_a_device_enrols_and_learns_for_whom_it_writes(hub: Hub) -> None:
    device = phone(hub, "hai-1")
    enrolled = await device.enrol(await hub.code_for("Hải"), label="Máy quầy")
    assert (enrolled.person, enrolled.role) == ("Lê Minh Hải", "officer")
    assert (enrolled.unit, enrolled.unit_name) == ("26732", "Đặc khu Côn Đảo")
    assert enrolled.device == device.key.device
    assert enrolled.hub == hub.identity.key.public
    parts = seal.unpack_signed(enrolled.enrolment)
    assert parts is not None
    assert seal.verify(enrolled.hub, seal.DEVICE, *parts)
    assert msgspec.msgpack.decode(parts[0], type=DeviceRecord) == DeviceRecord(
        1,
        device.key.device,
        device.key.public,
        enrolled.account,
        "Lê Minh Hải",
        "Máy quầy",
        hub.clock(),
    )
    # The nonce that came with it is good for the first request.
    assert (await device.send("GET", "/api/me", b"")).status_code == 200


async def test_the_same_key_again_gets_the_same_answer_and_spends_nothing(hub: Hub) -> None:
    device = phone(hub, "lan-1")
    code = await hub.code_for("Lan", uses=1, lasts_ms=3_600_000)
    nonce = await challenge(device)
    first = await device.enrol_with(nonce, code)
    # The reply was lost: the very same request, then a fresh one, with a code that is used up.
    assert await device.enrol_with(nonce, code) == first
    hub.clock.now_ms += 3_599_999
    again = await device.enrol(code)
    assert (again.device, again.enrolment) == (first.device, first.enrolment)
    assert await hub.rows("SELECT uses_left FROM enrolment_code") == [(0,)]
    hub.clock.now_ms += 1
    with pytest.raises(Declined) as declined:
        await device.enrol(code)
    assert declined.value.problem.code == "code-refused"


async def test_a_spent_code_answers_to_no_key_but_the_one_that_spent_it(hub: Hub) -> None:
    """Who finds another's spent code cannot show with it that they are the same person."""
    device, other = phone(hub, "lan-1"), phone(hub, "lan-2")
    await device.enrol(await hub.code_for("Lan", uses=1))
    found = await hub.code_for("Lan", uses=1)
    await other.enrol(found)
    with pytest.raises(Declined) as declined:
        await device.enrol(found)
    assert declined.value.problem.code == "code-refused"


async def test_a_code_is_good_for_its_uses_and_its_time(hub: Hub) -> None:
    once = await hub.code_for("Lan", uses=1)
    await phone(hub, "lan-1").enrol(once)
    brief = await hub.code_for("Lan", lasts_ms=1_000)
    hub.clock.now_ms += 1_000
    for number, code in enumerate((once, brief, "K7PM-3XHW-0000")):
        with pytest.raises(Declined) as declined:
            await phone(hub, f"other-{number}").enrol(code)
        assert declined.value.problem.code == "code-refused"


async def test_a_code_may_be_typed_in_any_way(hub: Hub) -> None:
    code = await hub.code_for("Lan")
    await phone(hub, "lan-1").enrol(f" {code.lower().replace('-', ' ')} ")


async def test_a_key_of_another_person_is_refused(hub: Hub) -> None:
    device = await enrolled_phone(hub, "shared", "Lan")
    with pytest.raises(Declined) as declined:
        await device.enrol(await hub.code_for("Bảy"))
    assert declined.value.problem.code == "not-permitted"
    assert await hub.rows("SELECT count(*) FROM device") == [(1,)]


async def test_a_key_enrolled_elsewhere_is_refused_in_one_way_whosever_it_is(hub: Hub) -> None:
    """A citizen's or an officer's, good or withdrawn: nobody learns which. It costs no use of the code."""
    code = await hub.code_for("Bảy", uses=1)
    for number, (person, is_withdrawn) in enumerate(
        [("Lan", False), ("Lan", True), ("Hải", False), ("Hải", True)]
    ):
        device = await enrolled_phone(hub, f"other-{number}", person)
        if is_withdrawn:
            async with hub.database.write() as tx:
                await devices.revoke(tx, device.key.device, hub.clock())
        with pytest.raises(Declined) as declined:
            await device.enrol(code)
        assert declined.value.problem.code == "not-permitted"
        # Tries are counted by the beginning of the code: another ten minutes, another try.
        hub.clock.now_ms += TRIES_MS
    enrolled = await phone(hub, "own").enrol(await hub.code_for("Bảy"))
    assert enrolled.person == "Trần Văn Bảy"
    uses = await hub.rows("SELECT uses_left FROM enrolment_code ORDER BY uses_left DESC LIMIT 1")
    assert uses == [(1,)]


async def test_a_revoked_key_does_not_come_back_by_a_code(hub: Hub) -> None:
    device = await enrolled_phone(hub, "lan-1", "Lan")
    async with hub.database.write() as tx:
        await devices.revoke(tx, device.key.device, hub.clock())
    with pytest.raises(Declined) as declined:
        await device.enrol(await hub.code_for("Lan"))
    assert declined.value.problem.code == "revoked-device"


async def test_a_challenge_is_good_for_one_key(hub: Hub) -> None:
    one, two = phone(hub, "lan-1"), phone(hub, "lan-2")
    code = await hub.code_for("Lan", uses=2)
    nonce = await challenge(one)
    await one.enrol_with(nonce, code)
    assert await refused(two, enrolment(two.key, nonce, code, "x")) == "stale-nonce"


async def test_a_challenge_goes_stale_by_the_hubs_clock_and_the_refusal_brings_a_new_one(hub: Hub) -> None:
    device = phone(hub, "lan-1")
    code = await hub.code_for("Lan")
    old = await challenge(device)
    hub.clock.now_ms += 2 * nonces.BUCKET_MS
    with pytest.raises(Declined) as declined:
        await device.enrol_with(old, code)
    assert declined.value.problem.code == "stale-nonce"
    fresh = declined.value.problem.nonce
    assert fresh is not None
    await device.enrol_with(fresh, code)


async def test_the_nonce_of_the_greeting_is_as_good(hub: Hub) -> None:
    device = phone(hub, "lan-1")
    greeting = msgspec.json.decode((await device.client.get("/api/hub")).content, type=HubCard)
    await device.enrol_with(greeting.nonce, await hub.code_for("Lan"))


async def test_a_nonce_for_something_else_is_no_challenge(hub: Hub) -> None:
    device = phone(hub, "lan-1")
    code = await hub.code_for("Lan")
    other_use = nonces.issue(hub.identity.secret, b"request", hub.clock(), bytes(nonces.SALT_BYTES))
    foreign = nonces.issue(b"other secret", b"enrol", hub.clock(), bytes(nonces.SALT_BYTES))
    for nonce in (b"", other_use, foreign, bytes(40)):
        assert await refused(device, enrolment(device.key, nonce, code, "x")) == "stale-nonce"


async def test_possession_must_be_proved_for_this_key_code_and_challenge(hub: Hub) -> None:
    device, thief = phone(hub, "lan-1"), phone(hub, "thief")
    code = await hub.code_for("Lan")
    honest = enrolment(device.key, await challenge(device), code, "x")
    for changed in (
        {"public": thief.key.public},
        {"code": await hub.code_for("Bảy")},
        {"nonce": await challenge(device)},
        {"signature": bytes(64)},
        {"signature": thief.key.sign(seal.ENROL, b"")},
        {"signature": device.key.sign(seal.CHANGE, b"")},
    ):
        assert await refused(device, msgspec.structs.replace(honest, **changed)) == "bad-signature"
    assert await hub.rows("SELECT count(*) FROM device") == [(0,)]


def spki(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


async def test_only_p256_on_its_curve_in_its_one_form_is_a_key(hub: Hub) -> None:
    device = phone(hub, "lan-1")
    code = await hub.code_for("Lan")
    good = device.key.public
    compressed = serialization.load_der_public_key(good)
    assert isinstance(compressed, ec.EllipticCurvePublicKey)
    point = compressed.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    numbers = compressed.public_numbers()
    x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
    shorter = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200") + point
    weak = {
        "compressed, well-formed": shorter,
        "hybrid": good[:26] + bytes([6 + numbers.y % 2]) + x + y,
        "x and y swapped": good[:27] + y + x,
        "x beyond the field": good[:27] + b"\xff" * 32 + y,
        "of another curve's name": good.replace(
            bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d030101")
        ),
        "at infinity, well-formed": bytes.fromhex("3019301306072a8648ce3d020106082a8648ce3d03010703020000"),
        "P-384": spki(ec.generate_private_key(ec.SECP384R1())),
        "secp256k1": spki(ec.generate_private_key(ec.SECP256K1())),
        "Ed25519": spki(ed25519.Ed25519PrivateKey.generate()),
        "off the curve": good[:-1] + bytes([good[-1] ^ 1]),
        "outside the field": good[:27] + FIELD_PRIME.to_bytes(32, "big") + good[59:],
        "at infinity": good[:26] + b"\0",
        "zero": good[:27] + bytes(64),
        "compressed": good[:26] + point,
        "with a tail": good + b"\0",
        "empty": b"",
    }
    for name, public in weak.items():
        request = msgspec.structs.replace(
            enrolment(device.key, await challenge(device), code, "x"), public=public
        )
        assert await refused(device, request) == "weak-key", name


async def test_codes_are_not_in_the_database(hub: Hub) -> None:
    code = await hub.code_for("Lan")
    [(kept,)] = await hub.rows("SELECT code_hash FROM enrolment_code")
    assert isinstance(kept, bytes)
    assert len(kept) == 32
    assert code.encode() not in kept


@pytest.mark.parametrize("label", ["a\0b", "a\nb", "x" * 201])
async def test_a_label_is_short_and_plain(hub: Hub, label: str) -> None:
    device = phone(hub, "lan-1")
    request = enrolment(device.key, await challenge(device), await hub.code_for("Lan"), label)
    assert await refused(device, request) == "bad-request"


async def test_T19_another_sites_page_cannot_enrol(hub: Hub) -> None:
    device = phone(hub, "lan-1")
    for path in ("/api/devices/challenge", "/api/devices"):
        for site, status in (
            ("cross-site", 403),
            ("same-site", 403),
            ("none", (200, 400)),
            ("same-origin", (200, 400)),
        ):
            response = await device.client.post(path, headers={"sec-fetch-site": site})
            assert response.status_code in (status if isinstance(status, tuple) else (status,))


def test_nonces_live_for_their_bucket_and_the_next() -> None:
    secret = b"s" * 32
    nonce = nonces.issue(secret, b"a", 0)
    for now_ms, good in ((0, True), (nonces.BUCKET_MS, True), (2 * nonces.BUCKET_MS, False)):
        assert nonces.accept(secret, b"a", now_ms, nonce) is good
    assert not nonces.accept(secret, b"b", 0, nonce)
    assert not nonces.accept(b"other", b"a", 0, nonce)
    late = nonces.issue(secret, b"a", 5 * nonces.BUCKET_MS)
    assert not nonces.accept(secret, b"a", 0, late)
